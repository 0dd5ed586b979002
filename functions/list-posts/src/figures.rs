//! The latest figures of many posts: from LinkedIn, or else from the newest snapshots.

use std::collections::BTreeMap;

use futures::future::join_all;
use shared::app::App;
use shared::connecting::access::Read;
use shared::model::error::Error;
use shared::model::fault::ProviderError;
use shared::model::provider::PostProvider;
use shared::model::publication::Publication;
use shared::people::employer::Employer;
use shared::posting::session::Session;
use shared::posting::statistics::{self, Statistics};
use shared::providers::linkedin::Member;
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
    /// On profiles, by the member.
    on_profiles: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Posts<'a> {
    fn of(rows: &'a [Publication]) -> Self {
        let mut posts = Self::default();
        for row in rows {
            let Some(post_id) = row.post_id.as_deref() else { continue };
            match row.organization_id() {
                Some(page) => posts.pages.entry(page).or_default().push(post_id),
                None => posts.on_profiles.entry(&row.author).or_default().push(post_id),
            }
        }
        posts
    }
}

/// The figures by post, for every row. The connections that may tell were `read` beside these; without a post none is
/// opened.
pub(super) async fn of_company(
    app: &App,
    employer: Employer,
    read: &Read,
    (rows, snapshots): (&[Publication], &[Snapshot]),
) -> BTreeMap<String, Statistics> {
    let posts = rows.iter().filter_map(|row| row.post_id.as_deref());
    let stored = posts.map(|post| (post.to_owned(), newest(post, snapshots)));
    let mut figures: BTreeMap<_, _> = stored.collect();
    if !figures.is_empty() {
        figures.extend(live(app, employer, read, &Posts::of(rows)).await);
    }
    figures
}

/// What LinkedIn tells, everything asked at once; nothing where it can't be asked.
async fn live(
    app: &App,
    employer: Employer,
    read: &Read,
    posts: &Posts<'_>,
) -> BTreeMap<String, Statistics> {
    let Posts { pages, on_profiles } = posts;
    let connection = employer.company_connection(PostProvider::LinkedIn);
    let own = own_posts(app, employer, read, on_profiles);
    let companys = async {
        // Nobody is signed in: a list is looked at by all.
        let company = Session::open_read(app, (connection, read), None).await;
        let session = company.inspect_err(not_asked).ok()?;
        let asked = pages.iter().map(|(page, posts)| statistics::of_page(&session, page, posts));
        let others: Vec<_> = on_profiles.values().flatten().copied().collect();
        let others = statistics::of_profile(&session, &others, ON_PROFILE);
        let (of_pages, of_profiles) = tokio::join!(join_all(asked), others);
        Some(of_pages.into_iter().chain([of_profiles]).collect())
    };
    let (companys, own): (Option<Vec<_>>, _) = tokio::join!(companys, own);
    // What the caller's own connection tells of their own posts counts.
    let told = companys.unwrap_or_default().into_iter().chain(own);
    told.filter_map(|told| told.inspect_err(|error| tracing::warn!(%error, "no figures")).ok())
        .flatten()
        .collect()
}

/// What the caller's own connection tells of the posts on their own profile, where there are both.
async fn own_posts(
    app: &App,
    employer: Employer,
    read: &Read,
    on_profiles: &BTreeMap<&str, Vec<&str>>,
) -> Option<Result<BTreeMap<String, Statistics>, ProviderError>> {
    if on_profiles.is_empty() {
        return None;
    }
    let connection = employer.own_connection(PostProvider::LinkedIn);
    let session = Session::open_read(app, (connection, read), Some(employer.user_id)).await;
    let session = session.inspect_err(not_asked).ok()?;
    let account = session.connection().account.as_ref()?;
    let posts = on_profiles.get(Member::urn(&account.id).as_str())?;
    Some(statistics::of_profile(&session, posts, ON_PROFILE).await)
}

fn not_asked(error: &Error) {
    tracing::info!(code = error.code(), "figures are the stored ones");
}

fn newest(post_id: &str, snapshots: &[Snapshot]) -> Statistics {
    let snapshot = snapshots.iter().rev().find(|snapshot| snapshot.post_id == post_id);
    let figures = snapshot.map(|snapshot| snapshot.figures).unwrap_or_default();
    Statistics::partial(figures, NOT_ANSWERED)
}
