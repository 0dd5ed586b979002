//! The Lambda function around [`bookings::handle`].

use shared::app::Peer::{self, DynamoDb, Google, Kms, Microsoft};

const PEERS: &[Peer] = &[DynamoDb, Kms, Google, Microsoft];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run_public(bookings::handle, PEERS).await
}
