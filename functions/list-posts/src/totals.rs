//! The sums over all posts of the list.

use serde::Serialize;
use shared::model::figures::Figures;

use crate::entry::Entry;

/// Each is `null` where no post tells it.
#[derive(Debug, Serialize)]
pub(super) struct Totals {
    posts: usize,
    likes: Option<u64>,
    comments: Option<u64>,
    shares: Option<u64>,
    impressions: Option<u64>,
    clicks: Option<u64>,
}

impl Totals {
    pub(super) fn of(posts: &[Entry]) -> Self {
        let sum = |figure: fn(&Figures) -> Option<u64>| {
            let told = posts.iter().filter_map(|post| figure(&post.statistics.latest.figures));
            told.reduce(u64::saturating_add)
        };
        Self {
            posts: posts.len(),
            likes: sum(|figures| figures.likes),
            comments: sum(|figures| figures.comments),
            shares: sum(|figures| figures.shares),
            impressions: sum(|figures| figures.impressions),
            clicks: sum(|figures| figures.clicks),
        }
    }
}
