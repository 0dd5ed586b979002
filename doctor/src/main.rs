//! The command around [`doctor::run`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    doctor::run().await
}
