//! The Lambda function around [`auth_url::handle`].

use shared::app::Peer::{self, Ats, DynamoDb};

const PEERS: &[Peer] = &[DynamoDb, Ats];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(auth_url::handle, PEERS).await
}
