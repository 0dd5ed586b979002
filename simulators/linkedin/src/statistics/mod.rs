//! `GET /rest/organizationalEntityShareStatistics`: lifetime totals of a page's posts.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::{Value, json};

use super::LinkedIn;
use super::activity::Activity;
use super::call::Call;
use super::errors::{ApiError, ApiResult};
use super::organizations::paged;
use super::posts::Post;
use super::query::Query;
use super::rights::administers;
use super::urn::Urn;

const RESOURCE: &str = "organizationalEntityShareStatistics.FINDER-organizationalEntity";

/// The statistics finder; needs `rw_organization_admin` and the role ADMINISTRATOR. The parameter
/// `timeIntervals` is not simulated and refused.
pub fn routes() -> Router<LinkedIn> {
    Router::new().route("/rest/organizationalEntityShareStatistics", get(find))
}

/// One element per post with activity; without `shares` and `ugcPosts` one for the whole page.
async fn find(State(site): State<LinkedIn>, call: Call, query: Query) -> ApiResult {
    call.require_scope(&["rw_organization_admin"], RESOURCE)?;
    let query =
        query.permit(&["q", "organizationalEntity", "shares", "ugcPosts", "start", "count"])?;
    query.expect("q", "organizationalEntity")?;
    let page = query.urn("organizationalEntity")?;
    if !administers(&call.bearer, &page) {
        return Err(ApiError::denied(RESOURCE));
    }
    let mut asked = query.urns("shares", "share")?;
    asked.extend(query.urns("ugcPosts", "ugcPost")?);
    let mut posts = site.posts.newest_first();
    posts.retain(|post| post.author == page);
    let elements = match asked.as_slice() {
        [] => total(&page, &posts, &call),
        asked => posts
            .iter()
            .filter(|post| asked.contains(&post.urn))
            .filter_map(|post| element(post, &call))
            .collect(),
    };
    Ok(paged(&elements, query.page()?))
}

/// A post's element; none where nothing has happened.
fn element(post: &Post, call: &Call) -> Option<Value> {
    let activity = Activity::of(post, call.now);
    let mut element = json!({
        "organizationalEntity": post.author.to_string(),
        "totalShareStatistics": activity.to_json(),
    });
    element.as_object_mut()?.insert(post.urn.kind.clone(), post.urn.to_string().into());
    (!activity.is_none()).then_some(element)
}

fn total(page: &Urn, posts: &[Post], call: &Call) -> Vec<Value> {
    let of = |post| Activity::of(post, call.now);
    let sum = posts.iter().map(of).fold(Activity::default(), Activity::plus);
    vec![json!({
        "organizationalEntity": page.to_string(),
        "totalShareStatistics": sum.to_json(),
    })]
}

#[cfg(test)]
mod tests;
