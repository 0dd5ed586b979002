//! Everything the functions talk to, in one process: API Gateway, AWS, the ATS, the providers.

pub mod ats;
pub mod aws;
pub mod clock;
pub mod dashboard;
pub mod functions;
pub mod gateway;
pub mod pictures;
pub mod providers;
pub mod wire;
pub mod world;
