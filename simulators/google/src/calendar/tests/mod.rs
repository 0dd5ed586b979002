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

use crate::testing::{Answer, Bench, EVENTS, Words, interview};

const EVENT: &str = "/calendar/v3/calendars/primary/events/itv7d3k2m9q0c8v5h1";

/// A bench with an access token that may do everything as `account`.
async fn bench_as(account: &str) -> (Bench, String) {
    let bench = Bench::new();
    let token = bench.token(account, &["calendar"]).await;
    (bench, token)
}

async fn insert(bench: &Bench, token: &str, query: &str, body: Value) -> Answer {
    bench.call(token, (Method::POST, &format!("{EVENTS}?{query}")), body).await
}

/// The interview on Awa's calendar.
async fn inserted() -> (Bench, String, Value) {
    let (bench, token) = bench_as("awa").await;
    let reply = insert(&bench, &token, "conferenceDataVersion=1", interview()).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let event = reply.json();
    (bench, token, event)
}
