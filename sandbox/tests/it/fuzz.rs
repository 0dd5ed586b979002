//! Whatever comes in is answered, never with a 5xx or a panic (S11, S24).
//!
//! That every problem has its text and code is asserted by the scene; a panic fails the call.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::answer::Answer;
use crate::scene::{MARIAM, Scene};

const CASES: u32 = 100;

/// The same cases every time; a failure prints the smallest one.
fn each(cases: impl Strategy<Value = String>, test: impl Fn(&str) -> Answer) {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, random);
    let run = |case: String| {
        let answer = test(&case);
        prop_assert!(!answer.status.is_server_error(), "{:?}", answer);
        Ok(())
    };
    runner.run(&cases, run).unwrap();
}

/// One world for all cases.
fn scene(runtime: &Runtime, account: Option<&str>) -> Scene {
    runtime.block_on(async {
        let scene = Scene::new().await;
        if let Some(account) = account {
            scene.connect(MARIAM, "linkedin", account).await.ok();
        }
        scene
    })
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Queries as API Gateway hands them on, of the parameters we know and of others.
fn query() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        4 => prop_oneof!["code", "state", "error", "iss", "replace"].prop_map(|name| name),
        1 => "[a-z%&=;]{0,6}",
    ];
    let value = prop_oneof![
        "[A-Za-z0-9_-]{43}",
        "[!-~&&[^#<>\"`{}|\\\\^]]{0,40}",
        "(%[0-9a-fA-F]{2}){0,12}",
        "a{4090,4100}",
    ];
    let pair = (name, value).prop_map(|(name, value)| format!("{name}={value}"));
    prop::collection::vec(pair, 0..6).prop_map(|pairs| pairs.join("&"))
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0_i64..14).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!("personal")),
        Just(json!("urn:li:organization:27113908")),
        prop::collection::vec(any::<String>(), 0..3).prop_map(Value::from),
    ]
}

/// Objects with the fields we know, of any type, and one we don't; whole, or with an end cut off.
fn body() -> impl Strategy<Value = String> {
    let fields = ["job_id", "custom_message", "organization_id", "organization_ids", "other"];
    let field = (prop::sample::select(fields.to_vec()), leaf());
    let object = prop::collection::btree_map(field.0, field.1, 0..5);
    let whole = object.prop_map(|fields| json!(fields).to_string()).boxed();
    let cut = (whole.clone(), any::<prop::sample::Index>()).prop_map(|(text, end)| {
        text.chars().take(end.index(text.chars().count().max(1))).collect::<String>()
    });
    prop_oneof![4 => whole, 1 => cut, 1 => any::<String>()]
}

#[test]
fn s11_no_query_breaks_the_callback_with_or_without_a_token() {
    let runtime = runtime();
    let scene = scene(&runtime, None);
    each(query(), |query| {
        let bounced = runtime.block_on(scene.bounce("linkedin", query));
        assert_eq!(bounced.status, 303, "{query}");
        let set = |event: &mut Value| {
            event["pathParameters"]["provider"] = "linkedin".into();
            event["rawQueryString"] = query.into();
        };
        runtime.block_on(scene.call("callback", MARIAM, set))
    });
    assert_eq!(scene.exchanges(), 0);
}

#[test]
fn s24_no_body_breaks_publishing() {
    let runtime = runtime();
    let scene = scene(&runtime, Some("claire"));
    each(body(), |body| {
        let set = |event: &mut Value| event["body"] = body.into();
        runtime.block_on(scene.call("publish-job", MARIAM, set))
    });
}

#[test]
fn s39_s40_any_custom_message_is_published() {
    let runtime = runtime();
    let scene = scene(&runtime, Some("kofi"));
    let message = prop_oneof![any::<String>(), "[a(é🚀_\\\\{|@ \n]{0,60}", ".{2990,3010}"];
    each(message, |message| {
        let body = json!({"job_id": 1, "custom_message": message}).to_string();
        let set = |event: &mut Value| {
            event["headers"].as_object_mut().unwrap().remove("idempotency-key");
            event["body"] = body.into();
        };
        let answer = runtime.block_on(scene.call("publish-job", MARIAM, set));
        assert_eq!(answer.status, 200, "{answer:?}");
        answer
    });
}
