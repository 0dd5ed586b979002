//! The Lambda function around [`snapshot_statistics::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_scheduled(snapshot_statistics::handle).await
}
