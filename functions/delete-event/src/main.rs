//! The Lambda function around [`delete_event::handle`].

use shared::app::Peer::{self, Ats, DynamoDb, Google, Kms, Microsoft};

const PEERS: &[Peer] = &[DynamoDb, Kms, Ats, Google, Microsoft];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(delete_event::handle, PEERS).await
}
