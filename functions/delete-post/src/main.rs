//! The Lambda function around [`delete_post::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(delete_post::handle).await
}
