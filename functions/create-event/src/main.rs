//! The Lambda function around [`create_event::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(create_event::handle).await
}
