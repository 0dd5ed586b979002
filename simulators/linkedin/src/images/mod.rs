//! `/rest/images`: a slot, an upload to it, and then a URN to post with.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use http::{HeaderMap, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::LinkedIn;
use super::call::{Bearer, Call};
use super::errors::{ApiError, ApiResult};
use super::posts::{check_author, json_object};
use super::query::Query;
use super::urn::{Key, Urn};

mod picture;
mod store;
#[cfg(test)]
mod tests;

pub use picture::Format;
pub use store::{Image, Images};

const WRITE: [&str; 2] = ["w_organization_social", "w_member_social"];
/// Largest upload, in bytes; LinkedIn limits pixels only.
const UPLOAD_LIMIT: usize = 20 * 1024 * 1024;
/// How long an upload URL works (recalled).
const UPLOAD_WINDOW: SignedDuration = SignedDuration::from_hours(24);

/// `POST /rest/images?action=initializeUpload`, the upload itself, `GET /rest/images/{urn}`, and
/// `/media/{id}` for readers.
pub fn routes() -> Router<LinkedIn> {
    let upload = put(upload).layer(DefaultBodyLimit::max(UPLOAD_LIMIT));
    Router::new()
        .route("/rest/images", post(initialize))
        .route("/rest/images/{urn}", get(read))
        .route("/dms-uploads/{id}/0", upload)
        .route("/media/{id}", get(show))
}

async fn initialize(
    State(site): State<LinkedIn>,
    call: Call,
    query: Query,
    headers: HeaderMap,
    bytes: Bytes,
) -> ApiResult<Json<Value>> {
    call.require_scope(&WRITE, "images.ACTION-initializeUpload")?;
    query.permit(&["action"])?.expect("action", "initializeUpload")?;
    let body = json_object(&headers, &bytes)?.permit(&["initializeUploadRequest"])?;
    let request = body.object("initializeUploadRequest")?.permit(&["owner"])?;
    let owner = request.urn("owner", &["organization", "person"])?;
    check_author(&call.bearer, &owner)?;
    let expires_at = call.now.checked_add(UPLOAD_WINDOW).unwrap_or(Timestamp::MAX);
    let urn = site.images.reserve(owner, expires_at);
    Ok(Json(json!({ "value": {
        "uploadUrlExpiresAt": expires_at.as_millisecond(),
        "uploadUrl": format!("{}/dms-uploads/{}/0?ca=vector_feedshare", site.origin, urn.id),
        "image": urn.to_string(),
    }})))
}

/// The raw bytes, with a bearer token but without the headers of the versioned API.
async fn upload(
    State(site): State<LinkedIn>,
    bearer: Bearer,
    Path(id): Path<String>,
    bytes: Bytes,
) -> ApiResult<StatusCode> {
    let urn = Urn::new("image", id);
    let image = site.images.find(&urn).ok_or_else(|| ApiError::not_found(&urn.to_string()))?;
    check_author(&bearer, &image.owner)?;
    if image.upload_expires_at <= site.clock.now() {
        return Err(ApiError::denied("dmsUploads.PUT"));
    }
    let Bearer { knobs, .. } = bearer;
    let processing = SignedDuration::from_secs(knobs.picture_processing_seconds);
    let processed_at = site.clock.now().checked_add(processing).unwrap_or(Timestamp::MAX);
    let bytes = if knobs.picture_processing_fails { Bytes::new() } else { bytes };
    site.images.store(&urn, &bytes, processed_at);
    Ok(StatusCode::CREATED)
}

async fn read(State(site): State<LinkedIn>, call: Call, Key(urn): Key) -> ApiResult<Json<Value>> {
    call.require_scope(&WRITE, "images.GET")?;
    let image = site.images.find(&urn).ok_or_else(|| ApiError::not_found(&urn.to_string()))?;
    check_author(&call.bearer, &image.owner)?;
    Ok(Json(json!({
        "id": urn.to_string(),
        "owner": image.owner.to_string(),
        "status": image.status(call.now),
        "downloadUrl": format!("{}/media/{}", site.origin, urn.id),
    })))
}

/// What a reader's browser loads.
async fn show(State(site): State<LinkedIn>, Path(id): Path<String>) -> Response {
    match site.images.find(&Urn::new("image", id)) {
        Some(Image { picture: Some((format, bytes)), .. }) => {
            ([(header::CONTENT_TYPE, format.media_type())], bytes).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
