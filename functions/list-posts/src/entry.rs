//! One post of the list.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use shared::model::figures::Figures;
use shared::model::publication::Publication;
use shared::platform::endpoints::Endpoints;
use shared::posting::statistics::Statistics;
use shared::providers::linkedin::post_url;
use shared::store::Snapshot;

/// What a person needs to recognise a post, and how it does.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    post_id: String,
    post_url: String,
    job_id: i64,
    title: String,
    target: &'static str,
    organization_id: Option<String>,
    published_at: Timestamp,
    state: &'static str,
    pub(super) statistics: Grown,
}

/// The latest figures, and those of each day before.
#[derive(Debug, Serialize)]
pub(super) struct Grown {
    #[serde(flatten)]
    pub(super) latest: Statistics,
    history: Vec<Point>,
}

#[derive(Debug, Serialize)]
struct Point {
    at: Timestamp,
    #[serde(flatten)]
    figures: Figures,
}

impl Entry {
    /// The entry of `row`; `None` where it has no post.
    pub(super) fn new(
        endpoints: &Endpoints,
        row: Publication,
        figures: &mut BTreeMap<String, Statistics>,
        snapshots: &[Snapshot],
    ) -> Option<Self> {
        let organization_id = row.organization_id().map(str::to_owned);
        let published_at = row.known_since();
        let post_id = row.post_id?;
        let of_it = snapshots.iter().filter(|snapshot| snapshot.post_id == post_id);
        let history = of_it.map(|&Snapshot { at, figures, .. }| Point { at, figures }).collect();
        let latest = figures.remove(&post_id).unwrap_or_default();
        Some(Self {
            post_url: post_url(endpoints, &post_id),
            job_id: row.job_id,
            title: row.title,
            target: if organization_id.is_some() { "page" } else { "personal" },
            organization_id,
            published_at,
            state: "published",
            statistics: Grown { latest, history },
            post_id,
        })
    }
}
