//! The Lambda function around [`auth_url::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(auth_url::handle).await
}
