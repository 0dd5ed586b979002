//! An offer with its way to every board, in words that are true: in a feed is not yet published.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use shared::model::advert::Advert;
use shared::model::offer::{Offer, Profile, Shortcoming, feed};
use shared::store::Fetch;

use crate::address::Base;
use crate::advert::{AdvertEntry, by_hand};

/// An offer.
#[derive(Debug, Serialize)]
pub struct Entry {
    pub(super) job_id: i64,
    title: Option<String>,
    company: Option<String>,
    /// `offered` or `ended`.
    state: &'static str,
    /// When it was put on the boards.
    since: Timestamp,
    /// When its text changed last, or somebody prolonged it.
    updated_at: Timestamp,
    /// When the ATS was asked for it last.
    looked_at: Timestamp,
    /// Whether it said then that it is published. Else the offer stays as it was, until its last day.
    is_confirmed: bool,
    /// Whether its text was cut, since no feed takes all of it.
    is_shortened: bool,
    /// The last day.
    ends_on: Date,
    /// Its way to each board that reads feeds.
    boards: BTreeMap<&'static str, Way>,
    /// What is known of it at each board where people post by hand.
    by_hand: BTreeMap<&'static str, Option<AdvertEntry>>,
    /// What marks its page for search engines.
    page: Page,
}

/// Its way to one board.
#[derive(Debug, Serialize)]
struct Way {
    /// `in_feed`, `left_out`, `not_chosen` or `ended`.
    state: &'static str,
    /// Since when it is in the feed.
    since: Option<Timestamp>,
    /// When the taker has read the feed with it in, the last time.
    last_read: Option<Timestamp>,
    /// Why the feed leaves it out.
    reasons: Vec<Shortcoming>,
}

/// The markup of its page.
#[derive(Debug, Serialize)]
struct Page {
    /// Where it is.
    json_ld_url: Option<String>,
    /// Why there is none.
    reasons: Vec<Shortcoming>,
}

/// What is known of all feeds.
pub(super) struct Feeds<'a> {
    /// The jobs in each.
    held: BTreeMap<Profile, BTreeSet<i64>>,
    fetches: &'a BTreeMap<Profile, Fetch>,
    adverts: &'a [Advert],
    base: Option<&'a Base>,
    now: Timestamp,
}

impl Entry {
    /// `offer` by itself, which nobody has read since it was put there.
    pub(super) fn put(
        (offer, adverts): (&Offer, &[Advert]),
        base: Option<&Base>,
        now: Timestamp,
    ) -> Self {
        let alone = (std::slice::from_ref(offer), adverts);
        Feeds::of(alone, base, &BTreeMap::new(), now).entry(offer)
    }
}

impl<'a> Feeds<'a> {
    /// Those of `offers`, which takers read as `fetches` tell, at `now`.
    pub(super) fn of(
        (offers, adverts): (&[Offer], &'a [Advert]),
        base: Option<&'a Base>,
        fetches: &'a BTreeMap<Profile, Fetch>,
        now: Timestamp,
    ) -> Self {
        let held = |profile| {
            let held = feed(offers, profile, now);
            (profile, held.into_iter().map(|offer| offer.job_id).collect())
        };
        Self { held: Profile::ALL.into_iter().map(held).collect(), fetches, adverts, base, now }
    }

    /// `offer`, which is one of these.
    pub(super) fn entry(&self, offer: &Offer) -> Entry {
        let is_live = offer.is_live(self.now);
        let way = |profile: Profile| (profile.name(), self.way(offer, profile));
        Entry {
            job_id: offer.job_id,
            title: offer.content.title.clone(),
            company: offer.content.company.clone(),
            state: if is_live { "offered" } else { "ended" },
            since: offer.since,
            updated_at: offer.updated_at,
            looked_at: offer.looked_at,
            is_confirmed: !offer.is_unclear,
            is_shortened: offer.content.is_shortened,
            ends_on: offer.ends_on,
            boards: Profile::ALL.into_iter().map(way).collect(),
            by_hand: by_hand(self.adverts, offer, self.now),
            page: self.page(offer),
        }
    }

    fn way(&self, offer: &Offer, profile: Profile) -> Way {
        let alone = |state| Way { state, since: None, last_read: None, reasons: Vec::new() };
        let Some(standing) = offer.boards.get(&profile) else { return alone("not_chosen") };
        if !offer.is_live(self.now) {
            return alone("ended");
        }
        if self.held.get(&profile).is_some_and(|held| held.contains(&offer.job_id)) {
            let since = standing.0;
            let read = self.fetches.get(&profile).map(|fetch| fetch.at);
            let last_read = read.filter(|read| since.is_some_and(|since| *read >= since));
            return Way { since, last_read, ..alone("in_feed") };
        }
        let mut reasons = offer.shortcomings(profile, self.now);
        if reasons.is_empty() {
            reasons.push(Shortcoming::Room);
        }
        Way { reasons, ..alone("left_out") }
    }

    fn page(&self, offer: &Offer) -> Page {
        let reasons = offer.posting_shortcomings();
        let is_marked = reasons.is_empty() && offer.is_live(self.now);
        let url = self.base.filter(|_| is_marked).map(|base| base.json_ld_url(offer.job_id));
        Page { json_ld_url: url, reasons }
    }
}
