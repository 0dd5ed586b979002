//! What whoever has a link learns, and whoever has none (S53, S57).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::GoogleCalendar;
use simulator_kit::wire::Fault;
use tracing::Level;

use super::{cancel, choose, links, look, offered, revoke};
use crate::calendars::wire;
use crate::interviews::CALENDARS;
use crate::logs::Logs;

const MORNING: &str = "2026-11-24T10:00:00";

/// Whatever is known of people, accounts and calendars here.
const CANARIES: [&str; 10] = [
    "Ibrahim",
    "ibrahim.traore",
    "mail.example",
    "@acme.ci",
    "awa",
    "fatou",
    "application",
    "google_calendar",
    "outlook_calendar",
    "itv",
];

#[tokio::test]
async fn s53_unknown_expired_revoked_and_malformed_tokens_are_answered_the_same() {
    let (scene, token) = offered(GoogleCalendar).await;
    let id = links(&scene).await[0]["id"].as_str().unwrap().to_owned();
    revoke(&scene, &id).await.ok();
    let unknown = "A".repeat(43);
    let told = look(&scene, &unknown).await.expect(404, "not_found").text;
    for token in [token.as_str(), "", "-", "../status", &"A".repeat(44), "é", &id] {
        for answer in [
            look(&scene, token).await,
            choose(&scene, token, MORNING).await,
            cancel(&scene, token).await,
        ] {
            assert_eq!((answer.status, &answer.text), (StatusCode::NOT_FOUND, &told), "{token}");
        }
    }
}

#[tokio::test]
async fn s53_whoever_has_the_link_learns_company_title_length_and_times_and_nothing_else() {
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        let mut answers = vec![look(&scene, &token).await, choose(&scene, &token, MORNING).await];
        for status in [StatusCode::FORBIDDEN, StatusCode::UNAUTHORIZED, StatusCode::BAD_GATEWAY] {
            scene.advance("61s");
            wire(&scene, provider).inject(Fault::respond(status, json!({"error": "Secret"})));
            answers.push(look(&scene, &token).await);
            answers.push(choose(&scene, &token, "2026-11-24T14:00:00").await);
            answers.push(cancel(&scene, &token).await);
            wire(&scene, provider).clear();
        }
        answers.push(look(&scene, &token).await);
        for answer in answers {
            let mut told: Value = answer.json();
            // Where a video is seen, its provider's address stands.
            if let Some(booked) = told["booked"].as_object_mut() {
                booked.remove("meeting_link");
            }
            let text = told.to_string();
            for canary in CANARIES.iter().chain(&["Secret", &token]) {
                assert!(!text.contains(canary), "{canary}: {text}");
            }
            if answer.status.is_success() {
                let mut names: Vec<_> = told.as_object().unwrap().keys().cloned().collect();
                names.sort();
                let expected = [
                    "booked",
                    "company",
                    "duration_minutes",
                    "slots",
                    "state",
                    "timezone",
                    "title",
                ];
                assert_eq!(names, expected);
            }
        }
    }
}

#[tokio::test]
async fn s57_no_line_holds_a_token_or_the_candidate() {
    let logs = Logs::capture(Level::TRACE);
    let (scene, token) = offered(GoogleCalendar).await;
    look(&scene, &token).await.ok();
    choose(&scene, &token, MORNING).await.ok();
    cancel(&scene, &token).await.ok();
    look(&scene, &"B".repeat(43)).await.expect(404, "not_found");
    for canary in [token.as_str(), "BBBBBBBB", "Ibrahim", "ibrahim.traore"] {
        assert!(logs.lines(canary).is_empty(), "{:?}", logs.lines(canary));
    }
    let dump = scene.dump();
    assert!(!dump.contains(&token), "the table has a hash of it");
    assert!(!dump.contains("ibrahim.traore@") && !dump.contains("awa.kone@"), "{dump}");
}
