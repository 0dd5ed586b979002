//! `/rest/socialMetadata`: comments and reactions of posts.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Map, Value, json};

use super::LinkedIn;
use super::activity::Activity;
use super::call::Call;
use super::errors::{ApiError, ApiResult};
use super::query::Query;
use super::urn::{Key, Urn};

/// `GET /rest/socialMetadata/{urn}` and `?ids=List(..)`; need `r_organization_social_feed`.
pub fn routes() -> Router<LinkedIn> {
    Router::new()
        .route("/rest/socialMetadata", get(read_many))
        .route("/rest/socialMetadata/{urn}", get(read))
}

async fn read(State(site): State<LinkedIn>, call: Call, Key(urn): Key) -> ApiResult<Json<Value>> {
    call.require_scope(&["r_organization_social_feed"], "socialMetadata.GET")?;
    metadata(&site, &call, &urn).map(Json)
}

async fn read_many(
    State(site): State<LinkedIn>,
    call: Call,
    query: Query,
) -> ApiResult<Json<Value>> {
    site.application.allows_batches("socialMetadata")?;
    call.require_scope(&["r_organization_social_feed"], "socialMetadata.BATCH_GET")?;
    let (mut results, mut errors) = (Map::new(), Map::new());
    for text in query.permit(&["ids"])?.list("ids")? {
        let urn = text.parse().map_err(|()| ApiError::query("ids"))?;
        match metadata(&site, &call, &urn) {
            Ok(found) => results.insert(text, found),
            Err(error) => errors.insert(text, error.body()),
        };
    }
    Ok(Json(json!({ "results": results, "statuses": {}, "errors": errors })))
}

fn metadata(site: &LinkedIn, call: &Call, urn: &Urn) -> ApiResult<Value> {
    let post = site.posts.find(urn).filter(|post| post.author.organization().is_some());
    let post = post.ok_or_else(|| ApiError::not_found(&urn.to_string()))?;
    let activity = Activity::of(&post, call.now);
    let top_level = activity.comments - activity.comments / 3;
    Ok(json!({
        "entity": urn.to_string(),
        "commentsState": "OPEN",
        "commentSummary": { "count": activity.comments, "topLevelCount": top_level },
        "reactionSummaries": reactions(activity.likes),
    }))
}

/// One like in five is a praise; a reaction nobody had is absent.
fn reactions(likes: u64) -> Map<String, Value> {
    let praise = likes / 5;
    [("LIKE", likes - praise), ("PRAISE", praise)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| (kind.to_owned(), json!({ "reactionType": kind, "count": count })))
        .collect()
}
