//! The Lambda function around [`plans::handle`].

use shared::app::Peer::{self, Ats, DynamoDb};

const PEERS: &[Peer] = &[DynamoDb, Ats];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(plans::handle, PEERS).await
}
