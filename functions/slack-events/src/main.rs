//! The Lambda function around [`slack_events::handle`].

use shared::app::Peer::{self, DynamoDb};

const PEERS: &[Peer] = &[DynamoDb];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_public(slack_events::handle, PEERS).await
}
