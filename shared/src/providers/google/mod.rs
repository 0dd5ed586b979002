//! Google: OAuth 2.0 for web servers, and the Calendar API, version 3.

mod api;
mod calendar;
mod event;
mod free_busy;

pub use api::GoogleCalendar;
pub use free_busy::FreeBusy;

use data_encoding::BASE64_NOPAD;

use crate::oauth::{IdToken, Metadata};
use crate::platform::endpoints::Endpoints;

/// Google's authorization server.
pub(super) fn metadata(endpoints: &Endpoints) -> Metadata {
    Metadata {
        // Sent since 2026 without being advertised: checked where present.
        issuer: Some("https://accounts.google.com"),
        authorization_endpoint: format!("{}/o/oauth2/v2/auth", endpoints.google_accounts),
        token_endpoint: format!("{}/token", endpoints.google_oauth),
        revocation_endpoint: Some(format!("{}/revoke", endpoints.google_oauth)),
        revocation_authenticates: false,
        // `consent` is the only way to be sure of a refresh token when a person connects again.
        authorization_parameters: &[("access_type", "offline"), ("prompt", "consent")],
        pkce: true,
        default_expires_in: Some(3600),
    }
}

/// Where the event `id` of the calendar `address` is opened, as Google writes it in `htmlLink` (seen, not
/// documented).
pub(crate) fn event_url(endpoints: &Endpoints, id: &str, address: &str) -> String {
    let eid = BASE64_NOPAD.encode(format!("{id} {address}").as_bytes());
    format!("{}/calendar/event?eid={}", endpoints.google_web, eid.replace('+', "%2B"))
}

/// Whether Google issued the token; its documentation names both spellings.
pub fn is_issuer(token: &IdToken) -> bool {
    matches!(token.iss.as_str(), "https://accounts.google.com" | "accounts.google.com")
}
