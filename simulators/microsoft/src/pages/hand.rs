//! What a person does to an event, behind every client's back.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;

use crate::outlook::Item;
use crate::outlook::fault::Fault;
use crate::{Microsoft, directory};

/// Does it to the account's event and shows the agenda; 404 for an unknown account, Graph's status for an unknown
/// event.
pub fn act<T>(
    (account, id): (String, String),
    act: impl FnOnce(Item<'_>) -> Result<T, Fault>,
) -> Response {
    let Some(owner) = directory::person(&account) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let item = Item { owner, id: &id, immutable: true, if_match: None };
    match act(item) {
        Ok(_) => Redirect::to(&format!("/calendar/{account}")).into_response(),
        Err(fault) => (fault.status, fault.message).into_response(),
    }
}

/// `POST /calendar/{account}/events/{id}/delete`: the organizer deletes it for all, a guest for themselves.
pub async fn delete(
    State(microsoft): State<Microsoft>,
    Path(event): Path<(String, String)>,
) -> Response {
    act(event, |item| microsoft.outlook.delete(item))
}
