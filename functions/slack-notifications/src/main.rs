//! The Lambda function around [`slack_notifications::handle`].

use shared::app::Peer::{self, Ats, DynamoDb, Kms};

const PEERS: &[Peer] = &[DynamoDb, Kms, Ats];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(slack_notifications::handle, PEERS).await
}
