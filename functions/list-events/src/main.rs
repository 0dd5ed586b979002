//! The Lambda function around [`list_events::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(list_events::handle).await
}
