//! The Lambda function around [`ats_events::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_public(ats_events::handle).await
}
