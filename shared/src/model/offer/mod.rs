//! A job offer that is put on the boards: what is kept of it, and which feed can take it. Pure.

mod html;
mod profile;
mod shortcoming;

use std::collections::BTreeMap;

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::language::Language;

pub use html::html;
pub use profile::Profile;
pub use shortcoming::Shortcoming;

/// How many offers a feed holds at most.
pub const LIMIT: usize = 1000;
/// The longest description that is kept, in characters: so a whole feed fits an answer of Lambda's.
pub const DESCRIPTION_LIMIT: usize = 8000;

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

/// What is offered: plain text without what XML can't hold; `None` where the ATS tells nothing to go by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// In one line.
    pub title: Option<String>,
    /// The company's name.
    pub company: Option<String>,
    /// Paragraphs apart by an empty line, items of a list begun by "• "; at most [`DESCRIPTION_LIMIT`]
    /// characters.
    pub description: String,
    /// Where it is, as somebody wrote it.
    pub place: Option<String>,
    /// The town in that.
    pub town: Option<String>,
    /// ISO 3166's two letters.
    pub country: Option<String>,
    /// Whether it is done from anywhere.
    pub is_remote: bool,
    /// The kind of contract.
    pub contract: Option<Contract>,
    /// The pay, where its currency is known.
    pub pay: Option<Pay>,
    /// The pay in words of the offer's language.
    pub salary: Option<String>,
    /// The language it is written in.
    pub language: Language,
}

/// A kind of contract, as the ATS names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contract {
    FullTime,
    PartTime,
    Contract,
    Temporary,
    Internship,
}

/// What is paid: one end at least is known, and the lower one is not the higher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pay {
    /// In whole units of the currency.
    pub least: Option<u64>,
    /// The same.
    pub most: Option<u64>,
    /// ISO 4217's code.
    pub currency: String,
    /// What it is for; never guessed.
    pub period: Option<Period>,
}

/// What a pay is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Content {
    /// A hash: the same as long as nothing of it has changed.
    pub fn fingerprint(&self) -> String {
        let text = serde_json::to_vec(self).unwrap_or_default();
        HEXLOWER.encode(digest(&SHA256, &text).as_ref())
    }
}

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
pub(crate) mod tests {
    use super::*;

    pub(crate) fn offer(job_id: i64) -> Offer {
        let at: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        Offer {
            job_id,
            user_id: 1,
            content: Content {
                title: Some("Comptable".to_owned()),
                company: Some("Baobab".to_owned()),
                description: "Tenir les comptes.".to_owned(),
                place: Some("Abidjan, Cocody".to_owned()),
                town: Some("Abidjan".to_owned()),
                country: Some("CI".to_owned()),
                is_remote: false,
                contract: Some(Contract::FullTime),
                pay: None,
                salary: None,
                language: Language::French,
            },
            boards: Profile::ALL.into_iter().map(|profile| (profile, Standing(Some(at)))).collect(),
            since: at,
            updated_at: at,
            put_at: at,
            looked_at: at,
            ends_on: "2026-12-31".parse().unwrap(),
            version: 1,
        }
    }

    #[test]
    fn an_offer_is_offered_until_the_end_of_its_last_day() {
        let offer = offer(1);
        assert!(offer.is_live("2026-12-31T23:59:59Z".parse().unwrap()));
        assert!(!offer.is_live("2027-01-01T00:00:00Z".parse().unwrap()));
        assert_eq!(offer.ends_at().to_string(), "2026-12-31T23:59:59Z");
        let start = start_of_day("2026-12-31T23:59:59.5Z".parse().unwrap());
        assert_eq!(start.to_string(), "2026-12-31T00:00:00Z");
    }

    #[test]
    fn a_feed_holds_a_thousand_and_what_came_last_waits() {
        let mut offers: Vec<_> = (1..=1001).rev().map(offer).collect();
        let now = offers[0].since;
        let ids = |offers: &[Offer]| {
            feed(offers, Profile::Generic, now).iter().map(|it| it.job_id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&offers), (1..=1000).collect::<Vec<_>>());
        offers.retain(|offer| offer.job_id != 500);
        assert_eq!(ids(&offers).last(), Some(&1001));
    }

    #[test]
    fn an_offer_is_in_a_feed_since_it_has_what_that_asks_for() {
        let mut before = offer(1);
        before.content.town = None;
        let (first, later) = (before.since, before.since + SignedDuration::from_hours(1));
        before.choose(Profile::ALL, None, first);
        assert_eq!(before.boards[&Profile::Indeed], Standing(None));
        let mut after = offer(1);
        after.choose([Profile::Indeed, Profile::Jooble], Some(&before), later);
        assert_eq!(after.boards[&Profile::Indeed], Standing(Some(later)));
        assert_eq!(after.boards[&Profile::Jooble], Standing(Some(first)));
        assert_eq!(after.boards.len(), 2);
        before.ends_on = "2026-11-22".parse().unwrap();
        after.choose([Profile::Jooble], Some(&before), later);
        assert_eq!(after.boards[&Profile::Jooble], Standing(Some(later)), "it was over meanwhile");
    }

    #[test]
    fn an_offer_is_stored_as_it_is() {
        let stored = serde_json::to_value(offer(1)).unwrap();
        assert_eq!(stored["ends_on"], "2026-12-31");
        assert_eq!(stored["boards"]["indeed"], 1_795_424_400);
        assert_eq!(serde_json::from_value::<Offer>(stored).unwrap(), offer(1));
    }
}
