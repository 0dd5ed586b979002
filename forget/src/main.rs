//! The command around [`forget::run`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    forget::run().await
}
