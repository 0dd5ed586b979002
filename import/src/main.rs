//! The command around [`import_credentials::import`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    import_credentials::run().await
}
