//! Notes in the recruiters' channel at Slack: what an event tells there, and bringing it there.
//!
//! An event waits as it is told to the ATS: what only notes say, and a token, are read when one is sent.

mod choice;
mod facts;
mod message;
pub mod preview;
mod sink;
mod workspace;

pub use choice::{language, wanted};
pub use facts::Guest;
pub use message::Readers;
pub(super) use sink::{Sent, send};
pub use workspace::Workspace;
