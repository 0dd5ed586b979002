//! The API as a client meets it.

mod changing;
mod conferences;
mod deleting;
mod inserting;
mod mailing;
mod reading;
mod rights;
mod seeing_busy_times;

use http::Method;
use serde_json::Value;

use crate::testing::{EVENTS, Reply, Visit, interview};

const EVENT: &str = "/calendar/v3/calendars/primary/events/itv7d3k2m9q0c8v5h1";

/// A visit with an access token that may do everything as `account`.
async fn visit_as(account: &str) -> (Visit, String) {
    let visit = Visit::new();
    let token = visit.token(account, &["calendar"]).await;
    (visit, token)
}

async fn insert(visit: &Visit, token: &str, query: &str, body: Value) -> Reply {
    visit.call(token, (Method::POST, &format!("{EVENTS}?{query}")), body).await
}

/// The interview on Awa's calendar.
async fn inserted() -> (Visit, String, Value) {
    let (visit, token) = visit_as("awa").await;
    let reply = insert(&visit, &token, "conferenceDataVersion=1", interview()).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let event = reply.json();
    (visit, token, event)
}
