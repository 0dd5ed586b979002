//! A post's figures as far as LinkedIn tells them to this connection, and why the others are missing.

use std::collections::BTreeMap;

use futures::future::try_join_all;
use serde::Serialize;

use crate::model::fault::{Fault, ProviderError};
use crate::model::figures::Figures;
use crate::posting::session::Session;
use crate::words::Text;

/// Lets an administrator's app read share statistics.
const ADMIN: &str = "rw_organization_admin";
/// Lets an app read reactions and comments of a page's posts.
const SOCIAL: &str = "r_organization_social_feed";

/// Lets an app read the figures of the member's own posts.
const MEMBER: &str = "r_member_postAnalytics";

const MEMBER_NOT_GRANTED: Text = Text::new("figures-profile-not-granted");
const OTHER_MEMBER: Text = Text::new("figures-author-only");
const NEWEST_ONLY: Text = Text::new("figures-newest-only");
const NO_CLICKS: Text = Text::new("figures-no-clicks");
const NOT_GRANTED: Text = Text::new("figures-not-granted");
const LEFT_OUT: Text = Text::new("figures-left-out");
const NO_ROLE: Text = Text::new("figures-administrators-only");

/// Figures, each missing one with a reason.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Statistics {
    /// What is told; never 0 for "not told".
    #[serde(flatten)]
    pub figures: Figures,
    /// Why a figure is missing, by its name.
    pub unavailable: BTreeMap<&'static str, Text>,
}

impl Statistics {
    /// Nothing is told, for one `reason`.
    pub fn none(reason: Text) -> Self {
        Self::partial(Figures::default(), reason)
    }

    /// All that is known, where everything else is missing for one `reason`.
    pub fn partial(figures: Figures, reason: Text) -> Self {
        let Figures { likes, comments, shares, impressions, clicks, engagement } = figures;
        let missing = [
            ("likes", likes.is_none()),
            ("comments", comments.is_none()),
            ("shares", shares.is_none()),
            ("impressions", impressions.is_none()),
            ("clicks", clicks.is_none()),
            ("engagement", engagement.is_none()),
        ];
        let unavailable = missing
            .into_iter()
            .filter(|(_, is_missing)| *is_missing)
            .map(|(name, _)| (name, reason.clone()));
        Self { figures, unavailable: unavailable.collect() }
    }
}

/// The figures of `posts` (URNs) of one page, as far as the connection may read them.
///
/// # Errors
/// [`ProviderError`], but not a missing permission: that is a reason.
pub async fn of_page(
    session: &Session,
    page: &str,
    posts: &[&str],
) -> Result<BTreeMap<String, Statistics>, ProviderError> {
    let granted = &session.connection().scopes;
    if !granted.contains(ADMIN) {
        return Ok(reactions(session, posts, NOT_GRANTED).await);
    }
    let told =
        session.call(|linkedin| async move { linkedin.share_statistics(page, posts).await }).await;
    match told {
        Err(error) if error.fault == Fault::Permission => {
            Ok(reactions(session, posts, NO_ROLE).await)
        }
        told => Ok(told?.into_iter().map(|(urn, told)| (urn, complete(told))).collect()),
    }
}

/// The figures of `posts` (URNs, newest first) on the connected member's own profile, as far as the
/// connection may read them. Each takes several of the member's calls of the day, so `limit` posts are asked
/// for at most.
///
/// # Errors
/// [`ProviderError`], but not a missing permission: that is a reason.
pub async fn of_profile(
    session: &Session,
    posts: &[&str],
    limit: usize,
) -> Result<BTreeMap<String, Statistics>, ProviderError> {
    let missing =
        |reason: Text| move |post: &&str| ((*post).to_owned(), Statistics::none(reason.clone()));
    if !session.connection().scopes.contains(MEMBER) {
        return Ok(posts.iter().map(missing(MEMBER_NOT_GRANTED)).collect());
    }
    let (asked, others) = posts.split_at(limit.min(posts.len()));
    let told = try_join_all(asked.iter().map(|post| of_own_post(session, post))).await?;
    let told = asked.iter().map(|post| (*post).to_owned()).zip(told);
    Ok(told.chain(others.iter().map(missing(NEWEST_ONLY))).collect())
}

async fn of_own_post(session: &Session, post: &str) -> Result<Statistics, ProviderError> {
    let told = session.call(|linkedin| async move { linkedin.member_statistics(post).await }).await;
    match told {
        // Another member was connected when it was published, or it is gone.
        Err(error) if matches!(error.fault, Fault::Permission | Fault::Rejected) => {
            Ok(Statistics::none(OTHER_MEMBER))
        }
        told => Ok(Statistics::partial(told?, NO_CLICKS)),
    }
}

/// What is told without share statistics, which are closed for a `reason`: likes and comments at best.
async fn reactions(
    session: &Session,
    posts: &[&str],
    reason: Text,
) -> BTreeMap<String, Statistics> {
    let is_open = session.connection().scopes.contains(SOCIAL);
    let mut statistics = BTreeMap::new();
    for urn in posts {
        let told = match is_open {
            true => {
                session.call(|linkedin| async move { linkedin.reactions(urn).await }).await.ok()
            }
            false => None,
        };
        let told = told.unwrap_or_default();
        statistics.insert((*urn).to_owned(), Statistics::partial(told, reason.clone()));
    }
    statistics
}

/// All that there is, for administrators: what is missing all the same was left out.
fn complete(figures: Figures) -> Statistics {
    Statistics::partial(figures, LEFT_OUT)
}
