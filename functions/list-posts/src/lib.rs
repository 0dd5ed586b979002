//! `GET /api/integrations/linkedin/posts`: the company's posts, with figures and how they grew, and those that are
//! planned.
//!
//! The list is the ledger's; the figures are LinkedIn's, asked once per page, or the newest stored
//! ones where LinkedIn can't be asked. So the list is there even while the connection is not.

mod entry;
mod figures;
mod planned;
mod totals;

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::Result;
use shared::model::publication::Publication;
use shared::people::auth::Caller;
use shared::platform::response::Json;
use shared::posting::planned::{View, deleted};
use shared::posting::session::Session;

use crate::entry::Entry;
use crate::totals::Totals;

/// Posts that are listed: the newest.
const LIMIT: usize = 100;

/// The posts, newest first.
#[derive(Debug, Serialize)]
pub struct Answer {
    posts: Vec<Entry>,
    totals: Totals,
    /// Those that wait, the next one first; then those that have ended, the latest first.
    plans: Vec<View>,
}

/// Answers the posts that are online as far as we know.
///
/// # Errors
/// Those of the caller, and outages of our own storage.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let employer = caller.with_company(&app.ats).await?;
    let company_id = employer.company_id;
    let (rows, snapshots, plans, read) = tokio::try_join!(
        app.store.publications(company_id),
        app.store.snapshots(company_id, app.clock.now()),
        app.store.plans(company_id),
        Session::may_post(&app, employer),
    )?;
    let deleted = deleted(rows.iter().map(|(_, row)| row));
    let rows = newest(rows.into_iter().flat_map(|(_, row)| row.each_post()).collect());
    let mut figures = figures::of_company(&app, employer, &read, (&rows, &snapshots)).await;
    let posts: Vec<_> = rows
        .into_iter()
        .filter_map(|row| Entry::new(&app.config.endpoints, row, &mut figures, &snapshots))
        .collect();
    let totals = Totals::of(&posts);
    let plans = planned::listed(&app, employer, plans, &deleted);
    Ok(Json(Answer { posts, totals, plans }))
}

/// Each post once, as the request noted it that made it.
fn newest(mut rows: Vec<Publication>) -> Vec<Publication> {
    rows.sort_by_key(|row| (row.post_id.clone(), row.is_repeated, row.known_since()));
    rows.dedup_by(|a, b| a.post_id == b.post_id);
    rows.sort_by(|a, b| (b.known_since(), &b.post_id).cmp(&(a.known_since(), &a.post_id)));
    rows.truncate(LIMIT);
    rows
}
