//! The Lambda function around [`delete_event::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(delete_event::handle).await
}
