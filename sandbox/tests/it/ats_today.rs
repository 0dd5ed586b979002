//! The ATS as it is today: what works, what is refused in which words, and who is told.

use http::{Method, Request, StatusCode, header};
use sandbox::ats::Readiness::{self, Ready, Today};
use sandbox::ats::record::Role;
use sandbox::gateway::template::Template;
use sandbox::world::TEMPLATE;
use serde_json::{Value, json};
use serde_yaml_ng::Value as Yaml;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;
use tracing::Level;

use crate::answer::Answer;
use crate::logs::Logs;
use crate::scene::{MARIAM, STRANGER, Scene};
use crate::{ats_events, calendars};

/// What a route answers while the ATS lacks what is asked of it.
enum Expected {
    /// The ATS has what it needs.
    Works,
    /// It works, and there is nothing of that name.
    NotFound,
    /// The ATS lacks this.
    Lacks(&'static str),
}

use Expected::{Lacks, NotFound, Works};

/// Every function with a route, in an order in which each finds what it needs.
const ROUTES: [(&str, Expected); 23] = [
    ("auth-url", Works),
    ("status", Works),
    ("organizations", Works),
    ("choose-organization", Works),
    ("template", Works),
    ("preferences", Works),
    ("slack-notifications", Works),
    ("preview", Lacks("company_id")),
    ("publish-job", Lacks("company_id")),
    ("list-posts", Works),
    ("plans", NotFound),
    ("offers", Lacks("company_id")),
    ("post-statistics", NotFound),
    ("delete-post", NotFound),
    ("available-slots", Works),
    ("create-event", Lacks("the route")),
    ("booking-links", Lacks("the route")),
    ("list-events", Works),
    ("update-event", NotFound),
    ("delete-event", NotFound),
    ("disconnect", Works),
    // It has no reports yet; one that is signed counts all the same.
    ("ats-events", Works),
    // Last: its event's state is nobody's.
    ("callback", Works),
];

/// A world at an ATS, in which LinkedIn and both calendars are connected.
async fn connected(readiness: Readiness) -> Scene {
    let scene = Scene::at_an_ats(readiness).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.connect(MARIAM, "slack", "sali").await.ok();
    for provider in [Provider::GoogleCalendar, Provider::OutlookCalendar] {
        calendars::connect(&scene, provider, MARIAM, 1).await;
    }
    scene.forget();
    scene
}

/// The alarms raised so far, by the metric that raises them.
fn alarms(logs: &Logs) -> usize {
    logs.lines("\"AtsIncomplete\":1").len()
}

async fn call(scene: &Scene, function: &str) -> Answer {
    if function == "ats-events" {
        let closed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 1}});
        return ats_events::report(scene, "msg_1", &closed).await;
    }
    let change = |event: &mut Value| {
        if function == "callback" {
            event["rawQueryString"] = format!("code=c&state={}", "A".repeat(43)).into();
        }
        if function == "choose-organization" {
            event["body"] = r#"{"organization_id":null}"#.into();
        }
    };
    scene.call(function, MARIAM, change).await
}

#[tokio::test]
async fn each_route_works_or_says_what_the_ats_lacks_and_raises_an_alarm_the_first_time() {
    let template = Template::parse(TEMPLATE).unwrap();
    let routed = template.functions.iter().filter(|function| !function.routes.is_empty());
    // Zoom, Slack, calendars, job boards and candidates call them, and nothing of the ATS is asked.
    let strangers = ["zoom-events", "slack-events", "calendar-notification", "feeds", "bookings"];
    let routed = routed.filter(|it| !strangers.contains(&it.name.as_str()));
    let mut routed: Vec<_> = routed.map(|function| function.name.as_str()).collect();
    let mut walked: Vec<_> = ROUTES.iter().map(|(function, _)| *function).collect();
    routed.sort_unstable();
    walked.sort_unstable();
    assert_eq!(walked, routed);

    let scene = connected(Today).await;
    for (function, expected) in &ROUTES {
        let logs = Logs::capture(Level::INFO);
        let answer = call(&scene, function).await;
        match expected {
            Works if *function == "callback" => drop(answer.expect(400, "invalid_state")),
            Works => drop(answer.ok()),
            NotFound => drop(answer.expect(404, "not_found")),
            Lacks(missing) => {
                let detail = answer.expect(502, "ats_incomplete").json()["detail"].to_string();
                assert!(detail.contains("team has been alerted"), "{function}: {detail}");
                assert_eq!(
                    logs.lines(&format!("\"missing\":\"{missing}\"")).len(),
                    1,
                    "{function}"
                );
                assert_eq!(alarms(&logs), 1, "{function}: the team is alerted");
                continue;
            }
        }
        assert_eq!(alarms(&logs), 0, "{function}");
    }
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn the_alarm_looks_at_what_is_recorded_and_one_refusal_is_enough() {
    let template: Yaml = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    let alarm = &template["Resources"]["AtsIncomplete"]["Properties"];
    assert_eq!(
        [&alarm["Threshold"], &alarm["DatapointsToAlarm"]],
        [&Yaml::from(0), &Yaml::from(1)]
    );
    let logs = Logs::capture(Level::INFO);
    let scene = connected(Today).await;
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(502, "ats_incomplete");
    let line: Value = serde_json::from_str(&logs.lines("\"AtsIncomplete\":1")[0]).unwrap();
    assert_eq!(line[alarm["Dimensions"][1]["Name"].as_str().unwrap()], "ats");
    assert_eq!(alarm["Dimensions"][1]["Value"], "ats");
}

#[tokio::test]
async fn a_route_that_is_missing_is_none_of_the_company_s_things_that_are() {
    let scene = connected(Ready).await;
    for path in ["/api/employers/me", "/api/jobs/1"] {
        for (status, body, code) in [
            (404, json!({"detail": "Not Found"}), (502, "ats_incomplete")),
            (405, json!({"detail": "Method Not Allowed"}), (502, "ats_incomplete")),
            (404, json!({"message": "Application not found"}), (503, "ats_unavailable")),
            (404, "<html>".into(), (503, "ats_unavailable")),
        ] {
            let logs = Logs::capture(Level::INFO);
            let status = StatusCode::from_u16(status).unwrap();
            let fault = Fault::respond(status, body).on("GET", path);
            scene.world.controls.api.inject(fault);
            scene.publish(MARIAM, json!({"job_id": 1})).await.expect(code.0, code.1);
            assert_eq!(alarms(&logs), usize::from(code.0 == 502), "{path}: {status}");
        }
    }
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn s32_a_field_of_another_type_is_named_without_its_value() {
    let scene = connected(Ready).await;
    let secret = "Ibrahim Canary";
    for body in [json!({"id": 1, "company_id": secret}), json!({"company_id": 1, "title": null})] {
        let logs = Logs::capture(Level::INFO);
        let fault = Fault::respond(StatusCode::OK, body).on("GET", "/api/jobs/1");
        scene.world.controls.api.inject(fault);
        scene.publish(MARIAM, json!({"job_id": 1})).await.expect(502, "ats_incomplete");
        assert_eq!(alarms(&logs), 1);
        assert!(!logs.text().contains(secret), "{}", logs.text());
    }
}

#[tokio::test]
async fn a_draft_is_not_found_today_and_not_published_once_ready() {
    for (readiness, status, code) in [(Today, 404, "not_found"), (Ready, 409, "job_not_published")]
    {
        let scene = connected(readiness).await;
        scene.publish(MARIAM, json!({"job_id": 3})).await.expect(status, code);
    }
}

#[tokio::test]
async fn ids_beyond_32_bits_name_nothing_and_never_reach_the_ats_which_would_fail() {
    for readiness in [Today, Ready] {
        let scene = connected(readiness).await;
        let direct = ats(&scene, Method::GET, "/api/jobs/2147483648", Value::Null).await;
        assert_eq!((direct.status.as_u16(), direct.text.as_str()), (500, "Internal Server Error"));
        scene.forget();
        for id in [2_147_483_648, i64::MAX, 0, -1] {
            scene.publish(MARIAM, json!({"job_id": id})).await.expect(404, "not_found");
        }
        let asked = scene.world.controls.api.requests();
        assert!(asked.iter().all(|it| it.path == "/api/employers/me"), "{asked:?}");
    }
}

#[tokio::test]
async fn our_own_reading_of_a_job_counts_as_a_view_today_only() {
    for (readiness, views) in [(Today, 3), (Ready, 0)] {
        let scene = connected(readiness).await;
        for _ in 0..3 {
            scene.call("preview", MARIAM, |_| ()).await;
        }
        assert_eq!(scene.world.ats.job(1).unwrap().views_count, views, "{readiness:?}");
    }
}

#[tokio::test]
async fn s19_a_role_that_was_taken_away_lasts_as_long_as_its_token_today() {
    for readiness in [Today, Ready] {
        let scene = connected(readiness).await;
        let bearer = scene.bearer(MARIAM);
        assert!(scene.world.ats.change_role(MARIAM, Role::Candidate));
        let old_token = |event: &mut Value| event["headers"]["authorization"] = bearer.into();
        let answer = scene.call("status", MARIAM, old_token).await;
        match readiness {
            Today => assert_eq!(answer.ok()["linkedin"]["is_connected"], true),
            Ready => drop(answer.expect(403, "employer_required")),
        }
    }
}

#[tokio::test]
async fn s21_an_employer_can_move_into_another_company_today_and_see_its_connections() {
    for (readiness, status, connected_there) in [(Today, 200, true), (Ready, 403, false)] {
        let scene = connected(readiness).await;
        let moved = as_user(&scene, STRANGER, json!({"company_id": 1})).await;
        assert_eq!(moved.status.as_u16(), status, "{readiness:?}");
        let seen = scene.status(STRANGER).await;
        assert_eq!(seen["linkedin"]["is_connected"], connected_there, "{readiness:?}");
    }
}

#[tokio::test]
async fn s18_an_address_alone_is_a_session_today_and_not_once_ready() {
    for (readiness, status) in [(Today, 200), (Ready, 401)] {
        let scene = Scene::at_an_ats(readiness).await;
        let people = scene.get(&format!("{}/api/auth/people", scene.world.origins.api)).await;
        let email = people.json()[0]["email"].clone();
        let body = json!({"email": email});
        let answer = ats(&scene, Method::POST, "/api/auth/oauth/signin", body).await;
        assert_eq!(answer.status.as_u16(), status, "{answer:?}");
        assert_eq!(answer.json()["access_token"].is_string(), readiness == Today);
    }
}

/// Calls the ATS itself, as Mariam's browser does.
async fn ats(scene: &Scene, method: Method, path: &str, body: Value) -> Answer {
    send(scene, MARIAM, (method, path), body).await
}

/// `user` changes the own profile at the ATS.
async fn as_user(scene: &Scene, user: i64, body: Value) -> Answer {
    send(scene, user, (Method::PUT, "/api/employers/me"), body).await
}

async fn send(scene: &Scene, user: i64, (method, path): (Method, &str), body: Value) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(format!("{}{path}", scene.world.origins.api))
        .header(header::AUTHORIZATION, scene.bearer(user))
        .header(header::CONTENT_TYPE, "application/json");
    scene.send(request.body(body.to_string().into_bytes()).unwrap()).await
}
