//! The Lambda function around [`list_events::handle`].

use shared::app::Peer::{self, Ats, DynamoDb, Kms};

const PEERS: &[Peer] = &[DynamoDb, Kms, Ats];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(list_events::handle, PEERS).await
}
