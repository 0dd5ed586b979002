//! The Lambda function around [`list_posts::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(list_posts::handle).await
}
