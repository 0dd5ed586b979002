//! The Lambda function around [`sync_calendar::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_scheduled(sync_calendar::handle).await
}
