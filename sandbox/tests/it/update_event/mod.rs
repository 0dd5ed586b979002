//! `PATCH /{provider}/events/{event_id}`.

mod against_delete;
mod broken_off;
mod guests;
mod twice;

use serde_json::json;
use shared::model::interview::Link;
use shared::model::provider::Provider::OutlookCalendar;

use crate::calendars::wire;
use crate::interviews::{CALENDARS, drag, in_calendar, list, scheduled, sent, update};
use crate::scene::{MARIAM, STRANGER};

#[tokio::test]
async fn b14_an_interview_is_moved_and_keeps_its_link() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        let link = list(&scene, MARIAM).await[0]["meeting_link"].clone();
        let body = json!({
            "start_time": "2026-12-02T09:30:00", "end_time": "2026-12-02T10:30:00+01:00",
            "timezone": "Europe/Paris", "description": "Autre texte",
        });
        let answer = update(&scene, (MARIAM, provider), &id, body).await.ok();
        assert_eq!(answer["start_time"], "2026-12-02T09:30:00+01:00");
        assert_eq!(answer["end_time"], "2026-12-02T10:30:00+01:00");
        assert_eq!((&answer["title"], &answer["meeting_link"]), (&"Entretien".into(), &link));
        assert_eq!(answer["meeting_link_status"], "created");
        assert_eq!(list(&scene, MARIAM).await[0]["start_time"], answer["start_time"]);
        let requests = wire(&scene, provider).requests();
        let patch = requests.iter().find(|request| request.method == "PATCH").unwrap();
        assert!(patch.headers.contains_key("if-match"));
    }
}

#[tokio::test]
async fn a_person_s_change_is_not_overwritten_unseen() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        drag(&scene, provider, &id).await;
        let title = json!({"title": "Entretien final"});
        update(&scene, (MARIAM, provider), &id, title.clone()).await.expect(409, "event_changed");
        assert_eq!(sent(&scene, provider, "PATCH"), 0);
        let seen = list(&scene, MARIAM).await[0].clone();
        assert_eq!(
            (&seen["title"], &seen["start_time"]),
            (&"Entretien".into(), &"2026-12-01T14:30:00+00:00".into())
        );
        let answer = update(&scene, (MARIAM, provider), &id, title).await.ok();
        assert_eq!(
            (&answer["title"], &answer["start_time"]),
            (&"Entretien final".into(), &seen["start_time"])
        );
    }
}

#[tokio::test]
async fn the_teams_block_survives_every_new_description() {
    let (scene, id) = scheduled(OutlookCalendar).await;
    let link = list(&scene, MARIAM).await[0]["meeting_link"].clone();
    for text in ["Autre texte", "Dernier <b>texte</b>"] {
        let body = json!({"description": text});
        let answer = update(&scene, (MARIAM, OutlookCalendar), &id, body).await.ok();
        assert_eq!(
            (&answer["meeting_link"], &answer["meeting_link_status"]),
            (&link, &"created".into())
        );
        let event = in_calendar(&scene, OutlookCalendar, &id).await.unwrap();
        assert_eq!(event.link, Link::Ready(link.as_str().unwrap().to_owned()));
    }
    let requests = wire(&scene, OutlookCalendar).requests();
    let last = requests.iter().rfind(|request| request.method == "PATCH").unwrap();
    let content = last.body["body"]["content"].as_str().unwrap();
    assert!(content.starts_with("Dernier &lt;b&gt;texte&lt;/b&gt;"), "{content}");
    assert!(!content.contains("Autre texte"), "{content}");
    assert_eq!(content.matches("Join the meeting now").count(), 1, "{content}");
}

#[tokio::test]
async fn the_same_change_twice_at_once_is_one_change() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        let title = json!({"title": "Entretien final"});
        let (one, other) = tokio::join!(
            update(&scene, (MARIAM, provider), &id, title.clone()),
            update(&scene, (MARIAM, provider), &id, title),
        );
        assert_eq!(one.ok()["title"], other.ok()["title"]);
    }
}

#[tokio::test]
async fn s21_another_company_s_interview_does_not_exist() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        let title = json!({"title": "Mien"});
        update(&scene, (STRANGER, provider), &id, title.clone()).await.expect(404, "not_found");
        update(&scene, (MARIAM, provider), "itvother", title).await.expect(404, "not_found");
        assert_eq!(wire(&scene, provider).requests().len(), 0);
    }
}

#[tokio::test]
async fn s38_s39_what_is_wrong_is_named_and_nothing_is_sent() {
    let (scene, id) = scheduled(CALENDARS[0]).await;
    for body in [
        json!({}),
        json!({"title": " "}),
        json!({"attendees": ["nobody"]}),
        json!({"start_time": "2026-12-02T09:30:00"}),
        json!({"timezone": "Europe/Paris"}),
        json!({"start_time": "2020-01-01T09:00:00", "end_time": "2020-01-01T10:00:00"}),
    ] {
        update(&scene, (MARIAM, CALENDARS[0]), &id, body).await.expect(400, "invalid_request");
    }
    assert_eq!(wire(&scene, CALENDARS[0]).requests().len(), 0);
}
