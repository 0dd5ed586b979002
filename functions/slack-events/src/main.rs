//! The Lambda function around [`slack_events::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_public(slack_events::handle).await
}
