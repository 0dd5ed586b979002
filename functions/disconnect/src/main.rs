//! The Lambda function around [`disconnect::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(disconnect::handle).await
}
