//! What can go wrong, in terms of what the caller can do about it; its status and its stable code.
//!
//! Its text is shown to people (B4), in their language (B15), and never holds a provider's words (S43).
//! `Display` is that text in English, for logs. What only an operator needs is logged where it happens and
//! is not part of an error.

use std::fmt;

use http::StatusCode;
use jiff::Timestamp;

use crate::model::booking::Slot;
use crate::model::notes::ChannelTrouble;
use crate::model::organization::Organization;
use crate::model::provider::Provider;
use crate::words::{Argument, Text};

/// What a handler answers when it can't do what was asked.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A situation a caller can meet.
#[derive(Debug)]
pub enum Error {
    /// No valid access token (B3, S18). The text is constant: it tells an attacker nothing.
    Unauthenticated,
    /// A role other than employer (B3, S19), or an employer the ATS no longer lets in.
    Forbidden,
    /// The ATS has no employer profile for the caller (B3).
    ProfileNotFound,
    /// The employer has no company yet (B3).
    CompanyRequired,
    /// A malformed request; the text names the field (S24).
    InvalidRequest(Text),
    /// A path names a provider we don't have (B13).
    UnknownProvider,
    /// A provider that can't do what the path asks, such as an event at LinkedIn.
    Unsupported(Provider),
    /// Nothing of the caller's company has this id (S21): what another company owns does not exist.
    NotFound(Sought),
    /// A `state` we never issued, issued for another provider, used before or expired (S1, S2, S5, S6).
    InvalidState,
    /// The flow was begun by somebody else (S3).
    StateMismatch,
    /// The caller changed company during the flow (S4).
    CompanyChanged,
    /// The answer came from another issuer than the one asked (S8, RFC 9207).
    IssuerMismatch(Provider),
    /// The person pressed Cancel at the provider (S17).
    Cancelled,
    /// The provider refused the code; the person can try again.
    CodeRefused(Provider),
    /// The person granted less than is needed (S13, F23).
    MissingScope {
        /// Where.
        provider: Provider,
        /// The first missing scope, as the provider spells it, with what it means where people tick it.
        scope: Argument,
    },
    /// Tokens came without the one that renews them: the connection would die within the hour.
    RefreshTokenMissing(Provider),
    /// A personal Microsoft account where only work and school accounts are let in.
    WorkAccountRequired(Provider),
    /// Reconnected with another account than the connected one (S14).
    AccountMismatch(Provider),
    /// Another active connection stands on the account, of which the provider keeps one grant only (F45).
    AccountInUse(Provider),
    /// It was granted for a whole organization at once, and a connection is to one of its workspaces.
    WorkspaceRequired(Provider),
    /// Only the company connects it, nobody for themselves.
    CompanyOnly(Provider),
    /// No channel was chosen that notes could go to.
    ChannelRequired(Provider),
    /// The provider has no such channel, or shows it to nobody who asks with this connection.
    ChannelNotFound(Provider),
    /// The channel takes nothing; what is to be done about it.
    ChannelRefused(Provider, ChannelTrouble),
    /// No client id and secret are set for the provider (B7).
    NotConfigured(Provider),
    /// The company has no connection to the provider.
    NotConnected(Provider),
    /// The grant is gone; the person must consent again.
    ReauthorizationRequired(Provider),
    /// The member's own profile is the target and the caller is somebody else (S23).
    NotOwner(Provider),
    /// The job is a draft, closed or archived.
    JobNotPublished,
    /// The company has as many offers on the boards as a feed holds.
    TooManyOffers,
    /// The offer is at the board, by what was said last: it is not begun to be posted there.
    AdvertPosted,
    /// The offer is not at the board, by what was said last: it can't be over there.
    AdvertNotPosted,
    /// A feed that is larger than an answer may be, for whoever does not take it packed.
    FeedTooLarge,
    /// Several pages are administered and none was named.
    OrganizationRequired(Vec<Organization>),
    /// The connected member does not administer the page.
    UnknownOrganization,
    /// A person changed the event in the calendar since we last saw it.
    EventChanged(Provider),
    /// It was made with another account than the connected one (S48): what that one does not find proves
    /// nothing.
    OtherAccount {
        /// Where.
        provider: Provider,
        /// The account that made it, as noted then; `None` where nobody noted it.
        account: Option<String>,
    },
    /// It stands in somebody's own calendar, which can't be used: it is gone, has to be reconnected, or its owner
    /// was not seen for 30 days. No other calendar takes its place.
    OrganizerUnavailable {
        /// Where.
        provider: Provider,
        /// A colleague, recognisable; `None` for the caller.
        organizer: Option<String>,
    },
    /// The same key came with other content (F31).
    IdempotencyKeyReused,
    /// The same request is being worked on (F31).
    InProgress,
    /// A plan whose post has begun to be made, or that has ended (B19).
    PlanStarted,
    /// The company has as many open plans as it may.
    TooManyPlans(u32),
    /// A time that was offered and is not free any more; those that are.
    SlotTaken(Vec<Slot>),
    /// A booking link that offers nothing: only a person can help. The candidate is told no reason (S53).
    BookingClosed,
    /// Less than an hour before the interview its candidate changes it no more.
    BookingTooLate,
    /// Something that a candidate needs fails, whatever it is (S53).
    BookingUnavailable,
    /// A write whose outcome is not known (F1, F2).
    OutcomeUnknown(Provider),
    /// The provider's role or right is missing.
    PermissionDenied(Provider),
    /// The customer's administrator, or the account's protection, keeps our app out; only they can act.
    BlockedByPolicy(Provider),
    /// The connection lacks the scope for this one thing; the others go on.
    ScopeNotGranted {
        /// Where.
        provider: Provider,
        /// The scope, as the provider spells it.
        scope: &'static str,
    },
    /// The provider refused the content.
    ContentRefused(Provider),
    /// Too many calls; try again after so many seconds.
    Throttled {
        /// Where.
        provider: Provider,
        /// Seconds to wait, where known.
        retry_after: Option<u64>,
    },
    /// The provider's limit of a day is reached; it ends by itself.
    DailyLimit {
        /// Where.
        provider: Provider,
        /// When it ends.
        until: Timestamp,
        /// In so many seconds.
        retry_after: u64,
    },
    /// The provider is down, slow or not understood (F11).
    ProviderUnavailable(Provider),
    /// Our client secret, redirect URI or API version is wrong (F21, F28): an operator must act.
    ProviderMisconfigured(Provider),
    /// The ATS is down, slow or not understood (S20, F27).
    AtsUnavailable,
    /// The ATS answered without a field we depend on.
    AtsIncomplete,
    /// DynamoDB, KMS or Secrets Manager can't be used right now (F12, F13).
    StorageUnavailable,
    /// The work was given up before API Gateway would have (F34).
    TimedOut,
    /// One of our paths, with a method that it lacks (B18); those it has.
    MethodNotAllowed(&'static str),
    /// A stored item or our own logic is broken: never the caller's fault.
    Internal,
}

/// What a request names and the caller's company has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// A job offer of the ATS.
    Job,
    /// An application of the ATS.
    Application,
    /// A post that was published here.
    Post,
    /// A post that was planned here.
    Plan,
    /// An interview that was scheduled here.
    Interview,
    /// A colleague with an own calendar here.
    Interviewer,
    /// An offer on the boards.
    Offer,
    /// A board where offers are posted by hand.
    Board,
    /// Something that is kept of an offer at such a board.
    Advert,
    /// A feed, or what stands below its address.
    Feed,
    /// A booking link of the company.
    BookingLink,
    /// A booking link, to a candidate: unknown, expired, taken back and malformed are the same.
    Link,
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
            Self::WorkspaceRequired(_) | Self::CompanyOnly(_) => StatusCode::BAD_REQUEST,
            Self::ChannelNotFound(_) => StatusCode::NOT_FOUND,
            Self::ChannelRequired(_) | Self::ChannelRefused(..) => StatusCode::CONFLICT,
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
            Self::OtherAccount { .. }
            | Self::OrganizerUnavailable { .. }
            | Self::AccountInUse(_)
            | Self::PlanStarted
            | Self::TooManyPlans(_)
            | Self::TooManyOffers
            | Self::AdvertPosted
            | Self::AdvertNotPosted => StatusCode::CONFLICT,
            Self::SlotTaken(_) | Self::BookingClosed | Self::BookingTooLate => StatusCode::CONFLICT,
            Self::BookingUnavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::IdempotencyKeyReused | Self::ContentRefused(_) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Throttled { .. } | Self::DailyLimit { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::TimedOut => StatusCode::GATEWAY_TIMEOUT,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::OutcomeUnknown(_) | Self::ProviderUnavailable(_) | Self::AtsIncomplete => {
                StatusCode::BAD_GATEWAY
            }
            Self::NotConfigured(_) | Self::ProviderMisconfigured(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::AtsUnavailable | Self::StorageUnavailable | Self::FeedTooLarge => {
                StatusCode::SERVICE_UNAVAILABLE
            }
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
            Self::AccountInUse(_) => "account_in_use",
            Self::WorkspaceRequired(_) => "workspace_required",
            Self::CompanyOnly(_) => "company_only",
            Self::ChannelRequired(_) => "channel_required",
            Self::ChannelNotFound(_) => "channel_not_found",
            Self::ChannelRefused(..) => "channel_refused",
            Self::NotConfigured(_) => "not_configured",
            Self::NotConnected(_) => "not_connected",
            Self::ReauthorizationRequired(_) => "reauthorization_required",
            Self::NotOwner(_) => "not_owner",
            Self::JobNotPublished => "job_not_published",
            Self::TooManyOffers => "too_many_offers",
            Self::AdvertPosted => "advert_posted",
            Self::AdvertNotPosted => "advert_not_posted",
            Self::FeedTooLarge => "feed_too_large",
            Self::OrganizationRequired(_) => "organization_required",
            Self::UnknownOrganization => "unknown_organization",
            Self::EventChanged(_) => "event_changed",
            Self::OtherAccount { .. } => "other_account",
            Self::OrganizerUnavailable { .. } => "organizer_unavailable",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::InProgress => "in_progress",
            Self::PlanStarted => "plan_started",
            Self::TooManyPlans(_) => "too_many_plans",
            Self::SlotTaken(_) => "slot_taken",
            Self::BookingClosed => "booking_closed",
            Self::BookingTooLate => "booking_too_late",
            Self::BookingUnavailable => "booking_unavailable",
            Self::OutcomeUnknown(_) => "outcome_unknown",
            Self::PermissionDenied(_) => "permission_denied",
            Self::BlockedByPolicy(_) => "blocked_by_policy",
            Self::ScopeNotGranted { .. } => "scope_not_granted",
            Self::ContentRefused(_) => "content_refused",
            Self::Throttled { .. } => "throttled",
            Self::DailyLimit { .. } => "daily_limit",
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
            Self::DailyLimit { retry_after, .. } => Some(*retry_after),
            Self::InProgress => Some(2),
            Self::AtsUnavailable
            | Self::StorageUnavailable
            | Self::ProviderUnavailable(_)
            | Self::BookingUnavailable => Some(30),
            _ => None,
        }
    }

    /// What is told to people: the message of the catalogue that has its code, as a rule.
    pub fn text(&self) -> Text {
        let text = Text::new(self.code());
        match self {
            Self::InvalidRequest(text) => text.clone(),
            Self::NotFound(sought) => sought.not_found(),
            Self::OrganizationRequired(pages) if pages.is_empty() => {
                Text::new("organization_required-gone")
            }
            Self::OrganizationRequired(pages) if pages.len() == 1 => {
                Text::new("organization_required-page")
            }
            Self::MissingScope { provider, scope } => {
                text.with("provider", *provider).with("scope", scope.clone())
            }
            Self::ScopeNotGranted { provider, scope } => {
                text.with("provider", *provider).with("scope", *scope)
            }
            Self::OtherAccount { provider, account: Some(account) } => {
                text.with("provider", *provider).with("account", account.as_str())
            }
            Self::OtherAccount { provider, account: None } => {
                Text::new("other_account-unknown").with("provider", *provider)
            }
            Self::DailyLimit { provider, until, .. } => {
                text.with("provider", *provider).with("until", Argument::Moment(*until))
            }
            Self::OrganizerUnavailable { provider, organizer: Some(organizer) } => {
                text.with("provider", *provider).with("organizer", organizer.as_str())
            }
            Self::OrganizerUnavailable { provider, organizer: None } => {
                Text::new("organizer_unavailable-own").with("provider", *provider)
            }
            Self::ChannelRefused(provider, trouble) => {
                text.with("provider", *provider).with("reason", trouble.text())
            }
            Self::MethodNotAllowed(methods) => text.with("methods", *methods),
            Self::TooManyPlans(limit) => text.with("limit", *limit),
            Self::Unsupported(provider)
            | Self::IssuerMismatch(provider)
            | Self::CodeRefused(provider)
            | Self::RefreshTokenMissing(provider)
            | Self::WorkAccountRequired(provider)
            | Self::AccountMismatch(provider)
            | Self::AccountInUse(provider)
            | Self::WorkspaceRequired(provider)
            | Self::CompanyOnly(provider)
            | Self::ChannelRequired(provider)
            | Self::ChannelNotFound(provider)
            | Self::NotConfigured(provider)
            | Self::NotConnected(provider)
            | Self::ReauthorizationRequired(provider)
            | Self::NotOwner(provider)
            | Self::EventChanged(provider)
            | Self::OutcomeUnknown(provider)
            | Self::PermissionDenied(provider)
            | Self::BlockedByPolicy(provider)
            | Self::ContentRefused(provider)
            | Self::Throttled { provider, .. }
            | Self::ProviderUnavailable(provider)
            | Self::ProviderMisconfigured(provider) => text.with("provider", *provider),
            Self::Unauthenticated
            | Self::Forbidden
            | Self::ProfileNotFound
            | Self::CompanyRequired
            | Self::UnknownProvider
            | Self::InvalidState
            | Self::StateMismatch
            | Self::CompanyChanged
            | Self::Cancelled
            | Self::JobNotPublished
            | Self::TooManyOffers
            | Self::AdvertPosted
            | Self::AdvertNotPosted
            | Self::FeedTooLarge
            | Self::OrganizationRequired(_)
            | Self::UnknownOrganization
            | Self::IdempotencyKeyReused
            | Self::InProgress
            | Self::PlanStarted
            | Self::SlotTaken(_)
            | Self::BookingClosed
            | Self::BookingTooLate
            | Self::BookingUnavailable
            | Self::AtsUnavailable
            | Self::AtsIncomplete
            | Self::StorageUnavailable
            | Self::TimedOut
            | Self::Internal => text,
        }
    }
}

impl Sought {
    const fn not_found(self) -> Text {
        match self {
            Self::Job => Text::new("not_found-job"),
            Self::Application => Text::new("not_found-application"),
            Self::Post => Text::new("not_found-post"),
            Self::Plan => Text::new("not_found-plan"),
            Self::Interview => Text::new("not_found-interview"),
            Self::Interviewer => Text::new("not_found-interviewer"),
            Self::Offer => Text::new("not_found-offer"),
            Self::Board => Text::new("not_found-board"),
            Self::Advert => Text::new("not_found-advert"),
            Self::Feed => Text::new("not_found-feed"),
            Self::BookingLink => Text::new("not_found-booking-link"),
            Self::Link => Text::new("not_found-link"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for Error {}
