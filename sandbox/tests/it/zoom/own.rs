//! Each recruiter's own Zoom beside the company's (B16, B17), and what the ATS is told and reports.

use forget::{Whom, erase};
use http::Request;
use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::Zoom;
use simulator_kit::wire::Fault;

use super::{CALENDAR, at_zoom, connected, holders, rooms, wire, works};
use crate::announce::as_described;
use crate::ats_events::report;
use crate::interviews::{create, delete, update};
use crate::own::{connect_for, disconnect_for, entry, schedule};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};
use crate::upkeep::sweep;

const OURS: ConnectionId = ConnectionId::of_company(1, Zoom);

/// The company's Zoom is zoe's, and `user` has connected basile's as their own.
async fn both(user: i64) -> Scene {
    let scene = connected(CALENDAR, "zoe").await;
    connect_for(&scene, (user, "me"), Zoom, "basile").await.ok();
    scene
}

const fn own(user: i64) -> ConnectionId {
    ConnectionId::of_person(1, user, Zoom)
}

/// At which hour of a day after everything else here.
fn at_hour(hour: u8) -> Value {
    json!({
        "start_time": format!("2027-01-20T{hour}:00:00"), "end_time": format!("2027-01-20T{hour}:30:00"),
        "timezone": "Africa/Abidjan",
    })
}

#[tokio::test]
async fn b16_an_own_zoom_stands_beside_the_company_s_and_goes_without_it() {
    let scene = both(MARIAM).await;
    let told = entry(&scene, MARIAM, Zoom).await;
    assert_eq!(told["own"]["account"], "basile@gmail.com");
    assert_eq!(told["company"]["account"], "zoe@acme.ci");
    assert_eq!(told["account"], told["own"]["account"], "it is used where nothing is said");
    let seen = entry(&scene, COLLEAGUE, Zoom).await;
    assert_eq!((&seen["own"], &seen["colleagues"]), (&Value::Null, &json!([])));
    assert_eq!(seen["account"], "zoe@acme.ci");
    assert!(!seen.to_string().contains("basile"), "{seen}");
    disconnect_for(&scene, (COLLEAGUE, "me"), Zoom).await;
    assert!(works(&scene, own(MARIAM)).await, "nobody disconnects another's");
    let gone = disconnect_for(&scene, (MARIAM, "me"), Zoom).await;
    assert_eq!((&gone["for"], &gone["revoked"]), (&json!("me"), &json!(true)));
    assert!(works(&scene, OURS).await && !works(&scene, own(MARIAM)).await);
    assert_eq!(holders(&scene).len(), 1);
}

#[tokio::test]
async fn b17_the_recruiter_s_own_zoom_hosts_whosever_calendar_it_is_and_else_the_company_s() {
    let scene = both(MARIAM).await;
    for (user, account) in [(MARIAM, "basile"), (COLLEAGUE, "zoe")] {
        let body = json!({
            "meeting_provider": "zoom", "calendar_of": "company", "title": account,
            "end_time": "2026-12-01T14:30:00",
        });
        let made = schedule(&scene, (user, CALENDAR), body).await.ok();
        assert_eq!(made["organizer"]["for"], "company");
        let rooms = rooms(&scene, account).await;
        assert_eq!((rooms.len(), &rooms[0]["topic"]), (1, &json!(account)));
    }
}

#[tokio::test]
async fn b20_a_zoom_whose_owner_was_not_seen_for_30_days_moves_a_room_for_its_owner_alone() {
    let scene = both(MARIAM).await;
    let mut body = at_hour(10);
    body["meeting_provider"] = "zoom".into();
    let made = create(&scene, CALENDAR, body).await.ok();
    let id = made["event_id"].as_str().unwrap();
    for (pause, user, hour, warnings) in [
        ("29 days", COLLEAGUE, 11, &[][..]),
        ("2 days", COLLEAGUE, 12, &["room_not_moved"]),
        ("1s", MARIAM, 13, &[]),
        ("1s", COLLEAGUE, 14, &[]),
    ] {
        scene.advance(pause);
        let answer = update(&scene, (user, CALENDAR), id, at_hour(hour)).await.ok();
        let told = answer["warnings"].as_array().unwrap().iter().map(|one| &one["code"]);
        assert_eq!(told.collect::<Vec<_>>(), warnings, "{user} at {hour}");
        let start = rooms(&scene, "basile").await[0]["start_time"].clone();
        let is_moved = start == format!("2027-01-20T{hour}:00:00Z");
        assert_eq!(is_moved, warnings.is_empty(), "{user} at {hour}: {start}");
    }
}

#[tokio::test]
async fn s56_who_leaves_loses_the_own_zoom_which_is_revoked_and_free_for_others() {
    let scene = both(COLLEAGUE).await;
    let left = json!({"type": "employer.left_company", "timestamp": "2026-11-23T09:00:00Z",
        "data": {"company_id": 1, "user_id": COLLEAGUE}});
    report(&scene, "msg_1", &left).await.ok();
    assert_eq!(sweep(&scene).await["reports"], 1);
    assert!(works(&scene, OURS).await && !works(&scene, own(COLLEAGUE)).await);
    assert_eq!(wire(&scene).count("POST", "/oauth/revoke"), 1);
    scene.world.poll().await;
    let told = scene.told_last();
    as_described(&told);
    assert_eq!(
        (&told["type"], &told["data"]["provider"], &told["data"]["owner"]),
        (&json!("connection.disconnected"), &json!("zoom"), &json!("user:2"))
    );
    scene.connect(STRANGER, "zoom", "basile").await.ok();
}

#[tokio::test]
async fn s55_whoever_is_forgotten_leaves_no_zoom_user_behind_and_a_company_neither() {
    let scene = both(COLLEAGUE).await;
    let forget = async |user| {
        let whom = Whom { company: 1, user, application: None };
        erase(&scene.world.app, whom, |_| Ok(()), |_| ()).await.unwrap();
    };
    forget(Some(COLLEAGUE)).await;
    assert_eq!(holders(&scene).len(), 1, "zoe's");
    assert!(works(&scene, OURS).await && !works(&scene, own(COLLEAGUE)).await);
    forget(None).await;
    assert_eq!(holders(&scene), Vec::<Value>::new());
    assert_eq!(wire(&scene).count("POST", "/oauth/revoke"), 2);
    assert!(!scene.dump().contains("zoom"), "{}", scene.dump());
}

#[tokio::test]
async fn what_happens_to_a_zoom_connection_and_its_rooms_is_told_as_described_and_without_a_link() {
    let scene = connected(CALENDAR, "zoe").await;
    let mut body = at_hour(10);
    body["meeting_provider"] = "zoom".into();
    let made = create(&scene, CALENDAR, body).await.ok();
    let id = made["event_id"].as_str().unwrap();
    update(&scene, (MARIAM, CALENDAR), id, at_hour(11)).await.ok();
    delete(&scene, (MARIAM, CALENDAR), id).await.ok();
    // Another company's consent is news of neither.
    scene.connect(STRANGER, "zoom", "zoe").await.expect(409, "account_in_use");
    scene.advance("2h");
    create(&scene, CALENDAR, json!({"title": "Avant"})).await.ok();
    wire(&scene).inject(Fault::drop_after().on("POST", "/oauth/token"));
    create(&scene, CALENDAR, at_zoom()).await.expect(502, "provider_unavailable");
    scene.advance("10m");
    sweep(&scene).await;
    scene.connect(MARIAM, "zoom", "zoe").await.ok();
    let url = format!("{}/meetings/zoe/remove", scene.world.origins[Zoom]);
    scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
    scene.world.poll().await;
    let received = scene.world.webhooks.received();
    let told: Vec<_> = received.iter().map(|it| it.body.clone()).collect();
    told.iter().for_each(as_described);
    let of_zoom = |it: &&Value| it["data"]["provider"] == "zoom";
    let kinds: Vec<_> = told.iter().filter(of_zoom).map(|it| it["type"].clone()).collect();
    let expected = [
        "connection.connected",
        "connection.needs_reauthorization",
        "connection.connected",
        "connection.disconnected",
    ];
    assert_eq!(kinds, expected);
    let ended = told.iter().find(|it| it["type"] == expected[1]).unwrap();
    assert_eq!(ended["data"]["reason"], "interrupted");
    for kind in ["scheduled", "moved", "cancelled"] {
        let event = told.iter().find(|it| it["type"] == format!("interview.{kind}")).unwrap();
        assert_eq!(event["data"]["meeting_provider"], "zoom", "{kind}");
        assert!(!event.to_string().contains("zoom.us"), "{kind}: {event}");
    }
}
