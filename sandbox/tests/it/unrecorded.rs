//! What the calendar took and our table did not: retried, and found again by its request (F36).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::calendars::{connected, wire};
use crate::interviews::{CALENDARS, create, delete, in_calendar, list, update};
use crate::scene::{MARIAM, Scene};

/// A table that takes the company's key for guests and the claim, and then throttles writes, `times` times.
fn throttled(scene: &Scene, times: u32) {
    let body = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException",
        "message": "Throughput exceeds the current capacity of your table or index.",
    });
    let fault = Fault::respond(StatusCode::BAD_REQUEST, body);
    scene.world.controls.dynamodb.inject(fault.on_target("PutItem").after(2).times(times));
}

async fn unrecorded(provider: Provider) -> Scene {
    let scene = connected(provider).await;
    throttled(&scene, u32::MAX);
    create(&scene, provider, json!({})).await.ok();
    scene.world.controls.dynamodb.clear();
    scene
}

fn text(event: &Value, name: &str) -> String {
    event[name].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn f36_a_short_throttling_costs_nothing() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        throttled(&scene, 7);
        create(&scene, provider, json!({})).await.ok();
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "scheduled", "{provider}");
    }
}

#[tokio::test]
async fn f36_an_interview_that_could_not_be_recorded_is_listed_and_can_be_cancelled() {
    for provider in CALENDARS {
        let scene = unrecorded(provider).await;
        scene.advance("36s");
        let listed = list(&scene, MARIAM).await;
        assert_eq!((listed.len(), &listed[0]["status"]), (1, &"unconfirmed".into()));
        assert_eq!(text(&listed[0], "start_time"), "2026-12-01T14:00:00+00:00");
        assert_eq!(listed[0]["event_url"], Value::Null, "nobody knows whether it is there");
        delete(&scene, (MARIAM, provider), &text(&listed[0], "event_id")).await.ok();
        let listed = list(&scene, MARIAM).await;
        assert_eq!((listed.len(), &listed[0]["status"]), (1, &"cancelled".into()), "{provider}");
        let id = text(&listed[0], "event_id");
        assert!(in_calendar(&scene, provider, &id).await.is_none(), "{provider}");
    }
}

#[tokio::test]
async fn f36_an_interview_that_could_not_be_recorded_can_be_changed_days_later() {
    for provider in CALENDARS {
        let scene = unrecorded(provider).await;
        scene.advance("3 days");
        let name = text(&list(&scene, MARIAM).await[0], "event_id");
        let title = json!({"title": "Entretien final"});
        let changed = update(&scene, (MARIAM, provider), &name, title).await.ok();
        let listed = list(&scene, MARIAM).await;
        assert_eq!((listed.len(), &listed[0]["status"]), (1, &"scheduled".into()), "{provider}");
        assert_eq!(listed[0]["title"], "Entretien final");
        assert_eq!(listed[0]["event_id"], changed["event_id"]);
        let is_event = |path: &str| path.ends_with("/events");
        let requests = wire(&scene, provider).requests().into_iter();
        let made = requests.filter(|request| request.method == "POST" && is_event(&request.path));
        assert_eq!(made.count(), 1, "{provider}");
    }
}

#[tokio::test]
async fn f36_an_interview_of_which_only_the_request_is_recorded_is_an_interview_like_any_other() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
        let fault = fault.on_target("PutItem").body_contains("EVENT#").times(u32::MAX);
        scene.world.controls.dynamodb.inject(fault);
        let made = create(&scene, provider, json!({})).await.ok();
        scene.world.controls.dynamodb.clear();
        let listed = list(&scene, MARIAM).await;
        assert_eq!((listed.len(), &listed[0]["status"]), (1, &"scheduled".into()));
        let id = text(&made, "event_id");
        delete(&scene, (MARIAM, provider), &id).await.ok();
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "cancelled");
        delete(&scene, (MARIAM, provider), &id).await.ok();
    }
}

#[tokio::test]
async fn f36_what_never_reached_the_calendar_is_unconfirmed_until_somebody_asks() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        wire(&scene, provider).inject(
            Fault::respond(StatusCode::BAD_GATEWAY, Value::Null)
                .on("POST", events(provider))
                .times(2),
        );
        create(&scene, provider, json!({})).await.expect(502, "outcome_unknown");
        let listed = list(&scene, MARIAM).await;
        assert_eq!((listed.len(), &listed[0]["status"]), (1, &"unconfirmed".into()));
        // That there is no such event is believed the second time.
        let id = text(&listed[0], "event_id");
        delete(&scene, (MARIAM, provider), &id).await.expect(502, "provider_unavailable");
        scene.advance("5m");
        delete(&scene, (MARIAM, provider), &id).await.ok();
        assert_eq!(list(&scene, MARIAM).await, Vec::<Value>::new(), "{provider}");
    }
}

#[tokio::test]
async fn a_refused_interview_and_one_under_way_are_not_listed() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let refusal =
            json!({"error": {"code": "ErrorInvalidRequest", "errors": [{"reason": "invalid"}]}});
        let fault = Fault::respond(StatusCode::BAD_REQUEST, refusal);
        wire(&scene, provider).inject(fault.on("POST", events(provider)));
        create(&scene, provider, json!({})).await.expect(422, "content_refused");
        assert_eq!(list(&scene, MARIAM).await, Vec::<Value>::new());
    }
}

/// Where events are made.
const fn events(provider: Provider) -> &'static str {
    match provider {
        Provider::GoogleCalendar => "/calendar/v3/calendars/primary/events",
        _ => "/v1.0/me/events",
    }
}
