//! An answer, and what every test asks of one.

use http::{HeaderMap, StatusCode};
use serde_json::Value;
use url::Url;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// A header, empty where it is missing or no text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// A parameter of the URL that it redirects to.
    #[track_caller]
    pub fn redirected(&self, name: &str) -> Option<String> {
        let location = self.header("location");
        let url = Url::parse(location).unwrap_or_else(|error| {
            panic!("{error} in `{location}`: {} {}", self.status, self.text)
        });
        url.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
    }
}
