//! An event as it is told. Pure.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::advert::{Board, Reminder, State};
use crate::model::booking;
use crate::model::delivery::Delivery;
use crate::model::interview::{Response, Role};
use crate::model::plan;
use crate::model::provider::RoomProvider;
use crate::model::reason::Reason;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// The same each time it is told: a hash of the stream record's id and the place in it.
    #[serde(skip)]
    pub id: String,
    /// The place of the event in its record.
    #[serde(skip)]
    pub position: usize,
    /// Such as `interview.moved`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// When it happened.
    pub timestamp: Timestamp,
    /// What is told.
    pub data: Data,
}

/// What every event tells, and what its kind does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Data {
    /// The company, by its id at the ATS.
    pub company_id: i64,
    /// Who did it: `user:12`, `calendar`, `system`; `None` where nothing tells.
    pub actor: Option<String>,
    /// 40 digits: a later event of the company has a greater one.
    pub sequence: String,
    /// What it is about.
    #[serde(flatten)]
    pub subject: Subject,
}

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Subject {
    /// A connection.
    Connection(Connection),
    /// A post.
    Offer(Offer),
    /// An offer that is posted by hand.
    Advert(Advert),
    /// A planned post.
    Plan(Plan),
    /// An interview.
    Interview(Box<Interview>),
    /// How a calendar is read.
    Sync(Sync),
    /// A booking link.
    Booking(Booking),
}

/// A connection, as events name it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Connection {
    /// `linkedin`, `google_calendar`, `outlook_calendar` or `zoom`.
    pub provider: &'static str,
    /// `company`, or `user:12` for a person's own.
    pub owner: String,
    /// Why the person must consent again, where that is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// When it ends, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
    /// How many days before that this is told: 14, 7 or 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_left: Option<u8>,
}

/// A post of an offer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    /// The job, by its id at the ATS.
    pub job_id: i64,
    /// `linkedin`.
    pub provider: &'static str,
    /// The URN of the page or the member it stands with.
    pub author: String,
    /// Its URN, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_id: Option<String>,
    /// Of one that failed: `refused`, or `unknown` where it may be online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// Of one that was planned and failed: its plan's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<String>,
    /// And why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<plan::Reason>,
}

/// An offer at a board where a person posts it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Advert {
    /// The job, by its id at the ATS.
    pub job_id: i64,
    /// Such as `jobberman`.
    pub board: Board,
    /// What somebody has said of it last: `prepared`, `posted`, `expired` or `removed`.
    pub state: State,
    /// The last day it stands there, where somebody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
    /// What is to be done, of a reminder: `not_posted`, `expired` or `still_there`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reminder>,
}

/// A planned post.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// The id under which the API knows it.
    pub plan_id: String,
    /// The job, by its id at the ATS.
    pub job_id: i64,
    /// `linkedin`.
    pub provider: &'static str,
    /// `company`, or `user:12` where it goes on nothing but that person's own profile.
    pub owner: String,
    /// When it is posted, or would have been.
    pub publish_at: Timestamp,
    /// The IANA zone people think of it in.
    pub timezone: String,
    /// When it was to be posted, of one that was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Timestamp>,
    /// Why it was stopped, of one that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<plan::Reason>,
}

/// An interview.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Interview {
    /// The application, by its id at the ATS.
    pub application_id: i64,
    /// `google_calendar` or `outlook_calendar`.
    pub provider: &'static str,
    /// The id under which the API knows it.
    pub event_id: String,
    /// Where it is held by video, where a link was wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting_provider: Option<RoomProvider>,
    /// When it takes place, or would have.
    pub is: When,
    /// When it was to take place, of one that was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<When>,
    /// Who of those who are invited it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guest: Option<Guest>,
    /// The time that they propose instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposed: Option<When>,
    /// `candidate`, where they did it by a booking link; the actor is who offered it then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'static str>,
}

/// Somebody who is invited, without name and address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guest {
    /// Tells them from the others of the interview; `list-events` names them by it.
    pub number: u32,
    /// `candidate`, `interviewer` or `guest`.
    pub role: Role,
    /// Of a colleague, the id at the ATS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<i64>,
    /// What they say now: `accepted`, `declined`, `tentative` or `needs_action`.
    pub response: Response,
    /// When they said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responded_at: Option<Timestamp>,
}

/// A link with which a candidate chooses a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Booking {
    /// The id under which recruiters know it; it opens nothing.
    pub link_id: String,
    /// The application, by its id at the ATS.
    pub application_id: i64,
    /// The job, by its id at the ATS.
    pub job_id: i64,
    /// When times could be chosen until.
    pub expires_at: Timestamp,
    /// Why nothing is offered, of one that was stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<booking::Reason>,
}

/// A calendar of which nobody knows what has changed, or again does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sync {
    /// `google_calendar` or `outlook_calendar`.
    pub provider: &'static str,
    /// `company`, or `user:12` for a person's own.
    pub owner: String,
    /// Until when what is known of its interviews is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub synced_at: Option<Timestamp>,
}

/// From when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct When {
    /// In UTC.
    pub start: Timestamp,
    /// In UTC.
    pub end: Timestamp,
    /// The IANA zone people think of it in.
    pub timezone: String,
}

impl Event {
    /// This event on its way, from `now` on. Its body is the same each time it is made.
    pub fn delivery(&self, now: Timestamp) -> Option<Delivery> {
        Some(Delivery {
            company: self.data.company_id,
            place: format!("{}#{:03}", self.data.sequence, self.position),
            event_id: self.id.clone(),
            body: serde_json::to_string(self).ok()?,
            since: now,
        })
    }
}
