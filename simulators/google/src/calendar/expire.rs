//! `POST /_calendars/{account}/expire`: every sync token that was given for the account's calendar is 410 from now
//! on.
//!
//! Google does so at its own will; a single answer can be had of `POST /_control` as well.

use axum::extract::{Path, State};
use http::StatusCode;

use crate::Google;
use crate::account::Account;

/// 204, or 404 for an unknown account.
pub async fn expire(State(google): State<Google>, Path(account): Path<String>) -> StatusCode {
    let Some(account) = Account::by_id(&account) else { return StatusCode::NOT_FOUND };
    google.calendars().expire_sync_tokens(account);
    StatusCode::NO_CONTENT
}
