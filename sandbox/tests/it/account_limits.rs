//! Accounts that can't do what they are connected for: found out while they are connected, and said (B23).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, OutlookCalendar};
use simulator_kit::wire::Fault;

use crate::connect_calendars::connect;
use crate::own::{connect_for, entry};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene, hanging};
use crate::upkeep::sweep;

/// What is asked of Graph while an account is connected.
const CALENDAR: &str = "/v1.0/me/calendar";

/// The codes of `answer`'s warnings.
fn codes(answer: &Value) -> Vec<&str> {
    let warnings = answer["warnings"].as_array().unwrap().iter();
    warnings.map(|warning| warning["code"].as_str().unwrap()).collect()
}

/// Whether nothing is said of a limit of Outlook's account.
fn is_unlimited(entry: &Value) -> bool {
    entry["account_limits"] == json!([]) && entry["warnings"] == json!([])
}

#[tokio::test]
async fn b23_an_account_without_a_mailbox_or_without_teams_is_said_when_it_connects_and_in_status()
{
    for (account, limit, words) in [
        ("nadia", "calendar_missing", "has no mailbox"),
        ("marc", "rooms_unavailable", "makes no Teams meetings"),
        ("sophie", "rooms_unavailable", "makes no Teams meetings"),
    ] {
        let scene = Scene::new().await;
        let answer = connect(&scene, OutlookCalendar, account).await.ok();
        assert_eq!(codes(&answer), [limit], "{account}");
        let detail = answer["warnings"][0]["detail"].as_str().unwrap();
        assert!(detail.contains(words), "{account}: {detail}");
        let entry = entry(&scene, MARIAM, OutlookCalendar).await;
        assert_eq!(entry["account_limits"], json!([limit]), "{account}");
        assert_eq!(entry["warnings"], json!([detail]), "{account}");
        assert_eq!((&entry["is_connected"], &entry["state"]), (&true.into(), &"active".into()));
        assert_eq!(scene.world.controls[OutlookCalendar].count("GET", CALENDAR), 1, "{account}");
    }
}

#[tokio::test]
async fn b23_an_account_that_can_do_all_is_told_nothing_of_limits() {
    for (provider, account) in [(OutlookCalendar, "fatou"), (Provider::GoogleCalendar, "awa")] {
        let scene = Scene::new().await;
        let answer = connect(&scene, provider, account).await.ok();
        assert_eq!(answer["warnings"], json!([]));
        assert!(is_unlimited(&entry(&scene, MARIAM, provider).await), "{provider}");
    }
}

#[tokio::test]
async fn b23_whatever_becomes_of_the_question_the_account_is_connected() {
    let status = |status| Fault::respond(status, Value::Null);
    for (fault, account) in [
        (status(StatusCode::INTERNAL_SERVER_ERROR), "nadia"),
        (status(StatusCode::UNAUTHORIZED), "nadia"),
        (status(StatusCode::FORBIDDEN), "nadia"),
        (status(StatusCode::NOT_FOUND), "nadia"),
        (status(StatusCode::TOO_MANY_REQUESTS), "marc"),
        (Fault::respond(StatusCode::OK, json!({"allowedOnlineMeetingProviders": null})), "marc"),
        (Fault::respond(StatusCode::OK, json!([])), "marc"),
        (Fault::drop_before(), "marc"),
    ] {
        let scene = Scene::new().await;
        let name = format!("{fault:?}");
        scene.world.controls[OutlookCalendar].inject(fault.on("GET", CALENDAR).times(9));
        let answer = connect(&scene, OutlookCalendar, account).await.ok();
        assert_eq!(answer["warnings"], json!([]), "{name}");
        assert!(is_unlimited(&entry(&scene, MARIAM, OutlookCalendar).await), "{name}");
    }
}

#[tokio::test]
async fn b23_an_answer_that_does_not_come_is_not_waited_for() {
    let scene = Scene::new().await;
    let control = &scene.world.controls[OutlookCalendar];
    control.inject(Fault::hang().on("GET", CALENDAR));
    let given_up = async {
        hanging(control).await;
        scene.advance("4s");
    };
    let (answer, ()) = tokio::join!(connect(&scene, OutlookCalendar, "nadia"), given_up);
    assert_eq!(answer.ok()["warnings"], json!([]));
}

#[tokio::test]
async fn b23_a_reconnect_finds_it_out_anew() {
    let scene = Scene::new().await;
    connect(&scene, OutlookCalendar, "marc").await.ok();
    let origin = &scene.world.origins[OutlookCalendar];
    scene.turn(origin, "marc", json!({"teams_allowed": true})).await;
    let before = entry(&scene, MARIAM, OutlookCalendar).await;
    assert_eq!(before["account_limits"], json!(["rooms_unavailable"]), "nobody has asked again");
    assert_eq!(connect(&scene, OutlookCalendar, "marc").await.ok()["warnings"], json!([]));
    assert!(is_unlimited(&entry(&scene, MARIAM, OutlookCalendar).await));
    scene.turn(origin, "marc", json!({"teams_allowed": false})).await;
    let answer = connect(&scene, OutlookCalendar, "marc").await.ok();
    assert_eq!(codes(&answer), ["rooms_unavailable"]);
}

#[tokio::test]
async fn b23_one_s_own_account_the_company_s_and_another_company_s_are_told_apart() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), OutlookCalendar, "nadia").await.ok();
    connect_for(&scene, (COLLEAGUE, "company"), OutlookCalendar, "marc").await.ok();
    connect_for(&scene, (STRANGER, "company"), OutlookCalendar, "fatou").await.ok();
    let mariam = entry(&scene, MARIAM, OutlookCalendar).await;
    assert_eq!(mariam["own"]["account_limits"], json!(["calendar_missing"]));
    assert_eq!(mariam["company"]["account_limits"], json!(["rooms_unavailable"]));
    assert_eq!(mariam["account_limits"], mariam["own"]["account_limits"], "hers is used");
    let colleague = entry(&scene, COLLEAGUE, OutlookCalendar).await;
    assert_eq!(colleague["own"], Value::Null);
    assert_eq!(colleague["account_limits"], json!(["rooms_unavailable"]));
    assert!(is_unlimited(&entry(&scene, STRANGER, OutlookCalendar).await));
}

#[tokio::test]
async fn b23_what_ended_has_one_thing_to_say_and_no_limit() {
    let scene = Scene::new().await;
    connect(&scene, OutlookCalendar, "marc").await.ok();
    scene.advance("120 days");
    sweep(&scene).await;
    let entry = entry(&scene, MARIAM, OutlookCalendar).await;
    assert_eq!(entry["state"], "needs_reauthorization");
    assert!(is_unlimited(&entry), "{entry}");
}
