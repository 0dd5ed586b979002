//! A scheduled interview, as it is stored.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::change::Happened;
use super::link::without_address;
use crate::model::account::Account;
use crate::model::interview::{Content, Event, Guest, Link, Meeting, Room, Span, Turn};
use crate::model::ledger::is_under_way;
use crate::model::owner::{ConnectionId, Owner};
use crate::model::provider::{CalendarProvider, RoomProvider};
use crate::vault::Sealed;

/// How many changes are remembered.
const HISTORY: usize = 20;
/// How long an interview is followed in its calendar after it ended.
const FOLLOWED: SignedDuration = SignedDuration::from_hours(24);

/// A scheduled interview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduledEvent {
    /// Where.
    pub provider: CalendarProvider,
    /// The account in whose calendar it is, as noted; `None` where nobody noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// Whose connection organizes it, and changes it; the company's where nothing is noted.
    #[serde(rename = "organizer_id", default, skip_serializing_if = "Owner::is_company")]
    pub organizer: Owner,
    /// Of a person's own calendar: by what colleagues recognise its owner; no address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organizer_label: Option<String>,
    /// The provider's id of it; our own name for it while it is not confirmed.
    pub event_id: String,
    /// The application at the ATS.
    pub application_id: i64,
    /// Who scheduled it.
    pub user_id: i64,
    /// Who changed it here last; absent where nobody has, or somebody did in the calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<i64>,
    /// Whether it is a candidate who scheduled or changed it last, by a booking link, in the name of who offered that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_candidate_s: bool,
    pub title: String,
    /// What notes say of it, sealed in the name of the company's guests; absent where no notes were wanted when
    /// it was scheduled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_guest: Option<Sealed>,
    /// When it begins.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub start: Timestamp,
    /// When it ends.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub end: Timestamp,
    /// The IANA zone people think of it in.
    pub timezone: String,
    /// The IANA zone of the candidate, where somebody said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate_timezone: Option<String>,
    /// Whether a person made it last whole days, from `start` to `end` on the clocks of its zone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_all_day: bool,
    /// Whether a person made a series of it; this is the first of that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_series: bool,
    /// Where, as its calendar has it; absent where it was not seen there since this is noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Who is invited, and what they answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<Guest>,
    /// The highest number that a guest was ever given.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub last_guest: u32,
    /// Their names, addresses and comments: see [`crate::scheduling::guests`].
    #[serde(rename = "sealed_people", default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Sealed>,
    /// Its video link.
    pub meeting: Meeting,
    /// The room that was made beside the calendar, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Room>,
    /// Where its organizer opens it; not stored where it names an address
    /// ([`crate::scheduling::calendar::with_url`] makes it anew).
    #[serde(serialize_with = "without_address")]
    pub event_url: Option<String>,
    /// The version we saw last.
    pub etag: String,
    /// What it was like when we saw it last, to notice a person's change.
    pub fingerprint: String,
    /// How often its id was used before; see [`crate::model::interview::EventKey::id`].
    pub generation: u32,
    /// Whether it takes place.
    pub state: EventState,
    /// When its calendar told of it last; absent where it was not seen there since this is noted.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub seen_at: Option<Timestamp>,
    /// Since when its calendar gives no answer about it that could be believed.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub unseen_since: Option<Timestamp>,
    /// When its calendar said first that it has no such event, in a row of answers that did not show it: believed
    /// where it is said again, or its list tells so too.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub absent_since: Option<Timestamp>,
    /// Who is changing it together with its room, or has left them apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
    /// A request that changes it right now, or broke off; of one with a room, see `turn`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<Attempt>,
    /// What people changed in the calendar, the latest last; bounded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Happened>,
    /// Counts the writes of its item; 0 while there is none, or one that is older than the count. A write is
    /// accepted only on top of the version it has read.
    #[serde(default, skip_serializing_if = "is_uncounted")]
    pub version: u64,
}

const fn is_uncounted(version: &u64) -> bool {
    *version == 0
}

const fn is_none_yet(number: &u32) -> bool {
    *number == 0
}

/// A request to change or cancel an interview, noted before its calendar is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Who asked.
    pub user_id: i64,
    /// Whether a candidate did, in their name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_candidate_s: bool,
    /// Whether it cancels the interview, or one before it does that broke off: what its calendar does not know then is
    /// gone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_cancel: bool,
    /// When it began.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub started_at: Timestamp,
    /// Which of several of one person it is, where that must be known again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<u64>,
}

/// Whether an interview takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventState {
    /// It does.
    Scheduled,
    /// It was cancelled here, or deleted in the calendar.
    Cancelled,
    /// It may: scheduling it broke off, and the calendar was not asked since.
    Unconfirmed,
}

impl ScheduledEvent {
    /// This item after `event` was seen in the calendar at `now`; but for its guests, who are sealed.
    #[must_use]
    pub fn seen(self, event: &Event, now: Timestamp) -> Self {
        let Content { title, location, span, .. } = &event.content;
        let known = Span { start: self.start, end: self.end };
        let Span { start, end } = event.span(&self.timezone).unwrap_or(known);
        Self {
            title: title.clone(),
            start,
            end,
            is_all_day: span.is_none() && event.days.is_some(),
            is_series: event.is_series,
            location: Some(location.clone()),
            meeting: self.meeting_with(&event.link),
            event_url: event.url.clone().or(self.event_url),
            etag: event.etag.clone(),
            fingerprint: event.content.fingerprint(),
            seen_at: Some(now),
            unseen_since: None,
            absent_since: None,
            ..self
        }
    }

    /// This item as `user_id` has changed it here, whose request is done.
    #[must_use]
    pub fn changed_by(self, user_id: Option<i64>) -> Self {
        Self { changed_by: user_id, is_candidate_s: false, ..self.settled() }
    }

    /// This item, of which is known what became of every request to change it in the calendar.
    #[must_use]
    pub fn settled(self) -> Self {
        Self { attempt: None, turn: self.turn.map(Turn::settled), ..self }
    }

    /// Whose request to change it in the calendar is under way, or broke off there.
    pub fn changer(&self) -> Option<i64> {
        let by_turn = self.turn.as_ref().and_then(|turn| turn.user_id);
        self.attempt.map(|attempt| attempt.user_id).or(by_turn)
    }

    /// This item, which is what a person has made of the `known` one in the calendar, with that noted at `now`.
    #[must_use]
    pub fn changed_in_calendar(mut self, known: &Self, now: Timestamp) -> Self {
        self.history.extend(Happened::between(known, &self, now));
        let surplus = self.history.len().saturating_sub(HISTORY);
        self.history.drain(..surplus);
        self.changed_by(None)
    }

    /// This item while `user_id` changes it from `now` on.
    #[must_use]
    pub fn being_changed(self, user_id: i64, now: Timestamp) -> Self {
        let own = Attempt {
            user_id,
            is_candidate_s: false,
            may_cancel: false,
            started_at: now,
            nonce: None,
        };
        // Of two that broke off the first may have cancelled it.
        let attempt = match self.attempt {
            Some(before) if before.may_cancel => Attempt { started_at: now, ..before },
            _ => own,
        };
        Self { attempt: Some(attempt), ..self }
    }

    /// Whether a request to cancel it broke off, or is under way.
    pub fn may_be_cancelled(&self) -> bool {
        self.attempt.is_some_and(|attempt| attempt.may_cancel)
            || self.turn.as_ref().is_some_and(|turn| turn.may_cancel)
    }

    /// Whether whoever changed it last, or may have, is a candidate.
    pub fn is_changer_candidate(&self) -> bool {
        match self.attempt {
            Some(attempt) => attempt.is_candidate_s,
            None => self.turn.as_ref().is_some_and(|turn| turn.is_candidate_s),
        }
    }

    /// Whether a request may be changing it at `now`, so that nobody can say who changed what.
    pub fn is_being_changed(&self, now: Timestamp) -> bool {
        self.attempt.is_some_and(|attempt| is_under_way(attempt.started_at, now))
            || self.turn.as_ref().is_some_and(|turn| turn.until > now)
    }

    /// Until when what becomes of it in its calendar is followed: a while after its end, since who did not come is
    /// given another time then, and after it was last seen to change, since a slip is put right soon after it.
    pub fn followed_until(&self) -> Timestamp {
        let last = self.seen_at.map_or(self.end, |seen| seen.max(self.end));
        last.saturating_add(FOLLOWED).unwrap_or(last)
    }

    /// Whether somebody may yet do something with it in its calendar: it stands, may stand, or was deleted there,
    /// and may be taken out of the bin. What was cancelled here is done with.
    pub const fn is_open_in_calendar(&self) -> bool {
        match self.state {
            EventState::Scheduled | EventState::Unconfirmed => true,
            EventState::Cancelled => self.changed_by.is_none(),
        }
    }

    /// The connection to the calendar that it is in.
    pub const fn calendar(&self, company_id: i64) -> ConnectionId<CalendarProvider> {
        ConnectionId { company: company_id, owner: self.organizer, provider: self.provider }
    }

    /// How its organizer `user_id` is named to colleagues.
    pub fn organizer_name(&self, user_id: i64) -> String {
        self.organizer_label.clone().unwrap_or_else(|| format!("#{user_id}"))
    }

    /// What became of the wish for a link; a room of its own is there whatever the calendar says.
    fn meeting_with(&self, link: &Link) -> Meeting {
        match &self.room {
            Some(room) => room.meeting(),
            None => Meeting::of(self.meeting.is_wanted(), link),
        }
    }

    /// Where it is held by video, where that was wanted.
    pub fn meeting_provider(&self) -> Option<RoomProvider> {
        match &self.room {
            Some(_) => Some(RoomProvider::Zoom),
            None => self.meeting.is_wanted().then(|| self.provider.room()),
        }
    }

    /// This item with a room beside the calendar.
    #[must_use]
    pub fn held_in(self, room: Option<Room>) -> Self {
        let Some(room) = room else { return self };
        Self { meeting: room.meeting(), room: Some(room), ..self }
    }

    /// This item after somebody's turn: with what was `left` to be done.
    #[must_use]
    pub fn after_turn(self, left: Option<Turn>) -> Self {
        Self { turn: left, ..self }
    }

    /// This item once the event is gone.
    #[must_use]
    pub fn cancelled(self) -> Self {
        let state = EventState::Cancelled;
        Self { state, unseen_since: None, absent_since: None, ..self }
    }
}
