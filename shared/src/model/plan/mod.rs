//! A post that is planned for later: what was stored while its maker was signed in, and what may become of it
//! (B19, S58, F44). Pure.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::owner::Owner;
use crate::model::preferences::PictureStyle;
use crate::model::report::{Ended, Report};

mod reason;
mod trying;
mod when;

pub use reason::Reason;
pub use when::{When, zone};

/// How late a post may go: an old offer at 3 a.m. helps nobody (F44).
pub const LATENESS: SignedDuration = SignedDuration::from_mins(15);
/// How long one that has ended is listed.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How many plans of a company may be open at a time.
pub const OPEN_LIMIT: usize = 100;
/// Hexadecimal digits of a plan's number.
const DIGITS: usize = 32;

/// What names a plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlanKey {
    /// Whose plan it is.
    pub company: i64,
    /// By whose connection it is posted, the company's where several are: plans of one connection go one after
    /// the other.
    pub owner: Owner,
    /// Hexadecimal.
    pub number: String,
}

/// A planned post, on one place or several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub job_id: i64,
    /// The job's title, to recognise the plan by.
    pub title: String,
    /// Who planned it, and in whose name it is posted.
    pub user_id: i64,
    /// Who moved it, changed its text or took it back last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<i64>,
    /// When it is posted.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub publish_at: Timestamp,
    /// The IANA zone people think of it in.
    pub timezone: String,
    /// When it was made, before anything was asked for it; what has ended later of its planner or its connections
    /// stops the plan, whoever changes it.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub planned_at: Timestamp,
    /// When the ATS was last asked for its job; what it reports of that later stops the plan.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub asked_at: Timestamp,
    /// When it ended; of one that waits for a person, its time is its end.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub ended_at: Option<Timestamp>,
    /// How far it got.
    pub state: State,
    /// Why it was stopped, or why it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Whether somebody has taken it off the list, once it had ended without a post.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_dismissed: bool,
    /// Where it goes, and what came of it there.
    pub places: Vec<Place>,
    /// What is posted; gone once the plan has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// A hash of what was asked for, by which a repeated request is known.
    pub fingerprint: String,
    /// How often posting it was begun.
    #[serde(default)]
    pub tries: u32,
    /// Counts writes; each is made over the one it has seen.
    pub attempt: u32,
    /// Random, new for each write: tells our own from another's where the answer to it was lost.
    pub nonce: u64,
}

/// How far a plan got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It waits for its time.
    Planned,
    /// It is being posted.
    Starting,
    /// It is online, in one place at least.
    Published,
    /// It will not be posted, because of what happened since it was planned.
    Stopped,
    /// It was not posted, or nobody knows.
    Failed,
    /// Somebody took it back.
    TakenBack,
}

/// A place of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The URN of the page or the member.
    pub author: String,
    /// Whose connection posts there.
    #[serde(rename = "owner_id", default, skip_serializing_if = "Owner::is_company")]
    pub owner: Owner,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a plan in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing yet.
    Pending,
    /// It may be online; LinkedIn tells when the identical post is sent again.
    Unclear,
    /// It is online; `is_repeated` where the same post was before, `is_bare` where it went without its picture.
    Published {
        post_id: String,
        is_repeated: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_bare: bool,
    },
    /// It is not, or nobody knows.
    Failed { reason: Reason },
}

/// What is posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The message that was written for this post, at most as long as a post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_message: Option<String>,
    /// The text as a reader sees it.
    pub text: String,
    /// The text on pages, as it is sent.
    pub on_pages: String,
    /// The one on a member's profile.
    pub on_profile: String,
    /// Where the link card leads.
    pub link: String,
    /// The card's title.
    pub card_title: String,
    /// The card's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_description: Option<String>,
    /// The job's picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture_url: Option<String>,
    /// How that is shown.
    pub picture: PictureStyle,
}

impl PlanKey {
    /// The plan of `company` whose id is `text`; `None` where it is no plan's id.
    pub fn parse(company: i64, text: &str) -> Option<Self> {
        let (number, owner) = match text.split_once('-') {
            None => (text, Owner::Company),
            Some((number, user)) => {
                let user: i64 = user.parse().ok().filter(|user| *user > 0)?;
                (number, Owner::Person(user))
            }
        };
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let key = Self { company, owner, number: number.to_owned() };
        let is_number = number.len() == DIGITS && number.bytes().all(is_hex);
        (is_number && key.id() == text).then_some(key)
    }

    /// The key of the plan in `places` that is known by `hash`, hexadecimal.
    pub fn of(company: i64, places: &[Place], hash: &str) -> Self {
        let mut owners = places.iter().map(|place| place.owner);
        let first = owners.next().unwrap_or_default();
        let owner = if owners.all(|owner| owner == first) { first } else { Owner::Company };
        Self { company, owner, number: hash.chars().take(DIGITS).collect() }
    }

    /// The id by which the API knows it.
    pub fn id(&self) -> String {
        match self.owner {
            Owner::Company => self.number.clone(),
            Owner::Person(user) => format!("{}-{user}", self.number),
        }
    }
}

impl Place {
    /// The page's URN; `None` for a member's own profile.
    pub fn organization_id(&self) -> Option<&str> {
        Some(self.author.as_str()).filter(|author| author.starts_with("urn:li:organization:"))
    }

    /// Whether nothing is settled here yet.
    pub const fn is_open(&self) -> bool {
        matches!(self.outcome, Outcome::Pending | Outcome::Unclear)
    }
}

impl Plan {
    /// Whether its number counts: it waits, is under way, or a person must look at it before its time.
    pub fn is_open(&self, now: Timestamp) -> bool {
        match self.state {
            State::Planned | State::Starting => true,
            State::Stopped => self.is_asking() && self.publish_at > now,
            State::Published | State::Failed | State::TakenBack => false,
        }
    }

    /// Whether it was stopped until a person has looked at it.
    pub fn is_asking(&self) -> bool {
        self.state == State::Stopped && self.reason == Some(Reason::JobUpdated)
    }

    /// Whether nothing has been posted, and may still be changed.
    pub fn is_untouched(&self) -> bool {
        let is_waiting = self.state == State::Planned || self.is_asking();
        is_waiting && self.places.iter().all(|place| place.outcome == Outcome::Pending)
    }

    /// Whether it posts on somebody's own profile, who is who planned it (S23).
    pub fn is_personal(&self) -> bool {
        self.places.iter().any(|place| place.organization_id().is_none())
    }

    /// Whose it is: the company's, unless it goes on nothing but its maker's own profile (S47).
    pub fn whose(&self) -> Owner {
        let is_on_a_page = self.places.iter().any(|place| place.organization_id().is_some());
        if is_on_a_page { Owner::Company } else { Owner::Person(self.user_id) }
    }

    /// Whether it ended without a post, against the wish of whoever planned it.
    pub fn is_in_vain(&self) -> bool {
        match self.state {
            State::Stopped => !self.is_asking(),
            State::Failed => true,
            State::Planned | State::Starting | State::Published | State::TakenBack => false,
        }
    }

    /// Until when its post may go.
    pub fn last_moment(&self) -> Timestamp {
        later(self.publish_at, LATENESS)
    }

    /// When the schedule looks at it, where it does.
    pub fn due_at(&self, again: Option<Timestamp>) -> Option<Timestamp> {
        match self.state {
            State::Planned | State::Starting => Some(again.unwrap_or(self.publish_at)),
            State::Published | State::Stopped | State::Failed | State::TakenBack => None,
        }
    }

    /// When it ended, or ends by itself; one of before this was noted, at its time.
    pub fn end(&self) -> Timestamp {
        self.ended_at.unwrap_or(self.publish_at)
    }

    /// When the row may be cleaned up.
    pub fn expiry(&self) -> Timestamp {
        later(self.end(), KEPT)
    }

    /// The posts that were made of it, and those that were online before.
    pub fn post_ids(&self) -> impl Iterator<Item = &str> {
        self.places.iter().filter_map(|place| match &place.outcome {
            Outcome::Published { post_id, .. } => Some(post_id.as_str()),
            Outcome::Pending | Outcome::Unclear | Outcome::Failed { .. } => None,
        })
    }

    /// Why `report` ends it; `None` where it does not. What happened to its job before the ATS was last asked for
    /// that is known; about the rest nobody was asked since it was planned.
    pub fn ended_by(&self, report: &Report) -> Option<Reason> {
        let (since, reason) = match report.ended()? {
            Ended::Job(job_id, reason) => {
                (self.asked_at, (job_id == self.job_id).then_some(reason))
            }
            Ended::Planner(user_id) => {
                (self.planned_at, (user_id == self.user_id).then_some(Reason::PlannerLeft))
            }
            Ended::Company => (self.planned_at, Some(Reason::PlannerLeft)),
            Ended::Connection(owner) => {
                let is_used = self.places.iter().any(|place| place.owner == owner);
                (self.planned_at, is_used.then_some(Reason::Disconnected))
            }
        };
        reason.filter(|_| report.happened_at >= since)
    }

    /// What of it goes on pages, which is all that colleagues see of it (S47): once that is settled, how it ended
    /// there. `None` where it goes on no page.
    #[must_use]
    pub fn on_pages(mut self) -> Option<Self> {
        self.places.retain(|place| place.organization_id().is_some());
        if self.places.is_empty() {
            return None;
        }
        let is_settled = !self.places.iter().any(Place::is_open);
        let is_withdrawn = matches!(self.state, State::Stopped | State::TakenBack);
        Some(if is_settled && !is_withdrawn { self.settled() } else { self })
    }

    /// Stopped at `now` because of `reason`. Where a person is asked, its content is kept, and it has not ended.
    #[must_use]
    pub fn stopped(self, reason: Reason, now: Timestamp) -> Self {
        let stopped = Self { state: State::Stopped, reason: Some(reason), ..self };
        match stopped.is_asking() {
            true => stopped,
            false => Self { content: None, ended_at: Some(now), ..stopped },
        }
    }

    /// Taken back by `user_id` at `now`.
    #[must_use]
    pub fn taken_back(self, user_id: i64, now: Timestamp) -> Self {
        Self { changed_by: Some(user_id), reason: None, ..self.given_up(now) }
    }

    /// Taken back at once, because there are too many.
    #[must_use]
    pub fn given_up(self, now: Timestamp) -> Self {
        let ended_at = Some(now);
        Self { state: State::TakenBack, changed_by: None, content: None, ended_at, ..self }
    }

    /// Whether it never counted, because there were too many.
    pub fn is_given_up(&self) -> bool {
        self.state == State::TakenBack && self.changed_by.is_none()
    }

    /// Stopped because of `reason` when it was to start, at `now`; what was posted before stays.
    #[must_use]
    pub fn stopped_at_start(self, reason: Reason, now: Timestamp) -> Self {
        let is_untouched = self.places.iter().all(|place| place.outcome == Outcome::Pending);
        if is_untouched { self.stopped(reason, now) } else { self.ended(reason, now) }
    }

    /// Ended at `now`; what is open has failed because of `reason`, or nobody knows what became of it.
    #[must_use]
    pub fn ended(mut self, reason: Reason, now: Timestamp) -> Self {
        for place in self.places.iter_mut().filter(|place| place.is_open()) {
            let is_unclear = place.outcome == Outcome::Unclear;
            let reason = if is_unclear { Reason::OutcomeUnknown } else { reason };
            place.outcome = Outcome::Failed { reason };
        }
        self.ended_at = Some(now);
        self.settled()
    }

    /// Ended, as its places say.
    fn settled(self) -> Self {
        let mut failures = self.places.iter().filter_map(|place| match place.outcome {
            Outcome::Failed { reason } => Some(reason),
            Outcome::Pending | Outcome::Unclear | Outcome::Published { .. } => None,
        });
        let first = failures.next();
        let is_online = |place: &Place| matches!(place.outcome, Outcome::Published { .. });
        let state =
            if self.places.iter().any(is_online) { State::Published } else { State::Failed };
        Self { state, reason: first, content: None, ..self }
    }
}

fn later(at: Timestamp, duration: SignedDuration) -> Timestamp {
    at.saturating_add(duration).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests;
