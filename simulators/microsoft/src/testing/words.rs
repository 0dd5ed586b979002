//! How Microsoft says it.

use serde_json::{Value, json};
use simulator_kit::testing::Answer;

/// Microsoft's refusals.
pub(crate) trait Words {
    /// Graph refuses with this status and code; its error.
    fn refused(&self, status: u16, code: &str) -> Value;

    /// The token endpoint refuses with this status, error and AADSTS number; the body.
    fn denied(&self, status: u16, error: &str, number: u32) -> Value;
}

impl Words for Answer {
    #[track_caller]
    fn refused(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        let error = self.json()["error"].clone();
        assert_eq!(error["code"], code);
        error
    }

    #[track_caller]
    fn denied(&self, status: u16, error: &str, number: u32) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        let body = self.json();
        assert_eq!((&body["error"], &body["error_codes"]), (&json!(error), &json!([number])));
        body
    }
}
