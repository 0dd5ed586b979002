//! Taking a port, or saying plainly who else has it.

use std::io;
use std::net::IpAddr;

use tokio::net::TcpListener;

/// Why a port could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Another process listens there.
    #[error(
        "port {port}, wanted for {purpose}, is already in use: stop what uses it, or choose another with {option}"
    )]
    InUse {
        /// The port that was asked for.
        port: u16,
        /// What would have been served there.
        purpose: String,
        /// The command-line option that moves it, such as `--dynamodb-port`.
        option: String,
    },
    /// The system refused for another reason.
    #[error("port {port}, wanted for {purpose}, cannot be taken: {source}")]
    Refused {
        /// The port that was asked for.
        port: u16,
        /// What would have been served there.
        purpose: String,
        /// The system's reason.
        source: io::Error,
    },
}

/// Listens on `address:port`; port 0 takes any free one.
///
/// `purpose` and `option` only serve the message: what wants the port, and the command-line option
/// that changes it.
pub async fn bind(
    (address, port): (IpAddr, u16),
    purpose: &str,
    option: &str,
) -> Result<TcpListener, BindError> {
    let purpose = purpose.to_owned();
    TcpListener::bind((address, port)).await.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => BindError::InUse { port, purpose, option: option.to_owned() },
        _ => BindError::Refused { port, purpose, source },
    })
}
