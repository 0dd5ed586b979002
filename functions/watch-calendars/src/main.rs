//! The Lambda function around [`watch_calendars::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_scheduled(watch_calendars::handle).await
}
