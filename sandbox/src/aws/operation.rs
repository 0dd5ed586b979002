//! One operation of AWS's JSON 1.1 protocol: a request document in, a response document out.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;

use super::refusal::Refusal;

/// What an operation answers.
pub(super) type Outcome = Result<Value, Refusal>;

/// Reads the request, runs `operation`, writes its answer.
pub(super) fn run<I: DeserializeOwned, O: Serialize>(
    document: &[u8],
    operation: impl FnOnce(I) -> Result<O, Refusal>,
) -> Outcome {
    let request = serde_json::from_slice(document).map_err(unreadable)?;
    let answer = operation(request)?;
    serde_json::to_value(answer).map_err(|error| Refusal::internal(error.to_string()))
}

/// Text that is no JSON, or JSON that is not this operation's request.
///
/// Fields that are not emulated are refused too: to ignore `DryRun` would be worse.
fn unreadable(error: serde_json::Error) -> Refusal {
    match error.classify() {
        Category::Data => Refusal::validation(error.to_string()),
        _ => Refusal::new("SerializationException", error.to_string()),
    }
}

/// AWS's answer to an operation it does not have, and ours to one that is not emulated.
pub(super) fn unknown<T>(operation: &str) -> Result<T, Refusal> {
    let message = format!("the sandbox does not emulate {operation}");
    Err(Refusal::new("UnknownOperationException", message))
}
