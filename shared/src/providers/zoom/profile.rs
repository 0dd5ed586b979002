//! What is special about Zoom. Sources: "Using OAuth 2.0"; "OAuth errors".

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

/// `GET /v2/users/me`. Each granular scope stands beside the classic one, which older apps have.
const IDENTITY: &[&str] = &["user:read:user", "user:read"];
/// Makes meetings.
const MEETINGS: &[&str] = &["meeting:write:meeting", "meeting:write"];

/// Zoom.
pub(in crate::providers) static PROFILE: Profile = Profile {
    metadata,
    scopes: ScopeRules {
        prefix: "",
        ignores_case: false,
        known: &[
            "user:read:user",
            "user:read",
            "meeting:read:meeting",
            "meeting:read:list_meetings",
            "meeting:write:meeting",
            "meeting:update:meeting",
            "meeting:delete:meeting",
            "meeting:read",
            "meeting:write",
        ],
        asked: &[IDENTITY, MEETINGS],
        identity: IDENTITY,
        needed: MEETINGS,
        meaning: None,
        opens: &[
            Opening {
                feature: Feature::MoveRooms,
                scope: "meeting:update:meeting",
                enough: &["meeting:update:meeting", "meeting:write"],
            },
            Opening {
                feature: Feature::DeleteRooms,
                scope: "meeting:delete:meeting",
                enough: &["meeting:delete:meeting", "meeting:write"],
            },
            Opening {
                feature: Feature::FindRooms,
                scope: "meeting:read:list_meetings",
                enough: &["meeting:read:list_meetings", "meeting:read"],
            },
        ],
    },
    renewal: Renewal {
        margin: SignedDuration::from_mins(10),
        token_life: Some(TOKEN_LIFE),
        is_certain: true,
        spending: Spending::AtOnce,
        can_rest: true,
        ends_by_rule: false,
        named_scope: None,
        // 401 with 124 says that a token is over, and never that the grant is.
        young_refusal: YoungRefusal::Nothing,
    },
    // A new authorization of a user ends that user's earlier tokens (4741), whoever asked for them.
    standing: Standing::OnePerAccount,
    revocation: Revocation {
        touches: Touches::Account,
        manage_url: "https://marketplace.zoom.us/user/installed",
    },
    refusals: Refusals {
        authorization: refusals::authorization,
        token: refusals::token,
        is_wrong_account: |_, _| false,
        api: refusals::api,
    },
    identity: Identity::Api(account::ask),
    admin_consent: None,
    gatekeeper: Text::new("gatekeeper-zoom"),
};

/// Zoom's authorization server.
fn metadata(endpoints: &Endpoints, _: &Settings) -> Metadata {
    let base = format!("{}/oauth", endpoints.zoom_oauth);
    Metadata {
        issuer: None,
        authorization_endpoint: format!("{base}/authorize"),
        token_endpoint: format!("{base}/token"),
        revocation_endpoint: Some(format!("{base}/revoke")),
        revocation_request: RevocationRequest::BasicWithQuery,
        client_authentication: ClientAuthentication::Basic,
        // An app has the scopes that it is configured with.
        scope_names: ScopeNames::Absent,
        authorization_parameters: &[],
        pkce: true,
        default_expires_in: Some(TOKEN_LIFE.as_secs()),
    }
}
