//! One company's figures of the day.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::model::error::Result;
use shared::model::figures::Figures;
use shared::model::ledger::is_under_way;
use shared::model::owner::ConnectionId;
use shared::model::provider::PostProvider;
use shared::model::publication::Publication;
use shared::posting::session::Session;
use shared::posting::statistics;
use shared::store::{Followed, Snapshot};

/// How long a post is followed.
const WINDOW: SignedDuration = SignedDuration::from_hours(90 * 24);
/// When a company is due again: before the next day's run, and not within this one or its repetition.
const REST: SignedDuration = SignedDuration::from_hours(20);

/// What became of one company.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// The figures of so many posts are stored.
    Stored(usize),
    /// It has no recent post and is followed no longer.
    Ended,
    /// It stays due.
    Failed,
    /// Its turn did not come.
    LeftOver,
}

/// Stores the figures LinkedIn tells at `now`.
pub(crate) async fn follow(app: &App, followed: Followed, now: Timestamp) -> Outcome {
    snapshots(app, followed, now).await.unwrap_or_else(|error| {
        let Followed { company_id, .. } = followed;
        tracing::warn!(company_id, code = error.code(), "the figures were not stored");
        Outcome::Failed
    })
}

async fn snapshots(app: &App, followed: Followed, now: Timestamp) -> Result<Outcome> {
    let Followed { company_id, .. } = followed;
    let rows = app.store.publications(company_id).await?;
    let posts: Vec<_> = rows.into_iter().flat_map(|(_, row)| row.each_post()).collect();
    let pages = recent(&posts, now);
    if pages.is_empty() {
        // The post that it was marked for may not be noted yet.
        if is_under_way(followed.due, now) {
            return Ok(Outcome::LeftOver);
        }
        app.store.unfollow_statistics(followed).await?;
        return Ok(Outcome::Ended);
    }
    let connection = ConnectionId::of_company(company_id, PostProvider::LinkedIn);
    let session = Session::open(app, connection, None).await?;
    let (mut stored, mut failure) = (0, None);
    for (page, posts) in pages {
        // A page that fails costs no other its figures; the company stays due for it.
        let told = statistics::of_page(&session, page, &posts).await;
        let told = told.map_err(|error| failure = Some(error)).unwrap_or_default();
        for (post_id, told) in told {
            // A point without any figure says nothing.
            if told.figures != Figures::default() {
                let snapshot = Snapshot { post_id, at: now, figures: told.figures };
                app.store.put_snapshot(company_id, &snapshot).await?;
                stored += 1;
            }
        }
    }
    if let Some(error) = failure {
        return Err(error.into());
    }
    let again = now.saturating_add(REST).unwrap_or(now);
    app.store.follow_on(followed, again).await?;
    Ok(Outcome::Stored(stored))
}

/// The posts of the last 90 days that are online, by page.
fn recent(rows: &[Publication], now: Timestamp) -> BTreeMap<&str, Vec<&str>> {
    let mut pages: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        let is_recent = now.duration_since(row.known_since()) < WINDOW;
        if let (true, Some(page), Some(post_id)) =
            (is_recent, row.organization_id(), row.post_id.as_deref())
        {
            pages.entry(page).or_default().push(post_id);
        }
    }
    pages
}
