//! What is asked for, however it is spelt: the same interview is one event (F31).

use serde_json::{Value, json};

use super::{connected, sent};
use crate::interviews::{CALENDARS, create, keyed};

/// The ordinary request, spelt otherwise.
fn spellings() -> Vec<Value> {
    vec![
        json!({"timezone": "africa/abidjan"}),
        json!({"start_time": "2026-12-01T15:00:00", "end_time": "2026-12-01T16:00:00", "timezone": null}),
        json!({"start_time": "2026-12-01T14:00:00.000Z", "end_time": "2026-12-01T16:00:00+01:00"}),
        json!({"start_time": "2026-12-01T09:00:00-05:00", "timezone": "America/New_York",
               "end_time": "2026-12-01T10:00:00"}),
        json!({"description": ""}),
        json!({"description": null, "location": " "}),
        json!({"title": " Entretien\u{a0}"}),
        json!({"create_meeting_link": false}),
        json!({"attendees": ["Ibrahim.Traore@MAIL.example", " ibrahim.traore@mail.example "]}),
    ]
}

#[tokio::test]
async fn f31_the_same_request_spelt_otherwise_is_the_same_event() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let first = create(&scene, provider, json!({})).await.ok();
        for spelling in spellings() {
            let again = create(&scene, provider, spelling.clone()).await.ok();
            assert_eq!(again["event_id"], first["event_id"], "{provider} {spelling}");
        }
        assert_eq!(sent(&scene, provider).len(), 1, "{provider}");
    }
}

#[tokio::test]
async fn f31_guests_in_another_order_are_the_same_and_a_key_goes_with_the_meaning() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let guests = json!({"attendees": ["a@acme.ci", "b@acme.ci"]});
        let first = keyed(&scene, provider, guests, Some("k")).await.ok();
        let turned = json!({"attendees": ["B@acme.ci", "a@acme.ci", "b@acme.ci"]});
        assert_eq!(keyed(&scene, provider, turned, Some("k")).await.ok(), first);
    }
}

#[tokio::test]
async fn f31_what_means_something_else_is_another_event() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        create(&scene, provider, json!({})).await.ok();
        let others = [
            json!({"title": "entretien"}),
            json!({"description": "Bonjour"}),
            json!({"location": "Abidjan"}),
            json!({"end_time": "2026-12-01T15:00:01"}),
            json!({"create_meeting_link": true}),
            json!({"attendees": []}),
        ];
        for (count, other) in others.into_iter().enumerate() {
            create(&scene, provider, other.clone()).await.ok();
            assert_eq!(sent(&scene, provider).len(), count + 2, "{provider} {other}");
        }
    }
}
