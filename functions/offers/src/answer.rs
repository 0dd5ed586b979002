//! What is on the boards, who has read it, and what has left.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use shared::model::advert::Advert;
use shared::model::offer::Profile;
use shared::store::Fetch;

use crate::address::Base;
use crate::advert::{AdvertEntry, left_behind};
use crate::entry::{Entry, Feeds};
use crate::looking::Look;

/// What is on the boards.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Where takers read the feed, by profile. Whoever knows them can read it.
    feed_urls: Option<BTreeMap<&'static str, String>>,
    /// Who has read which feed last, by profile; `null` for nobody.
    last_reads: BTreeMap<&'static str, Option<Read>>,
    /// Jobs that have left just now, since the ATS offers them no longer.
    removed: Vec<i64>,
    /// How many offers the ATS was not asked for, or said nothing clear of: they stay as they were.
    not_looked_at: usize,
    /// What stands at boards where people post by hand, by what was said last, of jobs that are offered no longer.
    left_behind: Vec<AdvertEntry>,
    /// The offers.
    pub(super) offers: Vec<Entry>,
}

/// A visit of a taker.
#[derive(Clone, Debug, Serialize)]
struct Read {
    at: Timestamp,
    /// What the taker calls itself.
    agent: String,
    /// `304` where it had it all.
    status: u16,
}

/// The new addresses.
#[derive(Debug, Serialize)]
pub struct FeedUrls {
    /// By profile.
    pub(super) feed_urls: Option<BTreeMap<&'static str, String>>,
}

/// That an offer has left.
#[derive(Debug, Serialize)]
pub struct Removed {
    pub(super) job_id: i64,
    /// `removed`.
    pub(super) status: &'static str,
}

impl Answer {
    /// What `look` has found, at `now`, of a feed below `base`.
    pub(super) fn of(
        (look, adverts): (&Look, &[Advert]),
        base: Option<&Base>,
        fetches: &BTreeMap<Profile, Fetch>,
        now: Timestamp,
    ) -> Self {
        let feeds = Feeds::of((&look.offers, adverts), base, fetches, now);
        let read = |profile: Profile| (profile.name(), fetches.get(&profile).map(Read::of));
        Self {
            feed_urls: base.map(Base::feed_urls),
            last_reads: Profile::ALL.into_iter().map(read).collect(),
            removed: look.removed.clone(),
            not_looked_at: look.unasked,
            left_behind: left_behind(adverts, &look.offers, now),
            offers: look.offers.iter().map(|offer| feeds.entry(offer)).collect(),
        }
    }
}

impl FeedUrls {
    pub(super) fn below(base: Option<&Base>) -> Self {
        Self { feed_urls: base.map(Base::feed_urls) }
    }
}

impl Read {
    fn of(fetch: &Fetch) -> Self {
        Self { at: fetch.at, agent: fetch.agent.clone(), status: fetch.status }
    }
}
