//! A stored event and how a write changes it.

use jiff::Timestamp;

use super::check;
use super::conference::Conference;
use super::draft::{Details, Draft, Status};
use super::moment::{Moment, check_range};
use crate::account::Account;
use crate::call::Caller;
use crate::error::ApiError;
use crate::knobs::Meet;
use crate::query::Query;

/// An event of one calendar; guests see the same one on theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Unique within the calendar, also after deletion.
    pub id: String,
    /// Whose calendar it is on: creator and organizer.
    pub owner: &'static Account,
    /// The start, inclusive.
    pub start: Moment,
    /// The end, exclusive.
    pub end: Moment,
    /// `Cancelled` once deleted.
    pub status: Status,
    /// What needs no interpretation.
    pub details: Details,
    /// The room, where one was asked for.
    pub conference: Option<Conference>,
    /// Grows with every change of time or status (RFC 5546, section 2.1.4).
    pub sequence: u32,
    /// Grows with every change; the etag is made of it.
    pub version: u64,
    /// When it was inserted.
    pub created: Timestamp,
    /// When it last changed; reminders do not count.
    pub updated: Timestamp,
}

/// The circumstances of a write.
#[derive(Clone, Copy, Debug)]
pub struct Writing {
    /// `conferenceDataVersion`: at 0 the body's conference is ignored.
    pub conference_version: u32,
    /// How requests for a room end.
    pub meet: Meet,
    /// The current instant.
    pub now: Timestamp,
}

impl Writing {
    /// What the query and the caller's knobs say about a write.
    pub fn of(caller: &Caller, query: &Query, now: Timestamp) -> Result<Self, ApiError> {
        let conference_version = query.integer("conferenceDataVersion", 0..=1)?.unwrap_or(0);
        Ok(Self { conference_version, meet: caller.knobs.meet, now })
    }
}

impl Event {
    /// A new event on `owner`'s calendar.
    pub fn insert(
        owner: &'static Account,
        id: String,
        draft: Draft,
        writing: Writing,
    ) -> Result<Self, ApiError> {
        let start = Moment::read(draft.start.as_ref(), "start")?;
        let end = Moment::read(draft.end.as_ref(), "end")?;
        check_range(&start, &end)?;
        let asked = draft.conference_data.filter(|_| writing.conference_version > 0);
        let conference = Conference::after(None, asked.as_ref(), writing.meet, &id)?;
        Ok(Self {
            id,
            owner,
            start,
            end,
            status: draft.status.unwrap_or_default(),
            details: check::details(draft.details)?,
            conference,
            sequence: draft.sequence.unwrap_or(0),
            version: 0,
            created: writing.now,
            updated: writing.now,
        })
    }

    /// This event after a write of the whole `draft`.
    pub fn revise(&self, draft: Draft, writing: Writing) -> Result<Self, ApiError> {
        if draft.sequence.is_some_and(|sequence| sequence < self.sequence) {
            let message = "Invalid sequence value. The specified sequence number is below the \
                           current sequence number of the resource.";
            return Err(ApiError::invalid(message));
        }
        let conference = self.conference_after(&draft, writing)?;
        let fresh = Self::insert(self.owner, self.id.clone(), without_conference(draft), writing)?;
        let revised = Self { conference, created: self.created, ..fresh };
        Ok(revised.numbered_after(self))
    }

    /// This event, deleted.
    pub fn cancelled(&self, now: Timestamp) -> Self {
        let cancelled = Self { status: Status::Cancelled, updated: now, ..self.clone() };
        cancelled.numbered_after(self)
    }

    /// The event as the client would have to write it to change nothing.
    pub fn draft(&self) -> Draft {
        let zone = self.owner.time_zone();
        Draft {
            id: None,
            start: Some(self.start.wire(&zone)),
            end: Some(self.end.wire(&zone)),
            status: Some(self.status),
            sequence: None,
            conference_data: self.conference.as_ref().map(Conference::draft),
            details: self.details.clone(),
        }
    }

    /// The entity tag, with its quotes.
    pub fn etag(&self) -> String {
        format!("\"{}\"", self.version)
    }

    /// The instants between which the event takes place.
    pub fn span(&self) -> (Timestamp, Timestamp) {
        let zone = self.owner.time_zone();
        (self.start.instant(&zone), self.end.instant(&zone))
    }

    fn conference_after(
        &self,
        draft: &Draft,
        writing: Writing,
    ) -> Result<Option<Conference>, ApiError> {
        if writing.conference_version == 0 {
            return Ok(self.conference.clone());
        }
        let asked = draft.conference_data.as_ref();
        Conference::after(self.conference.as_ref(), asked, writing.meet, &self.id)
    }

    fn numbered_after(self, previous: &Self) -> Self {
        let moved = (&self.start, &self.end, self.status)
            != (&previous.start, &previous.end, previous.status);
        let sequence = self.sequence.max(previous.sequence + u32::from(moved));
        let only_reminders = self.clone().same_but_for_reminders(previous);
        let updated = if only_reminders { previous.updated } else { self.updated };
        Self { sequence, updated, ..self }
    }

    fn same_but_for_reminders(mut self, previous: &Self) -> bool {
        self.details.reminders.clone_from(&previous.details.reminders);
        (self.start, self.end, self.status)
            == (previous.start.clone(), previous.end.clone(), previous.status)
            && self.details == previous.details
            && self.conference == previous.conference
    }
}

fn without_conference(draft: Draft) -> Draft {
    Draft { conference_data: None, ..draft }
}
