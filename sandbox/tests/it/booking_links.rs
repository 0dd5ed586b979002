//! `booking-links`: a recruiter makes links, sees how they are and takes them back. What candidates do with them is in
//! `bookings`.

use serde_json::json;
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};

use crate::bookings::{choose, links, look, offer, offered, revoke};
use crate::calendars::connected;
use crate::interviews::list;
use crate::scene::MARIAM;

const MORNING: &str = "2026-11-24T10:00:00";

#[tokio::test]
async fn a_link_is_answered_once_with_a_text_in_the_language_that_is_asked_for() {
    let scene = connected(GoogleCalendar).await;
    for (language, word) in [("fr", "Bonjour"), ("en", "Hello"), ("pt", "Olá"), ("ar", "مرحبًا")]
    {
        let link = offer(&scene, GoogleCalendar, json!({"language": language})).await.ok();
        let (text, url) = (link["text"].as_str().unwrap(), link["url"].as_str().unwrap());
        assert!(text.contains(word) && text.ends_with(url), "{text}");
        let token = link["token"].as_str().unwrap();
        assert!(url.ends_with(&format!("/booking?language={language}#{token}")), "{url}");
    }
    let listed = json!(links(&scene).await).to_string();
    assert!(!listed.contains("token") && !listed.contains('#'), "{listed}");
}

#[tokio::test]
async fn a_link_that_is_taken_back_opens_nothing_and_its_interview_stays() {
    let (scene, token) = offered(GoogleCalendar).await;
    choose(&scene, &token, MORNING).await.ok();
    let id = links(&scene).await[0]["id"].as_str().unwrap().to_owned();
    for _ in 0..2 {
        revoke(&scene, &id).await.ok();
    }
    look(&scene, &token).await.expect(404, "not_found");
    assert_eq!(list(&scene, MARIAM).await[0]["status"], "scheduled");
    for unknown in ["0".repeat(32).as_str(), "nothing"] {
        let refused = revoke(&scene, unknown).await.expect(404, "not_found").json();
        assert_eq!(refused["detail"], "Booking link not found.", "no candidate reads it");
    }
}

#[tokio::test]
async fn a_link_that_could_never_offer_a_time_is_refused_with_the_field_that_leaves_none() {
    let scene = connected(GoogleCalendar).await;
    let hour = json!({"start": "09:00", "end": "10:00"});
    for (changes, field) in [
        (json!({"duration_minutes": 480, "working_hours": hour}), "duration_minutes"),
        (json!({"duration_minutes": 61, "working_hours": hour}), "duration_minutes"),
        // From Monday morning to Tuesday morning.
        (json!({"days": 1, "working_hours": {"days": ["sunday"]}}), "days"),
        (json!({"days": 1, "working_hours": hour}), "days"),
        (json!({"days": 14, "notice_minutes": 14 * 24 * 60}), "days"),
    ] {
        let refused = offer(&scene, GoogleCalendar, changes).await;
        let refused = refused.expect(400, "invalid_request").json();
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.starts_with(&format!("{field}: no interview of this length")), "{detail}");
    }
    assert!(links(&scene).await.is_empty());
    for changes in [
        json!({"duration_minutes": 60, "working_hours": hour}),
        json!({"duration_minutes": 480, "working_hours": {"start": "16:00", "end": "24:00"}}),
        json!({"days": 1, "working_hours": {"days": ["tuesday"], "start": "08:00"}}),
    ] {
        offer(&scene, GoogleCalendar, changes).await.ok();
    }
}

#[tokio::test]
async fn what_can_t_be_offered_is_refused_before_anything_is_stored() {
    let scene = connected(GoogleCalendar).await;
    for (changes, status, code) in [
        (json!({"provider": "linkedin"}), 400, "invalid_request"),
        (json!({"duration_minutes": 2}), 400, "invalid_request"),
        (json!({"application_id": 999_999}), 404, "not_found"),
        (json!({"interviewers": [999]}), 404, "not_found"),
        (json!({"interviewers": vec![MARIAM; 11]}), 400, "invalid_request"),
        (json!({"meeting_provider": "zoom"}), 409, "not_connected"),
        (json!({"calendar_of": "me"}), 409, "not_connected"),
    ] {
        offer(&scene, GoogleCalendar, changes).await.expect(status, code);
    }
    offer(&scene, OutlookCalendar, json!({})).await.expect(409, "not_connected");
    assert!(links(&scene).await.is_empty());
    assert!(!scene.dump().contains("\"LINK#"));
}
