//! What somebody writes into an interview, and whom they invite (S38, S39): when it is made, when it is
//! changed, and when times are looked for.

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar};

use super::{connected, path};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, create, search, update};
use crate::scene::{MARIAM, Scene};

/// Guests that no request may have, and what is wrong with them.
fn impossible() -> [(&'static str, Value); 8] {
    let many = |count: usize| (0..count).map(|n| format!("p{n}@acme.ci")).collect::<Vec<_>>();
    [
        ("200 people", json!(many(200))),
        ("21 people", json!(many(21))),
        ("a header", json!(["a@acme.ci\r\nBcc: b@acme.ci"])),
        ("a line", json!(["a@acme.ci\nb@acme.ci"])),
        ("two in one", json!(["a@acme.ci, b@acme.ci"])),
        ("no address", json!(["nobody"])),
        ("an empty one", json!([""])),
        ("a number", json!([7])),
    ]
}

#[tokio::test]
async fn s38_guests_are_bounded_and_checked_wherever_they_are_named() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let made = create(&scene, provider, json!({})).await.ok();
        let id = made["event_id"].as_str().unwrap();
        for (what, guests) in impossible() {
            let guests = json!({"attendees": guests});
            wire(&scene, provider).forget();
            let answers = [
                create(&scene, provider, guests.clone()).await,
                update(&scene, (MARIAM, provider), id, guests.clone()).await,
                search(&scene, (MARIAM, provider), guests).await,
            ];
            for answer in answers {
                let answer = answer.expect(400, "invalid_request");
                let detail = answer.json()["detail"].as_str().unwrap().to_owned();
                assert!(detail.contains("attendees"), "{provider} {what}: {detail}");
            }
            assert_eq!(wire(&scene, provider).requests(), [], "{provider} {what}");
        }
    }
}

#[tokio::test]
async fn s38_whoever_is_named_twice_is_invited_once() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let twice = json!({"attendees": ["lead@acme.ci", "LEAD@ACME.CI", " lead@acme.ci "]});
        let made = create(&scene, provider, twice.clone()).await.ok();
        assert_eq!(last(&scene, provider, "POST")["attendees"].as_array().unwrap().len(), 1);
        let id = made["event_id"].as_str().unwrap();
        let guests = json!({"attendees": ["a@acme.ci", "A@acme.ci", "lead@acme.ci"]});
        update(&scene, (MARIAM, provider), id, guests).await.ok();
        assert_eq!(last(&scene, provider, "PATCH")["attendees"].as_array().unwrap().len(), 2);
    }
}

/// The body of the last event that was sent with `method`.
fn last(scene: &Scene, provider: Provider, method: &str) -> Value {
    let requests = wire(scene, provider).requests();
    let is_event = |path: &str| path.starts_with(self::path(provider)) || path.contains("/events/");
    let sent = requests.iter().rfind(|it| it.method == method && is_event(&it.path));
    sent.unwrap().body.clone()
}

/// Title, description and place of a sent event.
fn texts(provider: Provider, event: &Value) -> [String; 3] {
    let pointers = match provider {
        GoogleCalendar => ["/summary", "/description", "/location"],
        _ => ["/subject", "/body/content", "/location/displayName"],
    };
    pointers.map(|pointer| event.pointer(pointer).unwrap().as_str().unwrap().to_owned())
}

fn is_unseen(letter: char) -> bool {
    let is_direction = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    is_direction || letter == '\u{feff}' || (letter.is_control() && letter != '\n')
}

#[tokio::test]
async fn s39_markup_is_text_and_what_nobody_sees_is_gone_and_length_is_bounded_made_or_changed() {
    let nasty =
        "<script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}\u{0}\u{7}\u{feff}&amp;";
    let long = |start: &str| format!("{start}{nasty}{}", " mot".repeat(15_000));
    let everywhere = |start: &str| json!({"title": long(start), "description": long(start), "location": long(start)});
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let made = create(&scene, provider, everywhere("")).await.ok();
        let id = made["event_id"].as_str().unwrap();
        update(&scene, (MARIAM, provider), id, everywhere("2 ")).await.ok();
        for method in ["POST", "PATCH"] {
            let [title, description, place] = texts(provider, &last(&scene, provider, method));
            for text in [&title, &description, &place] {
                assert!(!text.chars().any(is_unseen), "{provider} {method}: {text:.120}");
            }
            assert!(title.ends_with('…') && title.chars().count() <= 255, "{provider}: {title}");
            assert!(place.ends_with('…') && place.chars().count() <= 255, "{provider}: {place}");
            assert!(description.contains('…') && description.len() < 17_000, "{provider}");
            for markup in ["<script", "<img", "onerror=alert(1)>"] {
                assert!(!description.contains(markup), "{provider} {method}: {description:.200}");
            }
            assert!(description.contains("&lt;script&gt;"), "{provider}: {description:.120}");
        }
    }
}
