//! Why a browser is sent on without a code: our own word for each situation, whatever the provider says.

use shared::oauth::AuthorizationError;

/// What the providers say when the person pressed Cancel (S17).
const CANCELLED: [&str; 3] = ["access_denied", "user_cancelled_login", "user_cancelled_authorize"];

/// Each situation a browser can be sent on with; the frontend has a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The person pressed Cancel.
    Cancelled,
    /// Only an administrator may agree to what was asked for.
    AdminConsentRequired,
    /// Conditional access, an app that is not assigned to the person, or one that an administrator blocks.
    BlockedByPolicy,
    /// The person is not of the tenant that is asked.
    WrongAccount,
    /// The provider wants the person to agree, or to sign in, once more.
    ConsentRequired,
    /// Our registration or our scopes are wrong.
    ProviderMisconfigured,
    /// The provider is out of order.
    ProviderUnavailable,
    /// Anything else that the provider says.
    ProviderError,
    /// The visit is malformed.
    InvalidRequest,
    /// The state can't be ours.
    InvalidState,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Cancelled,
        Self::AdminConsentRequired,
        Self::BlockedByPolicy,
        Self::WrongAccount,
        Self::ConsentRequired,
        Self::ProviderMisconfigured,
        Self::ProviderUnavailable,
        Self::ProviderError,
        Self::InvalidRequest,
        Self::InvalidState,
    ];

    /// The value of `error` in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::AdminConsentRequired => "admin_consent_required",
            Self::BlockedByPolicy => "blocked_by_policy",
            Self::WrongAccount => "wrong_account",
            Self::ConsentRequired => "consent_required",
            Self::ProviderMisconfigured => "provider_misconfigured",
            Self::ProviderUnavailable => "provider_unavailable",
            Self::ProviderError => "provider_error",
            Self::InvalidRequest => "invalid_request",
            Self::InvalidState => "invalid_state",
        }
    }

    /// What a provider's refusal is to us; its own words go nowhere. Microsoft says `access_denied` for
    /// several situations and tells them apart by number (Entra, "AADSTS error codes").
    pub(super) fn of(AuthorizationError { error, aadsts }: &AuthorizationError) -> Self {
        match (error.as_str(), aadsts) {
            (_, Some(90_094 | 90_095)) => Self::AdminConsentRequired,
            // 700016 and 7000112: the app was removed from, or is disabled in, the person's organization.
            (_, Some(53_000..=53_004 | 50_105 | 700_016 | 7_000_112)) => Self::BlockedByPolicy,
            (_, Some(50_020 | 50_034)) => Self::WrongAccount,
            (error, _) if CANCELLED.contains(&error) => Self::Cancelled,
            ("unauthorized_scope_error" | "invalid_scope", _) => Self::ProviderMisconfigured,
            // Our app at Google, or at Microsoft: unknown, deleted, for our own organization only, or
            // asking for a scope that does not exist (650053).
            ("org_internal" | "deleted_client" | "disabled_client", _) => {
                Self::ProviderMisconfigured
            }
            ("invalid_client" | "redirect_uri_mismatch", _) => Self::ProviderMisconfigured,
            // What our app may not ask for, or not in this way: trying again changes nothing.
            ("unauthorized_client" | "unsupported_response_type" | "invalid_resource", _) => {
                Self::ProviderMisconfigured
            }
            // Google Workspace: an administrator, or the account's own protection, blocks the app.
            ("admin_policy_enforced" | "policy_enforced", _) => Self::BlockedByPolicy,
            ("consent_required" | "interaction_required" | "login_required", _) => {
                Self::ConsentRequired
            }
            ("temporarily_unavailable" | "server_error", _) => Self::ProviderUnavailable,
            _ => Self::ProviderError,
        }
    }
}
