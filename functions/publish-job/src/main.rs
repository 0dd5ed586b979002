//! The Lambda function around [`publish_job::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(publish_job::handle).await
}
