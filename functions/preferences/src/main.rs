//! The Lambda function around [`preferences::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(preferences::handle).await
}
