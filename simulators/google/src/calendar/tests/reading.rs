use serde_json::json;

use super::*;

async fn list(bench: &Bench, token: &str, query: &str) -> Value {
    let reply = bench.call(token, (Method::GET, &format!("{EVENTS}?{query}")), Value::Null).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.json()
}

fn ids(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_known_version_is_not_sent_again() {
    let (bench, token, event) = inserted().await;
    let etag = event["etag"].as_str().unwrap();
    let what = (Method::GET, EVENT);
    let reply = bench.call_with(&token, what, Value::Null, &[("if-none-match", etag)]).await;
    assert_eq!((reply.status.as_u16(), reply.text.as_str()), (304, ""));
}

#[tokio::test]
async fn a_private_property_finds_its_event() {
    let (bench, token, _) = inserted().await;
    let found = list(&bench, &token, "privateExtendedProperty=ats_interview%3D7d3k2m9q").await;
    assert_eq!(ids(&found), ["itv7d3k2m9q0c8v5h1"]);
    let none = list(&bench, &token, "privateExtendedProperty=ats_interview%3Dother").await;
    assert_eq!(ids(&none).len(), 0);
}

#[tokio::test]
async fn deleted_events_are_listed_on_demand() {
    let (bench, token, _) = inserted().await;
    bench.call(&token, (Method::DELETE, EVENT), Value::Null).await;
    let own = "privateExtendedProperty=ats_interview%3D7d3k2m9q";
    assert_eq!(ids(&list(&bench, &token, own).await).len(), 0);
    let shown = list(&bench, &token, &format!("{own}&showDeleted=true")).await;
    assert_eq!(ids(&shown).len(), 1);
}

#[tokio::test]
async fn pages_follow_each_other_and_the_last_has_a_sync_token() {
    let (bench, token, _) = inserted().await;
    let window = "timeMin=2026-12-02T00:00:00Z&timeMax=2026-12-03T00:00:00Z&maxResults=1";
    let first = list(&bench, &token, window).await;
    assert_eq!(first.get("nextSyncToken"), None);
    let next = first["nextPageToken"].as_str().unwrap();
    let second = list(&bench, &token, &format!("{window}&pageToken={next}")).await;
    assert_ne!(ids(&first), ids(&second));
    let sync = second["nextSyncToken"].as_str().unwrap();
    assert_eq!(ids(&list(&bench, &token, &format!("syncToken={sync}")).await).len(), 0);
    bench.call(&token, (Method::DELETE, EVENT), Value::Null).await;
    let changed = list(&bench, &token, &format!("syncToken={sync}")).await;
    assert_eq!(ids(&changed), ["itv7d3k2m9q0c8v5h1"]);
}

#[tokio::test]
async fn an_unknown_sync_token_asks_for_a_full_sync() {
    let (bench, token) = bench_as("awa").await;
    let path = format!("{EVENTS}?syncToken=old");
    let reply = bench.call(&token, (Method::GET, &path), Value::Null).await;
    assert_eq!(reply.refusal().1, "fullSyncRequired");
}

#[tokio::test]
async fn events_can_be_ordered_by_start() {
    let (bench, token, _) = inserted().await;
    let events = list(&bench, &token, "singleEvents=true&orderBy=startTime").await;
    let items = events["items"].as_array().unwrap().iter();
    let starts: Vec<_> = items.map(|e| e["start"]["dateTime"].as_str()).collect();
    assert!(starts.is_sorted());
    let path = format!("{EVENTS}?orderBy=startTime");
    let reply = bench.call(&token, (Method::GET, &path), Value::Null).await;
    assert_eq!(reply.refusal().0, 400, "only with singleEvents");
}

#[tokio::test]
async fn a_guest_sees_a_copy_of_his_own() {
    let (bench, token) = bench_as("awa").await;
    let mut body = interview();
    body["guestsCanSeeOtherGuests"] = json!(false);
    insert(&bench, &token, "", body).await;
    let lead = bench.token("lead", &["calendar.events"]).await;
    let event = bench.call(&lead, (Method::GET, EVENT), Value::Null).await.json();
    let own = json!([{"email": "lead@acme.ci", "responseStatus": "needsAction", "self": true}]);
    assert_eq!(event["attendees"], own);
    assert_eq!(event["attendeesOmitted"], true);
    assert_eq!(event["extendedProperties"].get("private"), None);
    assert_eq!(event["organizer"], json!({"email": "awa@acme.ci"}));
}
