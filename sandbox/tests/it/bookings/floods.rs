//! Whatever a stranger sends: the same refusal, no call to a calendar, and nothing lost (S24, S53).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::GoogleCalendar;
use tracing::Level;

use super::{at, cancel, choose, look, offered, race, token};
use crate::answer::Answer;
use crate::calendars::wire;
use crate::logs::Logs;
use crate::scene::{Scene, event};

const MORNING: &str = "2026-11-24T10:00:00";

async fn sent(scene: &Scene, token: &str, body: &str) -> Answer {
    let mut event = event("bookings");
    at(&mut event, "POST", "/api/integrations/bookings/{token}", &json!({"token": token}));
    event["body"] = body.into();
    scene.invoke("bookings", &event).await
}

/// Whatever looks like `token` and is not it.
fn variants(token: &str) -> Vec<String> {
    let swapped = token.chars().map(|one| match one.is_ascii_uppercase() {
        true => one.to_ascii_lowercase(),
        false => one.to_ascii_uppercase(),
    });
    let last = token.chars().last().unwrap();
    let stem = &token[..token.len() - 1];
    let neighbours = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['-', '_']);
    let mut variants: Vec<_> =
        neighbours.filter(|one| *one != last).map(|one| format!("{stem}{one}")).collect();
    variants.extend([
        swapped.collect(),
        format!("{token}/"),
        format!("{token}="),
        format!("{token}\0"),
        format!("\0{token}"),
        format!(" {token}"),
        format!("{token}%00"),
        format!("%{:02X}{}", token.as_bytes()[0], &token[1..]),
        format!("{token}{token}"),
        token.repeat(500),
        format!("{}é", &token[..token.len() - 1]),
        token[..42].to_owned(),
        "\u{202e}".repeat(43),
        "\"'; DROP".to_owned(),
    ]);
    variants
}

#[tokio::test]
async fn s53_what_looks_like_a_token_is_one_same_404_and_asks_no_calendar() {
    let (scene, token) = offered(GoogleCalendar).await;
    let told = look(&scene, &"A".repeat(43)).await.expect(404, "not_found").text;
    for variant in variants(&token) {
        for answer in [
            look(&scene, &variant).await,
            choose(&scene, &variant, MORNING).await,
            cancel(&scene, &variant).await,
        ] {
            assert_eq!((answer.status, &answer.text), (StatusCode::NOT_FOUND, &told), "{variant}");
        }
    }
    assert!(wire(&scene, GoogleCalendar).requests().is_empty());
}

#[tokio::test]
async fn s24_no_body_is_more_than_refused_and_no_calendar_is_asked() {
    let (scene, token) = offered(GoogleCalendar).await;
    let deep = "[".repeat(100_000);
    let long = format!("{{\"start_time\": \"{}\"}}", "9".repeat(200_000));
    let twice = format!("{{\"start_time\": \"{MORNING}Z\", \"start_time\": \"{MORNING}Z\"}}");
    let nul = format!("{{\"start_time\": \"{MORNING}\\u0000Z\"}}");
    for body in [
        "",
        "null",
        "{}",
        "[]",
        "0",
        "\"x\"",
        "{\"start_time\": 1}",
        "{\"start_time\": null}",
        "{\"start_time\": []}",
        "{\"start_time\": {}}",
        "{\"start_time\": \"\"}",
        "{\"start_time\": \"2026-02-30T10:00:00Z\"}",
        "{\"start_time\": \"9999-12-31T23:59:59Z\"}",
        "{\"start_time\": \"-009999-01-01T00:00:00Z\"}",
        "{\"start_time\": \"2026-11-24\"}",
        "{\"start_time\": \"2026-11-24T10:00:00Z\", \"timezone\": 5}",
        "{\"start_time\": \"2026-11-24T10:00:00+99:00\"}",
        "{\"start_time\": \"2026-11-24T10:00:00[Europe/Paris]\"}",
        "\u{feff}{}",
        &deep,
        &long,
        &twice,
        &nul,
    ] {
        let answer = sent(&scene, &token, body).await;
        let shown: String = body.chars().take(80).collect();
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{shown}: {answer:?}");
        assert_eq!(answer.code(), "invalid_request", "{shown}");
    }
    assert!(wire(&scene, GoogleCalendar).requests().is_empty());
    choose(&scene, &token, MORNING).await.ok();
}

#[tokio::test]
async fn s53_of_many_who_race_nobody_learns_of_another_and_no_line_names_anybody() {
    let logs = Logs::capture(Level::INFO);
    let (scene, first) = offered(GoogleCalendar).await;
    let mut tokens = vec![first];
    for application in [2, 1, 2] {
        let offer = json!({"application_id": application, "maximum_per_day": 3});
        tokens.push(token(&scene, GoogleCalendar, offer).await);
    }
    let people = [
        "Ibrahim",
        "ibrahim.traore",
        "Camille",
        "camille.dupre",
        "mail.example",
        "courrier.example",
        "awa",
        "itv",
        "@acme.ci",
    ];
    let canaries: Vec<_> = tokens.iter().map(String::as_str).chain(people).collect();
    for answer in race(&scene, &tokens, MORNING).await {
        let mut told: Value = answer.json();
        if let Some(booked) = told["booked"].as_object_mut() {
            booked.remove("meeting_link");
        }
        let told = told.to_string();
        assert!(!canaries.iter().any(|canary| told.contains(canary)), "{told}");
    }
    // Lines name events by their ids, and connections by provider and owner.
    for canary in canaries.iter().filter(|canary| canary.len() > 3) {
        assert!(logs.lines(canary).is_empty(), "{canary}: {:?}", logs.lines(canary));
    }
}
