//! The Lambda function around [`available_slots::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(available_slots::handle).await
}
