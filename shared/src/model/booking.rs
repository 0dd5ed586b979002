//! What a booking link offers, and what ends it. Pure.

use jiff::SignedDuration;
use jiff::civil::{Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::model::interview::{Span, local};

/// How long before its beginning an interview can still be moved or cancelled by its candidate.
pub const LAST_CHANGE: SignedDuration = SignedDuration::from_hours(1);

/// Which times are offered: on the clocks of the link's zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// How long the interview is.
    pub duration_minutes: i64,
    /// From this time of day on.
    pub day_start: Time,
    /// Until this time of day; midnight is the day's end.
    pub day_end: Time,
    /// The days of the week, of which Monday is 1; see [`Rules::on`].
    pub days: Vec<i8>,
    /// What stays free before it, in minutes.
    pub buffer_before_minutes: i64,
    /// And after it.
    pub buffer_after_minutes: i64,
    /// How long before its beginning it can be chosen at the latest, in minutes.
    pub notice_minutes: i64,
    /// How many interviews the calendar takes on a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_per_day: Option<u32>,
}

/// A time that is offered, in RFC 3339 with the offset of the visitor's zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Slot {
    pub start_time: String,
    pub end_time: String,
}

impl Slot {
    /// The time `span` on the clocks of `zone`.
    pub fn new(span: Span, zone: &str) -> Self {
        Self { start_time: local(span.start, zone), end_time: local(span.end, zone) }
    }
}

/// Why a link offers nothing, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The job is no longer offered.
    JobClosed,
    /// The candidate has taken the application back.
    ApplicationWithdrawn,
    /// Who offered it works for the company no longer.
    EmployerLeft,
    /// The calendar's connection, or the room's, can't be used: it is gone, or must be made anew. That may pass.
    ConnectionEnded,
    /// The calendar, or an interviewer's, can't be read, so that nobody knows when everybody is free. That may pass.
    CalendarUnreadable,
}

/// How far a link has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Times can be chosen.
    Open,
    /// An interview was chosen.
    Booked,
    /// Its candidate has cancelled the interview, and may choose another time.
    Cancelled,
    /// Nobody has chosen in time.
    Expired,
    /// A recruiter has taken it back.
    Revoked,
}

impl Rules {
    /// These, on `days`.
    #[must_use]
    pub fn on(self, days: &[Weekday]) -> Self {
        Self { days: days.iter().map(|day| day.to_monday_one_offset()).collect(), ..self }
    }

    /// The days of the week as such.
    pub fn weekdays(&self) -> Vec<Weekday> {
        let day = |number: &i8| Weekday::from_monday_one_offset(*number).ok();
        self.days.iter().filter_map(day).collect()
    }

    /// How long the interview is.
    pub const fn duration(&self) -> SignedDuration {
        SignedDuration::from_mins(self.duration_minutes)
    }

    /// `span` with what stays free around it.
    pub fn padded(&self, span: Span) -> Span {
        let (before, after) = self.buffers();
        Span {
            start: span.start.saturating_sub(before).unwrap_or(span.start),
            end: span.end.saturating_add(after).unwrap_or(span.end),
        }
    }

    /// What stays free before and after it.
    pub const fn buffers(&self) -> (SignedDuration, SignedDuration) {
        let minutes = SignedDuration::from_mins;
        (minutes(self.buffer_before_minutes), minutes(self.buffer_after_minutes))
    }

    /// Whether a day takes one more that has so many.
    pub fn has_room(&self, interviews: u32) -> bool {
        self.maximum_per_day.is_none_or(|most| interviews < most)
    }

    /// Whether a day's hours are as long as the interview.
    pub fn fits(&self) -> bool {
        let whole = SignedDuration::from_hours(24);
        let rest = if self.day_end == Time::midnight() { whole } else { SignedDuration::ZERO };
        rest + self.day_start.duration_until(self.day_end) >= self.duration()
    }

    /// How long before its beginning it can be chosen at the latest.
    pub const fn notice(&self) -> SignedDuration {
        SignedDuration::from_mins(self.notice_minutes)
    }
}

impl Default for Rules {
    /// An hour, Monday to Friday, 9:00 to 18:00, four hours before at the latest.
    fn default() -> Self {
        Self {
            duration_minutes: 60,
            day_start: jiff::civil::time(9, 0, 0, 0),
            day_end: jiff::civil::time(18, 0, 0, 0),
            days: (1..=5).collect(),
            buffer_before_minutes: 0,
            buffer_after_minutes: 0,
            notice_minutes: 240,
            maximum_per_day: None,
        }
    }
}

impl Reason {
    /// Its name in answers and events.
    pub const fn name(self) -> &'static str {
        match self {
            Self::JobClosed => "job_closed",
            Self::ApplicationWithdrawn => "application_withdrawn",
            Self::EmployerLeft => "employer_left",
            Self::ConnectionEnded => "connection_ended",
            Self::CalendarUnreadable => "calendar_unreadable",
        }
    }

    /// Whether times are offered again once somebody has mended it.
    pub const fn may_pass(self) -> bool {
        matches!(self, Self::ConnectionEnded | Self::CalendarUnreadable)
    }

    /// The reason of this name.
    pub fn parse(name: &str) -> Option<Self> {
        let all = [
            Self::JobClosed,
            Self::ApplicationWithdrawn,
            Self::EmployerLeft,
            Self::ConnectionEnded,
            Self::CalendarUnreadable,
        ];
        all.into_iter().find(|reason| reason.name() == name)
    }
}

impl State {
    /// Its name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Booked => "booked",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}
