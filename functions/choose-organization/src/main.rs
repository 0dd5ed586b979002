//! The Lambda function around [`choose_organization::handle`].

use shared::app::Peer::{self, Ats, DynamoDb};

const PEERS: &[Peer] = &[DynamoDb, Ats];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(choose_organization::handle, PEERS).await
}
