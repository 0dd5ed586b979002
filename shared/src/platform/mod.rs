//! The process and the network: each thing that enters from outside has its one home here.

pub mod clock;
pub mod deadline;
pub mod endpoints;
pub mod http;
pub mod json;
pub mod lenient;
pub mod logs;
pub mod metrics;
pub(crate) mod public;
pub mod random;
pub mod request;
pub mod response;
pub mod retry_after;
pub mod secrets;
mod tls;
pub mod webhooks;
