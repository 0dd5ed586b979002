//! The Lambda function around [`feeds::handle`].

use shared::app::Peer::{self, DynamoDb};

const PEERS: &[Peer] = &[DynamoDb];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_public(feeds::handle, PEERS).await
}
