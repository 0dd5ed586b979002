//! What is special about Microsoft.

use jiff::SignedDuration;

use super::admin_consent::ADMIN_CONSENT;
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
/// Writes events.
const EVENTS: &[&str] = &["Calendars.ReadWrite"];
/// Brings the refresh token. It is never listed back, and without it in a refresh no new one comes.
const OFFLINE: &str = "offline_access";

/// Outlook.
pub(in crate::providers) static PROFILE: Profile = Profile {
    metadata,
    scopes: ScopeRules {
        prefix: "https://graph.microsoft.com/",
        ignores_case: true,
        known: &[
            "openid",
            "profile",
            "email",
            OFFLINE,
            "User.Read",
            "Calendars.ReadWrite",
            "Calendars.Read.Shared",
            "Calendars.ReadWrite.Shared",
            "OnlineMeetings.ReadWrite",
        ],
        // `profile` brings the claim `oid`, by which an account is known ("ID token claims reference").
        asked: &[&[OFFLINE], IDENTITY, &["profile"], EVENTS],
        identity: IDENTITY,
        needed: EVENTS,
        // `Calendars.ReadWrite` is not enough ("user: findMeetingTimes").
        meaning: None,
        opens: &[Opening {
            feature: Feature::Times,
            scope: "Calendars.Read.Shared",
            enough: &["Calendars.Read.Shared", "Calendars.ReadWrite.Shared"],
        }],
    },
    renewal: Renewal {
        margin: SignedDuration::from_mins(10),
        token_life: Some(TOKEN_LIFE),
        is_certain: true,
        can_rest: true,
        spending: Spending::Never,
        ends_by_rule: false,
        named_scope: Some(OFFLINE),
        young_refusal: YoungRefusal::Condition,
    },
    standing: Standing::Many,
    revocation: Revocation {
        touches: Touches::Nothing,
        manage_url: "https://myapps.microsoft.com",
    },
    refusals: Refusals {
        authorization: refusals::authorization,
        token: refusals::token,
        is_wrong_account: refusals::is_wrong_account,
        api: refusals::api,
    },
    identity: Identity::IdToken(account::id),
    admin_consent: Some(ADMIN_CONSENT),
    gatekeeper: Text::new("gatekeeper-microsoft"),
};

/// Microsoft's authorization server for the configured tenant.
fn metadata(endpoints: &Endpoints, settings: &Settings) -> Metadata {
    let (login, tenant) = (&endpoints.microsoft_login, &settings.microsoft_tenant_id);
    let base = format!("{login}/{tenant}/oauth2/v2.0");
    Metadata {
        issuer: None,
        authorization_endpoint: format!("{base}/authorize"),
        token_endpoint: format!("{base}/token"),
        revocation_endpoint: None,
        revocation_request: RevocationRequest::Token,
        client_authentication: ClientAuthentication::Body,
        scope_names: ScopeNames::Spaced,
        authorization_parameters: &[("response_mode", "query"), ("prompt", "select_account")],
        pkce: true,
        default_expires_in: Some(TOKEN_LIFE.as_secs()),
    }
}
