//! An advert: an offer as a person posts it by hand, at a board without a way in for programs. What is known of it
//! is what somebody has said, and when; nobody looks at the board. Pure.

mod address;
mod board;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use address::address;
pub use board::{Board, Field, Form, Site, What};

use crate::model::offer::day;
use crate::words::{Argument, Text};

/// How long somebody may take from preparing to posting before they are reminded.
const PATIENCE: SignedDuration = SignedDuration::from_hours(48);
/// How often it is looked at whether an offer that stands at a board is still offered.
const PACE: SignedDuration = SignedDuration::from_hours(24);

/// What people have said of an offer at a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advert {
    /// The job's id at the ATS.
    pub job_id: i64,
    /// Where.
    pub board: Board,
    /// The offer's title, to recognise it by when it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How far it is.
    pub state: State,
    /// The page there, as it was posted last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The last day it stands there, where somebody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
    /// Who posted it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_by: Option<i64>,
    /// When they said so.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub posted_at: Option<Timestamp>,
    /// A hash of the offer as it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_content: Option<String>,
    /// Who said last how far it is; `None` where its last day was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<i64>,
    /// When.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub changed_at: Timestamp,
    /// When the schedule has found the offer on the boards last.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub offered_at: Option<Timestamp>,
    /// What people were reminded of since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminder: Option<Reminder>,
    /// Counts its writes.
    pub version: i64,
}

/// How far an advert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its text was taken from here, and nobody has said since that it is there.
    Prepared,
    /// Somebody has posted it.
    Posted,
    /// It was posted, and is not shown there any more, since its time there was over.
    Expired,
    /// Somebody has taken it off, or will not post it: then it has no [`Advert::posted_at`].
    Removed,
}

/// What somebody has to do at a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// Post it, or say where it is.
    NotPosted,
    /// Post it again, or let it be.
    Expired,
    /// Take it off: it is offered no longer.
    StillThere,
}

impl State {
    /// Its name in answers, events and the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Posted => "posted",
            Self::Expired => "expired",
            Self::Removed => "removed",
        }
    }
}

impl Reminder {
    /// Its name in answers, events and the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotPosted => "not_posted",
            Self::Expired => "expired",
            Self::StillThere => "still_there",
        }
    }

    /// The reminder of this name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::NotPosted, Self::Expired, Self::StillThere].into_iter().find(|it| it.name() == name)
    }

    /// What is to be done.
    pub fn text(self, board: Board) -> Text {
        let text = match self {
            Self::NotPosted => Text::new("advert-not-posted"),
            Self::Expired => Text::new("advert-expired"),
            Self::StillThere => Text::new("advert-still-there"),
        };
        text.with("board", Argument::Word(board.form().name.to_owned()))
    }
}

impl Advert {
    /// What somebody has to do at `now`, by what is known; `is_offered` tells whether the offer is on the boards
    /// still.
    pub fn to_do(&self, is_offered: bool, now: Timestamp) -> Option<Reminder> {
        let is_over = self.ends_on.is_some_and(|last| last < day(now));
        match self.state {
            State::Prepared => (is_offered && now >= later(self.changed_at, PATIENCE))
                .then_some(Reminder::NotPosted),
            State::Posted if is_over => is_offered.then_some(Reminder::Expired),
            State::Posted => (!is_offered).then_some(Reminder::StillThere),
            State::Expired => is_offered.then_some(Reminder::Expired),
            State::Removed => None,
        }
    }

    /// What it is after the schedule has looked at it at `now`, and what people are reminded of with that.
    #[must_use]
    pub fn looked_at(&self, is_offered: bool, now: Timestamp) -> Self {
        let is_over = self.ends_on.is_some_and(|last| last < day(now));
        let reminder = self.to_do(is_offered, now);
        let offered_at = if is_offered { Some(now) } else { self.offered_at };
        let version = self.version.saturating_add(1);
        let next = Self { reminder, offered_at, version, ..self.clone() };
        match self.state {
            State::Posted if is_over => {
                Self { state: State::Expired, changed_by: None, changed_at: now, ..next }
            }
            State::Prepared | State::Posted | State::Expired | State::Removed => next,
        }
    }

    /// When the schedule looks at it the next time; `is_offered` as it was found at `now`. While the offer is not on
    /// the boards, nobody has anything to do about it; it may be put there again, so it is looked at day by day.
    pub fn due_at(&self, is_offered: bool, now: Timestamp) -> Option<Timestamp> {
        let is_untold = self.reminder.is_none();
        let daily = Some(later(now, PACE));
        match self.state {
            State::Posted => daily,
            State::Prepared if !is_untold => None,
            State::Prepared if is_offered => Some(later(self.changed_at, PATIENCE)),
            State::Prepared => daily,
            // Who said so knows; where its last day was over, somebody is told while it is offered.
            State::Expired => daily.filter(|_| is_untold && self.changed_by.is_none()),
            State::Removed => None,
        }
    }

    /// When the row may be cleaned up: what nobody has said a word of for so long, and what has been offered no longer
    /// for so long, nobody cares about.
    pub fn expiry(&self) -> Timestamp {
        let days = match self.state {
            State::Posted => 365,
            State::Prepared | State::Expired => 90,
            State::Removed => 30,
        };
        let last = self.offered_at.map_or(self.changed_at, |at| at.max(self.changed_at));
        later(last, SignedDuration::from_hours(days * 24))
    }
}

fn later(at: Timestamp, duration: SignedDuration) -> Timestamp {
    at.saturating_add(duration).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests;
