//! The latest figures of many posts: from LinkedIn, or else from the newest snapshots.

use std::collections::BTreeMap;

use futures::future::join_all;
use shared::app::App;
use shared::publication::Publication;
use shared::session::Session;
use shared::statistics::{self, Statistics};
use shared::store::Snapshot;

const NOT_ANSWERED: &str = "LinkedIn can't be asked right now.";

/// The figures by post, for every row.
pub(super) async fn of_company(
    app: &App,
    company_id: i64,
    rows: &[Publication],
    snapshots: &[Snapshot],
) -> BTreeMap<String, Statistics> {
    let mut pages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut figures = BTreeMap::new();
    for row in rows {
        let Some(post_id) = row.post_id.as_deref() else { continue };
        match row.organization_id() {
            Some(page) => pages.entry(page).or_default().push(post_id),
            None => {
                figures.insert(post_id.to_owned(), Statistics::of_a_member());
            }
        }
    }
    let stored = pages.values().flatten().map(|post| ((*post).to_owned(), newest(post, snapshots)));
    figures.extend(stored);
    if !pages.is_empty() {
        figures.extend(live(app, company_id, &pages).await);
    }
    figures
}

/// What LinkedIn tells, all pages asked at once; nothing where it can't be asked.
async fn live(
    app: &App,
    company_id: i64,
    pages: &BTreeMap<&str, Vec<&str>>,
) -> BTreeMap<String, Statistics> {
    let session = match Session::open(app, company_id).await {
        Ok(session) => session,
        Err(error) => {
            tracing::info!(code = error.code(), "figures are the stored ones");
            return BTreeMap::new();
        }
    };
    let asked = pages.iter().map(|(page, posts)| statistics::of_page(&session, page, posts));
    let told = join_all(asked).await;
    told.into_iter()
        .filter_map(|told| told.inspect_err(|error| tracing::warn!(%error, "no figures")).ok())
        .flatten()
        .collect()
}

fn newest(post_id: &str, snapshots: &[Snapshot]) -> Statistics {
    let snapshot = snapshots.iter().rev().find(|snapshot| snapshot.post_id == post_id);
    let figures = snapshot.map(|snapshot| snapshot.figures).unwrap_or_default();
    Statistics::partial(figures, NOT_ANSWERED)
}
