//! The Lambda function around [`start_plans::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_scheduled(start_plans::handle).await
}
