//! An answer, and what tests ask of it.

use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use url::Url;

/// What came back.
pub(in crate::providers::microsoft) struct Answer {
    pub(in crate::providers::microsoft) status: StatusCode,
    pub(in crate::providers::microsoft) headers: HeaderMap,
    pub(in crate::providers::microsoft) text: String,
}

impl Answer {
    pub(in crate::providers::microsoft) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(in crate::providers::microsoft) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// A parameter of the URL redirected to.
    pub(in crate::providers::microsoft) fn redirected(&self, name: &str) -> Option<String> {
        let url = Url::parse(self.header("location")).unwrap();
        url.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
    }

    #[track_caller]
    pub(in crate::providers::microsoft) fn refused(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        let error = self.json()["error"].clone();
        assert_eq!(error["code"], code);
        error
    }

    /// The error body of the token endpoint.
    #[track_caller]
    pub(in crate::providers::microsoft) fn denied(
        &self,
        status: u16,
        error: &str,
        number: u32,
    ) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        let body = self.json();
        assert_eq!((&body["error"], &body["error_codes"]), (&json!(error), &json!([number])));
        body
    }
}
