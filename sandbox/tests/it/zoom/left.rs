//! No room is left behind, and none is elsewhere than its interview: what a request could not do, the next one
//! of that interview does first, and the schedule where none comes (F3, F11, F36).

use futures::future::join_all;
use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use super::{CALENDAR, at_zoom, connected, host_does, rooms, turn, wire};
use crate::calendars;
use crate::interviews::{cancel_by_hand, create, delete, drag, in_calendar, list, update};
use crate::scene::{MARIAM, Scene};
use crate::upkeep::sweep;

const MEETINGS: &str = "/v2/users/me/meetings";
const ONE: &str = "/v2/meetings/*";
const NONE: [Value; 0] = [];

fn to(day: u8) -> Value {
    json!({
        "start_time": format!("2026-12-{day:02}T09:30:00"), "end_time": format!("2026-12-{day:02}T10:00:00"),
        "timezone": "Africa/Abidjan",
    })
}

async fn scheduled(scene: &Scene, calendar: Provider) -> String {
    let made = create(scene, calendar, at_zoom()).await.ok();
    made["event_id"].as_str().unwrap().to_owned()
}

/// The room is made, its answer is lost, and so are the meetings that are looked through then; `looks` times they
/// are looked through before.
fn lose_the_room(scene: &Scene, looks: u32) {
    wire(scene).inject(Fault::drop_after().on("POST", MEETINGS));
    wire(scene).inject(Fault::drop_before().on("GET", MEETINGS).after(looks).times(10));
}

/// How Google's and Outlook's events are reached.
fn events(calendar: Provider) -> (&'static str, &'static str) {
    match calendar {
        GoogleCalendar => ("/calendar/v3/calendars/*", "PATCH"),
        _ => ("/v1.0/me/*", "PATCH"),
    }
}

/// The calendar refuses what is made or changed in it.
fn refuse(scene: &Scene, calendar: Provider, method: &str) {
    let body = match calendar {
        GoogleCalendar => json!({"error": {"errors": [{"reason": "forbidden"}]}}),
        _ => json!({"error": {"code": "ErrorAccessDenied", "message": "m"}}),
    };
    let refused = Fault::respond(StatusCode::FORBIDDEN, body);
    calendars::wire(scene, calendar).inject(refused.on(method, events(calendar).0));
}

fn down() -> Fault {
    Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null).times(50)
}

/// The one room is where the interview is, and the interview leads to it.
async fn agree(scene: &Scene, calendar: Provider, id: &str, account: &str, note: &str) {
    let rooms = rooms(scene, account).await;
    assert_eq!(rooms.len(), 1, "{note}: {rooms:?}");
    let event = in_calendar(scene, calendar, id).await.unwrap();
    let start = event.content.span.unwrap().start.to_string();
    assert_eq!(rooms[0]["start_time"], start, "{note}");
    let link = rooms[0]["join_url"].as_str().unwrap();
    assert!(event.content.location.contains(link), "{note}: {:?}", event.content.location);
    let listed = list(scene, MARIAM).await;
    let listed = listed.iter().find(|it| it["event_id"] == id).unwrap();
    assert_eq!(listed["meeting_link"], link, "{note}");
}

#[tokio::test]
async fn f36_a_room_whose_making_nobody_heard_of_goes_by_itself() {
    let scene = connected(CALENDAR, "zoe").await;
    lose_the_room(&scene, 0);
    create(&scene, CALENDAR, at_zoom()).await.expect(502, "outcome_unknown");
    wire(&scene).clear();
    assert_eq!(rooms(&scene, "zoe").await.len(), 1);
    assert_eq!(list(&scene, MARIAM).await, NONE, "no event was asked for");
    scene.advance("10m");
    assert_eq!(sweep(&scene).await["rooms"], 1);
    assert_eq!(rooms(&scene, "zoe").await, NONE);
    assert_eq!(sweep(&scene).await["rooms"], 0, "nothing is left to be done");
    let id = scheduled(&scene, CALENDAR).await;
    agree(&scene, CALENDAR, &id, "zoe", "afterwards").await;
    scene.advance("10m");
    assert_eq!(sweep(&scene).await["rooms"], 0);
}

#[tokio::test]
async fn f36_a_room_that_a_refused_event_left_goes_by_itself_or_with_the_interview_s_name() {
    for calendar in [GoogleCalendar, OutlookCalendar] {
        for is_deleted in [true, false] {
            let scene = connected(calendar, "zoe").await;
            refuse(&scene, calendar, "POST");
            wire(&scene).inject(down().on("DELETE", ONE));
            create(&scene, calendar, at_zoom()).await.expect(403, "permission_denied");
            assert_eq!(rooms(&scene, "zoe").await.len(), 1);
            let key = zoom_key(&scene).await;
            scene.advance("40s");
            if is_deleted {
                // As long as Zoom does not take it, it stays noted.
                delete(&scene, (MARIAM, calendar), &key).await.expect(502, "provider_unavailable");
                wire(&scene).clear();
                delete(&scene, (MARIAM, calendar), &key).await.ok();
            } else {
                scene.advance("10m");
                let report = sweep(&scene).await;
                assert_eq!((&report["rooms"], &report["rooms_left"]), (&json!(0), &json!(1)));
                wire(&scene).clear();
                scene.advance("30m");
                assert_eq!(sweep(&scene).await["rooms"], 1, "{calendar}");
            }
            assert_eq!(rooms(&scene, "zoe").await, NONE, "{calendar}");
            assert_eq!(list(&scene, MARIAM).await, NONE, "{calendar}");
            scene.advance("1 day");
            assert_eq!(sweep(&scene).await["rooms"], 0, "{calendar}");
        }
    }
}

/// Our own name for the interview of the one room, under which it is found.
async fn zoom_key(scene: &Scene) -> String {
    let items = scene.world.dynamodb.dump().unwrap();
    let row = items
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["sk"]["S"].as_str().is_some_and(|key| key.starts_with("INVITATION#")));
    row.unwrap()["interview"]["M"]["event_id"]["S"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn f3_an_interview_that_broke_off_with_its_room_unnoted_finds_it_whatever_is_asked_next() {
    for calendar in [GoogleCalendar, OutlookCalendar] {
        for next in ["move", "cancel", "again", "nothing"] {
            let scene = broken_off(calendar).await;
            let listed = list(&scene, MARIAM).await;
            assert_eq!(listed[0]["status"], "unconfirmed");
            let name = listed[0]["event_id"].as_str().unwrap();
            match next {
                "move" => {
                    let moved = update(&scene, (MARIAM, calendar), name, to(2)).await.ok();
                    let id = moved["event_id"].as_str().unwrap();
                    agree(&scene, calendar, id, "zoe", next).await;
                }
                "cancel" => {
                    delete(&scene, (MARIAM, calendar), name).await.ok();
                    assert_eq!(rooms(&scene, "zoe").await, NONE, "{calendar}");
                }
                "again" => {
                    let id = scheduled(&scene, calendar).await;
                    agree(&scene, calendar, &id, "zoe", next).await;
                }
                _ => {
                    scene.advance("10m");
                    assert_eq!(sweep(&scene).await["rooms"], 1, "{calendar}");
                    let listed = list(&scene, MARIAM).await;
                    assert_eq!(listed[0]["status"], "scheduled", "{calendar}");
                    let id = listed[0]["event_id"].as_str().unwrap();
                    agree(&scene, calendar, id, "zoe", next).await;
                }
            }
        }
    }
}

/// A world in which an interview was made with a room, and neither was noted.
async fn broken_off(calendar: Provider) -> Scene {
    let scene = connected(calendar, "zoe").await;
    let table = &scene.world.controls.dynamodb;
    table.inject(Fault::hang().body_contains("join_url"));
    let hang = async {
        while table.hanging() < 1 || !has_event(&scene, calendar) {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        answer = create(&scene, calendar, at_zoom()) => panic!("{answer:?}"),
        () = hang => {}
    }
    scene.parts().iter().for_each(|part| part.clear());
    assert!(!scene.dump().contains("join_url"), "nobody knows it");
    scene.advance("40s");
    scene
}

#[tokio::test]
async fn f3_an_interview_that_broke_off_and_was_moved_by_hand_has_its_room_brought_along() {
    for next in ["again", "change", "nothing"] {
        let scene = broken_off(CALENDAR).await;
        let id = zoom_key(&scene).await;
        drag(&scene, CALENDAR, &id).await;
        match next {
            "again" => drop(create(&scene, CALENDAR, at_zoom()).await.ok()),
            "change" => {
                let text = json!({"description": "Autre texte"});
                update(&scene, (MARIAM, CALENDAR), &id, text).await.ok();
            }
            _ => {
                scene.advance("10m");
                sweep(&scene).await;
            }
        }
        scene.advance("30m");
        sweep(&scene).await;
        agree(&scene, CALENDAR, &id, "zoe", next).await;
        scene.advance("1 day");
        assert_eq!(sweep(&scene).await["rooms"], 0, "{next}: nothing is left to be done");
    }
}

/// Whether an event was asked for, and answered.
fn has_event(scene: &Scene, calendar: Provider) -> bool {
    let requests = calendars::wire(scene, calendar).requests();
    requests.iter().any(|it| it.method == "POST" && it.path.ends_with("/events"))
        && scene.world.controls.dynamodb.hanging() >= 1
}

#[tokio::test]
async fn f3_a_room_made_anew_whose_answer_was_lost_is_found_whatever_is_asked_next() {
    for calendar in [GoogleCalendar, OutlookCalendar] {
        for next in ["elsewhere", "cancel", "title", "nothing"] {
            let scene = connected(calendar, "zoe").await;
            let id = scheduled(&scene, calendar).await;
            host_does(&scene, "zoe", "delete").await;
            lose_the_room(&scene, 1);
            let broken = update(&scene, (MARIAM, calendar), &id, to(2)).await;
            broken.expect(502, "outcome_unknown");
            wire(&scene).clear();
            assert_eq!(rooms(&scene, "zoe").await.len(), 1, "which nothing leads to");
            let at = (MARIAM, calendar);
            match next {
                "elsewhere" => {
                    update(&scene, at, &id, to(3)).await.ok();
                    agree(&scene, calendar, &id, "zoe", next).await;
                }
                "title" => {
                    update(&scene, at, &id, json!({"title": "Autre"})).await.ok();
                    agree(&scene, calendar, &id, "zoe", next).await;
                }
                "cancel" => {
                    delete(&scene, at, &id).await.ok();
                    assert_eq!(rooms(&scene, "zoe").await, NONE, "{calendar}");
                }
                _ => {
                    scene.advance("10m");
                    assert_eq!(sweep(&scene).await["rooms"], 1, "{calendar}");
                    assert_eq!(rooms(&scene, "zoe").await, NONE, "{calendar}");
                    update(&scene, at, &id, to(2)).await.ok();
                    agree(&scene, calendar, &id, "zoe", next).await;
                }
            }
        }
    }
}

#[tokio::test]
async fn f11_a_room_whose_interview_is_cancelled_goes_by_itself_when_zoom_is_back() {
    let scene = connected(CALENDAR, "zoe").await;
    let id = scheduled(&scene, CALENDAR).await;
    turn(&scene, "zoe", json!({"broken": true})).await;
    delete(&scene, (MARIAM, CALENDAR), &id).await.expect(502, "provider_unavailable");
    scene.advance("10m");
    assert_eq!(sweep(&scene).await["rooms_left"], 1);
    turn(&scene, "zoe", json!({"broken": false})).await;
    scene.advance("30m");
    assert_eq!(sweep(&scene).await["rooms"], 1);
    assert_eq!(rooms(&scene, "zoe").await, NONE);
    let listed = list(&scene, MARIAM).await.remove(0);
    assert_eq!(
        (&listed["status"], &listed["meeting_provider"]),
        (&"cancelled".into(), &"zoom".into())
    );
    assert_eq!(delete(&scene, (MARIAM, CALENDAR), &id).await.ok()["warnings"], json!([]));
}

#[tokio::test]
async fn f10_racing_moves_at_the_limit_of_a_day_leave_the_room_where_the_interview_is() {
    for used in 94..100 {
        let scene = connected(CALENDAR, "zoe").await;
        let id = scheduled(&scene, CALENDAR).await;
        turn(&scene, "zoe", json!({"calls_used": used})).await;
        let moves = join_all((2..7).map(|day| update(&scene, (MARIAM, CALENDAR), &id, to(day))));
        let answers = scene.while_time_passes(moves).await;
        let moved = answers.iter().filter(|it| it.status.is_success()).count();
        assert_eq!(moved > 0, used < 99, "{used}: {answers:?}");
        agree(&scene, CALENDAR, &id, "zoe", &used.to_string()).await;
    }
}

#[tokio::test]
async fn f10_a_room_that_can_t_be_brought_back_today_is_brought_back_tomorrow() {
    let scene = connected(CALENDAR, "zoe").await;
    let id = scheduled(&scene, CALENDAR).await;
    // The last call of the day moves the room; the calendar refuses, and there is no way back.
    turn(&scene, "zoe", json!({"calls_used": 98})).await;
    refuse(&scene, CALENDAR, "PATCH");
    update(&scene, (MARIAM, CALENDAR), &id, to(2)).await.expect(403, "permission_denied");
    assert_eq!(rooms(&scene, "zoe").await[0]["start_time"], "2026-12-02T09:30:00Z");
    scene.advance("10m");
    assert_eq!(sweep(&scene).await["rooms"], 0, "not before Zoom takes it");
    turn(&scene, "zoe", json!({"calls_used": 0})).await;
    scene.advance("16h");
    assert_eq!(sweep(&scene).await["rooms"], 1);
    agree(&scene, CALENDAR, &id, "zoe", "the next day").await;
}

#[tokio::test]
async fn b17_a_move_whose_outcome_at_zoom_is_unknown_is_put_right_by_the_next_request_or_by_itself()
{
    for calendar in [GoogleCalendar, OutlookCalendar] {
        for next in ["guests", "nothing"] {
            let scene = connected(calendar, "zoe").await;
            let id = scheduled(&scene, calendar).await;
            wire(&scene).inject(Fault::drop_after().on("PATCH", ONE));
            let broken = update(&scene, (MARIAM, calendar), &id, to(2)).await;
            broken.expect(502, "provider_unavailable");
            assert_eq!(rooms(&scene, "zoe").await[0]["start_time"], "2026-12-02T09:30:00Z");
            if next == "guests" {
                let guests = json!({"attendees": ["lead@acme.ci"]});
                update(&scene, (MARIAM, calendar), &id, guests).await.ok();
            } else {
                scene.advance("10m");
                sweep(&scene).await;
            }
            agree(&scene, calendar, &id, "zoe", next).await;
        }
    }
}

#[tokio::test]
async fn b17_the_same_request_after_a_room_was_made_anew_leads_to_the_new_one() {
    for calendar in [GoogleCalendar, OutlookCalendar] {
        let scene = connected(calendar, "zoe").await;
        let id = scheduled(&scene, calendar).await;
        host_does(&scene, "zoe", "delete").await;
        update(&scene, (MARIAM, calendar), &id, to(2)).await.ok();
        scene.advance("2m");
        let room = rooms(&scene, "zoe").await.remove(0);
        let again = create(&scene, calendar, at_zoom()).await.ok();
        assert_eq!(again["zoom_link"], room["join_url"], "{calendar}");
        delete(&scene, (MARIAM, calendar), &id).await.ok();
        assert_eq!(rooms(&scene, "zoe").await, NONE, "{calendar}");
    }
}

#[tokio::test]
async fn f11_the_room_of_an_interview_that_a_person_deleted_goes_although_zoom_was_down_when_it_was_noticed()
 {
    let scene = connected(CALENDAR, "zoe").await;
    let id = scheduled(&scene, CALENDAR).await;
    cancel_by_hand(&scene, CALENDAR, &id).await;
    scene.advance("2m");
    wire(&scene).inject(down().on("DELETE", ONE));
    scheduled(&scene, CALENDAR).await;
    assert_eq!(rooms(&scene, "zoe").await.len(), 2);
    wire(&scene).clear();
    scene.advance("10m");
    assert_eq!(sweep(&scene).await["rooms"], 1);
    assert_eq!(rooms(&scene, "zoe").await.len(), 1);
}

#[tokio::test]
async fn b17_a_room_that_stays_is_told_each_time_and_deleted_once_that_is_possible() {
    let scene = connected(CALENDAR, "zoe").await;
    let id = scheduled(&scene, CALENDAR).await;
    scene.disconnect(MARIAM, "zoom").await.ok();
    for _ in 0..2 {
        let answer = delete(&scene, (MARIAM, CALENDAR), &id).await.ok();
        assert_eq!(answer["warnings"][0]["code"], "room_left");
    }
    scene.connect(MARIAM, "zoom", "zoe").await.ok();
    assert_eq!(delete(&scene, (MARIAM, CALENDAR), &id).await.ok()["warnings"], json!([]));
    assert_eq!(rooms(&scene, "zoe").await, NONE);
}

#[tokio::test]
async fn b17_a_move_that_makes_a_free_account_s_interview_longer_is_told_of_its_end() {
    let scene = connected(CALENDAR, "basile").await;
    let short = json!({"meeting_provider": "zoom", "end_time": "2026-12-01T14:40:00"});
    let made = create(&scene, CALENDAR, short).await.ok();
    assert_eq!(made["warnings"], json!([]));
    let id = made["event_id"].as_str().unwrap();
    let mut longer = to(2);
    longer["end_time"] = "2026-12-02T10:30:00".into();
    let answer = update(&scene, (MARIAM, CALENDAR), id, longer).await.ok();
    assert_eq!(answer["warnings"][0]["code"], "room_ends_early");
    let answer = update(&scene, (MARIAM, CALENDAR), id, to(2)).await.ok();
    assert_eq!(answer["warnings"], json!([]), "30 minutes");
}

#[tokio::test]
async fn f10_when_the_limit_of_a_day_ends_is_told_in_whole_seconds() {
    let scene = connected(CALENDAR, "quentin").await;
    scheduled(&scene, CALENDAR).await;
    scene.advance("1500ms");
    let other = json!({"meeting_provider": "zoom", "title": "Autre"});
    let refused = create(&scene, CALENDAR, other).await.expect(429, "daily_limit");
    assert_eq!(refused.json()["retry_at"], "2026-11-24T00:00:00Z");
}

#[tokio::test]
async fn b17_anything_but_a_room_s_name_is_told_the_names() {
    let scene = connected(CALENDAR, "zoe").await;
    for wrong in [json!({}), json!([]), json!(3), json!({"zoom": 1}), json!("skype")] {
        let answer = create(&scene, CALENDAR, json!({"meeting_provider": wrong})).await;
        let detail = answer.expect(400, "invalid_request").json()["detail"].to_string();
        assert!(detail.contains("google_meet, teams, zoom"), "{wrong}: {detail}");
    }
}
