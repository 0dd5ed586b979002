//! The Lambda function around [`calendar_notification::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_public_at_the_table(calendar_notification::handle).await
}
