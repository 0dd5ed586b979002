//! The latest figures of many posts: from LinkedIn, or else from the newest snapshots.

use std::collections::BTreeMap;

use futures::future::join_all;
use shared::app::App;
use shared::model::owner::ConnectionId;
use shared::model::provider::PostProvider;
use shared::model::publication::Publication;
use shared::posting::session::Session;
use shared::posting::statistics::{self, Statistics};
use shared::store::Snapshot;
use shared::words::Text;

const NOT_ANSWERED: Text = Text::new("figures-not-answered");

/// Posts on the member's profile that are asked for: each takes four of the member's calls of the day, of
/// which the Development tier has a hundred.
const ON_PROFILE: usize = 5;

/// The posts by where they are, newest first.
#[derive(Default)]
struct Posts<'a> {
    pages: BTreeMap<&'a str, Vec<&'a str>>,
    on_profile: Vec<&'a str>,
}

impl<'a> Posts<'a> {
    fn of(rows: &'a [Publication]) -> Self {
        let mut posts = Self::default();
        for row in rows {
            let Some(post_id) = row.post_id.as_deref() else { continue };
            match row.organization_id() {
                Some(page) => posts.pages.entry(page).or_default().push(post_id),
                None => posts.on_profile.push(post_id),
            }
        }
        posts
    }
}

/// The figures by post, for every row.
pub(super) async fn of_company(
    app: &App,
    company_id: i64,
    rows: &[Publication],
    snapshots: &[Snapshot],
) -> BTreeMap<String, Statistics> {
    let posts = rows.iter().filter_map(|row| row.post_id.as_deref());
    let stored = posts.map(|post| (post.to_owned(), newest(post, snapshots)));
    let mut figures: BTreeMap<_, _> = stored.collect();
    if !figures.is_empty() {
        figures.extend(live(app, company_id, &Posts::of(rows)).await);
    }
    figures
}

/// What LinkedIn tells, everything asked at once; nothing where it can't be asked.
async fn live(app: &App, company_id: i64, posts: &Posts<'_>) -> BTreeMap<String, Statistics> {
    let connection = ConnectionId::of_company(company_id, PostProvider::LinkedIn);
    let session = match Session::open(app, connection, None).await {
        Ok(session) => session,
        Err(error) => {
            tracing::info!(code = error.code(), "figures are the stored ones");
            return BTreeMap::new();
        }
    };
    let Posts { pages, on_profile } = posts;
    let asked = pages.iter().map(|(page, posts)| statistics::of_page(&session, page, posts));
    let (of_pages, of_profile) =
        tokio::join!(join_all(asked), statistics::of_profile(&session, on_profile, ON_PROFILE),);
    let told = of_pages.into_iter().chain([of_profile]);
    told.filter_map(|told| told.inspect_err(|error| tracing::warn!(%error, "no figures")).ok())
        .flatten()
        .collect()
}

fn newest(post_id: &str, snapshots: &[Snapshot]) -> Statistics {
    let snapshot = snapshots.iter().rev().find(|snapshot| snapshot.post_id == post_id);
    let figures = snapshot.map(|snapshot| snapshot.figures).unwrap_or_default();
    Statistics::partial(figures, NOT_ANSWERED)
}
