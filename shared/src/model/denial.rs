//! Why a browser is sent on without a code: our own word for each situation, whatever the provider says.
//! What each provider's words mean stands in its `refusals`.

/// Each situation a browser can be sent on with; the frontend has a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
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

impl Denial {
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
}
