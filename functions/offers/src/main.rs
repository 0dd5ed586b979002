//! The Lambda function around [`offers::handle`].

use shared::app::Peer::{self, Ats, DynamoDb};

const PEERS: &[Peer] = &[DynamoDb, Ats];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(offers::handle, PEERS).await
}
