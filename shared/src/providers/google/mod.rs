//! Google: OAuth 2.0 for web servers, and the Calendar API, version 3.

mod api;
mod calendar;
mod event;
mod free_busy;

pub use api::GoogleCalendar;
pub use free_busy::FreeBusy;

use data_encoding::BASE64_NOPAD;

use crate::endpoints::Endpoints;
use crate::oauth::{IdToken, Metadata, Scopes};

/// Where Google puts its scopes.
const SCOPE_PREFIX: &str = "https://www.googleapis.com/auth/";

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
        default_expires_in: 3600,
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

/// The first scope of `asked` that the connection can't do without. A person may untick single ones:
/// without free/busy only the search for slots is lost, and either of `calendar` and
/// `calendar.events` is enough to write events ("How to handle granular permissions").
pub(super) fn missing_scope(asked: &Scopes, granted: &Scopes) -> Option<String> {
    let has =
        |scope: &str| granted.iter().any(|own| canonical_scope(own) == canonical_scope(scope));
    let is_needed = |scope: &&str| match scope.strip_prefix(SCOPE_PREFIX) {
        Some("calendar.freebusy" | "calendar.events.freebusy") => false,
        Some("calendar" | "calendar.events") => !writes_events(granted),
        _ => !has(scope),
    };
    asked.iter().filter(is_needed).last().map(str::to_owned)
}

fn writes_events(granted: &Scopes) -> bool {
    ["calendar", "calendar.events", "calendar.events.owned"]
        .iter()
        .any(|scope| granted.contains(&format!("{SCOPE_PREFIX}{scope}")))
}

/// `email` and `profile` come back under their long names.
fn canonical_scope(scope: &str) -> String {
    match scope {
        "email" | "profile" => format!("{SCOPE_PREFIX}userinfo.{scope}"),
        _ => scope.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(asked: &str, granted: &str) -> Option<String> {
        let whole = |text: &str| Scopes::parse(&text.replace("./", SCOPE_PREFIX));
        missing_scope(&whole(asked), &whole(granted)).map(|scope| scope.replace(SCOPE_PREFIX, "./"))
    }

    #[test]
    fn f23_a_connection_that_can_t_write_events_is_refused() {
        let asked = "openid email ./calendar ./calendar.events";
        assert_eq!(missing(asked, "openid ./userinfo.email"), Some("./calendar.events".to_owned()));
        assert_eq!(missing(asked, "openid ./userinfo.email ./calendar.events"), None);
        assert_eq!(missing(asked, "openid ./userinfo.email ./calendar"), None);
        assert_eq!(missing(asked, "./userinfo.email ./calendar"), Some("openid".to_owned()));
    }

    #[test]
    fn f23_without_free_busy_only_the_search_for_slots_is_lost() {
        let asked = "openid email ./calendar.events ./calendar.freebusy";
        assert_eq!(missing(asked, "openid ./userinfo.email ./calendar.events"), None);
        assert_eq!(
            missing(asked, "openid ./userinfo.email ./calendar.freebusy"),
            Some("./calendar.events".to_owned())
        );
    }
}
