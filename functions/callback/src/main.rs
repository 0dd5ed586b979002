//! The Lambda function around [`callback::handle`].

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(callback::handle).await
}
