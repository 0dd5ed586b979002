//! The Lambda function around [`choose_organization::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(choose_organization::handle).await
}
