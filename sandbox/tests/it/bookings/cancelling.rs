//! Cancelling, whatever the calendar answers of what is free (S53).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar};
use simulator_kit::wire::Fault;

use super::{cancel, choose, offered};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, in_calendar, list};
use crate::scene::{MARIAM, Scene, hanging};

const MORNING: &str = "2026-11-24T10:00:00";

/// When somebody is busy is answered with `fault`.
fn is_busy(scene: &Scene, provider: Provider, fault: Fault) {
    let (method, path) = match provider {
        GoogleCalendar => ("POST", "/calendar/v3/freeBusy"),
        _ => ("GET", "/v1.0/me/calendarView"),
    };
    wire(scene, provider).inject(fault.on(method, path).times(99));
}

fn faults() -> [(&'static str, Fault); 3] {
    [
        ("500", Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null)),
        ("429", Fault::respond(StatusCode::TOO_MANY_REQUESTS, Value::Null)),
        ("nothing", Fault::hang()),
    ]
}

/// Cancels while nobody tells what is free; a calendar that hangs is waited for four seconds.
async fn cancelled(scene: &Scene, provider: Provider, token: &str, what: &str) -> Value {
    let cancelling = scene.while_time_passes(cancel(scene, token));
    let waiting = async {
        if what == "nothing" {
            hanging(wire(scene, provider)).await;
            scene.advance("4s");
        }
    };
    tokio::join!(cancelling, waiting).0.ok()
}

#[tokio::test]
async fn s53_a_cancellation_is_told_although_nobody_knows_what_is_free() {
    for provider in CALENDARS {
        for (what, fault) in faults() {
            let (scene, token) = offered(provider).await;
            choose(&scene, &token, MORNING).await.ok();
            let id = list(&scene, MARIAM).await[0]["event_id"].as_str().unwrap().to_owned();
            is_busy(&scene, provider, fault);
            let gone = cancelled(&scene, provider, &token, what).await;
            let told = (&gone["state"], &gone["booked"], &gone["slots"]);
            assert_eq!(told, (&json!("cancelled"), &Value::Null, &json!([])), "{what}");
            wire(&scene, provider).clear();
            assert!(in_calendar(&scene, provider, &id).await.is_none(), "{provider:?} {what}");
            assert_eq!(choose(&scene, &token, MORNING).await.ok()["state"], "booked");
        }
    }
}

#[tokio::test]
async fn s53_cancelling_where_nothing_is_booked_is_success_whatever_the_calendar_answers() {
    for provider in CALENDARS {
        for (what, fault) in faults() {
            let (scene, token) = offered(provider).await;
            is_busy(&scene, provider, fault);
            let open = cancelled(&scene, provider, &token, what).await;
            let told = (&open["state"], &open["slots"]);
            assert_eq!(told, (&json!("open"), &json!([])), "{provider:?} {what}");
        }
    }
}
