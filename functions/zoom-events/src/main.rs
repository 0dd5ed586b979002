//! The Lambda function around [`zoom_events::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_public(zoom_events::handle).await
}
