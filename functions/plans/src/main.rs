//! The Lambda function around [`plans::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(plans::handle).await
}
