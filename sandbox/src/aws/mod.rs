//! The AWS services the functions use, on this machine: DynamoDB, KMS and Secrets Manager, behind IAM.
//!
//! They refuse what AWS refuses, in AWS's words, so that the SDK reports the same typed errors.
//! Everything lives in memory, or in the directory that is handed to `open`.

mod blob;
pub mod dynamodb;
pub mod event_source;
pub mod iam;
pub mod kms;
mod operation;
pub mod pattern;
mod persisted;
mod random;
mod refusal;
mod router;
pub mod secrets_manager;
pub mod sns;

#[cfg(test)]
mod tests;

pub use router::kms_and_secrets_router;

/// The account that owns everything in the sandbox.
pub const ACCOUNT: &str = "000000000000";

/// The region everything in the sandbox is in.
pub const REGION: &str = "eu-west-3";

/// The media type of requests and answers (JSON 1.1 protocol).
const CONTENT_TYPE: &str = "application/x-amz-json-1.1";
