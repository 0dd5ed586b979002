//! F34: whatever hangs, each request has a typed answer before API Gateway gives up, after 30 s.
//!
//! Time passes only while somebody waits for what hangs on command, so nothing here waits itself.

use std::future::pending;

use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;
use shared::lambda::{request_of_event, respond};
use shared::model::error::Result;
use shared::model::provider::Provider;
use shared::model::provider::Provider::GoogleCalendar;
use shared::platform::response::Json;
use simulator_kit::wire::{Control, Fault};

use crate::interviews::{create, scheduled};
use crate::scene::{Answer, MARIAM, Scene, event};
use crate::upkeep::{TOKEN, partner, publish, stored};

/// So long a request may take: the deadline, and the grace for what keeps none.
const LONGEST: SignedDuration = SignedDuration::from_secs(27);

/// What comes of `work`, and after how long, while `part` does `fault` again and again.
pub(crate) async fn while_hanging<T>(
    scene: &Scene,
    part: &Control,
    fault: Fault,
    work: impl Future<Output = T>,
) -> (T, SignedDuration) {
    part.inject(fault.times(1000));
    let began = scene.world.clock.now();
    let time_passes = async {
        loop {
            // So that whoever has given up, or can go on, does.
            for _ in 0..50 {
                tokio::task::yield_now().await;
            }
            if part.hanging() > 0 {
                scene.world.clock.advance(SignedDuration::from_millis(500));
            }
        }
    };
    let result = tokio::select! {
        biased;
        result = work => result,
        never = time_passes => never,
    };
    part.clear();
    (result, scene.world.clock.now().duration_since(began))
}

#[track_caller]
fn answered((answer, took): (Answer, SignedDuration), status: u16, code: &str) {
    answer.expect(status, code);
    assert!(took <= LONGEST, "{code} after {took:?}");
}

#[tokio::test]
async fn f34_f13_a_table_that_hangs_is_storage_that_is_not_available() {
    let scene = Scene::new().await;
    for function in ["status", "auth-url", "publish-job", "list-events", "disconnect"] {
        let call = scene.call(function, MARIAM, |_| ());
        let dynamodb = &scene.world.controls.dynamodb;
        let result = while_hanging(&scene, dynamodb, Fault::hang(), call).await;
        assert!(result.1 >= SignedDuration::from_secs(9), "three attempts: {:?}", result.1);
        answered(result, 503, "storage_unavailable");
    }
}

#[tokio::test]
async fn f34_f12_keys_and_secrets_that_hang_are_storage_that_is_not_available() {
    let scene = partner(json!({})).await;
    scene.advance("6m");
    let aws = &scene.world.controls.kms_and_secrets;
    let hung = while_hanging(&scene, aws, Fault::hang().on_target("Decrypt"), publish(&scene, "a"));
    answered(hung.await, 503, "storage_unavailable");
    // After a day no secret that was read once serves any more.
    scene.advance("25h");
    let fault = Fault::hang().on_target("GetSecretValue");
    let hung = while_hanging(&scene, aws, fault, scene.call("status", MARIAM, |_| ()));
    answered(hung.await, 503, "storage_unavailable");
}

#[tokio::test]
async fn f34_a_secret_that_is_known_serves_while_it_is_looked_at_again() {
    let scene = Scene::new().await;
    scene.status(MARIAM).await;
    scene.advance("23h");
    let aws = &scene.world.controls.kms_and_secrets;
    let fault = || Fault::hang().on_target("GetSecretValue");
    let first = scene.call("status", MARIAM, |_| ());
    let (answer, took) = while_hanging(&scene, aws, fault(), first).await;
    answer.ok();
    assert!(took <= SignedDuration::from_secs(2), "{took:?}");
    aws.inject(fault().times(1000));
    let before = scene.world.clock.now();
    scene.status(MARIAM).await;
    assert_eq!(scene.world.clock.now(), before, "one look at a time is enough");
}

#[tokio::test]
async fn f34_f27_an_ats_that_hangs_is_told_as_such() {
    let scene = Scene::new().await;
    let api = &scene.world.controls.api;
    for function in ["status", "publish-job", "create-event", "callback"] {
        let fault = Fault::hang().on("GET", "/api/*");
        let hung = while_hanging(&scene, api, fault, scene.call(function, MARIAM, |_| ()));
        answered(hung.await, 503, "ats_unavailable");
    }
}

#[tokio::test]
async fn f34_f2_a_post_that_is_never_answered_is_noted_as_unclear() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let linkedin = &scene.world.controls[Provider::LinkedIn];
    let fault = Fault::hang().on("POST", "/rest/posts");
    let hung = while_hanging(&scene, linkedin, fault, publish(&scene, "une fois")).await;
    answered(hung, 502, "outcome_unknown");
    assert!(scene.dump().contains("unknown"), "the ledger says so: {}", scene.dump());
}

#[tokio::test]
async fn f34_a_token_endpoint_that_hangs_is_an_outage_and_the_connection_stays() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    let linkedin = &scene.world.controls[Provider::LinkedIn];
    let hung =
        while_hanging(&scene, linkedin, Fault::hang().on("POST", TOKEN), publish(&scene, "a"));
    answered(hung.await, 502, "provider_unavailable");
    assert_eq!(stored(&scene, "linkedin")["state"], "active");
}

#[tokio::test]
async fn f34_a_calendar_that_hangs_is_told_as_unclear() {
    let (scene, _) = scheduled(GoogleCalendar).await;
    let google = &scene.world.controls[Provider::GoogleCalendar];
    let call = create(&scene, GoogleCalendar, json!({"title": "Un autre"}));
    let hung = while_hanging(&scene, google, Fault::hang().on("POST", "/calendar/*"), call).await;
    answered(hung, 502, "outcome_unknown");
}

/// Who waits for somebody else's renewal waits no longer than its own request lasts.
#[tokio::test]
async fn f34_a_wait_for_somebody_else_ends_with_one_s_own_time() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    let linkedin = &scene.world.controls[Provider::LinkedIn];
    let both = futures::future::join(publish(&scene, "a"), publish(&scene, "b"));
    let fault = Fault::hang().on("POST", TOKEN);
    let ((first, second), took) = while_hanging(&scene, linkedin, fault, both).await;
    for answer in [first, second] {
        assert!(answer.status.is_server_error(), "{answer:?}");
        assert_ne!(answer.code(), "internal", "{answer:?}");
    }
    assert!(took <= LONGEST, "{took:?}");
}

/// A run of the schedule has the time that Lambda gives it, and still reports.
#[tokio::test]
async fn f34_a_run_of_the_schedule_reports_what_hung() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    let linkedin = &scene.world.controls[Provider::LinkedIn];
    let run = scene.world.scheduler.fire("refresh-tokens", json!({}));
    let hung = while_hanging(&scene, linkedin, Fault::hang().on("POST", TOKEN), run).await;
    let report = hung.0.unwrap().unwrap();
    assert_eq!((&report["due"], &report["renewed"]), (&json!(1), &json!(0)), "{report}");
    assert!(hung.1 <= SignedDuration::from_secs(120), "{:?}", hung.1);
}

/// Work that waits for what keeps no deadline is given up all the same.
#[tokio::test]
async fn f34_a_handler_that_never_ends_is_answered() {
    let scene = Scene::new().await;
    let request = request_of_event(&event("status").to_string()).unwrap();
    let app = &scene.world.app;
    let never = |_, _| pending::<Result<Json<()>>>();
    let time_passes = async {
        loop {
            tokio::task::yield_now().await;
            scene.world.clock.advance(SignedDuration::from_secs(1));
        }
    };
    let began = scene.world.clock.now();
    let response = tokio::select! {
        biased;
        response = respond(app, &never, request) => response,
        never = time_passes => never,
    };
    assert_eq!(response.status(), StatusCode::GATEWAY_TIMEOUT);
    assert!(
        scene.world.clock.now().duration_since(began) <= LONGEST + SignedDuration::from_secs(1)
    );
}
