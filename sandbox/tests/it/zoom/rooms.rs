//! Rooms for interviews (B17): made before the event, moved and deleted with it.

use futures::future::join_all;
use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar, Zoom};
use simulator_kit::wire::Fault;
use tracing::Level;

use super::{CALENDAR, at_zoom, connected, host_does, rooms, turn, wire};
use crate::calendars;
use crate::interviews::{
    CALENDARS, cancel_by_hand, create, delete, drag, in_calendar, keyed, list, update,
};
use crate::logs::Logs;
use crate::own::connect_for;
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::sweep;

const MEETINGS: &str = "/v2/users/me/meetings";
const EVENTS: &str = "/calendar/v3/calendars/*";

fn moved() -> Value {
    json!({
        "start_time": "2026-12-02T09:30:00", "end_time": "2026-12-02T10:00:00",
        "timezone": "Africa/Abidjan",
    })
}

async fn scheduled(scene: &Scene) -> String {
    let made = create(scene, CALENDAR, at_zoom()).await.ok();
    made["event_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn b17_an_interview_in_either_calendar_is_held_at_zoom() {
    for calendar in CALENDARS {
        let scene = connected(calendar, "zoe").await;
        let body = json!({"meeting_provider": "zoom", "location": "Salle 3"});
        let made = create(&scene, calendar, body).await.ok();
        let room = rooms(&scene, "zoe").await.remove(0);
        let link = room["join_url"].as_str().unwrap();
        assert_eq!((&room["topic"], &room["duration"]), (&json!("Entretien"), &json!(60)));
        assert_eq!(
            (&room["start_time"], &room["timezone"]),
            (&json!("2026-12-01T14:00:00Z"), &json!("UTC"))
        );
        for (field, value) in [
            ("zoom_link", link),
            ("meeting_link", link),
            ("meeting_provider", "zoom"),
            ("meeting_link_status", "created"),
        ] {
            assert_eq!(made[field], value, "{calendar}: {field}");
        }
        let own = if calendar == GoogleCalendar { "meet_link" } else { "teams_link" };
        assert_eq!(made.get(own), Some(&Value::Null), "{made}");
        let id = made["event_id"].as_str().unwrap();
        let event = in_calendar(&scene, calendar, id).await.unwrap();
        assert_eq!(event.content.location, format!("Salle 3 – {link}"), "{calendar}");
        let listed = list(&scene, MARIAM).await.remove(0);
        assert_eq!(
            (&listed["meeting_link"], &listed["meeting_provider"]),
            (&link.into(), &json!("zoom"))
        );
    }
}

#[tokio::test]
async fn b17_without_zoom_an_answer_names_the_calendar_s_own_rooms() {
    for (calendar, room) in [(GoogleCalendar, "google_meet"), (OutlookCalendar, "teams")] {
        let scene = calendars::connected(calendar).await;
        for body in [
            json!({"create_meeting_link": true}),
            json!({"meeting_provider": room, "title": "Autre"}),
        ] {
            let made = create(&scene, calendar, body).await.ok();
            assert_eq!(
                (&made["meeting_provider"], &made["meeting_link_status"]),
                (&room.into(), &json!("created"))
            );
            assert_eq!(made.get("zoom_link"), None);
        }
        let none = create(&scene, calendar, json!({"title": "Sans"})).await.ok();
        assert_eq!(none["meeting_provider"], Value::Null);
    }
}

#[tokio::test]
async fn b17_rooms_of_the_other_calendar_are_refused_by_name_and_zoom_must_be_connected() {
    let scene = calendars::connected(GoogleCalendar).await;
    let refused = create(&scene, GoogleCalendar, json!({"meeting_provider": "teams"})).await;
    let detail =
        refused.expect(400, "invalid_request").json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("google_meet, zoom"), "{detail}");
    create(&scene, GoogleCalendar, json!({"meeting_provider": "skype"}))
        .await
        .expect(400, "invalid_request");
    let refused = create(&scene, GoogleCalendar, at_zoom()).await.expect(409, "not_connected");
    assert!(refused.json()["detail"].as_str().unwrap().starts_with("Zoom"));
    assert_eq!(list(&scene, MARIAM).await.len(), 0);
}

#[tokio::test]
async fn f31_fifty_double_clicks_make_one_room_and_one_event() {
    let scene = connected(CALENDAR, "zoe").await;
    let clicks = join_all((0..50).map(|_| create(&scene, CALENDAR, at_zoom())));
    let answers = scene.while_time_passes(clicks).await;
    let ids: std::collections::BTreeSet<_> =
        answers.into_iter().map(|it| it.ok()["event_id"].to_string()).collect();
    assert_eq!((ids.len(), rooms(&scene, "zoe").await.len()), (1, 1));
    assert_eq!(list(&scene, MARIAM).await.len(), 1);
}

#[tokio::test]
async fn b17_a_room_moves_and_goes_with_its_interview() {
    let scene = connected(CALENDAR, "zoe").await;
    let id = scheduled(&scene).await;
    let before = rooms(&scene, "zoe").await.remove(0);
    let mut change = moved();
    change["title"] = "Entretien final".into();
    change["location"] = "Salle 4".into();
    let answer = update(&scene, (MARIAM, CALENDAR), &id, change).await.ok();
    let room = rooms(&scene, "zoe").await.remove(0);
    assert_eq!(
        (&room["start_time"], &room["duration"]),
        (&json!("2026-12-02T09:30:00Z"), &json!(30))
    );
    assert_eq!(
        (&room["topic"], &room["join_url"]),
        (&json!("Entretien final"), &before["join_url"])
    );
    assert_eq!(
        (&answer["meeting_link"], &answer["meeting_provider"]),
        (&before["join_url"], &json!("zoom"))
    );
    assert_eq!(answer["warnings"], json!([]));
    let event = in_calendar(&scene, CALENDAR, &id).await.unwrap();
    let link = before["join_url"].as_str().unwrap();
    assert_eq!(event.content.location, format!("Salle 4 – {link}"));
    // Guests alone are no matter of Zoom's.
    wire(&scene).forget();
    let guests = json!({"attendees": ["lead@acme.ci"]});
    update(&scene, (MARIAM, CALENDAR), &id, guests).await.ok();
    assert_eq!(wire(&scene).requests(), []);
    let answer = delete(&scene, (MARIAM, CALENDAR), &id).await.ok();
    assert_eq!(answer["warnings"], json!([]));
    assert_eq!(rooms(&scene, "zoe").await, Vec::<Value>::new());
    // What is done stays so, whatever becomes of the connection, and where it was to be is still told.
    scene.disconnect(MARIAM, "zoom").await.ok();
    wire(&scene).forget();
    let again = delete(&scene, (MARIAM, CALENDAR), &id).await.ok();
    assert_eq!((&again["warnings"], wire(&scene).requests().len()), (&json!([]), 0));
    assert_eq!(list(&scene, MARIAM).await[0]["meeting_provider"], "zoom");
}

#[tokio::test]
async fn b17_a_room_that_zoom_lost_is_made_anew_and_guests_get_its_link() {
    let scene = connected(CALENDAR, "zoe").await;
    let id = scheduled(&scene).await;
    let lost = rooms(&scene, "zoe").await.remove(0);
    host_does(&scene, "zoe", "delete").await;
    let answer = update(&scene, (MARIAM, CALENDAR), &id, moved()).await.ok();
    let room = rooms(&scene, "zoe").await.remove(0);
    assert_ne!(room["join_url"], lost["join_url"]);
    assert_eq!(
        (&answer["meeting_link"], &room["start_time"]),
        (&room["join_url"], &json!("2026-12-02T09:30:00Z"))
    );
    let event = in_calendar(&scene, CALENDAR, &id).await.unwrap();
    assert_eq!(event.content.location, room["join_url"].as_str().unwrap());
    // One that is gone is deleted.
    host_does(&scene, "zoe", "delete").await;
    delete(&scene, (MARIAM, CALENDAR), &id).await.ok();
}

#[tokio::test]
async fn b17_a_change_that_the_calendar_does_not_take_leaves_the_room_where_the_interview_is() {
    for status in [StatusCode::BAD_REQUEST, StatusCode::FORBIDDEN] {
        let scene = connected(CALENDAR, "zoe").await;
        let id = scheduled(&scene).await;
        let before = rooms(&scene, "zoe").await.remove(0);
        let refuse = || {
            let reason = json!({"error": {"errors": [{"reason": "forbidden"}]}});
            let refused = Fault::respond(status, reason).on("PATCH", EVENTS);
            calendars::wire(&scene, CALENDAR).inject(refused);
        };
        refuse();
        let answer = update(&scene, (MARIAM, CALENDAR), &id, moved()).await;
        assert!(!answer.status.is_success(), "{answer:?}");
        assert_eq!(rooms(&scene, "zoe").await, [before]);
        // Nothing leads to one that was made anew: it goes, and the next request makes its own.
        host_does(&scene, "zoe", "delete").await;
        refuse();
        let answer = update(&scene, (MARIAM, CALENDAR), &id, moved()).await;
        assert!(!answer.status.is_success(), "{answer:?}");
        assert_eq!(rooms(&scene, "zoe").await, [] as [Value; 0]);
        update(&scene, (MARIAM, CALENDAR), &id, moved()).await.ok();
        assert_eq!(rooms(&scene, "zoe").await.len(), 1);
        delete(&scene, (MARIAM, CALENDAR), &id).await.ok();
        assert_eq!(rooms(&scene, "zoe").await, [] as [Value; 0]);
    }
}

#[tokio::test]
async fn b17_the_limit_of_a_day_is_told_with_its_end_and_nothing_is_made() {
    let scene = connected(CALENDAR, "quentin").await;
    let id = scheduled(&scene).await;
    let other = json!({"meeting_provider": "zoom", "title": "Autre"});
    let refused = create(&scene, CALENDAR, other.clone()).await.expect(429, "daily_limit");
    assert_eq!(refused.headers["retry-after"], "54000");
    let problem = refused.json();
    assert_eq!(problem["retry_at"], "2026-11-24T00:00:00Z");
    assert!(problem["detail"].as_str().unwrap().contains("Zoom"), "{problem}");
    update(&scene, (MARIAM, CALENDAR), &id, moved()).await.expect(429, "daily_limit");
    let event = in_calendar(&scene, CALENDAR, &id).await.unwrap();
    assert_eq!(
        event.content.span.unwrap().start.to_string(),
        "2026-12-01T14:00:00Z",
        "not before its room"
    );
    assert_eq!(list(&scene, MARIAM).await.len(), 1);
    scene.advance("16h");
    // Another day, of whose calls none is used.
    turn(&scene, "quentin", json!({"calls_used": 0})).await;
    create(&scene, CALENDAR, other).await.ok();
    assert_eq!(rooms(&scene, "quentin").await.len(), 2);
}

#[tokio::test]
async fn f2_after_an_unclear_answer_the_meetings_are_looked_through_before_another_is_made() {
    let scene = connected(CALENDAR, "zoe").await;
    wire(&scene).inject(Fault::drop_after().on("POST", MEETINGS));
    let made = create(&scene, CALENDAR, at_zoom()).await.ok();
    let rooms_now = rooms(&scene, "zoe").await;
    assert_eq!((rooms_now.len(), &made["zoom_link"]), (1, &rooms_now[0]["join_url"]));
    assert_eq!(made["warnings"], json!([]));
    wire(&scene).inject(Fault::drop_before().on("POST", MEETINGS));
    let other = json!({"meeting_provider": "zoom", "title": "Autre"});
    create(&scene, CALENDAR, other).await.ok();
    assert_eq!(rooms(&scene, "zoe").await.len(), 2);
}

#[tokio::test]
async fn f2_without_the_right_to_look_a_second_room_is_possible_and_said() {
    let scene = Scene::new().await;
    calendars::connect(&scene, CALENDAR, MARIAM, 1).await;
    turn(&scene, "zoe", json!({"withheld_scopes": ["meeting:read:list_meetings"]})).await;
    scene.connect(MARIAM, "zoom", "zoe").await.ok();
    wire(&scene).inject(Fault::drop_after().on("POST", MEETINGS));
    let made = create(&scene, CALENDAR, at_zoom()).await.ok();
    assert_eq!(made["warnings"][0]["code"], "room_may_be_doubled");
    assert_eq!(rooms(&scene, "zoe").await.len(), 2);
}

#[tokio::test]
async fn f36_an_event_that_the_calendar_refuses_leaves_no_room() {
    let scene = connected(CALENDAR, "zoe").await;
    let refuse = Fault::respond(
        StatusCode::FORBIDDEN,
        json!({"error": {"errors": [{"reason": "forbidden"}]}}),
    );
    calendars::wire(&scene, CALENDAR).inject(refuse.on("POST", EVENTS));
    create(&scene, CALENDAR, at_zoom()).await.expect(403, "permission_denied");
    assert_eq!(rooms(&scene, "zoe").await, Vec::<Value>::new());
    create(&scene, CALENDAR, at_zoom()).await.ok();
    assert_eq!(rooms(&scene, "zoe").await.len(), 1);
}

#[tokio::test]
async fn f3_a_room_that_an_earlier_attempt_s_event_may_name_stays_when_a_later_one_is_refused() {
    let scene = connected(CALENDAR, "zoe").await;
    let calendar = calendars::wire(&scene, CALENDAR);
    let down = || Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null).times(50);
    calendar.inject(Fault::drop_after().on("POST", EVENTS));
    calendar.inject(down().on("POST", EVENTS));
    calendar.inject(down().on("GET", EVENTS));
    create(&scene, CALENDAR, at_zoom()).await.expect(502, "outcome_unknown");
    calendar.clear();
    scene.advance("40s");
    let wait = json!({"error": {"errors": [{"reason": "rateLimitExceeded"}]}});
    let wait = Fault::respond(StatusCode::FORBIDDEN, wait).times(50);
    calendar.inject(wait.on("POST", EVENTS));
    create(&scene, CALENDAR, at_zoom()).await.expect(429, "throttled");
    let room = rooms(&scene, "zoe").await.remove(0);
    calendar.clear();
    scene.advance("40s");
    let made = create(&scene, CALENDAR, at_zoom()).await.ok();
    assert_eq!(made["zoom_link"], room["join_url"]);
    let event = in_calendar(&scene, CALENDAR, made["event_id"].as_str().unwrap()).await.unwrap();
    assert_eq!(event.content.location, room["join_url"].as_str().unwrap());
    assert_eq!(rooms(&scene, "zoe").await.len(), 1);
}

#[tokio::test]
async fn b17_a_room_follows_an_interview_that_a_person_moved_and_goes_where_it_was_deleted_by_hand()
{
    let scene = connected(CALENDAR, "zoe").await;
    let id = scheduled(&scene).await;
    drag(&scene, CALENDAR, &id).await;
    update(&scene, (MARIAM, CALENDAR), &id, moved()).await.expect(409, "event_changed");
    let room = rooms(&scene, "zoe").await.remove(0);
    assert_eq!(room["start_time"], "2026-12-01T14:30:00Z", "where the person has put it");
    update(&scene, (MARIAM, CALENDAR), &id, moved()).await.ok();
    cancel_by_hand(&scene, CALENDAR, &id).await;
    let mut other = moved();
    other["start_time"] = "2026-12-02T09:00:00".into();
    update(&scene, (MARIAM, CALENDAR), &id, other).await.expect(404, "not_found");
    assert_eq!(rooms(&scene, "zoe").await, Vec::<Value>::new());
}

#[tokio::test]
async fn b17_a_room_follows_whoever_hears_first_that_a_person_moved_the_interview() {
    for calendar in CALENDARS {
        for next in ["again", "title", "description"] {
            let scene = connected(calendar, "zoe").await;
            let made = create(&scene, calendar, at_zoom()).await.ok();
            let id = made["event_id"].as_str().unwrap();
            scene.advance("2m");
            drag(&scene, calendar, id).await;
            let answer = match next {
                "again" => create(&scene, calendar, at_zoom()).await,
                "title" => {
                    let same = json!({"title": "Entretien"});
                    update(&scene, (MARIAM, calendar), id, same).await
                }
                _ => {
                    let text = json!({"description": "Autre texte"});
                    update(&scene, (MARIAM, calendar), id, text).await
                }
            };
            assert!(answer.ok()["start_time"].as_str().unwrap().contains("T14:30"), "{next}");
            let rooms = rooms(&scene, "zoe").await;
            assert_eq!(rooms[0]["start_time"], "2026-12-01T14:30:00Z", "{calendar} {next}");
            assert_eq!(sweep(&scene).await["rooms"], 0, "nothing is left to be done");
        }
    }
}

#[tokio::test]
async fn b17_a_room_that_zoom_does_not_move_for_a_repeated_request_is_moved_by_the_schedule() {
    for next in ["again", "title"] {
        let scene = connected(CALENDAR, "zoe").await;
        let id = scheduled(&scene).await;
        scene.advance("2m");
        drag(&scene, CALENDAR, &id).await;
        let down = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
        wire(&scene).inject(down.on("PATCH", "/v2/meetings/*").times(9));
        match next {
            "again" => create(&scene, CALENDAR, at_zoom()).await.ok(),
            _ => {
                // Its description alone asks nothing of Zoom before.
                let text = json!({"description": "Autre texte"});
                update(&scene, (MARIAM, CALENDAR), &id, text).await.ok()
            }
        };
        wire(&scene).clear();
        scene.advance("30m");
        assert_eq!(sweep(&scene).await["rooms"], 1, "{next}");
        let rooms = rooms(&scene, "zoe").await;
        assert_eq!(rooms[0]["start_time"], "2026-12-01T14:30:00Z", "{next}");
    }
}

#[tokio::test]
async fn b17_a_move_that_zoom_answers_oddly_once_is_made_by_the_schedule() {
    for odd in [400, 403, 404, 409] {
        let scene = connected(CALENDAR, "zoe").await;
        let id = scheduled(&scene).await;
        let odd = Fault::respond(StatusCode::from_u16(odd).unwrap(), json!({}));
        wire(&scene).inject(odd.on("PATCH", "/v2/meetings/*"));
        update(&scene, (MARIAM, CALENDAR), &id, moved()).await.ok();
        scene.advance("2h");
        sweep(&scene).await;
        assert_eq!(rooms(&scene, "zoe").await[0]["start_time"], "2026-12-02T09:30:00Z");
    }
}

#[tokio::test]
async fn b17_an_address_that_a_browser_would_run_is_no_room() {
    for address in [json!("javascript:alert(1)"), json!("http://e.example/?a=\r\nX"), Value::Null] {
        let scene = connected(CALENDAR, "zoe").await;
        let odd = Fault::respond(StatusCode::CREATED, json!({"id": 77, "join_url": &address}));
        wire(&scene).inject(odd.on("POST", MEETINGS));
        let made = create(&scene, CALENDAR, at_zoom()).await.ok();
        assert_eq!(made["zoom_link"], rooms(&scene, "zoe").await[0]["join_url"], "{address}");
    }
}

#[tokio::test]
async fn b17_a_cancelled_interview_that_is_wanted_again_gets_a_new_room() {
    let scene = connected(CALENDAR, "zoe").await;
    let first = create(&scene, CALENDAR, at_zoom()).await.ok();
    delete(&scene, (MARIAM, CALENDAR), first["event_id"].as_str().unwrap()).await.ok();
    let second = create(&scene, CALENDAR, at_zoom()).await.ok();
    assert_ne!(first["zoom_link"], second["zoom_link"]);
    assert_eq!(rooms(&scene, "zoe").await.len(), 1);
    // One whose event a person deleted has its old room deleted too.
    cancel_by_hand(&scene, CALENDAR, second["event_id"].as_str().unwrap()).await;
    scene.advance("2m");
    create(&scene, CALENDAR, at_zoom()).await.ok();
    assert_eq!(rooms(&scene, "zoe").await.len(), 1);
}

#[tokio::test]
async fn s48_only_the_connection_that_made_a_room_changes_it_and_people_are_told() {
    let scene = connected(CALENDAR, "zoe").await;
    let id = scheduled(&scene).await;
    scene.disconnect(MARIAM, "zoom").await.ok();
    for account in [None, Some("basile")] {
        if let Some(account) = account {
            scene.connect(MARIAM, "zoom", account).await.ok();
        }
        let mut change = moved();
        change["title"] = format!("Entretien {account:?}").into();
        let answer = update(&scene, (MARIAM, CALENDAR), &id, change).await.ok();
        assert_eq!(answer["warnings"][0]["code"], "room_not_moved", "{account:?}: {answer}");
        let room = rooms(&scene, "zoe").await.remove(0);
        assert_eq!(room["start_time"], "2026-12-01T14:00:00Z", "{account:?}");
    }
    let answer = delete(&scene, (MARIAM, CALENDAR), &id).await.ok();
    assert_eq!(answer["warnings"][0]["code"], "room_left");
    assert_eq!(list(&scene, MARIAM).await[0]["status"], "cancelled");
}

#[tokio::test]
async fn f11_a_room_that_could_not_be_deleted_is_deleted_by_the_next_request() {
    let scene = connected(CALENDAR, "zoe").await;
    let id = scheduled(&scene).await;
    turn(&scene, "zoe", json!({"broken": true})).await;
    delete(&scene, (MARIAM, CALENDAR), &id).await.expect(502, "provider_unavailable");
    assert!(in_calendar(&scene, CALENDAR, &id).await.is_none(), "guests are told");
    assert_eq!(list(&scene, MARIAM).await[0]["status"], "cancelled");
    turn(&scene, "zoe", json!({"broken": false})).await;
    delete(&scene, (MARIAM, CALENDAR), &id).await.ok();
    assert_eq!(rooms(&scene, "zoe").await, Vec::<Value>::new());
}

#[tokio::test]
async fn b17_a_meeting_that_has_begun_stays_and_a_free_account_s_end_is_told_before() {
    let scene = connected(CALENDAR, "basile").await;
    let made = create(&scene, CALENDAR, at_zoom()).await.ok();
    assert_eq!(made["warnings"][0]["code"], "room_ends_early");
    let short = json!({
        "meeting_provider": "zoom", "title": "Court", "start_time": "2026-12-01T16:00:00",
        "end_time": "2026-12-01T16:40:00",
    });
    assert_eq!(create(&scene, CALENDAR, short).await.ok()["warnings"], json!([]));
    host_does(&scene, "basile", "start").await;
    let id = made["event_id"].as_str().unwrap();
    let answer = update(&scene, (MARIAM, CALENDAR), id, moved()).await.ok();
    assert_eq!(answer["warnings"][0]["code"], "room_not_moved");
    let answer = delete(&scene, (MARIAM, CALENDAR), id).await.ok();
    assert_eq!(answer["warnings"][0]["code"], "room_left");
}

#[tokio::test]
async fn b17_a_company_s_preference_is_where_a_wished_link_is_made() {
    let scene = connected(CALENDAR, "zoe").await;
    let prefer = |room: Value| json!({"meeting_provider": room});
    let chosen = scene.put("preferences", MARIAM, prefer("zoom".into())).await.ok();
    assert_eq!(chosen["meeting_provider"], "zoom");
    let made = create(&scene, CALENDAR, json!({"create_meeting_link": true})).await.ok();
    assert_eq!(made["meeting_provider"], "zoom");
    let own = json!({"meeting_provider": "google_meet", "title": "Autre"});
    assert_eq!(create(&scene, CALENDAR, own).await.ok()["meeting_provider"], "google_meet");
    let none = create(&scene, CALENDAR, json!({"title": "Sans"})).await.ok();
    assert_eq!(none["meeting_provider"], Value::Null, "a preference is no wish");
    scene.disconnect(MARIAM, "zoom").await.ok();
    let wish = json!({"create_meeting_link": true, "title": "Encore"});
    create(&scene, CALENDAR, wish.clone()).await.expect(409, "not_connected");
    scene.put("preferences", MARIAM, prefer(Value::Null)).await.ok();
    assert_eq!(create(&scene, CALENDAR, wish).await.ok()["meeting_provider"], "google_meet");
}

#[tokio::test]
async fn f31_the_same_key_with_another_room_is_refused() {
    let scene = connected(CALENDAR, "zoe").await;
    keyed(&scene, CALENDAR, at_zoom(), Some("k")).await.ok();
    let own = json!({"meeting_provider": "google_meet"});
    keyed(&scene, CALENDAR, own, Some("k")).await.expect(422, "idempotency_key_reused");
}

#[tokio::test]
async fn s52_the_host_s_own_link_is_nowhere() {
    let logs = Logs::capture(Level::TRACE);
    let scene = connected(CALENDAR, "zoe").await;
    let mut texts = Vec::new();
    let made = create(&scene, CALENDAR, at_zoom()).await.ok();
    let id = made["event_id"].as_str().unwrap().to_owned();
    texts.push(made.to_string());
    texts.push(update(&scene, (MARIAM, CALENDAR), &id, moved()).await.ok().to_string());
    host_does(&scene, "zoe", "delete").await;
    let mut again = moved();
    again["end_time"] = "2026-12-02T11:00:00".into();
    texts.push(update(&scene, (MARIAM, CALENDAR), &id, again).await.ok().to_string());
    texts.push(format!("{:?}", list(&scene, MARIAM).await));
    texts.push(format!("{:?}", in_calendar(&scene, CALENDAR, &id).await));
    texts.push(scene.dump());
    texts.push(delete(&scene, (MARIAM, CALENDAR), &id).await.ok().to_string());
    texts.push(scene.dump());
    texts.push(logs.text());
    for text in texts {
        // `?zak=` signs whoever has it in as the host; `/s/` is where it leads.
        assert!(!text.contains("zak") && !text.contains("start_url"), "{text}");
    }
}

#[tokio::test]
async fn create_event_is_no_deeper_without_zoom_and_one_call_deeper_with_it() {
    let calls = async |body: Value| {
        let scene = connected(CALENDAR, "zoe").await;
        create(&scene, CALENDAR, json!({"title": "Avant"})).await.ok();
        scene.forget();
        create(&scene, CALENDAR, body).await.ok();
        (wire(&scene).requests().len(), scene.outside_calls())
    };
    let (without, all) = calls(json!({})).await;
    assert_eq!(without, 0);
    let (with, more) = calls(at_zoom()).await;
    assert_eq!(with, 1, "the room is made, and nothing else asked");
    // Beside it: an own connection is looked for, the company's read and opened, room and use noted.
    assert!(more - all <= 6, "{all} calls without, {more} with");
}

#[tokio::test]
async fn b17_a_recruiter_s_own_zoom_goes_before_the_company_s_and_nothing_takes_its_place() {
    let scene = connected(CALENDAR, "zoe").await;
    connect_for(&scene, (MARIAM, "me"), Zoom, "basile").await.ok();
    let made = create(&scene, CALENDAR, at_zoom()).await.ok();
    assert_eq!((rooms(&scene, "zoe").await.len(), rooms(&scene, "basile").await.len()), (0, 1));
    // Any colleague moves it, with the connection that made it.
    let id = made["event_id"].as_str().unwrap();
    update(&scene, (COLLEAGUE, CALENDAR), id, moved()).await.ok();
    assert_eq!(rooms(&scene, "basile").await[0]["start_time"], "2026-12-02T09:30:00Z");
    let url = format!("{}/_accounts/basile/revoke", scene.world.origins[Zoom]);
    scene.send(http::Request::post(url).body(Vec::new()).unwrap()).await;
    scene.advance("2h");
    let other = json!({"meeting_provider": "zoom", "title": "Autre"});
    create(&scene, CALENDAR, other).await.expect(409, "reauthorization_required");
    assert_eq!(rooms(&scene, "zoe").await.len(), 0);
}
