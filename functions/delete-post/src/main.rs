//! The Lambda function around [`delete_post::handle`].

use shared::app::Peer::{self, Ats, DynamoDb, Kms, LinkedIn};

const PEERS: &[Peer] = &[DynamoDb, Kms, Ats, LinkedIn];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(delete_post::handle, PEERS).await
}
