//! The Lambda function around [`organizations::handle`].

use shared::app::Peer::{self, Ats, DynamoDb, Kms, LinkedIn};

const PEERS: &[Peer] = &[DynamoDb, Kms, Ats, LinkedIn];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(organizations::handle, PEERS).await
}
