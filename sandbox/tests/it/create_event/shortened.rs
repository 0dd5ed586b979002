//! What the calendar has only the beginning of is told (S40).

use serde_json::{Value, json};

use crate::calendars::connected;
use crate::interviews::{CALENDARS, create, scheduled, update};
use crate::scene::MARIAM;

/// The texts that each of the `warnings` names, in order; all of one code.
fn named(answer: &Value) -> Vec<&str> {
    let warnings = answer["warnings"].as_array().unwrap().iter();
    let texts = warnings.map(|warning| {
        assert_eq!(warning["code"], "text_shortened");
        warning["detail"].as_str().unwrap().split(' ').nth(1).unwrap()
    });
    texts.collect()
}

/// Texts beside each other, and those of them that are too long.
fn texts() -> [(Value, &'static [&'static str]); 6] {
    let family = "👩‍👩‍👧 ".repeat(60);
    let arabic = "مقابلة عمل ".repeat(40);
    [
        (json!({"title": "é".repeat(255), "location": "x".repeat(255)}), &[]),
        (json!({"title": format!("  Entretien\t{}\r\n", "\u{202e}".repeat(300))}), &[]),
        (json!({"title": family}), &["title"]),
        (json!({"title": arabic, "location": "Rua ".repeat(100)}), &["title", "location"]),
        (json!({"description": "&".repeat(2_000)}), &["description"]),
        (json!({"description": "mot ".repeat(2_000), "title": "Entretien"}), &[]),
    ]
}

#[tokio::test]
async fn s40_what_is_shortened_of_an_interview_is_told_when_it_is_made_and_when_it_changes() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        for (index, (body, expected)) in texts().into_iter().enumerate() {
            let mut at = body.clone();
            at["start_time"] = format!("2026-12-{:02}T14:00:00", index + 1).into();
            at["end_time"] = format!("2026-12-{:02}T15:00:00", index + 1).into();
            for _ in 0..2 {
                let made = create(&scene, provider, at.clone()).await.ok();
                assert_eq!(named(&made), expected, "{provider} {body}");
            }
        }
        let (scene, id) = scheduled(provider).await;
        for (body, expected) in texts() {
            let changed = update(&scene, (MARIAM, provider), &id, body.clone()).await.ok();
            assert_eq!(named(&changed), expected, "{provider} {body}");
        }
    }
}
