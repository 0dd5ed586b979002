//! The Lambda function around [`post_statistics::handle`].

use shared::app::Peer::{self, Ats, DynamoDb, Kms, LinkedIn};

const PEERS: &[Peer] = &[DynamoDb, Kms, Ats, LinkedIn];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(post_statistics::handle, PEERS).await
}
