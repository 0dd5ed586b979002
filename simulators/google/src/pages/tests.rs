//! The pages as a person meets them.

use http::Method;
use serde_json::{Value, json};

use crate::testing::{Bench, EVENTS, interview};

const QUERY: &str = "conferenceDataVersion=1&sendUpdates=all";

async fn scheduled() -> (Bench, String, Value) {
    let bench = Bench::new();
    let token = bench.token("awa", &["calendar.events"]).await;
    let mut body = interview();
    body["description"] = json!("<b>Poste</b> Rust <script>alert(1)</script>");
    let path = format!("{EVENTS}?{QUERY}");
    let event = bench.call(&token, (Method::POST, &path), body).await.json();
    (bench, token, event)
}

#[tokio::test]
async fn the_agenda_shows_the_event_in_the_readers_zone() {
    let (bench, _, event) = scheduled().await;
    let page = bench.get("/calendar/awa?tz=Europe/Paris").await.text;
    assert!(page.contains("Wed 2 Dec 2026, 11:00 – 12:00 (Europe/Paris)"), "{page}");
    assert!(page.contains("Wed 2 Dec 2026, 10:00 – 11:00 (Africa/Abidjan)"));
    assert!(page.contains(event["hangoutLink"].as_str().unwrap()));
    assert!(page.contains("<b>Poste</b> Rust alert(1)"));
    assert!(page.contains("no answer yet"));
}

#[tokio::test]
async fn a_guest_has_the_event_on_his_own_agenda() {
    let (bench, _, _) = scheduled().await;
    assert!(bench.get("/calendar/lead").await.text.contains("Entretien - Dev Rust"));
    assert!(!bench.get("/calendar/jean").await.text.contains("Entretien - Dev Rust"));
}

#[tokio::test]
async fn a_deleted_event_is_struck_through() {
    let (bench, token, _) = scheduled().await;
    let path = format!("{EVENTS}/itv7d3k2m9q0c8v5h1");
    bench.call(&token, (Method::DELETE, &path), Value::Null).await;
    assert!(bench.get("/calendar/awa").await.text.contains("class=\"cancelled\""));
}

#[tokio::test]
async fn the_link_of_an_event_leads_to_the_agenda() {
    let (bench, _, event) = scheduled().await;
    let link = event["htmlLink"].as_str().unwrap();
    let path = link.strip_prefix("http://localhost:8003").unwrap();
    let location = bench.get(path).await.headers["location"].to_str().unwrap().to_owned();
    assert_eq!(location, "/calendar/awa#itv7d3k2m9q0c8v5h1");
    assert_eq!(bench.get("/calendar/event?eid=x").await.status, 404);
}

#[tokio::test]
async fn a_mailbox_shows_the_invitation_in_the_readers_zone() {
    let (bench, _, event) = scheduled().await;
    let page = bench.get("/mail/candidate@example.com?tz=Africa/Lagos").await.text;
    assert!(page.contains("Invitation: Entretien - Dev Rust"));
    assert!(page.contains("Wed 2 Dec 2026, 11:00 – 12:00 (Africa/Lagos)"), "{page}");
    assert!(page.contains(event["hangoutLink"].as_str().unwrap()));
}

#[tokio::test]
async fn a_hand_moves_only_what_is_on_its_own_calendar() {
    let (bench, _, _) = scheduled().await;
    let path = |account: &str| format!("/calendar/{account}/events/itv7d3k2m9q0c8v5h1/move");
    assert_eq!(bench.form(&path("lead"), &[("minutes", "15")]).await.status, 404);
    assert_eq!(bench.form(&path("awa"), &[("minutes", "-15")]).await.status, 303);
    assert!(bench.get("/calendar/awa").await.text.contains("09:45 – 10:45"));
}
