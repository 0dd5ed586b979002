//! What is special about Google Calendar.

use jiff::SignedDuration;

use super::{account, refusals};
use crate::oauth::{ClientAuthentication, Metadata, RevocationRequest, ScopeNames};
use crate::platform::endpoints::Endpoints;
use crate::providers::{
    Feature, Identity, Opening, Profile, Refusals, Renewal, Revocation, ScopeRules, Settings,
    Spending, Standing, Touches, YoungRefusal,
};
use crate::words::Text;

const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(1);

/// The ID token comes with it.
const IDENTITY: &[&str] = &["openid"];
/// Each writes events ("Authorize requests" of the Calendar API's methods).
const EVENTS: &[&str] = &["calendar.events", "calendar", "calendar.events.owned"];

/// Google Calendar.
pub(in crate::providers) static PROFILE: Profile = Profile {
    metadata,
    scopes: ScopeRules {
        prefix: "https://www.googleapis.com/auth/",
        ignores_case: false,
        known: &[
            "openid",
            "email",
            "profile",
            "userinfo.email",
            "userinfo.profile",
            "calendar",
            "calendar.readonly",
            "calendar.events",
            "calendar.events.owned",
            "calendar.freebusy",
            "calendar.events.freebusy",
        ],
        asked: &[IDENTITY, EVENTS],
        identity: IDENTITY,
        needed: EVENTS,
        meaning: Some(Text::new("scope-google-events")),
        opens: &[Opening {
            feature: Feature::Times,
            scope: "calendar.freebusy",
            enough: &[
                "calendar.freebusy",
                "calendar",
                "calendar.readonly",
                "calendar.events.freebusy",
            ],
        }],
    },
    renewal: Renewal {
        margin: SignedDuration::from_mins(10),
        token_life: Some(TOKEN_LIFE),
        is_certain: true,
        can_rest: true,
        spending: Spending::Never,
        ends_by_rule: false,
        named_scope: None,
        // And its API never says so: that is for the token endpoint.
        young_refusal: YoungRefusal::Nothing,
    },
    standing: Standing::Many,
    revocation: Revocation {
        touches: Touches::Account,
        manage_url: "https://myaccount.google.com/connections",
    },
    refusals: Refusals {
        authorization: refusals::authorization,
        token: refusals::token,
        is_wrong_account: |_, _| false,
        api: refusals::api,
    },
    identity: Identity::IdToken(account::id),
    admin_consent: None,
    gatekeeper: Text::new("gatekeeper-google"),
};

/// Google's authorization server.
fn metadata(endpoints: &Endpoints, _: &Settings) -> Metadata {
    Metadata {
        // Sent since 2026 without being advertised: checked where present.
        issuer: Some("https://accounts.google.com"),
        authorization_endpoint: format!("{}/o/oauth2/v2/auth", endpoints.google_accounts),
        token_endpoint: format!("{}/token", endpoints.google_oauth),
        revocation_endpoint: Some(format!("{}/revoke", endpoints.google_oauth)),
        revocation_request: RevocationRequest::Token,
        client_authentication: ClientAuthentication::Body,
        scope_names: ScopeNames::Spaced,
        // `consent` is the only way to be sure of a refresh token when a person connects again.
        authorization_parameters: &[("access_type", "offline"), ("prompt", "consent")],
        pkce: true,
        default_expires_in: Some(TOKEN_LIFE.as_secs()),
    }
}
