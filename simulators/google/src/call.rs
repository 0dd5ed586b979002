//! Who calls the API, with which rights.

use axum::extract::FromRequestParts;
use http::header;
use http::request::Parts;

use jiff::{SignedDuration, Timestamp};

use super::Google;
use super::account::Account;
use super::calendar::event::Event;
use super::error::ApiError;
use super::knobs::GoogleKnobs;
use super::scope::{Method, PREFIX, Scopes};

/// An authenticated call.
#[derive(Debug)]
pub struct Caller {
    /// Whose token it is.
    pub account: &'static Account,
    /// The scopes of the token.
    pub scopes: Scopes,
    /// The account's knobs at this instant.
    pub knobs: GoogleKnobs,
}

/// What the caller may do with a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Everything.
    Owner,
    /// See when the owner is busy.
    FreeBusyReader,
}

impl Caller {
    /// 403 unless the token opens `method`, and where a limit was reached.
    pub fn may(&self, method: Method) -> Result<(), ApiError> {
        if !method.allowed_by(&self.scopes) {
            return Err(ApiError::insufficient_scope(method));
        }
        if self.knobs.quota_exceeded && method == Method::WriteEvents {
            let message = "Calendar usage limits exceeded.";
            return Err(ApiError::usage_limit("quotaExceeded", message));
        }
        Ok(())
    }

    /// Whether the token shows of events no more than when they are.
    pub fn sees_only_busy(&self) -> bool {
        let busy = format!("{PREFIX}calendar.events.freebusy");
        let more = self.scopes.iter().filter(|scope| **scope != busy).cloned().collect();
        !Method::ReadEvents.allowed_by(&more)
    }

    /// Whether `event` is shown at `now`: see [`GoogleKnobs::shows_after_seconds`].
    pub fn sees(&self, event: &Event, now: Timestamp) -> bool {
        let hidden = SignedDuration::from_secs(self.knobs.shows_after_seconds.into());
        now.duration_since(event.created) >= hidden
    }

    /// The calendar's owner and what the caller may do with it: everything with his own, free/busy
    /// with those of his Workspace domain. 404 for all others, existing or not.
    pub fn calendar(&self, id: &str) -> Result<(&'static Account, Role), ApiError> {
        if id == "primary" || id.eq_ignore_ascii_case(self.account.email) {
            return Ok((self.account, Role::Owner));
        }
        let colleague = Account::by_email(id).filter(|other| other.is_colleague_of(self.account));
        colleague.map(|other| (other, Role::FreeBusyReader)).ok_or_else(ApiError::not_found)
    }

    /// The caller's own calendar; 403 for one that is only visible.
    pub fn own_calendar(&self, id: &str) -> Result<&'static Account, ApiError> {
        match self.calendar(id)? {
            (owner, Role::Owner) => Ok(owner),
            (_, Role::FreeBusyReader) => Err(ApiError::writer_access()),
        }
    }
}

impl FromRequestParts<Google> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, google: &Google) -> Result<Self, ApiError> {
        let header =
            parts.headers.get(header::AUTHORIZATION).ok_or_else(ApiError::login_required)?;
        let bearer = header.to_str().ok().and_then(|text| text.strip_prefix("Bearer "));
        let bearer = bearer.ok_or_else(ApiError::invalid_credentials)?;
        let access =
            google.grants.authenticate(bearer).map_err(|_| ApiError::invalid_credentials())?;
        let account = Account::by_id(&access.grant.account);
        let account = account.ok_or_else(ApiError::invalid_credentials)?;
        let knobs = google.roster.knobs(account.id);
        if knobs.rate_limited {
            return Err(ApiError::usage_limit("rateLimitExceeded", "Rate Limit Exceeded"));
        }
        Ok(Self { account, scopes: access.scopes.into_iter().collect(), knobs })
    }
}
