//! The Lambda function around [`update_event::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(update_event::handle).await
}
