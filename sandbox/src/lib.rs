//! Everything the functions talk to, in one process: API Gateway, AWS, the ATS, the providers.

pub mod aws;
pub mod clock;
pub mod providers;
pub mod wire;
