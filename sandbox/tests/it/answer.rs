//! An answer, and what a test asks of it.

use http::{HeaderMap, StatusCode, header};
use serde_json::Value;
use url::Url;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// The body as JSON; `null` if it is not JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// The stable code of a problem.
    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Whether caches are told that the answer depends on the request's `header`.
    pub(crate) fn varies_by(&self, header: &str) -> bool {
        self.headers.get_all(header::VARY).iter().any(|value| value == header)
    }

    /// The redirect's target.
    pub(crate) fn location(&self) -> Url {
        let location = self.headers[header::LOCATION].to_str().unwrap();
        Url::parse(location).unwrap()
    }

    /// Asserts status and code, showing the whole answer where it is another.
    #[track_caller]
    pub(crate) fn expect(self, status: u16, code: &str) -> Self {
        assert_eq!((self.status.as_u16(), self.code().as_str()), (status, code), "{self:?}");
        self
    }

    /// Asserts success.
    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{self:?}");
        self.json()
    }

    /// Asserts what holds for every answer of every function: errors have a text and a code (B4),
    /// nothing is cached, named in a `Referer` or sniffed (S12), no cookie is set (B5), and what is said is
    /// in a language (B15).
    pub(crate) fn checked(self) -> Self {
        let header = |name: &str| self.headers.get(name).and_then(|value| value.to_str().ok());
        assert_eq!(header("cache-control"), Some("no-store"), "{self:?}");
        assert_eq!(header("referrer-policy"), Some("no-referrer"), "{self:?}");
        assert_eq!(header("x-content-type-options"), Some("nosniff"), "{self:?}");
        assert_eq!(header("set-cookie"), None, "{self:?}");
        let is_said = !self.text.is_empty();
        assert_eq!(header("content-language").is_some(), is_said, "{self:?}");
        assert_eq!(self.varies_by("Accept-Language"), is_said, "{self:?}");
        if self.status.is_client_error() || self.status.is_server_error() {
            let problem = self.json();
            assert!(problem["detail"].as_str().is_some_and(|text| !text.is_empty()), "{self:?}");
            assert!(problem["code"].as_str().is_some_and(|code| !code.is_empty()), "{self:?}");
            assert_eq!(problem["status"], self.status.as_u16(), "{self:?}");
            assert_eq!(header("content-type"), Some("application/problem+json"), "{self:?}");
        }
        self
    }
}
