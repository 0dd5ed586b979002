//! The Lambda function around [`slack_notifications::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(slack_notifications::handle).await
}
