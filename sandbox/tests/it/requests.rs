//! What every endpoint says to a request that is not as it should be (B4, B18, S11, S24, S46).

use http::header;
use serde_json::{Value, json};

use crate::scene::{Answer, MARIAM, Scene, event};

/// The functions that read a body, each with a number, a text and a field that it knows.
const BODIES: [&str; 8] = [
    "publish-job",
    "create-event",
    "update-event",
    "available-slots",
    "preview",
    "template",
    "preferences",
    "choose-organization",
];

const ALL: [&str; 19] = [
    "auth-url",
    "callback",
    "publish-job",
    "create-event",
    "update-event",
    "delete-event",
    "available-slots",
    "list-events",
    "organizations",
    "choose-organization",
    "preview",
    "template",
    "preferences",
    "list-posts",
    "offers",
    "post-statistics",
    "delete-post",
    "status",
    "disconnect",
];

async fn with_body(scene: &Scene, function: &str, body: &str) -> Answer {
    scene.call(function, MARIAM, |event| event["body"] = body.into()).await
}

fn detail(answer: &Answer) -> String {
    answer.json()["detail"].as_str().unwrap().to_owned()
}

/// Everything about the request is wrong, its token included.
fn spoilt(event: &mut Value, authorization: &str) {
    event["body"] = "[1,\"tableau\"]".into();
    event["isBase64Encoded"] = false.into();
    event["rawQueryString"] = "code=1&code=2&replace=1&replace=2".into();
    event["pathParameters"] = json!({"provider": "myspace", "post_id": "x", "event_id": ""});
    event["headers"]["idempotency-key"] = "é".into();
    event["headers"]["authorization"] = authorization.into();
}

#[tokio::test]
async fn s46_who_is_not_let_in_learns_nothing_but_how_to_ask() {
    let scene = Scene::new().await;
    scene.forget();
    for function in ALL {
        for authorization in ["Bearer x.y.z", "Basic YTpi", "Bearer", "bearer "] {
            let change = |event: &mut Value| spoilt(event, authorization);
            let answer = scene.call(function, MARIAM, change).await.expect(401, "unauthenticated");
            let challenge = &answer.headers[header::WWW_AUTHENTICATE];
            assert_eq!(challenge, "Bearer realm=\"integrations\", error=\"invalid_token\"");
        }
        if function == "callback" {
            continue;
        }
        let mut without = event(function);
        spoilt(&mut without, "");
        without["headers"].as_object_mut().unwrap().remove("authorization");
        let answer = scene.invoke(function, &without).await.expect(401, "unauthenticated");
        assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer realm=\"integrations\"");
    }
    assert_eq!(scene.outside_calls(), 0);
}

#[tokio::test]
async fn s24_only_one_whole_object_is_a_body_at_every_endpoint() {
    let scene = Scene::new().await;
    for function in BODIES {
        for (body, told) in [
            ("[1,\"tableau\"]", "body: a JSON object is expected"),
            ("null", "body: a JSON object is expected"),
            ("7", "body: a JSON object is expected"),
            ("", "body: this is not valid JSON"),
            ("{} {}", "body: this is not valid JSON"),
            ("{\"a\":1,\"a\":2}", "a: this field appears twice"),
        ] {
            let answer = with_body(&scene, function, body).await.expect(400, "invalid_request");
            assert_eq!(detail(&answer), told, "{function} {body}");
        }
    }
}

#[tokio::test]
async fn b4_no_detail_speaks_the_language_of_programs() {
    let scene = Scene::new().await;
    let wrong = [json!({}), json!([[]]), json!({"a": 1}), json!(true), json!(1.5), json!("x")];
    for function in BODIES {
        let whole: Value = serde_json::from_str(event(function)["body"].as_str().unwrap()).unwrap();
        for field in whole.as_object().unwrap().keys() {
            for value in &wrong {
                let mut body = whole.clone();
                body[field] = value.clone();
                let answer = with_body(&scene, function, &body.to_string()).await;
                let told = detail(&answer);
                let words =
                    ["i64", "u32", "f64", "struct", "variant", "invalid type", "sequence", "`"];
                let is_plain = !words.iter().any(|word| told.contains(word));
                assert!(is_plain, "{function} {body}: {told}");
            }
        }
    }
}

#[tokio::test]
async fn s24_a_misspelt_field_is_told_and_an_unknown_one_ignored() {
    let scene = Scene::new().await;
    for (function, misspelt, meant) in [
        ("create-event", "time_zone", "timezone"),
        ("create-event", "createMeetingLink", "create_meeting_link"),
        ("available-slots", "TimeZone", "timezone"),
        ("available-slots", "working_hour", "working_hours"),
        ("update-event", "start-time", "start_time"),
        ("publish-job", "custom_mesage", "custom_message"),
        ("publish-job", "organisation_id", "organization_id"),
        ("preview", "tempalte", "template"),
    ] {
        let mut body: Value =
            serde_json::from_str(event(function)["body"].as_str().unwrap()).unwrap();
        body.as_object_mut().unwrap().remove(meant);
        body[misspelt] = json!("x");
        let answer = with_body(&scene, function, &body.to_string()).await;
        let told = format!("{misspelt}: there is no such field. Did you mean {meant}?");
        assert_eq!(detail(&answer.expect(400, "invalid_request")), told);
    }
    let extra = json!({"job_id": 1, "source": "dashboard", "job": {"title": "x"}}).to_string();
    with_body(&scene, "preview", &extra).await.ok();
}

#[tokio::test]
async fn null_counts_as_absent_and_a_byte_order_mark_as_nothing() {
    let scene = Scene::new().await;
    let nulls = json!({"job_id": 1, "template": null, "custom_message": null}).to_string();
    let expected = with_body(&scene, "preview", "{\"job_id\":1}").await.ok();
    assert_eq!(with_body(&scene, "preview", &nulls).await.ok(), expected);
    assert_eq!(with_body(&scene, "preview", &format!("\u{feff}{nulls}")).await.ok(), expected);
    let nulls = json!({
        "duration_minutes": 30, "start_date": "2026-11-24", "end_date": "2026-11-24",
        "attendees": null, "timezone": null, "working_hours": null,
    });
    let answer = with_body(&scene, "available-slots", &nulls.to_string()).await;
    answer.expect(409, "not_connected");
}

#[tokio::test]
async fn s10_a_hostile_host_reaches_the_function_as_any_other() {
    let scene = Scene::new().await;
    for host in ["[", "a b", "evil/../x?y#z", "1.2.3.4.5", "host:99999", "\u{e9}"] {
        let hostile = |event: &mut Value| {
            event["headers"]["host"] = host.into();
            event["requestContext"]["domainName"] = host.into();
        };
        scene.call("status", MARIAM, hostile).await.ok();
    }
}

#[tokio::test]
async fn s24_an_object_within_a_body_is_read_as_strictly_as_the_body() {
    let scene = Scene::new().await;
    for (hours, told) in [
        (json!(["20:00", "21:00", ["sunday"]]), "working_hours: an object is expected"),
        (json!({"start": "20:00", "day": ["sunday"]}), "working_hours.day: there is no such field"),
        (json!({"Start": "20:00"}), "working_hours.Start: there is no such field"),
        (json!({"start": 20}), "working_hours.start: a text is expected"),
    ] {
        let body = json!({
            "duration_minutes": 60, "start_date": "2026-12-01", "end_date": "2026-12-02",
            "working_hours": hours,
        });
        let answer = with_body(&scene, "available-slots", &body.to_string()).await;
        assert!(detail(&answer).starts_with(told), "{answer:?}");
        answer.expect(400, "invalid_request");
    }
}

#[tokio::test]
async fn s24_a_parameter_that_is_neither_true_nor_false_is_refused_and_not_taken_for_the_default() {
    let scene = Scene::new().await;
    let ask = |query: &'static str| {
        scene.call("auth-url", MARIAM, move |event| event["rawQueryString"] = query.into())
    };
    for query in ["replace=True", "replace=1", "replace=yes"] {
        ask(query).await.expect(400, "invalid_request");
    }
    for query in ["replace=true", "replace=false", "replace=", "other=1"] {
        ask(query).await.ok();
    }
}
