//! The Calendar API.

use secrecy::SecretString;

use crate::model::provider::Provider;
use crate::providers::Outside;
use crate::providers::rest::Rest;

/// The primary calendar of one Google account.
#[derive(Clone, Debug)]
pub struct GoogleCalendar {
    pub(super) rest: Rest,
}

impl GoogleCalendar {
    /// The calendar as `access_token`'s account sees it.
    pub fn new(outside: Outside<'_>, access_token: SecretString) -> Self {
        let base_url = format!("{}/calendar/v3", outside.endpoints.google_api);
        let provider = Provider::GoogleCalendar;
        Self { rest: Rest::new(outside, provider, base_url, access_token) }
    }
}
