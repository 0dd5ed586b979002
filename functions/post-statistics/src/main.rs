//! The Lambda function around [`post_statistics::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(post_statistics::handle).await
}
