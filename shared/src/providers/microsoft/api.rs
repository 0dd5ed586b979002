//! One call to Graph: its headers.

use http::Method;
use http::request::Builder;
use secrecy::SecretString;

use crate::model::provider::Provider;
use crate::providers::Outside;
use crate::providers::rest::Rest;

/// Ids that stay when the event moves to another folder, and answers in UTC; on every request.
pub(super) const PREFER: &str = r#"IdType="ImmutableId", outlook.timezone="UTC""#;

/// The default calendar of one Microsoft account.
#[derive(Clone, Debug)]
pub struct OutlookCalendar {
    pub(super) rest: Rest,
}

impl OutlookCalendar {
    /// The calendar as `access_token`'s account sees it.
    pub fn new(outside: Outside<'_>, access_token: SecretString) -> Self {
        let base_url = format!("{}/v1.0/me", outside.endpoints.microsoft_graph);
        let provider = Provider::OutlookCalendar;
        Self { rest: Rest::new(outside, provider, base_url, access_token) }
    }

    pub(super) fn request(&self, method: Method, path: &str) -> Builder {
        self.rest.request(method, path).header("Prefer", PREFER)
    }
}
