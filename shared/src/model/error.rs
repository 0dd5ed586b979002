//! What can go wrong, in terms of what the caller can do about it; its status and its stable code.
//!
//! `Display` is the public text: it is shown to people (B4) and never holds a provider's words (S43).
//! What only an operator needs is logged where it happens and is not part of an error.

use http::StatusCode;
use thiserror::Error;

use crate::model::organization::Organization;
use crate::model::provider::Provider;

/// What a handler answers when it can't do what was asked.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A situation a caller can meet.
#[derive(Debug, Error)]
pub enum Error {
    /// No valid access token (B3, S18). The text is constant: it tells an attacker nothing.
    #[error("Your session is missing or has expired. Sign in again.")]
    Unauthenticated,
    /// A role other than employer (B3, S19), or an employer the ATS no longer lets in.
    #[error("Only employers can use the integrations.")]
    Forbidden,
    /// The ATS has no employer profile for the caller (B3).
    #[error("Employer profile not found.")]
    ProfileNotFound,
    /// The employer has no company yet (B3).
    #[error("Create your company before you connect an integration.")]
    CompanyRequired,
    /// A malformed request; the text names the field (S24).
    #[error("{0}")]
    InvalidRequest(String),
    /// A path names a provider we don't have (B13).
    #[error("Unknown provider. Use linkedin, google-calendar or outlook.")]
    UnknownProvider,
    /// A provider that can't do what the path asks, such as an event at LinkedIn.
    #[error("{0} does not offer this.")]
    Unsupported(Provider),
    /// Nothing of the caller's company has this id (S21): what another company owns does not exist.
    #[error("{0} not found.")]
    NotFound(&'static str),
    /// A `state` we never issued, issued for another provider, used before or expired (S1, S2, S5, S6).
    #[error(
        "This connection attempt has expired or was already used. Start again from the integrations page."
    )]
    InvalidState,
    /// The flow was begun by somebody else (S3).
    #[error("This connection was started by another user. Start again from your own account.")]
    StateMismatch,
    /// The caller changed company during the flow (S4).
    #[error("Your company changed while you were connecting. Start again.")]
    CompanyChanged,
    /// The answer came from another issuer than the one asked (S8, RFC 9207).
    #[error("The answer did not come from {0}. Nothing was connected.")]
    IssuerMismatch(Provider),
    /// The person pressed Cancel at the provider (S17).
    #[error("The connection was cancelled.")]
    Cancelled,
    /// The provider refused the code; the person can try again.
    #[error("{0} did not accept the connection. Please try again.")]
    CodeRefused(Provider),
    /// The person granted less than is needed (S13, F23).
    #[error(
        "{provider} was not connected because a permission is missing: {scope}. Connect again and accept all permissions."
    )]
    MissingScope {
        /// Where.
        provider: Provider,
        /// The first missing scope, as the provider spells it.
        scope: String,
    },
    /// Tokens came without the one that renews them: the connection would die within the hour.
    #[error("{0} did not allow a lasting connection. Connect again and accept all permissions.")]
    RefreshTokenMissing(Provider),
    /// A personal Microsoft account where only work and school accounts are let in.
    #[error(
        "Connect a work or school account: this integration does not take personal {0} accounts."
    )]
    WorkAccountRequired(Provider),
    /// Reconnected with another account than the connected one (S14).
    #[error(
        "Another {0} account is connected. Connect with the same account, or choose to replace it."
    )]
    AccountMismatch(Provider),
    /// No client id and secret are set for the provider (B7).
    #[error("{0} integration is not configured")]
    NotConfigured(Provider),
    /// The company has no connection to the provider.
    #[error("{0} is not connected. Connect it on the integrations page first.")]
    NotConnected(Provider),
    /// The grant is gone; the person must consent again.
    #[error(
        "The {0} connection has expired or was revoked. Reconnect it on the integrations page."
    )]
    ReauthorizationRequired(Provider),
    /// The member's own profile is the target and the caller is somebody else (S23).
    #[error("Only the person who connected {0} can publish or delete on their personal profile.")]
    NotOwner(Provider),
    /// The job is a draft, closed or archived.
    #[error("This job offer is not published. Publish it in the ATS first.")]
    JobNotPublished,
    /// Several pages are administered and none was named.
    #[error("{}", choose(.0))]
    OrganizationRequired(Vec<Organization>),
    /// The connected member does not administer the page.
    #[error("The connected LinkedIn member can't publish for this page.")]
    UnknownOrganization,
    /// A person changed the event in the calendar since we last saw it.
    #[error(
        "This interview was changed in {0} in the meantime. Check it there before you change it here."
    )]
    EventChanged(Provider),
    /// It was made with another account than the connected one (S48): what that one does not find proves
    /// nothing.
    #[error("{}", other_account(*.provider, .account.as_deref()))]
    OtherAccount {
        /// Where.
        provider: Provider,
        /// The account that made it, as noted then; `None` where nobody noted it.
        account: Option<String>,
    },
    /// The same key came with other content (F31).
    #[error("This Idempotency-Key was already used for another request.")]
    IdempotencyKeyReused,
    /// The same request is being worked on (F31).
    #[error("This request is already being processed. Try again in a moment.")]
    InProgress,
    /// A write whose outcome is not known (F1, F2).
    #[error("{0} did not confirm: it may already be done. Check there before you try again.")]
    OutcomeUnknown(Provider),
    /// The provider's role or right is missing.
    #[error("{0} does not allow this account to do that. Check its role, or reconnect.")]
    PermissionDenied(Provider),
    /// The customer's administrator, or the account's protection, keeps our app out; only they can act.
    #[error(
        "{0} does not let this app in: an administrator of your organization has to allow it. The connection is kept and works again then."
    )]
    BlockedByPolicy(Provider),
    /// The connection lacks the scope for this one thing; the others go on.
    #[error(
        "The {provider} connection lacks the permission for this: {scope}. Reconnect {provider} and accept all permissions."
    )]
    ScopeNotGranted {
        /// Where.
        provider: Provider,
        /// The scope, as the provider spells it.
        scope: &'static str,
    },
    /// The provider refused the content.
    #[error("{0} refused the content.")]
    ContentRefused(Provider),
    /// Too many calls; try again after so many seconds.
    #[error("{provider} accepts no more requests for now. Try again later.")]
    Throttled {
        /// Where.
        provider: Provider,
        /// Seconds to wait, where known.
        retry_after: Option<u64>,
    },
    /// The provider is down, slow or not understood (F11).
    #[error("{0} is not available right now. Try again later.")]
    ProviderUnavailable(Provider),
    /// Our client secret, redirect URI or API version is wrong (F21, F28): an operator must act.
    #[error("The {0} integration has a configuration problem. Our team has been alerted.")]
    ProviderMisconfigured(Provider),
    /// The ATS is down, slow or not understood (S20, F27).
    #[error("The recruiting system is not available right now. Try again later.")]
    AtsUnavailable,
    /// The ATS answered without a field we depend on.
    #[error("The recruiting system's answer is incomplete. Our team has been alerted.")]
    AtsIncomplete,
    /// DynamoDB, KMS or Secrets Manager can't be used right now (F12, F13).
    #[error("The service is temporarily unavailable. Try again later.")]
    StorageUnavailable,
    /// The work was given up before API Gateway would have (F34).
    #[error(
        "This took too long and was stopped. It may still have been done: look before you try again."
    )]
    TimedOut,
    /// One of our paths, with a method that it lacks (B18); those it has.
    #[error("This address does not offer that. It offers: {0}.")]
    MethodNotAllowed(&'static str),
    /// A stored item or our own logic is broken: never the caller's fault.
    #[error("Something went wrong on our side.")]
    Internal,
}

/// What there is to choose from.
const fn choose(pages: &[Organization]) -> &'static str {
    match pages {
        [_] => "Choose where to publish: on your LinkedIn page or on the personal profile.",
        _ => "You manage several LinkedIn pages. Choose where to publish.",
    }
}

impl Error {
    /// The HTTP status, matched once.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::InvalidRequest(_) | Self::UnknownProvider | Self::Unsupported(_) => {
                StatusCode::BAD_REQUEST
            }
            Self::CompanyRequired | Self::InvalidState | Self::IssuerMismatch(_) => {
                StatusCode::BAD_REQUEST
            }
            Self::Cancelled | Self::CodeRefused(_) | Self::MissingScope { .. } => {
                StatusCode::BAD_REQUEST
            }
            Self::RefreshTokenMissing(_) | Self::WorkAccountRequired(_) => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::StateMismatch | Self::NotOwner(_) => StatusCode::FORBIDDEN,
            Self::PermissionDenied(_) | Self::BlockedByPolicy(_) => StatusCode::FORBIDDEN,
            Self::ScopeNotGranted { .. } => StatusCode::FORBIDDEN,
            Self::ProfileNotFound | Self::NotFound(_) | Self::UnknownOrganization => {
                StatusCode::NOT_FOUND
            }
            Self::CompanyChanged | Self::AccountMismatch(_) | Self::NotConnected(_) => {
                StatusCode::CONFLICT
            }
            Self::ReauthorizationRequired(_) | Self::JobNotPublished => StatusCode::CONFLICT,
            Self::OrganizationRequired(_) | Self::InProgress | Self::EventChanged(_) => {
                StatusCode::CONFLICT
            }
            Self::OtherAccount { .. } => StatusCode::CONFLICT,
            Self::IdempotencyKeyReused | Self::ContentRefused(_) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::TimedOut => StatusCode::GATEWAY_TIMEOUT,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::OutcomeUnknown(_) | Self::ProviderUnavailable(_) | Self::AtsIncomplete => {
                StatusCode::BAD_GATEWAY
            }
            Self::NotConfigured(_) | Self::ProviderMisconfigured(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::AtsUnavailable | Self::StorageUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The stable machine-readable code; a client may act on it, so it never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "employer_required",
            Self::ProfileNotFound => "profile_not_found",
            Self::CompanyRequired => "company_required",
            Self::InvalidRequest(_) => "invalid_request",
            Self::UnknownProvider => "unknown_provider",
            Self::Unsupported(_) => "unsupported",
            Self::NotFound(_) => "not_found",
            Self::InvalidState => "invalid_state",
            Self::StateMismatch => "state_mismatch",
            Self::CompanyChanged => "company_changed",
            Self::IssuerMismatch(_) => "issuer_mismatch",
            Self::Cancelled => "cancelled",
            Self::CodeRefused(_) => "code_refused",
            Self::MissingScope { .. } => "missing_scope",
            Self::RefreshTokenMissing(_) => "refresh_token_missing",
            Self::WorkAccountRequired(_) => "work_account_required",
            Self::AccountMismatch(_) => "account_mismatch",
            Self::NotConfigured(_) => "not_configured",
            Self::NotConnected(_) => "not_connected",
            Self::ReauthorizationRequired(_) => "reauthorization_required",
            Self::NotOwner(_) => "not_owner",
            Self::JobNotPublished => "job_not_published",
            Self::OrganizationRequired(_) => "organization_required",
            Self::UnknownOrganization => "unknown_organization",
            Self::EventChanged(_) => "event_changed",
            Self::OtherAccount { .. } => "other_account",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::InProgress => "in_progress",
            Self::OutcomeUnknown(_) => "outcome_unknown",
            Self::PermissionDenied(_) => "permission_denied",
            Self::BlockedByPolicy(_) => "blocked_by_policy",
            Self::ScopeNotGranted { .. } => "scope_not_granted",
            Self::ContentRefused(_) => "content_refused",
            Self::Throttled { .. } => "throttled",
            Self::ProviderUnavailable(_) => "provider_unavailable",
            Self::ProviderMisconfigured(_) => "provider_misconfigured",
            Self::AtsUnavailable => "ats_unavailable",
            Self::AtsIncomplete => "ats_incomplete",
            Self::StorageUnavailable => "storage_unavailable",
            Self::TimedOut => "timed_out",
            Self::MethodNotAllowed(_) => "method_not_allowed",
            Self::Internal => "internal",
        }
    }

    /// Seconds after which the same request may succeed, for the `Retry-After` header.
    pub const fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Throttled { retry_after, .. } => *retry_after,
            Self::InProgress => Some(2),
            Self::AtsUnavailable | Self::StorageUnavailable | Self::ProviderUnavailable(_) => {
                Some(30)
            }
            _ => None,
        }
    }
}

fn other_account(provider: Provider, account: Option<&str>) -> String {
    match account {
        Some(account) => format!(
            "This was made with the {provider} account {account}, and another one is connected. Connect {account} \
             again, or change it in {provider} with that account."
        ),
        None => format!(
            "The connected {provider} account does not have this: it may have been made with another account. \
             Connect that one again, or change it in {provider} with that account."
        ),
    }
}
