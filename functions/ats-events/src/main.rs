//! The Lambda function around [`ats_events::handle`].

use shared::app::Peer::{self, DynamoDb};

const PEERS: &[Peer] = &[DynamoDb];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_public(ats_events::handle, PEERS).await
}
