//! An answer, and what tests ask of it.

use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use url::Url;

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// A parameter of the URL redirected to.
    pub(crate) fn redirected(&self, name: &str) -> Option<String> {
        let url = Url::parse(self.header("location")).unwrap();
        url.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
    }

    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        let error = self.json()["error"].clone();
        assert_eq!(error["code"], code);
        error
    }

    /// The error body of the token endpoint.
    #[track_caller]
    pub(crate) fn denied(&self, status: u16, error: &str, number: u32) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        let body = self.json();
        assert_eq!((&body["error"], &body["error_codes"]), (&json!(error), &json!([number])));
        body
    }
}
