//! `/rest/posts`: creating, reading, changing and deleting posts.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use http::{HeaderMap, StatusCode};
use jiff::tz::TimeZone;
use serde_json::Value;

use super::LinkedIn;
use super::accounts::ReservedCharacters;
use super::call::{Bearer, Call};
use super::errors::{ApiError, ApiResult};
use super::little_text::LittleText;
use super::organizations::paged;
use super::query::Query;
use super::rights::may_post;
use super::urn::{Key, Urn};

mod body;
mod draft;
mod store;
#[cfg(test)]
mod tests;

pub(super) use body::json_object;
pub use draft::{Article, Content, Draft, Visibility};
pub use store::{Post, Posts};

const RESOURCE: &str = "partnerApiPostsExternal";
const WRITE: [&str; 2] = ["w_organization_social", "w_member_social"];
/// Characters of a commentary at most, escapes included, as all clients assume.
const COMMENTARY_LIMIT: usize = 3000;

/// `POST /rest/posts`, `GET /rest/posts?q=author`, and `GET`, `POST` (partial update), `DELETE` of
/// `/rest/posts/{urn}`.
pub fn routes() -> Router<LinkedIn> {
    Router::new()
        .route("/rest/posts", post(create).get(find_by_author))
        .route("/rest/posts/{urn}", get(read).post(update).delete(delete))
}

/// 201 without a body; the URN is in `x-restli-id` alone.
async fn create(
    State(site): State<LinkedIn>,
    call: Call,
    headers: HeaderMap,
    bytes: Bytes,
) -> ApiResult {
    within_quota(&site, &call)?;
    call.require_scope(&WRITE, &format!("{RESOURCE}.CREATE"))?;
    let draft = Draft::parse(json_object(&headers, &bytes)?)?;
    check_author(&call.bearer, &draft.author)?;
    let text = checked_text(&draft.commentary, call.bearer.knobs.reserved_characters)?;
    site.images.check_content(&draft, call.now)?;
    if let (true, [urn, ..]) = (call.bearer.knobs.pictures_refused, draft.images().as_slice()) {
        let message = format!("/content :: {urn} can not be used in a post");
        return Err(ApiError::invalid("INVALID_VALUE_FOR_FIELD", message));
    }
    if call.bearer.knobs.phantom_duplicates {
        return Err(store::duplicate_of(&store::phantom(call.now)));
    }
    let urn = site.posts.publish(draft, text, call.now)?;
    Ok((StatusCode::CREATED, [("x-restli-id", urn.to_string())]).into_response())
}

async fn read(
    State(site): State<LinkedIn>,
    call: Call,
    Key(urn): Key,
    query: Query,
) -> ApiResult<Json<Value>> {
    within_quota(&site, &call)?;
    call.require_scope(&["r_organization_social"], &format!("{RESOURCE}.GET"))?;
    query.permit(&["viewContext"])?;
    let post = site.posts.find(&urn);
    if post.as_ref().is_some_and(|post| post.author.organization().is_none()) {
        return Err(ApiError::denied(&format!("{RESOURCE}.GET")));
    }
    post.map(|post| Json(post.to_json())).ok_or_else(|| ApiError::not_found(&urn.to_string()))
}

async fn find_by_author(State(site): State<LinkedIn>, call: Call, query: Query) -> ApiResult {
    within_quota(&site, &call)?;
    call.require_scope(&["r_organization_social"], &format!("{RESOURCE}.FINDER-author"))?;
    let query = query.permit(&["q", "author", "start", "count", "sortBy"])?;
    query.expect("q", "author")?;
    let author = query.urn("author")?;
    if author.organization().is_none() {
        return Err(ApiError::denied(&format!("{RESOURCE}.FINDER-author")));
    }
    let by_change = match query.text("sortBy")?.as_deref() {
        Some("LAST_MODIFIED") => true,
        Some("CREATED") | None => false,
        Some(_) => return Err(ApiError::query("sortBy")),
    };
    let mut posts = site.posts.newest_first();
    posts.retain(|post| post.author == author);
    if by_change {
        posts.sort_by_key(|post| std::cmp::Reverse(post.modified_at));
    }
    Ok(paged(&posts.iter().map(Post::to_json).collect::<Vec<_>>(), query.page()?))
}

/// A partial update; only the commentary can be changed here.
async fn update(
    State(site): State<LinkedIn>,
    call: Call,
    Key(urn): Key,
    headers: HeaderMap,
    bytes: Bytes,
) -> ApiResult<StatusCode> {
    within_quota(&site, &call)?;
    call.require_scope(&WRITE, &format!("{RESOURCE}.PARTIAL_UPDATE"))?;
    if headers.get("x-restli-method").is_none_or(|method| method != "PARTIAL_UPDATE") {
        return Err(ApiError::invalid(
            "ILLEGAL_ARGUMENT",
            "X-RestLi-Method must be PARTIAL_UPDATE",
        ));
    }
    let commentary = draft::patched_commentary(json_object(&headers, &bytes)?)?;
    let post = site.posts.find(&urn).ok_or_else(|| ApiError::not_found(&urn.to_string()))?;
    check_author(&call.bearer, &post.author)?;
    let text = checked_text(&commentary, call.bearer.knobs.reserved_characters)?;
    site.posts.change(&urn, commentary, text, call.now);
    Ok(StatusCode::NO_CONTENT)
}

/// 204, and 204 again for a post already deleted.
async fn delete(State(site): State<LinkedIn>, call: Call, Key(urn): Key) -> ApiResult<StatusCode> {
    within_quota(&site, &call)?;
    call.require_scope(&WRITE, &format!("{RESOURCE}.DELETE"))?;
    let author = site.posts.author(&urn).ok_or_else(|| ApiError::not_found(&urn.to_string()))?;
    check_author(&call.bearer, &author)?;
    site.posts.delete(&urn);
    Ok(StatusCode::NO_CONTENT)
}

/// Whether the caller may post as `author`, or upload in its name: a page by scope and role, a
/// person by scope and being that person.
pub(super) fn check_author(bearer: &Bearer, author: &Urn) -> ApiResult<()> {
    if author.kind == "organization" {
        let allowed = bearer.access.allows("w_organization_social") && may_post(bearer, author);
        return if allowed { Ok(()) } else { Err(permissions("Organization", "organization")) };
    }
    if !bearer.access.allows("w_member_social") {
        return Err(permissions("Member", "member"));
    }
    if *author == bearer.member.urn() { Ok(()) } else { Err(ApiError::forbidden_value("author")) }
}

/// The member's twin of the text is recalled.
fn permissions(whose: &str, author: &str) -> ApiError {
    let message = format!("{whose} permissions must be used when using {author} as author");
    ApiError::invalid("ILLEGAL_ARGUMENT", message)
}

fn within_quota(site: &LinkedIn, call: &Call) -> ApiResult<()> {
    let today = call.now.to_zoned(TimeZone::UTC).date();
    let refused = site.roster.turn(call.bearer.member.id, |knobs| knobs.refuses_quota(today));
    if refused != Some(true) {
        return Ok(());
    }
    let message =
        "Resource level throttle APPLICATION DAY limit for calls to this resource is reached.";
    let error = ApiError::new(StatusCode::TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", message);
    Err(error.numbered(101))
}

fn checked_text(commentary: &str, reserved: ReservedCharacters) -> ApiResult<LittleText> {
    let text = LittleText::parse(commentary);
    let sent = commentary.chars().count();
    if sent > COMMENTARY_LIMIT {
        let shown = text.plain().chars().count();
        let message = format!(
            "/commentary :: {sent} characters ({shown} without escapes) are more than \
             {COMMENTARY_LIMIT}"
        );
        return Err(ApiError::invalid("FIELD_LENGTH_TOO_LONG", message));
    }
    match text.stopped_at {
        Some(character) if reserved == ReservedCharacters::Reject => {
            let message = format!("/commentary :: reserved character '{character}' is not escaped");
            Err(ApiError::invalid("INVALID_VALUE_FOR_FIELD", message))
        }
        _ => Ok(text),
    }
}
