//! What a person does at Slack.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Redirect;
use http::StatusCode;
use serde_json::Value;

use crate::Slack;
use crate::account::Account;

/// Removes the app: all that it was granted ends, and it is told.
pub(super) async fn remove_app(
    State(slack): State<Slack>,
    Path(account): Path<String>,
) -> Result<Redirect, StatusCode> {
    let account = Account::by_id(&account).ok_or(StatusCode::NOT_FOUND)?;
    slack.uninstall(account).await;
    Ok(Redirect::to(&format!("/messages/{}", account.id)))
}

/// Invites the bot, archives, shares: whatever the JSON object says of the channel.
pub(super) async fn change_channel(
    State(slack): State<Slack>,
    Path((account, channel)): Path<(String, String)>,
    Json(changes): Json<Value>,
) -> Result<StatusCode, StatusCode> {
    let account = Account::by_id(&account).ok_or(StatusCode::NOT_FOUND)?;
    match slack.channels().change(account, &channel, &changes) {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(StatusCode::BAD_REQUEST),
    }
}
