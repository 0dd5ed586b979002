//! A booking link, as it is stored.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::booking::{Reason, Rules, State};
use crate::model::error::Result;
use crate::model::interview::Span;
use crate::model::language::Language;
use crate::model::ledger::{ATTEMPT_LIFE, is_under_way};
use crate::model::owner::{ConnectionId, Owner};
use crate::model::provider::{CalendarProvider, MeetingProvider, RoomProvider};
use crate::model::report::{Kind, Report};
use crate::platform::random;
use crate::store::ScheduledEvent;
use crate::vault::Sealed;

/// What a token and an id are made of.
const TOKEN_BYTES: usize = 32;
const ID_BYTES: usize = 16;
/// How long a link is shown to recruiters after its end.
const SHOWN: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How often the schedule looks at one that is open: whether its connection still works.
const LOOK: SignedDuration = SignedDuration::from_hours(1);

/// What names a link in its company; no candidate sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkKey {
    pub company: i64,
    /// 32 hexadecimal digits.
    pub id: String,
}

/// What the candidate holds: 256 random bits, of which the table has a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenHash(String);

/// A link with which a candidate chooses the time of an interview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The hash of its token; [`super::super::Store::open_link`] notes it.
    pub token_hash: String,
    /// The application at the ATS.
    pub application_id: i64,
    /// Its job there.
    pub job_id: i64,
    /// Who offered it: their connection, or their company's, makes the interview.
    pub user_id: i64,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub created_at: Timestamp,
    /// Until when a time can be chosen, and until when times are offered.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub expires_at: Timestamp,
    pub provider: CalendarProvider,
    /// Whose connection organizes the interview.
    #[serde(rename = "organizer_id", default, skip_serializing_if = "Owner::is_company")]
    pub organizer: Owner,
    /// What candidates read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// The offer's title.
    pub title: String,
    /// The interview's.
    pub topic: String,
    pub language: Language,
    /// The IANA zone of the rules.
    pub timezone: String,
    pub rules: Rules,
    /// Colleagues who are there too, by their ids at the ATS.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interviewers: Vec<i64>,
    /// Where it is held by video; absent where no link is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomProvider>,
    /// Whose connection makes a room beside the calendar.
    #[serde(rename = "host_id", default, skip_serializing_if = "Owner::is_company")]
    pub host: Owner,
    /// Who the candidate is, and what their invitation says: see [`Link::is_over`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_candidate: Option<Sealed>,
    pub state: State,
    /// Why it offers nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Why whoever looked at it last could not know what is free; see [`super::super::Store::keep_offered`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Reason>,
    /// The interview that was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked: Option<Booked>,
    /// The interview that its candidate has cancelled last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Booked>,
    /// Counts the interviews that were chosen with it: each has a request of its own in the ledger.
    pub number: u32,
    /// A choice that is being carried out, or broke off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choice>,
    /// Counts the writes: each is made over the one it has seen.
    pub attempt: u32,
    /// Random, new for each write.
    pub nonce: u64,
}

/// An interview that was chosen, as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    /// The provider's id of it.
    pub event_id: String,
    pub span: Span,
}

/// A choice that is being carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub span: Span,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub began_at: Timestamp,
}

impl LinkKey {
    /// A new one for `company`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::Internal`] where there is no randomness.
    pub fn new(company: i64) -> Result<Self> {
        Ok(Self { company, id: HEXLOWER.encode(&random::bytes::<ID_BYTES>()?) })
    }

    /// What `id` names in `company`; `None` where no link is called so.
    pub fn parse(company: i64, id: &str) -> Option<Self> {
        let bytes = HEXLOWER.decode(id.as_bytes()).ok()?;
        (bytes.len() == ID_BYTES).then(|| Self { company, id: id.to_owned() })
    }
}

impl TokenHash {
    /// A new token, and its hash.
    ///
    /// # Errors
    /// [`crate::model::error::Error::Internal`] where there is no randomness.
    pub fn new() -> Result<(String, Self)> {
        let bytes = random::bytes::<TOKEN_BYTES>()?;
        Ok((BASE64URL_NOPAD.encode(&bytes), Self::of_bytes(&bytes)))
    }

    /// Of `token`; `None` where that is none: nothing else is asked for it.
    pub fn of(token: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        (bytes.len() == TOKEN_BYTES).then(|| Self::of_bytes(&bytes))
    }

    fn of_bytes(bytes: &[u8]) -> Self {
        Self(HEXLOWER.encode(digest(&SHA256, bytes).as_ref()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Choice {
    /// This after it ended without anybody knowing what came of it: whoever comes next finds out.
    #[must_use]
    pub fn left(self) -> Self {
        let began_at = self.began_at.saturating_sub(ATTEMPT_LIFE).unwrap_or(self.began_at);
        Self { began_at, ..self }
    }
}

impl Link {
    /// This with the hash of its token.
    #[must_use]
    pub fn opened_by(self, token: &TokenHash) -> Self {
        Self { token_hash: token.0.clone(), ..self }
    }

    /// Whether it is the link of `token`, compared in constant time.
    pub fn is_opened_by(&self, token: &TokenHash) -> bool {
        verify_slices_are_equal(self.token_hash.as_bytes(), token.0.as_bytes()).is_ok()
    }

    /// The connection to the calendar.
    pub const fn calendar(&self, company: i64) -> ConnectionId<CalendarProvider> {
        ConnectionId { company, owner: self.organizer, provider: self.provider }
    }

    /// The connection that makes its rooms, where one beside the calendar does.
    pub fn room_host(&self, company: i64) -> Option<ConnectionId<MeetingProvider>> {
        let provider = self.room.and_then(RoomProvider::host)?;
        Some(ConnectionId { company, owner: self.host, provider })
    }

    /// From its making to its end.
    pub const fn life(&self) -> Span {
        Span { start: self.created_at, end: self.expires_at }
    }

    /// Whether nobody opens it any more at `now`, of which `ends_at` is when its interview ends: it was taken back,
    /// its interview is over, or none was chosen in time.
    pub fn is_over(&self, ends_at: Option<Timestamp>, now: Timestamp) -> bool {
        match self.state {
            State::Revoked | State::Expired => true,
            State::Booked => ends_at.is_some_and(|end| end <= now),
            // A choice that broke off may have made one.
            State::Open | State::Cancelled => self.expires_at <= now && self.choice.is_none(),
        }
    }

    /// Whether something has ended it that does not pass.
    pub fn is_stopped(&self) -> bool {
        self.reason.is_some_and(|reason| !reason.may_pass())
    }

    /// Whether a choice is being carried out at `now`.
    pub fn is_busy(&self, now: Timestamp) -> bool {
        self.choice.is_some_and(|choice| is_under_way(choice.began_at, now))
    }

    /// Why `report` ends it; `None` where it does not. What happened before it was made, the ATS knew then.
    pub fn ended_by(&self, report: &Report) -> Option<Reason> {
        let own = |id: Option<i64>, own: i64, reason| (id == Some(own)).then_some(reason);
        let reason = match report.kind {
            Kind::JobClosed => own(report.job_id, self.job_id, Reason::JobClosed),
            Kind::ApplicationWithdrawn | Kind::ApplicationDeleted => {
                own(report.application_id, self.application_id, Reason::ApplicationWithdrawn)
            }
            Kind::EmployerLeft | Kind::EmployerDeactivated => {
                own(report.user_id, self.user_id, Reason::EmployerLeft)
            }
            Kind::CompanyDeleted => Some(Reason::EmployerLeft),
            Kind::JobUpdated | Kind::ConnectionEnded => None,
        };
        reason.filter(|_| report.happened_at >= self.created_at)
    }

    /// When the schedule looks at it next, after `now`; `None` where it need not.
    pub(super) fn due_at(&self, now: Timestamp) -> Option<Timestamp> {
        match self.state {
            State::Open | State::Cancelled => {
                let next = now.saturating_add(LOOK).unwrap_or(now);
                Some(next.min(self.expires_at.max(now)))
            }
            // Its candidate is forgotten after the interview.
            State::Booked => {
                let end = self.booked.as_ref().map_or(now, |booked| booked.span.end);
                let next = now.saturating_add(LOOK).unwrap_or(now);
                self.sealed_candidate.as_ref().map(|_| end.max(next))
            }
            State::Expired | State::Revoked => None,
        }
    }

    /// When its row is cleaned up.
    pub(super) fn cleanup(&self) -> Timestamp {
        let last = self
            .booked
            .as_ref()
            .map_or(self.expires_at, |booked| booked.span.end.max(self.expires_at));
        last.saturating_add(SHOWN).unwrap_or(last)
    }

    /// This as `event` tells, its interview: one that its candidate has cancelled is open again, whatever could be noted
    /// of that then.
    #[must_use]
    pub fn told_by(self, event: Option<&ScheduledEvent>) -> Self {
        let is_own = |event: &ScheduledEvent| event.is_cancelled() && event.is_candidate_s;
        match self.state {
            State::Booked if event.is_some_and(is_own) => self.unbooked(),
            _ => self,
        }
    }

    /// This after its candidate has cancelled its interview. One that a recruiter has taken back stays so.
    #[must_use]
    pub fn unbooked(self) -> Self {
        match self.state {
            State::Revoked | State::Expired => self,
            State::Open | State::Booked | State::Cancelled => {
                let cancelled = self.booked.or(self.cancelled);
                Self { state: State::Cancelled, booked: None, cancelled, ..self }
            }
        }
    }

    /// This without the candidate, whom nobody needs any more.
    #[must_use]
    pub fn ended(self, state: State) -> Self {
        Self { state, sealed_candidate: None, choice: None, ..self }
    }
}
