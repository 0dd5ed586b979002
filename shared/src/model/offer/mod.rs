//! A job offer that is put on the boards: what is kept of it, and which feed can take it. Pure.

mod content;
mod html;
mod past;
mod profile;
mod shortcoming;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use content::{Content, Contract, DESCRIPTION_LIMIT, Pay, Period};
pub use html::html;
pub use past::{PAST_KEPT, Past};
pub use profile::Profile;
pub use shortcoming::Shortcoming;

/// How many offers a feed holds at most.
pub const LIMIT: usize = 1000;

/// An offer on the boards, as the ATS had it when somebody of the company looked last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The job's id at the ATS.
    pub job_id: i64,
    /// Who put it there last.
    pub user_id: i64,
    /// What is offered.
    pub content: Content,
    /// The feeds that somebody chose for it.
    pub boards: BTreeMap<Profile, Standing>,
    /// When it was put on the boards first: what feeds call its date. It never moves.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub since: Timestamp,
    /// When its content changed last, or somebody prolonged it.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub updated_at: Timestamp,
    /// When the ATS was asked for it as somebody put it there last: what it says after that counts.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub put_at: Timestamp,
    /// When the ATS was asked last.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub looked_at: Timestamp,
    /// Whether the ATS, asked then, said something else than that it is published or over: so it is as it was known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_unclear: bool,
    /// The last day it is offered, in UTC.
    pub ends_on: Date,
    /// Counts its writes.
    pub version: i64,
}

/// Since when an offer is in a feed; `None` while it lacks what that asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Standing(
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")] pub Option<Timestamp>,
);

impl Offer {
    /// Whether it is offered still at `now`.
    pub fn is_live(&self, now: Timestamp) -> bool {
        day(now) <= self.ends_on
    }

    /// The end of its last day.
    pub fn ends_at(&self) -> Timestamp {
        let last = self.ends_on.at(23, 59, 59, 0).to_zoned(TimeZone::UTC);
        last.map_or(Timestamp::MAX, |end| end.timestamp())
    }

    /// Puts it into the feeds of `chosen` at `now`, in the place of what it was `before`: where it was in a feed,
    /// it stays since then.
    pub fn choose(
        &mut self,
        chosen: impl IntoIterator<Item = Profile>,
        before: Option<&Self>,
        now: Timestamp,
    ) {
        let stood = |profile| {
            let before = before.filter(|it| it.is_live(now) && it.fits(profile, now))?;
            before.boards.get(&profile)?.0
        };
        let standing = |profile| {
            let since = self.fits(profile, now).then(|| stood(profile).unwrap_or(now));
            (profile, Standing(since))
        };
        self.boards = chosen.into_iter().map(standing).collect();
    }

    fn fits(&self, profile: Profile, now: Timestamp) -> bool {
        self.shortcomings(profile, now).is_empty()
    }

    /// Why `profile` leaves it out at `now`; nothing where it is in that feed, if there is room.
    pub fn shortcomings(&self, profile: Profile, now: Timestamp) -> Vec<Shortcoming> {
        profile.shortcomings(self, now)
    }

    /// Why its page can't be marked as a job's for search engines (Google's "JobPosting": title, description,
    /// organization, and a country); nothing where it can.
    pub fn posting_shortcomings(&self) -> Vec<Shortcoming> {
        let content = &self.content;
        let asked = [
            (content.title.is_none(), Shortcoming::Title),
            (content.company.is_none(), Shortcoming::Company),
            (content.description.is_empty(), Shortcoming::Description),
            (content.country.is_none(), Shortcoming::Country),
        ];
        asked.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
    }
}

/// The day of `now`, in UTC.
pub fn day(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// When that day began.
pub fn start_of_day(now: Timestamp) -> Timestamp {
    let since = now.as_second().rem_euclid(24 * 3600);
    now.saturating_sub(SignedDuration::from_secs(since))
        .map_or(now, |start| Timestamp::from_second(start.as_second()).unwrap_or(now))
}

/// What the feed of `profile` holds of `offers` at `now`, in an order of its own that no change of another
/// offer disturbs: those that have been there longest first. A full feed has no room for what came last.
pub fn feed(offers: &[Offer], profile: Profile, now: Timestamp) -> Vec<&Offer> {
    let fits = |offer: &&Offer| {
        offer.boards.contains_key(&profile) && offer.is_live(now) && offer.fits(profile, now)
    };
    let mut held: Vec<_> = offers.iter().filter(fits).collect();
    held.sort_by_key(|offer| (offer.since, offer.job_id));
    held.truncate(LIMIT);
    held
}

#[cfg(test)]
pub(crate) mod tests;
