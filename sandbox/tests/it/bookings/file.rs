//! The interview as a file for a candidate's own calendar (RFC 5545).

use http::StatusCode;
use serde_json::json;
use shared::model::provider::Provider::GoogleCalendar;

use super::{at, cancel, choose, offered};
use crate::answer::Answer;
use crate::interviews::{delete, list, update};
use crate::scene::{MARIAM, Scene, event};

const MORNING: &str = "2026-11-24T10:00:00";
const AFTERNOON: &str = "2026-11-24T15:00:00";

async fn asked(scene: &Scene, token: &str) -> Answer {
    let mut event = event("bookings");
    at(&mut event, "GET", "/api/integrations/bookings/{token}", &json!({"token": token}));
    event["headers"]["accept"] = "text/calendar".into();
    scene.invoke("bookings", &event).await
}

/// The file's properties, unfolded.
async fn file(scene: &Scene, token: &str) -> Vec<(String, String)> {
    let file = asked(scene, token).await;
    assert_eq!(file.status, StatusCode::OK, "{file:?}");
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    let name = "attachment; filename=\"interview.ics\"";
    assert_eq!(file.headers["content-disposition"], name);
    assert!(file.text.ends_with("\r\n") && !file.text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(file.text.split("\r\n").all(|line| line.len() <= 75), "{}", file.text);
    let unfolded = file.text.replace("\r\n ", "");
    let lines = unfolded.split("\r\n").filter_map(|line| line.split_once(':'));
    lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn value<'a>(file: &'a [(String, String)], name: &str) -> &'a str {
    let found: Vec<_> = file.iter().filter(|(key, _)| key == name).collect();
    assert_eq!(found.len(), 1, "{name}: {file:?}");
    &found[0].1
}

fn sequence(file: &[(String, String)]) -> u64 {
    value(file, "SEQUENCE").parse().unwrap()
}

#[tokio::test]
async fn a_later_file_takes_the_place_of_an_earlier_one_whoever_has_moved_or_cancelled() {
    let (scene, token) = offered(GoogleCalendar).await;
    choose(&scene, &token, MORNING).await.ok();
    let first = file(&scene, &token).await;
    assert_eq!((value(&first, "METHOD"), value(&first, "STATUS")), ("PUBLISH", "CONFIRMED"));
    assert_eq!(value(&first, "DTSTAMP"), "20261123T090000Z");
    assert_eq!(sequence(&first), sequence(&file(&scene, &token).await), "nothing has changed");

    choose(&scene, &token, AFTERNOON).await.ok();
    let moved = file(&scene, &token).await;
    assert_eq!(value(&moved, "DTSTART"), "20261124T150000Z");

    let id = list(&scene, MARIAM).await[0]["event_id"].as_str().unwrap().to_owned();
    let later = json!({
        "start_time": "2026-11-24T16:00:00", "end_time": "2026-11-24T16:45:00",
        "timezone": "Africa/Abidjan",
    });
    update(&scene, (MARIAM, GoogleCalendar), &id, later).await.ok();
    let by_recruiter = file(&scene, &token).await;
    assert_eq!(value(&by_recruiter, "DTSTART"), "20261124T160000Z");

    cancel(&scene, &token).await.ok();
    let cancelled = file(&scene, &token).await;
    assert_eq!((value(&cancelled, "METHOD"), value(&cancelled, "STATUS")), ("CANCEL", "CANCELLED"));
    assert_eq!(value(&cancelled, "DTSTART"), "20261124T160000Z");

    choose(&scene, &token, MORNING).await.ok();
    let again = file(&scene, &token).await;
    assert_eq!((value(&again, "METHOD"), value(&again, "STATUS")), ("PUBLISH", "CONFIRMED"));
    let id = list(&scene, MARIAM).await;
    let id = id.iter().find(|event| event["status"] == "scheduled").unwrap()["event_id"].clone();
    delete(&scene, (MARIAM, GoogleCalendar), id.as_str().unwrap()).await.ok();
    let off = file(&scene, &token).await;
    assert_eq!((value(&off, "METHOD"), value(&off, "STATUS")), ("CANCEL", "CANCELLED"));

    let files = [first, moved, by_recruiter, cancelled, again, off];
    for pair in files.windows(2) {
        assert!(sequence(&pair[0]) < sequence(&pair[1]), "{:?}", pair);
        assert_eq!(value(&pair[0], "UID"), value(&pair[1], "UID"));
    }
}

#[tokio::test]
async fn s43_a_title_is_a_title_whatever_is_in_it() {
    let title = "Chef·fe; de, projet\r\nATTENDEE:mailto:x@y.z\r\n\\n\u{85}\u{2028} 老虎";
    let scene = crate::calendars::connected(GoogleCalendar).await;
    let mut job = scene.world.ats.job(1).unwrap();
    job.title = title.to_owned();
    scene.world.ats.put_job(job);
    let token = super::token(&scene, GoogleCalendar, json!({})).await;
    choose(&scene, &token, MORNING).await.ok();
    let file = file(&scene, &token).await;
    assert!(file.iter().all(|(name, _)| name != "ATTENDEE"), "{file:?}");
    let summary = value(&file, "SUMMARY");
    assert!(summary.contains("Chef·fe\\; de\\, projet"), "{summary}");
    assert!(summary.contains("\\\\n") && summary.contains("老虎"), "{summary}");
}
