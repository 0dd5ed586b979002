//! The Lambda function around [`refresh_tokens::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_scheduled(refresh_tokens::handle).await
}
