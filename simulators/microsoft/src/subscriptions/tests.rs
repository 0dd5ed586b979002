//! Subscriptions as a client and its endpoint meet them.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http::StatusCode;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};
use simulator_kit::clock::MovableClock;
use simulator_kit::testing::Served;

use crate::testing::{Answer, Bench, Graph, Words};

/// How an endpoint answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// As it should.
    Good,
    /// The token as JSON.
    Json,
    /// The token as it stands in the query.
    Undecoded,
    /// With this status.
    Status(u16),
    /// Never, while ten seconds pass.
    Never,
    /// After so many seconds.
    Slow(i64),
}

#[derive(Clone)]
struct Hook {
    clock: MovableClock,
    manner: Arc<Mutex<Manner>>,
    /// What arrived: the path, and the body.
    arrived: Arc<Mutex<Vec<(String, Value)>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Handshake {
    validation_token: Option<String>,
}

async fn receive(
    State(hook): State<Hook>,
    Path(path): Path<String>,
    Query(handshake): Query<Handshake>,
    uri: http::Uri,
    body: String,
) -> Response {
    let manner = *hook.manner.lock().unwrap();
    if let Some(token) = &handshake.validation_token {
        assert_eq!(body, "");
        let raw = uri.query().unwrap();
        let encoded = ["%25", "%2B", "%3C", "%26"];
        assert!(encoded.iter().all(|encoded| raw.contains(encoded)), "{raw}");
        hook.arrived.lock().unwrap().push((path, Value::Null));
        return match manner {
            Manner::Json => axum::Json(token.clone()).into_response(),
            Manner::Undecoded => raw.replace("validationToken=", "").into_response(),
            other => answer(&hook, other, token.clone()).await,
        };
    }
    hook.arrived.lock().unwrap().push((path, serde_json::from_str(&body).unwrap()));
    answer(&hook, manner, String::new()).await
}

async fn answer(hook: &Hook, manner: Manner, text: String) -> Response {
    match manner {
        Manner::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Manner::Never => {
            hook.clock.advance(SignedDuration::from_secs(10));
            std::future::pending().await
        }
        Manner::Slow(seconds) => {
            hook.clock.advance(SignedDuration::from_secs(seconds));
            text.into_response()
        }
        Manner::Good | Manner::Json | Manner::Undecoded => text.into_response(),
    }
}

struct Scene {
    bench: Bench,
    hook: Hook,
    served: Served,
}

impl Scene {
    async fn new() -> Self {
        let bench = Bench::new();
        let hook = Hook {
            clock: bench.clock.clone(),
            manner: Arc::new(Mutex::new(Manner::Good)),
            arrived: Arc::default(),
        };
        let router = Router::new().route("/{path}", post(receive)).with_state(hook.clone());
        let served = Served::start(router).await;
        Self { bench, hook, served }
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.served.url)
    }

    /// A good subscription, with `changes`.
    async fn subscribe(&self, graph: &Graph<'_>, changes: Value) -> Answer {
        let mut body = json!({
            "changeType": "created,updated,deleted",
            "notificationUrl": self.url("hook"),
            "lifecycleNotificationUrl": self.url("life"),
            "resource": "me/events",
            "expirationDateTime": "2026-11-29T08:45:00Z",
            "clientState": "s3cret",
        });
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        body.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        graph.post("/subscriptions", body).await
    }

    /// A good subscription's id.
    async fn subscribed(&self, graph: &Graph<'_>) -> String {
        let answer = self.subscribe(graph, json!({})).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        self.hook.arrived.lock().unwrap().clear();
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    async fn behave(&self, manner: Manner) {
        *self.hook.manner.lock().unwrap() = manner;
    }

    /// What arrives `seconds` from now.
    async fn after(&self, seconds: i64) -> Vec<(String, Value)> {
        self.bench.clock.advance(SignedDuration::from_secs(seconds));
        assert_eq!(self.bench.form("/_notifications/run", &[]).await.status, 204);
        std::mem::take(&mut *self.hook.arrived.lock().unwrap())
    }

    /// The same, by changeType or lifecycleEvent of each item.
    async fn told(&self, seconds: i64) -> Vec<String> {
        let kind = |item: &Value| {
            let kind = item["changeType"].as_str().or_else(|| item["lifecycleEvent"].as_str());
            kind.unwrap().to_owned()
        };
        let items = |(_, body): &(String, Value)| {
            body["value"].as_array().unwrap().iter().map(kind).collect::<Vec<_>>()
        };
        self.after(seconds).await.iter().flat_map(items).collect()
    }
}

/// Two minutes before the end of access tokens' lives here would be 60 to 90: tests that take long drag by hand.
async fn drag(scene: &Scene, event: &Value) {
    let path = format!("/calendar/fatou/events/{}/move", event["id"].as_str().unwrap());
    assert_eq!(scene.bench.form(&path, &[("minutes", "15")]).await.status, 303);
}

fn path(event: &Value) -> String {
    format!("/me/events/{}", event["id"].as_str().unwrap())
}

#[tokio::test]
async fn both_urls_are_validated_before_the_answer() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    let answer = scene.subscribe(&graph, json!({})).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let arrived: Vec<_> =
        scene.hook.arrived.lock().unwrap().iter().map(|one| one.0.clone()).collect();
    assert_eq!(arrived, ["hook", "life"]);
    let made = answer.json();
    assert_eq!(made["expirationDateTime"], "2026-11-29T08:45:00.0000000Z");
    assert_eq!(
        (&made["clientState"], &made["changeType"]),
        (&json!("s3cret"), &json!("created,updated,deleted"))
    );
    let id = made["id"].as_str().unwrap();
    assert!(answer.header("location").ends_with(id));
    let read = graph.get(&format!("/subscriptions/{id}")).await.json();
    assert_eq!(
        (&read["id"], &read["clientState"]),
        (&made["id"], &Value::Null),
        "a secret is told once"
    );
    assert_eq!(graph.get("/subscriptions").await.json()["value"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_endpoint_that_does_not_answer_the_token_decoded_as_text_in_ten_seconds_is_refused() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    for manner in [
        Manner::Json,
        Manner::Undecoded,
        Manner::Status(202),
        Manner::Status(404),
        Manner::Status(500),
        Manner::Never,
    ] {
        scene.behave(manner).await;
        scene.subscribe(&graph, json!({})).await.refused(400, "ValidationError");
    }
    scene.behave(Manner::Good).await;
    let nobody = json!({"lifecycleNotificationUrl": "https://nobody.example/life"});
    let error = scene.subscribe(&graph, nobody).await.refused(400, "ValidationError");
    assert_eq!(error["message"], "Subscription validation request timed out.");
    assert_eq!(scene.subscribe(&graph, json!({})).await.status, 201);
}

#[tokio::test]
async fn what_a_subscription_may_not_be_is_refused() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    for (changes, code) in [
        (json!({"changeType": null}), "ValidationError"),
        (json!({"changeType": "moved"}), "ValidationError"),
        (json!({"notificationUrl": null}), "ValidationError"),
        (json!({"notificationUrl": "http://api.example/hook"}), "ValidationError"),
        (json!({"lifecycleNotificationUrl": "http://api.example/life"}), "ValidationError"),
        (json!({"resource": null}), "ValidationError"),
        (json!({"resource": "me/messages"}), "ValidationError"),
        (json!({"resource": "users/lead@acme.ci/events"}), "ValidationError"),
        (json!({"expirationDateTime": null}), "ValidationError"),
        (json!({"expirationDateTime": "soon"}), "ValidationError"),
        (json!({"expirationDateTime": "2026-11-22T08:59:59Z"}), "ValidationError"),
        (json!({"expirationDateTime": "2026-11-29T09:00:00Z"}), "ExtensionError"),
        (json!({"clientState": "x".repeat(129)}), "ValidationError"),
        (json!({"clientState": 7}), "RequestBodyRead"),
        (json!({"includeResourceData": true}), "ValidationError"),
        (json!({"callbackUrl": "x"}), "RequestBodyRead"),
    ] {
        scene.subscribe(&graph, changes).await.refused(400, code);
    }
    let most = scene.subscribe(&graph, json!({"expirationDateTime": "2026-11-29T08:51:00Z"})).await;
    let error = most.refused(400, "ExtensionError");
    assert_eq!(
        error["message"],
        "Subscription expiration can only be 10070 minutes in the future."
    );
    let nobody = scene.bench.graph_for("fatou", "openid User.Read").await;
    scene.subscribe(&nobody, json!({})).await.refused(403, "ErrorAccessDenied");
    assert!(scene.hook.arrived.lock().unwrap().is_empty(), "none came as far as a handshake");
}

#[tokio::test]
async fn what_ends_within_45_minutes_is_raised_to_45() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    let made =
        scene.subscribe(&graph, json!({"expirationDateTime": "2026-11-22T09:10:00Z"})).await.json();
    assert_eq!(made["expirationDateTime"], "2026-11-22T09:45:00.0000000Z");
}

#[tokio::test]
async fn the_same_again_is_a_conflict_and_other_changes_or_people_are_not() {
    let scene = Scene::new().await;
    let (graph, lead) = (scene.bench.graph("fatou").await, scene.bench.graph("lead").await);
    let id = scene.subscribed(&graph).await;
    let same =
        json!({"changeType": "deleted, updated,created", "notificationUrl": scene.url("other")});
    let error = scene.subscribe(&graph, same).await.refused(409, "Conflict");
    let message = format!("Subscription Id {id} already exists for the requested combination");
    assert_eq!(error["message"], message);
    assert_eq!(scene.subscribe(&graph, json!({"changeType": "updated"})).await.status, 201);
    assert_eq!(scene.subscribe(&lead, json!({})).await.status, 201);
    let path = format!("/subscriptions/{id}");
    lead.delete(&path).await.refused(404, "ResourceNotFound");
    assert_eq!(graph.delete(&path).await.status, 204);
    graph.delete(&path).await.refused(404, "ResourceNotFound");
    assert_eq!(scene.subscribe(&graph, json!({})).await.status, 201);
}

#[tokio::test]
async fn a_renewal_counts_from_now_and_nothing_else_can_be_changed() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    let path = format!("/subscriptions/{}", scene.subscribed(&graph).await);
    scene.bench.clock.advance(SignedDuration::from_mins(20));
    let until = |text: &str| json!({"expirationDateTime": text});
    let renewed = graph.patch(&path, until("2026-11-29T09:05:00Z")).await.json();
    assert_eq!(renewed["expirationDateTime"], "2026-11-29T09:05:00.0000000Z");
    graph.patch(&path, until("2026-11-29T10:00:00Z")).await.refused(400, "ExtensionError");
    for other in
        [json!({"lifecycleNotificationUrl": scene.url("life")}), json!({"clientState": "x"})]
    {
        graph.patch(&path, other).await.refused(400, "ValidationError");
    }
    assert_eq!(graph.patch(&path, json!({"notificationUrl": scene.url("new")})).await.status, 200);
    assert_eq!(scene.hook.arrived.lock().unwrap()[0].0, "new", "after a handshake");
    scene.bench.clock.advance(SignedDuration::from_hours(24 * 8));
    let graph = scene.bench.graph("fatou").await;
    graph.patch(&path, until("2026-12-01T09:00:00Z")).await.refused(404, "ResourceNotFound");
    assert_eq!(graph.get("/subscriptions").await.json()["value"], json!([]));
}

#[tokio::test]
async fn changes_are_told_in_one_post_with_the_secret_and_the_immutable_id() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await.with("prefer", r#"IdType="ImmutableId""#);
    let id = scene.subscribed(&graph).await;
    let event = graph.create(json!({})).await;
    graph.patch(&path(&event), json!({"subject": "Bis"})).await;
    drag(&scene, &event).await;
    let etag = graph.get(&path(&event)).await.json()["@odata.etag"].clone();
    graph.delete(&path(&event)).await;
    let arrived = scene.after(0).await;
    assert_eq!((arrived.len(), arrived[0].0.as_str()), (1, "hook"));
    let items = arrived[0].1["value"].as_array().unwrap();
    let kinds: Vec<_> = items.iter().map(|item| item["changeType"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["created", "updated", "updated", "deleted"]);
    let oid = "a1f40c5e-0001-4c1d-8a01-5d0b7e3f9a01";
    let resource = format!("Users/{oid}/Events/{}", event["id"].as_str().unwrap());
    assert_eq!(
        items[2],
        json!({
            "subscriptionId": id,
            "subscriptionExpirationDateTime": "2026-11-29T08:45:00.0000000Z",
            "clientState": "s3cret",
            "changeType": "updated",
            "tenantId": "1c9f6a0e-52d3-4b7e-9a68-0e4d2f7b3c11",
            "resource": resource,
            "resourceData": {
                "@odata.type": "#Microsoft.Graph.Event",
                "@odata.id": resource,
                "@odata.etag": etag,
                "id": event["id"],
            },
        })
    );
    let listed = scene.bench.get("/_notifications").await.text;
    assert!(!listed.contains("s3cret"), "{listed}");
}

#[tokio::test]
async fn only_the_changes_of_ones_own_mailbox_that_were_asked_for_are_told() {
    let scene = Scene::new().await;
    let (graph, lead) = (scene.bench.graph("fatou").await, scene.bench.graph("lead").await);
    let answer = scene.subscribe(&lead, json!({"changeType": "created"})).await;
    assert_eq!(answer.status, 201);
    scene.after(0).await;
    let guests = json!({"attendees": [{"emailAddress": {"address": "lead@acme.ci"}}]});
    let event = graph.create(guests).await;
    graph.create(json!({})).await;
    assert_eq!(scene.told(0).await, ["created"], "the copy in the guest's mailbox");
    graph.patch(&path(&event), json!({"subject": "Bis"})).await;
    assert!(scene.told(0).await.is_empty());
}

#[tokio::test]
async fn an_item_of_somebody_elses_subscription_may_share_the_post() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    scene.subscribed(&graph).await;
    scene.bench.turn("fatou", json!({"foreign_items": true})).await;
    graph.create(json!({})).await;
    let (_, body) = scene.after(0).await.remove(0);
    let states: Vec<_> =
        body["value"].as_array().unwrap().iter().map(|item| &item["clientState"]).collect();
    assert_eq!(states, ["of-somebody-else", "s3cret"]);
}

#[tokio::test]
async fn whatever_is_not_2xx_is_tried_again_for_four_hours_and_then_said_to_be_missed() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    scene.subscribed(&graph).await;
    scene.behave(Manner::Status(404)).await;
    graph.create(json!({})).await;
    for seconds in [0, 10, 60, 300, 900, 3600] {
        assert_eq!(scene.told(seconds).await, ["created"], "after {seconds} s");
    }
    assert!(scene.told(9529).await.is_empty());
    scene.behave(Manner::Good).await;
    assert_eq!(scene.told(1).await, ["created"]);
    scene.behave(Manner::Status(503)).await;
    let graph = scene.bench.graph("fatou").await;
    graph.create(json!({})).await;
    for seconds in [0, 10, 60, 300, 900, 3600] {
        scene.told(seconds).await;
    }
    assert_eq!(
        scene.told(9530).await,
        ["created", "missed"],
        "both are refused, the last for the first time"
    );
}

#[tokio::test]
async fn a_subscription_near_its_end_is_told_so_each_quarter_of_an_hour_and_paused_where_it_does_nothing()
 {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    let event = graph.create(json!({})).await;
    let id = scene.subscribed(&graph).await;
    let week = SignedDuration::from_mins(10_065);
    scene.bench.clock.advance(week - SignedDuration::from_mins(31));
    assert!(scene.told(0).await.is_empty());
    let (path, notice) = scene.after(60).await.remove(0);
    assert_eq!(
        (path.as_str(), &notice["value"][0]),
        (
            "life",
            &json!({
                "subscriptionId": id,
                "subscriptionExpirationDateTime": "2026-11-29T08:45:00.0000000Z",
                "tenantId": "1c9f6a0e-52d3-4b7e-9a68-0e4d2f7b3c11",
                "clientState": "s3cret",
                "lifecycleEvent": "reauthorizationRequired",
            })
        )
    );
    drag(&scene, &event).await;
    assert_eq!(scene.told(0).await, ["updated"]);
    assert_eq!(scene.told(15 * 60).await, ["reauthorizationRequired"]);
    drag(&scene, &event).await;
    assert!(scene.told(0).await.is_empty(), "delivery is paused, and what changed is lost");
    let graph = scene.bench.graph("fatou").await;
    let path = format!("/subscriptions/{id}");
    graph.patch(&path, json!({"expirationDateTime": "2026-12-05T00:00:00Z"})).await;
    drag(&scene, &event).await;
    assert_eq!(scene.told(0).await, ["updated"]);
}

#[tokio::test]
async fn each_event_of_its_life_comes_on_command() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    let id = scene.subscribed(&graph).await;
    let command = async |event: &str| {
        scene.bench.form(&format!("/_subscriptions/{id}/{event}"), &[]).await.status.as_u16()
    };
    assert_eq!(command("reauthorizationRequired").await, 204);
    assert_eq!(scene.told(0).await, ["reauthorizationRequired"]);
    let path = format!("/subscriptions/{id}/reauthorize");
    assert_eq!(graph.post(&path, json!({})).await.status, 204);
    assert!(scene.told(15 * 60).await.is_empty(), "it was followed");
    assert_eq!(command("missed").await, 204);
    assert_eq!(scene.told(0).await, ["missed"]);
    assert_eq!(command("subscriptionRemoved").await, 204);
    graph.create(json!({})).await;
    assert_eq!(scene.told(0).await, ["subscriptionRemoved"]);
    graph.get(&format!("/subscriptions/{id}")).await.refused(404, "ResourceNotFound");
    assert_eq!((command("missed").await, command("forgotten").await), (404, 404));
    assert_eq!(scene.bench.get("/_subscriptions").await.json()[0]["state"], "removed");
}

#[tokio::test]
async fn a_removed_subscription_is_silent_and_a_deleted_one_goes_on_for_as_long_as_asked() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    let id = scene.subscribed(&graph).await;
    let request =
        http::Request::delete(format!("/_subscriptions/{id}")).body(axum::body::Body::empty());
    assert_eq!(scene.bench.send(request.unwrap()).await.status, 204);
    graph.create(json!({})).await;
    assert!(scene.told(0).await.is_empty());
    let id = scene.subscribed(&graph).await;
    let patch = http::Request::patch("/_notifications").header("content-type", "application/json");
    let faults = json!({"after_stop_seconds": 60}).to_string();
    assert_eq!(scene.bench.send(patch.body(faults.into()).unwrap()).await.status, 200);
    graph.delete(&format!("/subscriptions/{id}")).await;
    let event = graph.create(json!({})).await;
    assert_eq!(scene.told(59).await, ["created", "created"], "the one before is not over either");
    drag(&scene, &event).await;
    assert_eq!(scene.told(0).await.len(), 2);
    scene.bench.clock.advance(SignedDuration::from_secs(1));
    drag(&scene, &event).await;
    assert!(scene.told(0).await.is_empty());
}

#[tokio::test]
async fn a_slow_endpoint_is_held_for_ten_minutes_and_a_very_slow_one_misses_what_is_dropped() {
    let scene = Scene::new().await;
    let graph = scene.bench.graph("fatou").await;
    scene.subscribed(&graph).await;
    let event = graph.create(json!({})).await;
    let one = async |seconds| {
        drag(&scene, &event).await;
        scene.told(seconds).await
    };
    for number in 0..100 {
        scene.behave(if number < 11 { Manner::Slow(3) } else { Manner::Good }).await;
        assert!(!one(0).await.is_empty());
    }
    scene.behave(Manner::Good).await;
    assert!(one(0).await.is_empty());
    assert_eq!(scene.told(600).await, ["updated"]);
    for number in 0..100 {
        scene.behave(if number < 16 { Manner::Slow(10) } else { Manner::Good }).await;
        one(0).await;
    }
    scene.behave(Manner::Good).await;
    assert!(one(0).await.is_empty());
    let told = scene.told(600).await;
    assert_eq!(told.last().unwrap(), "missed", "{told:?}");
    assert_eq!(one(0).await, ["updated"]);
}
