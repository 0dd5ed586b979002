//! What a person does at Zoom.

use axum::extract::{Path, State};
use axum::response::Redirect;
use http::StatusCode;
use serde_json::json;
use simulator_kit::oauth::random;

use crate::Zoom;
use crate::account::Account;
use crate::meetings::meeting::{Status, utc};

/// Removes the app: all that it was granted ends, and its webhook is told.
pub(super) async fn remove_app(
    State(zoom): State<Zoom>,
    Path(account): Path<String>,
) -> Result<Redirect, StatusCode> {
    let account = Account::by_id(&account).ok_or(StatusCode::NOT_FOUND)?;
    zoom.grants.revoke_account(account.id);
    let payload = json!({
        "account_id": account.account_id,
        "user_id": account.user_id,
        "signature": random::text(64),
        "deauthorization_time": utc(zoom.now()),
        "client_id": zoom.registration.client_id,
    });
    zoom.webhooks.send("app_deauthorized", payload).await;
    Ok(Redirect::to(&format!("/meetings/{}", account.id)))
}

/// Starts, ends or deletes a meeting.
pub(super) async fn host(
    State(zoom): State<Zoom>,
    Path((id, deed)): Path<(String, String)>,
) -> Result<Redirect, StatusCode> {
    let host = {
        let mut meetings = zoom.meetings();
        let meeting = meetings.find(&id).ok_or(StatusCode::NOT_FOUND)?;
        let (host, id) = (meeting.host, meeting.id);
        match deed.as_str() {
            "start" => meeting.status = Status::Started,
            "end" => meeting.status = Status::Waiting,
            "delete" => drop(meetings.remove(id)),
            _ => return Err(StatusCode::NOT_FOUND),
        }
        host
    };
    Ok(Redirect::to(&format!("/meetings/{}", host.id)))
}
