//! What is special about Slack. Sources: "Installing with OAuth"; "Using token rotation".

use jiff::SignedDuration;

use super::{account, refusals};
use crate::oauth::{ClientAuthentication, Metadata, RevocationRequest, ScopeNames};
use crate::platform::endpoints::Endpoints;
use crate::providers::{
    Feature, Identity, Opening, Profile, Refusals, Renewal, Revocation, ScopeRules, Settings,
    Spending, Standing, Touches, YoungRefusal,
};
use crate::words::Text;

/// Posts; and tells whose token it is, which takes no scope.
const POSTING: &[&str] = &["chat:write"];

/// Slack.
pub(in crate::providers) static PROFILE: Profile = Profile {
    metadata,
    scopes: ScopeRules {
        prefix: "",
        ignores_case: false,
        known: &["chat:write", "chat:write.public", "channels:read", "groups:read"],
        asked: &[POSTING],
        identity: POSTING,
        needed: POSTING,
        meaning: None,
        opens: &[
            Opening {
                feature: Feature::PostUninvited,
                scope: "chat:write.public",
                enough: &["chat:write.public"],
            },
            Opening {
                feature: Feature::PublicChannels,
                scope: "channels:read",
                enough: &["channels:read"],
            },
            Opening {
                feature: Feature::PrivateChannels,
                scope: "groups:read",
                enough: &["groups:read"],
            },
        ],
    },
    renewal: Renewal {
        margin: SignedDuration::from_mins(10),
        // Only with token rotation, and then the answer says so.
        token_life: None,
        is_certain: false,
        spending: Spending::AfterGrace,
        can_rest: true,
        ends_by_rule: false,
        named_scope: None,
        young_refusal: YoungRefusal::Nothing,
    },
    // A workspace has one installation: withdrawing it for one company ends it for the other.
    standing: Standing::OnePerAccount,
    revocation: Revocation {
        touches: Touches::Account,
        manage_url: "https://slack.com/apps/manage",
    },
    refusals: Refusals {
        authorization: refusals::authorization,
        token: refusals::token,
        is_wrong_account: |_, _| false,
        api: refusals::api,
    },
    identity: Identity::Api(account::ask),
    admin_consent: None,
    gatekeeper: Text::new("gatekeeper-slack"),
};

/// Slack's authorization server.
fn metadata(endpoints: &Endpoints, _: &Settings) -> Metadata {
    let base = &endpoints.slack;
    Metadata {
        issuer: None,
        authorization_endpoint: format!("{base}/oauth/v2/authorize"),
        token_endpoint: format!("{base}/api/oauth.v2.access"),
        revocation_endpoint: Some(format!("{base}/api/auth.revoke")),
        // Without token rotation it ends the installation, with it the one token.
        revocation_request: RevocationRequest::Bearer(refusals::OVER),
        client_authentication: ClientAuthentication::Basic,
        scope_names: ScopeNames::Commas,
        authorization_parameters: &[],
        // It is for apps without a secret, and takes bot scopes away.
        pkce: false,
        default_expires_in: None,
    }
}
