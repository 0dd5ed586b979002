//! The Lambda function around [`booking_links::handle`].

use shared::app::Peer::{self, Ats, DynamoDb, Kms};

const PEERS: &[Peer] = &[DynamoDb, Kms, Ats];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shared::RunError> {
    shared::run(booking_links::handle, PEERS).await
}
