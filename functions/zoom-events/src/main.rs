//! The Lambda function around [`zoom_events::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_for_providers(zoom_events::handle).await
}
