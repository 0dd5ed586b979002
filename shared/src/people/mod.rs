//! Who is calling, what the recruiting system says of them, and the trail they leave.

pub mod actor;
pub mod ats;
pub mod audit;
pub mod auth;
mod caller;
pub mod employer;
