//! Channels as a client and its endpoint meet them.

use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::routing::post;
use axum::{Router, body::Bytes};
use http::{HeaderMap, Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};
use simulator_kit::testing::Served;

use crate::testing::{Answer, Bench, EVENTS, Words, interview};

const WATCH: &str = "/calendar/v3/calendars/primary/events/watch";
const STOP: &str = "/calendar/v3/channels/stop";

/// Keeps the headers of what arrives, and answers a status of the test's.
#[derive(Clone, Default)]
struct Hook {
    status: Arc<Mutex<StatusCode>>,
    arrived: Arc<Mutex<Vec<HeaderMap>>>,
}

async fn receive(State(hook): State<Hook>, headers: HeaderMap, body: Bytes) -> StatusCode {
    assert!(body.is_empty());
    hook.arrived.lock().unwrap().push(headers);
    *hook.status.lock().unwrap()
}

struct Scene {
    bench: Bench,
    token: String,
    hook: Hook,
    served: Served,
}

impl Scene {
    async fn new() -> Self {
        let hook = Hook::default();
        let router = Router::new().route("/hook", post(receive)).with_state(hook.clone());
        let served = Served::start(router).await;
        let bench = Bench::new();
        let token = bench.token("awa", &["calendar.events"]).await;
        Self { bench, token, hook, served }
    }

    async fn call(&self, method: Method, path: &str, body: Value) -> Answer {
        self.bench.call(&self.token, (method, path), body).await
    }

    /// `events.watch` with `changes` to a good channel.
    async fn watch(&self, changes: Value) -> Answer {
        let address = format!("{}/hook", self.served.url);
        let mut channel =
            json!({"id": "c-1", "type": "web_hook", "address": address, "token": "s3"});
        channel.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        self.call(Method::POST, WATCH, channel).await
    }

    /// What arrives `seconds` from now, by name of a header.
    async fn after(&self, seconds: i64, header: &str) -> Vec<String> {
        self.bench.clock.advance(SignedDuration::from_secs(seconds));
        assert_eq!(self.bench.form("/_notifications/run", &[]).await.status, 204);
        let arrived = std::mem::take(&mut *self.hook.arrived.lock().unwrap());
        let text = |headers: &HeaderMap| headers[header].to_str().unwrap().to_owned();
        arrived.iter().map(text).collect()
    }

    async fn insert(&self) {
        let mut event = interview();
        event.as_object_mut().unwrap().remove("id");
        assert_eq!(self.call(Method::POST, EVENTS, event).await.status, 200);
    }

    async fn turn(&self, faults: Value) {
        let answer = self.call(Method::PATCH, "/_notifications", faults).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
}

#[tokio::test]
async fn a_channel_is_answered_and_begins_with_a_sync_message() {
    let scene = Scene::new().await;
    let channel = scene.watch(json!({})).await.json();
    assert_eq!(
        (&channel["kind"], &channel["id"], &channel["token"]),
        (&json!("api#channel"), &json!("c-1"), &json!("s3"))
    );
    // Seven days, in milliseconds, as a text.
    assert_eq!(channel["expiration"], "1796716800000");
    assert_eq!(
        channel["resourceUri"],
        "http://localhost:8003/calendar/v3/calendars/awa@acme.ci/events?alt=json"
    );
    scene.bench.form("/_notifications/run", &[]).await;
    let arrived = scene.hook.arrived.lock().unwrap().clone();
    let told = |name: &str| arrived[0][name].to_str().unwrap().to_owned();
    assert_eq!(arrived.len(), 1);
    assert_eq!(told("x-goog-channel-id"), "c-1");
    assert_eq!(told("x-goog-channel-token"), "s3");
    assert_eq!(told("x-goog-channel-expiration"), "Tue, 08 Dec 2026 08:00:00 GMT");
    assert_eq!(told("x-goog-resource-id"), channel["resourceId"].as_str().unwrap());
    assert_eq!(told("x-goog-resource-uri"), channel["resourceUri"].as_str().unwrap());
    assert_eq!(told("x-goog-resource-state"), "sync");
    assert_eq!(told("x-goog-message-number"), "1");
}

#[tokio::test]
async fn the_sync_message_may_come_before_the_answer() {
    let scene = Scene::new().await;
    scene.bench.turn("awa", json!({"sync_before_answer": true})).await;
    scene.watch(json!({})).await;
    assert_eq!(scene.hook.arrived.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn every_change_is_told_our_own_too_with_numbers_that_grow_with_gaps() {
    let scene = Scene::new().await;
    scene.watch(json!({})).await;
    for _ in 0..3 {
        scene.insert().await;
    }
    assert_eq!(scene.after(0, "x-goog-message-number").await, ["1", "3", "4", "6"]);
    scene.bench.form("/calendar/awa/events/seed00n3/move", &[("minutes", "30")]).await;
    assert_eq!(scene.after(0, "x-goog-resource-state").await, ["exists"]);
    scene.bench.form("/calendar/lead/events/seed00n0/move", &[("minutes", "30")]).await;
    assert!(scene.after(0, "x-goog-resource-state").await.is_empty(), "another's calendar");
}

#[tokio::test]
async fn a_guests_channel_hears_of_the_invitation_and_of_being_taken_off() {
    let scene = Scene::new().await;
    let lead = scene.bench.token("lead", &["calendar.events"]).await;
    let address = format!("{}/hook", scene.served.url);
    let channel = json!({"id": "c-2", "type": "webhook", "address": address});
    assert_eq!(scene.bench.call(&lead, (Method::POST, WATCH), channel).await.status, 200);
    scene.after(0, "x-goog-channel-id").await;
    scene.call(Method::POST, EVENTS, interview()).await;
    assert_eq!(scene.after(0, "x-goog-channel-id").await, ["c-2"]);
    let event = format!("{EVENTS}/itv7d3k2m9q0c8v5h1");
    scene.call(Method::PATCH, &event, json!({"attendees": []})).await;
    assert_eq!(scene.after(0, "x-goog-channel-id").await, ["c-2"]);
    scene.call(Method::PATCH, &event, json!({"summary": "x"})).await;
    assert!(scene.after(0, "x-goog-channel-id").await.is_empty());
}

#[tokio::test]
async fn what_a_channel_may_not_be_is_refused_in_googles_words() {
    let scene = Scene::new().await;
    let long = "x".repeat(65);
    for (changes, reason) in [
        (json!({"id": null}), "required"),
        (json!({"id": "a b"}), "push.channelIdInvalid"),
        (json!({"id": long}), "push.channelIdInvalid"),
        (json!({"type": "email"}), "push.channelTypeNotSupported"),
        (json!({"type": null}), "required"),
        (json!({"address": null}), "required"),
        (json!({"address": "hook"}), "push.webhookUrlNoHostOrAddress"),
        (json!({"address": "http://api.example/hook"}), "push.webhookUrlNotHttps"),
        (json!({"token": "x".repeat(257)}), "invalid"),
        (json!({"expiration": "soon"}), "invalid"),
        (json!({"expiration": 1_000}), "invalid"),
        (json!({"params": {"ttl": "-1"}}), "invalid"),
    ] {
        let refusal = scene.watch(changes.clone()).await.refusal();
        assert_eq!((refusal.0, refusal.1.as_str()), (400, reason), "{changes}");
    }
    assert_eq!(scene.watch(json!({"address": "https://api.example/hook"})).await.status, 200);
    scene.bench.turn("awa", json!({"unverified_domain": true})).await;
    let refusal = scene.watch(json!({"id": "c-9"})).await.refusal();
    assert_eq!((refusal.0, refusal.1.as_str()), (401, "push.webhookUrlUnauthorized"));
}

#[tokio::test]
async fn an_id_is_never_used_twice_not_even_of_a_stopped_or_anothers_channel() {
    let scene = Scene::new().await;
    let channel = scene.watch(json!({})).await.json();
    let expected = (400, "channelIdNotUnique".into(), "Channel id c-1 not unique".into());
    assert_eq!(scene.watch(json!({})).await.refusal(), expected);
    scene.call(Method::POST, STOP, channel).await;
    assert_eq!(scene.watch(json!({})).await.refusal(), expected);
    let lead = scene.bench.token("lead", &["calendar.events"]).await;
    let body = json!({"id": "c-1", "type": "web_hook", "address": "https://x.ci/"});
    assert_eq!(scene.bench.call(&lead, (Method::POST, WATCH), body).await.refusal(), expected);
}

#[tokio::test]
async fn a_lifetime_is_asked_for_in_two_ways_and_never_more_than_seven_days() {
    let scene = Scene::new().await;
    let lives = async |id: &str, changes: Value| {
        let mut changes = changes;
        changes["id"] = id.into();
        scene.watch(changes).await.json()["expiration"].clone()
    };
    assert_eq!(lives("a", json!({"params": {"ttl": "3600"}})).await, "1796115600000");
    assert_eq!(lives("b", json!({"expiration": 1_796_115_600_000_i64})).await, "1796115600000");
    assert_eq!(lives("c", json!({"expiration": "1796115600000"})).await, "1796115600000");
    assert_eq!(lives("d", json!({"params": {"ttl": "2592000"}})).await, "1796716800000");
}

#[tokio::test]
async fn a_channel_sends_until_it_expires_and_cannot_be_stopped_then() {
    let scene = Scene::new().await;
    let channel = scene.watch(json!({"params": {"ttl": "60"}})).await.json();
    scene.after(59, "x-goog-channel-id").await;
    scene.insert().await;
    assert_eq!(scene.after(0, "x-goog-channel-id").await.len(), 1);
    scene.bench.clock.advance(SignedDuration::from_secs(1));
    scene.insert().await;
    assert!(scene.after(0, "x-goog-channel-id").await.is_empty());
    assert_eq!(scene.call(Method::POST, STOP, channel).await.refusal().0, 404);
    let listed = scene.bench.get("/_channels").await.json();
    assert_eq!(listed[0]["state"], "expired");
}

#[tokio::test]
async fn a_stop_needs_both_ids_and_the_same_person() {
    let scene = Scene::new().await;
    let channel = scene.watch(json!({})).await.json();
    scene.after(0, "x-goog-channel-id").await;
    let named = |id: &Value, resource: &Value| json!({"id": id, "resourceId": resource});
    let (id, resource) = (&channel["id"], &channel["resourceId"]);
    for wrong in [named(&json!("c-2"), resource), named(id, &json!("other"))] {
        let refusal = scene.call(Method::POST, STOP, wrong).await.refusal();
        assert_eq!((refusal.0, refusal.1.as_str()), (404, "notFound"));
    }
    for half in [json!({"id": id}), json!({"resourceId": resource})] {
        assert_eq!(scene.call(Method::POST, STOP, half).await.refusal().1, "required");
    }
    let lead = scene.bench.token("lead", &["calendar.events"]).await;
    let what = (Method::POST, STOP);
    assert_eq!(scene.bench.call(&lead, what, named(id, resource)).await.refusal().0, 404);
    assert_eq!(scene.call(Method::POST, STOP, named(id, resource)).await.status, 204);
    assert_eq!(scene.call(Method::POST, STOP, named(id, resource)).await.refusal().0, 404);
    scene.insert().await;
    assert!(scene.after(0, "x-goog-channel-id").await.is_empty());
}

#[tokio::test]
async fn a_stopped_channel_goes_on_for_as_long_as_asked() {
    let scene = Scene::new().await;
    scene.turn(json!({"after_stop_seconds": 60})).await;
    let channel = scene.watch(json!({})).await.json();
    scene.after(0, "x-goog-channel-id").await;
    scene.call(Method::POST, STOP, channel).await;
    scene.insert().await;
    assert_eq!(scene.after(59, "x-goog-channel-id").await.len(), 1);
    scene.insert().await;
    assert_eq!(scene.after(1, "x-goog-channel-id").await.len(), 1);
    scene.insert().await;
    assert!(scene.after(0, "x-goog-channel-id").await.is_empty());
}

#[tokio::test]
async fn a_killed_channel_is_silent_and_its_client_is_not_told() {
    let scene = Scene::new().await;
    scene.watch(json!({})).await;
    scene.after(0, "x-goog-channel-id").await;
    assert_eq!(scene.call(Method::DELETE, "/_channels/c-1", Value::Null).await.status, 204);
    scene.insert().await;
    assert!(scene.after(0, "x-goog-channel-id").await.is_empty());
}

#[tokio::test]
async fn two_channels_of_one_calendar_overlap_and_have_one_resource() {
    let scene = Scene::new().await;
    let first = scene.watch(json!({})).await.json();
    let second = scene.watch(json!({"id": "c-2"})).await.json();
    assert_eq!(first["resourceId"], second["resourceId"]);
    scene.after(0, "x-goog-channel-id").await;
    scene.insert().await;
    assert_eq!(scene.after(0, "x-goog-channel-id").await, ["c-1", "c-2"]);
}

#[tokio::test]
async fn what_broke_on_our_side_is_sent_again_and_what_was_refused_is_not() {
    let scene = Scene::new().await;
    *scene.hook.status.lock().unwrap() = StatusCode::SERVICE_UNAVAILABLE;
    scene.watch(json!({})).await;
    let mut arrived = Vec::new();
    for seconds in [0, 1, 2, 4] {
        arrived.push(scene.after(seconds, "x-goog-message-number").await.len());
    }
    assert_eq!(arrived, [1, 1, 1, 1]);
    for status in [StatusCode::NOT_FOUND, StatusCode::GONE, StatusCode::NOT_IMPLEMENTED] {
        scene.after(3600, "x-goog-message-number").await;
        *scene.hook.status.lock().unwrap() = status;
        scene.after(3600, "x-goog-message-number").await;
        scene.bench.form("/calendar/awa/events/seed00n3/move", &[("minutes", "30")]).await;
        assert_eq!(scene.after(0, "x-goog-message-number").await.len(), 1);
        assert!(scene.after(3600, "x-goog-message-number").await.is_empty(), "{status}");
    }
}

#[tokio::test]
async fn a_token_without_the_scope_may_neither_watch_nor_stop() {
    let scene = Scene::new().await;
    let busy = scene.bench.token("awa", &["calendar.freebusy"]).await;
    for path in [WATCH, STOP] {
        let refusal = scene.bench.call(&busy, (Method::POST, path), json!({})).await.refusal();
        assert_eq!((refusal.0, refusal.1.as_str()), (403, "insufficientPermissions"));
    }
    let other = "/calendar/v3/calendars/nobody@example.com/events/watch";
    assert_eq!(scene.call(Method::POST, other, json!({})).await.refusal().0, 404);
}
