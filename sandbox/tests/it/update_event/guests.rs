//! Who stays is what they were.

use http::{Method, Request, header};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};

use crate::calendars::wire;
use crate::interviews::{CALENDARS, in_calendar, scheduled, update};
use crate::scene::{MARIAM, Scene};

const OUTLOOK: &str = "/v1.0/me/events";
const GOOGLE: &str = "/calendar/v3/calendars/primary/events";

/// The organizer changes the guests in the calendar, and we look.
async fn by_hand(scene: &Scene, url: String, body: Value) {
    let provider = if url.contains(OUTLOOK) { OutlookCalendar } else { GoogleCalendar };
    let token =
        access(&scene.world.app, ConnectionId::of_company(1, provider)).await.unwrap().access_token;
    let request = Request::builder()
        .method(Method::PATCH)
        .uri(url)
        .header(header::AUTHORIZATION, format!("Bearer {}", token.expose_secret()))
        .header(header::CONTENT_TYPE, "application/json")
        .header("Prefer", "IdType=\"ImmutableId\"");
    scene.send(request.body(body.to_string().into_bytes()).unwrap()).await.ok();
    wire(scene, provider).forget();
}

#[tokio::test]
async fn outlook_s_guests_who_stay_keep_their_names_and_stay_optional_or_a_room() {
    let (scene, id) = scheduled(OutlookCalendar).await;
    let guest = |kind: &str, address: &str, name: &str| json!({"type": kind, "emailAddress": {"address": address, "name": name}});
    let guests = [
        guest("required", "candidate@example.com", "A. Kone"),
        guest("optional", "lead@acme.ci", "Le chef"),
        guest("resource", "salle@acme.ci", "Salle Baobab"),
    ];
    let url = format!("{}{OUTLOOK}/{id}", scene.world.origins[Provider::OutlookCalendar]);
    by_hand(&scene, url, json!({"attendees": guests})).await;
    let asked = (MARIAM, OutlookCalendar);
    let new = json!({"attendees": ["SALLE@acme.ci", "candidate@example.com", "lead@acme.ci", "new@acme.ci"]});
    update(&scene, asked, &id, new.clone()).await.expect(409, "event_changed");
    update(&scene, asked, &id, new).await.ok();
    let event = in_calendar(&scene, OutlookCalendar, &id).await.unwrap();
    assert_eq!(event.content.attendees.len(), 4);
    let requests = wire(&scene, OutlookCalendar).requests();
    let sent = requests.iter().find(|request| request.method == "PATCH").unwrap();
    let [candidate, lead, room] = guests;
    let added = guest("required", "new@acme.ci", "new@acme.ci");
    assert_eq!(sent.body["attendees"], json!([room, candidate, lead, added]));
}

#[tokio::test]
async fn google_s_guests_who_stay_keep_their_names_and_their_answers() {
    let (scene, id) = scheduled(GoogleCalendar).await;
    let guests = json!([
        {"email": "candidate@example.com", "displayName": "A. Kone", "responseStatus": "accepted"},
        {"email": "lead@acme.ci", "displayName": "Le chef", "optional": true},
    ]);
    let url = format!("{}{GOOGLE}/{id}", scene.world.origins[Provider::GoogleCalendar]);
    by_hand(&scene, url, json!({"attendees": guests})).await;
    let asked = (MARIAM, GoogleCalendar);
    let new = json!({"attendees": ["Lead@ACME.ci", "candidate@example.com", "new@acme.ci"]});
    update(&scene, asked, &id, new.clone()).await.expect(409, "event_changed");
    update(&scene, asked, &id, new).await.ok();
    let requests = wire(&scene, GoogleCalendar).requests();
    let sent = &requests.iter().find(|request| request.method == "PATCH").unwrap().body;
    assert_eq!(sent["attendees"][0]["optional"], true, "{sent}");
    assert_eq!(sent["attendees"][1]["responseStatus"], "accepted");
    assert_eq!(sent["attendees"][1]["displayName"], "A. Kone");
    assert_eq!(sent["attendees"][2], json!({"email": "new@acme.ci"}));
}

#[tokio::test]
async fn a_guest_spelt_otherwise_is_no_change() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        let same = json!({"attendees": ["Candidate@EXAMPLE.com"]});
        update(&scene, (MARIAM, provider), &id, same).await.ok();
        let requests = wire(&scene, provider).requests();
        assert!(requests.iter().all(|request| request.method != "PATCH"), "{provider}");
    }
}
