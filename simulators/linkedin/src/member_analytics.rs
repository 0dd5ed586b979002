//! `GET /rest/memberCreatorPostAnalytics`: how a member's own post does, one figure a call ("Member
//! Post Statistics"; the form of `entity` as clients write it).

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::json;

use super::LinkedIn;
use super::activity::Activity;
use super::call::Call;
use super::errors::{ApiError, ApiResult};
use super::organizations::paged;
use super::query::{Page, Query};

const RESOURCE: &str = "memberCreatorPostAnalytics.FINDER-entity";

/// The finder; needs `r_member_postAnalytics`. Only `aggregation=TOTAL` is simulated.
pub fn routes() -> Router<LinkedIn> {
    Router::new().route("/rest/memberCreatorPostAnalytics", get(find))
}

/// One element with the count of what `queryType` names.
async fn find(State(site): State<LinkedIn>, call: Call, query: Query) -> ApiResult {
    call.require_scope(&["r_member_postAnalytics"], RESOURCE)?;
    let query = query.permit(&["q", "entity", "queryType", "aggregation"])?;
    query.expect("q", "entity")?;
    query.expect("aggregation", "TOTAL")?;
    let urn = query.post("entity")?;
    let post = site.posts.find(&urn).ok_or_else(|| ApiError::not_found(&urn.to_string()))?;
    if post.author != call.bearer.member.urn() {
        return Err(ApiError::denied(RESOURCE));
    }
    let activity = Activity::of(&post, call.now);
    let count = match query.text("queryType")?.as_deref() {
        Some("IMPRESSION") => activity.impressions,
        Some("MEMBERS_REACHED") => activity.unique_impressions,
        Some("RESHARE") => activity.shares,
        Some("REACTION") => activity.likes,
        Some("COMMENT") => activity.comments,
        _ => return Err(ApiError::query("queryType")),
    };
    let element = json!({ "count": count, "targetEntity": urn.to_string() });
    Ok(paged(&[element], Page { start: 0, count: 10 }).into_response())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{Bench, Words};

    const COMMUNITY: &str = "r_basicprofile w_member_social r_member_postAnalytics";

    fn line(entity: &str, kind: &str) -> String {
        format!(
            "GET /rest/memberCreatorPostAnalytics?q=entity&entity={entity}&queryType={kind}&aggregation=TOTAL"
        )
    }

    async fn posted(bench: &Bench, token: &str) -> String {
        let post = json!({
            "author": "urn:li:person:yrZCpj2Z12", "commentary": "un", "visibility": "PUBLIC",
            "distribution": {"feedDistribution": "MAIN_FEED"}, "lifecycleState": "PUBLISHED",
        });
        bench.call(token, "POST /rest/posts", post).await.urn()
    }

    #[tokio::test]
    async fn one_figure_a_call_of_ones_own_post_only() {
        let bench = Bench::community();
        let token = bench.token("kofi", COMMUNITY).await;
        let urn = posted(&bench, &token).await;
        bench.days(30);
        let entity = format!("(share:{})", urn.replace(':', "%3A"));
        let told = bench.call(&token, &line(&entity, "IMPRESSION"), Value::Null).await.json();
        assert!(told["elements"][0]["count"].as_u64().unwrap() > 0, "{told}");
        for wrong in [line(&entity, "CLICK"), line(&entity.replace("(share", "(ugc"), "COMMENT")] {
            bench.call(&token, &wrong, Value::Null).await.refuses(400, "ILLEGAL_ARGUMENT");
        }
        let amina = bench.token("amina", COMMUNITY).await;
        bench
            .call(&amina, &line(&entity, "COMMENT"), Value::Null)
            .await
            .refuses(403, "ACCESS_DENIED");
        let without = bench.token("kofi", "r_basicprofile w_member_social").await;
        bench
            .call(&without, &line(&entity, "COMMENT"), Value::Null)
            .await
            .refuses(403, "ACCESS_DENIED");
    }
}
