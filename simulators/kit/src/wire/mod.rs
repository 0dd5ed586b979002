//! How every emulator and simulator of the sandbox is served, failed on command, and recorded.
//!
//! | method, path | what |
//! |---|---|
//! | `POST /_control` | adds a [`Fault`]; 204, or 400 with a `detail` that names the field |
//! | `DELETE /_control` | removes all faults; 204 |
//! | `GET /_requests` | what was received, oldest first: a list of [`Received`] |
//! | `DELETE /_requests` | forgets it; 204 |
//!
//! A fault is written as follows; `match` and its fields, `times` (1) and `after` (0) may be left out:
//!
//! ```json
//! {
//!   "match": {"method": "POST", "path": "/rest/*", "target": "PutItem", "body_contains": "…"},
//!   "action": {"type": "respond", "status": 503, "headers": {"retry-after": "1"}, "body": {}},
//!   "times": 1,
//!   "after": 0
//! }
//! ```
//!
//! The other actions are `{"type": "delay", "ms": 200}`, `{"type": "hang"}`, `{"type": "drop_before"}` and
//! `{"type": "drop_after"}`.
//!
//! `/healthz` and every path beginning with `/_` are neither recorded nor failed.

mod bind;
mod control;
mod control_api;
mod fault;
mod fault_json;
mod fields;
mod front;
mod received;
mod redact;
mod serve;

#[cfg(test)]
mod tests;

pub use bind::{BindError, bind};
pub use control::{Control, Exchange};
pub use fault::{Action, Fault};
pub use received::Received;
pub use serve::serve;
