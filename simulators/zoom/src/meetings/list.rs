//! `GET /v2/users/me/meetings`: pages of what is scheduled.

use axum::Json;
use axum::extract::{Path, Query, State};
use http::HeaderMap;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Zoom;
use crate::api::caller::Caller;
use crate::api::error::ApiError;
use crate::scope::Right;

const LARGEST_PAGE: usize = 300;

/// What is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    #[serde(default = "scheduled", rename = "type")]
    kind: String,
    #[serde(default = "thirty")]
    page_size: usize,
    #[serde(default)]
    next_page_token: String,
}

fn scheduled() -> String {
    "scheduled".to_owned()
}

const fn thirty() -> usize {
    30
}

/// A page, the oldest first; a `next_page_token` where there are more.
pub(super) async fn list(
    State(zoom): State<Zoom>,
    Path(user): Path<String>,
    Query(wanted): Query<Wanted>,
    caller: Caller,
) -> Result<(HeaderMap, Json<Value>), ApiError> {
    let headers = caller.may(&zoom, Right::ListMeetings)?;
    if user != "me" {
        return Err(ApiError::user(&user));
    }
    let kinds = ["scheduled", "live", "upcoming", "upcoming_meetings", "previous_meetings"];
    if !kinds.contains(&wanted.kind.as_str()) {
        return Err(ApiError::fields(&["type"]));
    }
    if !(1..=LARGEST_PAGE).contains(&wanted.page_size) {
        return Err(ApiError::fields(&["page_size"]));
    }
    let from: usize = match wanted.next_page_token.as_str() {
        "" => 0,
        token => token.parse().map_err(|_| ApiError::fields(&["next_page_token"]))?,
    };
    let meetings = zoom.meetings();
    let all: Vec<_> = meetings.of(caller.account).map(|one| one.listed(&zoom.origin)).collect();
    let total = all.len();
    let page: Vec<_> = all.into_iter().skip(from).take(wanted.page_size).collect();
    let end = from + page.len();
    let body = json!({
        "page_size": wanted.page_size,
        "total_records": total,
        "next_page_token": if end < total { end.to_string() } else { String::new() },
        "meetings": page,
    });
    Ok((headers, Json(body)))
}
