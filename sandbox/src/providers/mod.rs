//! The other side of the wire: strict simulators of LinkedIn, Google and Microsoft.

pub mod google;
mod head;
pub mod linkedin;
pub mod microsoft;
pub mod oauth;
