//! What is special about LinkedIn.

use jiff::SignedDuration;

use super::{account, refusals};
use crate::oauth::{ClientAuthentication, Metadata, RevocationRequest, ScopeNames};
use crate::platform::endpoints::Endpoints;
use crate::providers::{
    Feature, Identity, Opening, Profile, Refusals, Renewal, Revocation, ScopeRules, Settings,
    Spending, Standing, Touches, YoungRefusal,
};
use crate::words::Text;

const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(60 * 24);

/// How a member is known: either kind of app has a scope for it ("Increasing access"), see
/// `docs/operations.md`.
const IDENTITY: &[&str] = &["r_basicprofile", "openid"];
/// Without one of them nothing can be posted.
const POSTING: &[&str] = &["w_member_social", "w_organization_social"];

/// LinkedIn.
pub(in crate::providers) static PROFILE: Profile = Profile {
    metadata,
    scopes: ScopeRules {
        prefix: "",
        ignores_case: false,
        known: &[
            "openid",
            "profile",
            "email",
            "r_basicprofile",
            "w_member_social",
            "w_member_social_feed",
            "r_member_postAnalytics",
            "r_member_profileAnalytics",
            "w_organization_social",
            "r_organization_social",
            "w_organization_social_feed",
            "r_organization_social_feed",
            "rw_organization_admin",
            "r_organization_admin",
        ],
        asked: &[IDENTITY, POSTING],
        identity: IDENTITY,
        needed: POSTING,
        meaning: None,
        opens: &[
            Opening {
                feature: Feature::PostOnProfile,
                scope: "w_member_social",
                enough: &["w_member_social"],
            },
            Opening {
                feature: Feature::PostOnPages,
                scope: "w_organization_social",
                enough: &["w_organization_social"],
            },
            Opening {
                feature: Feature::Pages,
                scope: "rw_organization_admin",
                enough: &["rw_organization_admin", "r_organization_admin"],
            },
        ],
    },
    renewal: Renewal {
        // Of 60 days. LinkedIn may be away for days and nobody notices.
        margin: SignedDuration::from_hours(7 * 24),
        token_life: Some(TOKEN_LIFE),
        // Approved partners only are given one.
        is_certain: false,
        // The access token lives for 60 days and the refresh token for a fixed year: nothing is to be saved.
        can_rest: false,
        spending: Spending::Never,
        ends_by_rule: true,
        named_scope: None,
        // Clients report five to ten seconds.
        young_refusal: YoungRefusal::NotYetKnown(SignedDuration::from_secs(14)),
    },
    standing: Standing::Many,
    revocation: Revocation {
        touches: Touches::Account,
        manage_url: "https://www.linkedin.com/mypreferences/d/data-sharing-for-permitted-services",
    },
    refusals: Refusals {
        authorization: refusals::authorization,
        token: refusals::token,
        is_wrong_account: |_, _| false,
        api: refusals::api,
    },
    identity: Identity::Api(account::ask),
    admin_consent: None,
    gatekeeper: Text::new("gatekeeper-linkedin"),
};

/// LinkedIn's authorization server.
fn metadata(endpoints: &Endpoints, _: &Settings) -> Metadata {
    Metadata {
        issuer: None,
        authorization_endpoint: format!("{}/oauth/v2/authorization", endpoints.linkedin_oauth),
        token_endpoint: format!("{}/oauth/v2/accessToken", endpoints.linkedin_oauth),
        // Not documented, and yet called by many public clients, with the app's credentials. What it ends
        // is not documented either, so it is taken for everything the member granted us.
        revocation_endpoint: Some(format!("{}/oauth/v2/revoke", endpoints.linkedin_oauth)),
        revocation_request: RevocationRequest::TokenAndClient,
        // LinkedIn takes no Basic authentication.
        client_authentication: ClientAuthentication::Body,
        scope_names: ScopeNames::Spaced,
        authorization_parameters: &[],
        // The web flow refuses a code challenge; only the native flow takes one.
        pkce: false,
        default_expires_in: Some(TOKEN_LIFE.as_secs()),
    }
}
