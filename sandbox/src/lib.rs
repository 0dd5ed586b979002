//! Everything the functions talk to, in one process: API Gateway, AWS, the ATS, the providers.

pub mod ats;
pub mod aws;
pub mod dashboard;
pub mod functions;
pub mod gateway;
pub mod pictures;
pub mod reference;
pub mod world;
