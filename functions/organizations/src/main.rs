//! The Lambda function around [`organizations::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(organizations::handle).await
}
