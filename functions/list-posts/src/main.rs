//! The Lambda function around [`list_posts::handle`].

use shared::app::Peer::{self, Ats, DynamoDb, Kms, LinkedIn};

const PEERS: &[Peer] = &[DynamoDb, Kms, Ats, LinkedIn];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(list_posts::handle, PEERS).await
}
