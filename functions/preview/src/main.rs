//! The Lambda function around [`preview::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(preview::handle).await
}
