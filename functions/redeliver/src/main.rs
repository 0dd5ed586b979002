//! The Lambda function around [`redeliver::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_scheduled(redeliver::handle).await
}
