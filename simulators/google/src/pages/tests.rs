//! The pages as a person meets them.

use http::Method;
use serde_json::{Value, json};

use crate::testing::{Bench, EVENTS, interview};

const EVENT: &str = "/calendar/v3/calendars/primary/events/itv7d3k2m9q0c8v5h1";
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
    let path = |account: &str| hand(account, "move");
    assert_eq!(bench.form(&path("lead"), &[("minutes", "15")]).await.status, 404);
    assert_eq!(bench.form(&path("awa"), &[("minutes", "-15")]).await.status, 303);
    assert!(bench.get("/calendar/awa").await.text.contains("09:45 – 10:45"));
}

/// What a person does to the interview on the account's calendar.
fn hand(account: &str, what: &str) -> String {
    format!("/calendar/{account}/events/itv7d3k2m9q0c8v5h1/{what}")
}

#[tokio::test]
async fn a_guest_answers_with_a_note_as_the_api_shows_it_and_the_time_stays() {
    let (bench, token, before) = scheduled().await;
    bench.clock.advance(jiff::SignedDuration::from_mins(1));
    let form =
        [("guest", "Candidate@example.com"), ("response", "declined"), ("comment", "En voyage")];
    assert_eq!(bench.form(&hand("awa", "answer"), &form).await.status, 303);
    let event = bench.call(&token, (Method::GET, EVENT), Value::Null).await.json();
    assert_eq!(
        event["attendees"][0],
        json!({
            "email": "candidate@example.com", "responseStatus": "declined", "comment": "En voyage",
        })
    );
    assert_eq!((&event["sequence"], &event["start"]), (&before["sequence"], &before["start"]));
    assert!(event["etag"] != before["etag"] && event["updated"] != before["updated"]);
    assert!(bench.get("/calendar/awa").await.text.contains("<q>En voyage</q>"));
    for response in ["accepted", "tentative"] {
        bench
            .form(
                &hand("awa", "answer"),
                &[("guest", "candidate@example.com"), ("response", response)],
            )
            .await;
        let event = bench.call(&token, (Method::GET, EVENT), Value::Null).await.json();
        let own = json!({"email": "candidate@example.com", "responseStatus": response});
        assert_eq!(event["attendees"][0], own, "the note went with the answer before");
    }
    let stranger = [("guest", "nobody@example.com"), ("response", "accepted")];
    assert_eq!(bench.form(&hand("awa", "answer"), &stranger).await.status, 404);
    let unheard = [("guest", "candidate@example.com"), ("response", "perhaps")];
    assert_eq!(bench.form(&hand("awa", "answer"), &unheard).await.status, 422);
}

#[tokio::test]
async fn the_organizer_deletes_for_all_and_a_guest_for_themselves() {
    let (bench, token, _) = scheduled().await;
    assert_eq!(bench.form(&hand("lead", "delete"), &[]).await.status, 303);
    let event = bench.call(&token, (Method::GET, EVENT), Value::Null).await.json();
    assert_eq!(
        (&event["status"], &event["attendees"][1]["responseStatus"]),
        (&json!("confirmed"), &json!("declined"))
    );
    assert_eq!(bench.form(&hand("awa", "delete"), &[]).await.status, 303);
    let event = bench.call(&token, (Method::GET, EVENT), Value::Null).await.json();
    assert_eq!(event["status"], "cancelled");
    let mails = bench.get("/_mails/candidate@example.com").await.json();
    assert_eq!(mails["mails"][1]["kind"], "cancellation");
    for what in ["delete", "move", "answer"] {
        let form = [("guest", "lead@acme.ci"), ("response", "accepted"), ("minutes", "5")];
        assert_eq!(bench.form(&hand("awa", what), &form).await.status, 404, "{what}");
    }
}
