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
async fn a_sync_token_excludes_what_selects_and_hiding_what_was_deleted() {
    let (bench, token) = bench_as("awa").await;
    let sync = list(&bench, &token, "").await["nextSyncToken"].as_str().unwrap().to_owned();
    for beside in [
        "iCalUID=x",
        "orderBy=updated",
        "privateExtendedProperty=a%3Db",
        "sharedExtendedProperty=a%3Db",
        "q=x",
        "timeMin=2026-12-02T00:00:00Z",
        "timeMax=2026-12-02T00:00:00Z",
        "updatedMin=2026-12-01T00:00:00Z",
        "showDeleted=false",
    ] {
        let path = format!("{EVENTS}?syncToken={sync}&{beside}");
        let reply = bench.call(&token, (Method::GET, &path), Value::Null).await;
        assert_eq!(reply.refusal().0, 400, "{beside}");
    }
    for beside in ["showDeleted=true", "singleEvents=true&maxResults=2500", "timeZone=UTC"] {
        list(&bench, &token, &format!("syncToken={sync}&{beside}")).await;
    }
}

#[tokio::test]
async fn what_changes_between_two_pages_comes_with_the_next_sync() {
    let (bench, token, _) = inserted().await;
    let first = list(&bench, &token, "maxResults=10").await;
    let next = first["nextPageToken"].as_str().unwrap();
    let early = ids(&first)[0].to_owned();
    bench.form(&format!("/calendar/awa/events/{early}/move"), &[("minutes", "30")]).await;
    let last = list(&bench, &token, &format!("maxResults=10&pageToken={next}")).await;
    let sync = last["nextSyncToken"].as_str().unwrap();
    let changed = list(&bench, &token, &format!("syncToken={sync}&maxResults=10")).await;
    assert_eq!(ids(&changed), [early]);
}

#[tokio::test]
async fn what_leaves_the_selection_between_two_pages_hides_nothing() {
    let (bench, token, _) = inserted().await;
    let first = list(&bench, &token, "maxResults=2").await;
    let next = first["nextPageToken"].as_str().unwrap();
    let gone = format!("{EVENTS}/{}", ids(&first)[0]);
    bench.call(&token, (Method::DELETE, &gone), Value::Null).await;
    let second = list(&bench, &token, &format!("maxResults=250&pageToken={next}")).await;
    assert_eq!(ids(&second).len(), 9, "all but the two of the first page");
}

#[tokio::test]
async fn on_command_every_sync_token_is_410_and_new_ones_are_good() {
    let (bench, token) = bench_as("awa").await;
    let sync =
        async || list(&bench, &token, "").await["nextSyncToken"].as_str().unwrap().to_owned();
    let old = sync().await;
    assert_eq!(bench.form("/_calendars/awa/expire", &[]).await.status, 204);
    let path = format!("{EVENTS}?syncToken={old}");
    let reply = bench.call(&token, (Method::GET, &path), Value::Null).await;
    let error = &reply.json()["error"]["errors"][0];
    assert_eq!(reply.status, 410);
    assert_eq!(
        *error,
        json!({
            "domain": "calendar",
            "reason": "fullSyncRequired",
            "message": "Sync token is no longer valid, a full sync is required.",
            "locationType": "parameter",
            "location": "syncToken",
        })
    );
    list(&bench, &token, &format!("syncToken={}", sync().await)).await;
}

#[tokio::test]
async fn a_sync_token_is_of_one_calendar() {
    let (bench, token) = bench_as("awa").await;
    let sync = list(&bench, &token, "").await["nextSyncToken"].as_str().unwrap().to_owned();
    let lead = bench.token("lead", &["calendar"]).await;
    let path = format!("{EVENTS}?syncToken={sync}");
    assert_eq!(bench.call(&lead, (Method::GET, &path), Value::Null).await.status, 410);
}

#[tokio::test]
async fn what_was_deleted_since_is_listed_unasked_unless_the_time_is_too_long_ago() {
    let (bench, token, _) = inserted().await;
    bench.clock.advance(jiff::SignedDuration::from_mins(5));
    bench.call(&token, (Method::DELETE, EVENT), Value::Null).await;
    let changed = list(&bench, &token, "updatedMin=2026-12-01T08:01:00Z").await;
    assert_eq!(ids(&changed), ["itv7d3k2m9q0c8v5h1"]);
    let path = format!("{EVENTS}?updatedMin=2026-10-01T00:00:00Z");
    let reply = bench.call(&token, (Method::GET, &path), Value::Null).await;
    assert_eq!((reply.refusal().0, reply.refusal().1.as_str()), (410, "updatedMinTooLongAgo"));
}

#[tokio::test]
async fn a_deleted_event_may_be_listed_with_its_id_alone() {
    let (bench, token, _) = inserted().await;
    bench.call(&token, (Method::DELETE, EVENT), Value::Null).await;
    bench.turn("awa", json!({"bare_tombstones": true})).await;
    let all = list(&bench, &token, "showDeleted=true").await;
    let gone = all["items"].as_array().unwrap().iter().find(|event| event["status"] == "cancelled");
    let fields: Vec<_> = gone.unwrap().as_object().unwrap().keys().collect();
    assert_eq!(fields, ["etag", "id", "kind", "status"]);
    let read = bench.call(&token, (Method::GET, EVENT), Value::Null).await.json();
    assert_eq!(read["summary"], "Entretien - Dev Rust");
}

#[tokio::test]
async fn an_event_may_be_shown_some_time_after_it_was_made() {
    let (bench, token) = bench_as("awa").await;
    bench.turn("awa", json!({"shows_after_seconds": 30})).await;
    insert(&bench, &token, "", interview()).await;
    for method in [Method::GET, Method::DELETE] {
        let unseen = bench.call(&token, (method, EVENT), Value::Null).await;
        assert_eq!(unseen.refusal().0, 404);
    }
    let again = bench.call(&token, (Method::POST, EVENTS), interview()).await;
    assert_eq!(again.refusal().0, 409);
    assert!(!ids(&list(&bench, &token, "").await).contains(&"itv7d3k2m9q0c8v5h1"));
    bench.clock.advance(jiff::SignedDuration::from_secs(30));
    assert_eq!(bench.call(&token, (Method::GET, EVENT), Value::Null).await.status, 200);
    assert!(ids(&list(&bench, &token, "").await).contains(&"itv7d3k2m9q0c8v5h1"));
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
