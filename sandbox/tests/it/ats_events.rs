//! `POST /api/integrations/ats-events`: signature and window first, once for each id, and what follows.

use http::Request;
use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::{GoogleCalendar, LinkedIn};

use crate::answer::Answer;
use crate::calendars::connect;
use crate::own::connect_for;
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene, event};
use crate::upkeep::sweep;

fn left(company_id: i64, user_id: i64) -> Value {
    json!({"type": "employer.left_company", "timestamp": "2026-11-23T09:00:00Z",
        "data": {"company_id": company_id, "user_id": user_id}})
}

/// Sends `request`, a report of the ATS, to the function.
async fn send(scene: &Scene, request: &Request<Vec<u8>>) -> Answer {
    let mut event = event("ats-events");
    for (name, value) in request.headers() {
        event["headers"][name.as_str()] = value.to_str().unwrap().into();
    }
    event["body"] = String::from_utf8(request.body().clone()).unwrap().into();
    scene.invoke("ats-events", &event).await
}

/// Reports `body` under the id `id`.
pub(crate) async fn report(scene: &Scene, id: &str, body: &Value) -> Answer {
    send(scene, &scene.world.webhooks.report(id, body).unwrap()).await
}

/// The connections of `company` by their keys.
fn connections(scene: &Scene, company: i64) -> Vec<String> {
    let items = scene.world.dynamodb.dump().unwrap();
    let own = items.as_array().unwrap().iter();
    let own = own.filter(|it| it["pk"]["S"] == format!("COMPANY#{company}"));
    let keys = own.map(|it| it["sk"]["S"].as_str().unwrap().to_owned());
    keys.filter(|key| key.starts_with("CREDENTIAL#")).collect()
}

#[tokio::test]
async fn s56_what_is_forged_stale_or_altered_is_refused_before_anything_else_is_said() {
    let scene = Scene::new().await;
    let good = scene.world.webhooks.report("msg_1", &left(1, 2)).unwrap();
    for (name, value) in [
        ("webhook-id", "msg_2"),
        ("webhook-timestamp", "1795424401"),
        ("webhook-signature", "v1,AAAA"),
    ] {
        let mut forged = good.clone();
        forged.headers_mut().insert(name, value.parse().unwrap());
        send(&scene, &forged).await.expect(401, "unauthenticated");
    }
    let mut altered = good.clone();
    *altered.body_mut() = left(1, 3).to_string().into_bytes();
    send(&scene, &altered).await.expect(401, "unauthenticated");
    let rubbish = Request::post("/").body(b"{".to_vec()).unwrap();
    send(&scene, &rubbish).await.expect(401, "unauthenticated");
    scene.advance("6m");
    send(&scene, &good).await.expect(401, "unauthenticated");
    assert!(!scene.dump().contains("REPORT#"));
}

#[tokio::test]
async fn s56_a_report_counts_once_and_what_says_nothing_is_refused() {
    let scene = Scene::new().await;
    for _ in 0..2 {
        assert_eq!(report(&scene, "msg_1", &left(1, 2)).await.ok()["status"], "accepted");
    }
    assert_eq!(scene.dump().matches("\"REPORT#").count(), 1);
    for unknown in [
        json!({"type": "job.boosted", "data": {"company_id": 1}}),
        json!({"type": "user.created", "data": {}}),
        json!({"type": "user.created", "timestamp": "today"}),
    ] {
        assert_eq!(report(&scene, "msg_2", &unknown).await.ok()["status"], "ignored");
    }
    for body in [
        json!({"type": "employer.left_company", "data": {"company_id": 1}}),
        json!({"type": "job.closed", "data": {"company_id": 1}}),
        json!({"type": "job.closed"}),
        json!({"type": "company.deleted", "data": {"company_id": -1}}),
        json!([]),
    ] {
        report(&scene, "msg_3", &body).await.expect(400, "invalid_request");
    }
}

#[tokio::test]
async fn s56_who_leaves_loses_the_own_connections_in_that_company_and_nobody_else_does() {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, COLLEAGUE, 1).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    connect(&scene, GoogleCalendar, STRANGER, 2).await;
    own(&scene, COLLEAGUE, 1).await;
    own(&scene, MARIAM, 1).await;
    own(&scene, COLLEAGUE, 2).await;
    report(&scene, "msg_1", &left(1, COLLEAGUE)).await.ok();
    assert_eq!(sweep(&scene).await["reports"], 1);
    assert_eq!(
        connections(&scene, 1),
        ["CREDENTIAL#google_calendar", "CREDENTIAL#google_calendar#1", "CREDENTIAL#linkedin"]
    );
    assert_eq!(connections(&scene, 2).len(), 2);
    scene.world.poll().await;
    let told = scene.world.webhooks.received().into_iter().map(|it| it.body);
    let gone = told.filter(|it| it["type"] == "connection.disconnected").collect::<Vec<_>>();
    assert_eq!((gone.len(), &gone[0]["data"]["owner"]), (1, &json!("user:2")), "{gone:?}");
    assert_eq!(sweep(&scene).await["reports"], 0, "once");
}

#[tokio::test]
async fn s56_what_was_connected_after_it_happened_is_of_somebody_who_came_back() {
    let scene = Scene::new().await;
    connect_for(&scene, (COLLEAGUE, "me"), GoogleCalendar, "awa").await.ok();
    report(&scene, "msg_1", &left(1, COLLEAGUE)).await.ok();
    scene.advance("10m");
    connect_for(&scene, (COLLEAGUE, "me"), GoogleCalendar, "awa").await.ok();
    assert_eq!(sweep(&scene).await["reports"], 1);
    assert_eq!(connections(&scene, 1), ["CREDENTIAL#google_calendar#2"]);
    // One that the ATS sends again days later is about the same day; one from the future is about now.
    report(&scene, "msg_2", &left(1, COLLEAGUE)).await.ok();
    sweep(&scene).await;
    assert_eq!(connections(&scene, 1).len(), 1);
    let mut early = left(1, COLLEAGUE);
    early["timestamp"] = "2030-01-01T00:00:00Z".into();
    report(&scene, "msg_3", &early).await.ok();
    scene.advance("1m");
    sweep(&scene).await;
    assert_eq!(connections(&scene, 1), [] as [String; 0]);
}

/// `user`'s own Google calendar in `company`.
async fn own(scene: &Scene, user: i64, company: i64) {
    let store = &scene.world.app.store;
    let known = store.connection(ConnectionId::of_company(company, GoogleCalendar)).await.unwrap();
    let mut own = known.known().unwrap();
    own.id = ConnectionId::of_person(company, user, GoogleCalendar);
    store.save(&own, None).await.unwrap();
}

#[tokio::test]
async fn s56_a_deleted_company_loses_all_connections_and_no_other_does() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    own(&scene, COLLEAGUE, 1).await;
    scene.connect(STRANGER, "linkedin", "amina").await.ok();
    let deleted = json!({"type": "company.deleted", "data": {"company_id": 1}});
    report(&scene, "msg_1", &deleted).await.ok();
    assert_eq!(sweep(&scene).await["reports"], 1);
    assert_eq!(connections(&scene, 1), [] as [String; 0]);
    assert_eq!(connections(&scene, 2), ["CREDENTIAL#linkedin"]);
    let linkedin = &scene.world.controls[LinkedIn];
    assert_eq!(linkedin.count("POST", "/oauth/v2/revoke"), 1, "withdrawn at the provider too");
}

#[tokio::test]
async fn the_sandbox_s_ats_reports_through_the_gateway() {
    let scene = Scene::new().await;
    let body = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 1}});
    let request = Request::post(format!("{}/_ats/events", scene.world.origins.api))
        .header("content-type", "application/json")
        .body(body.to_string().into_bytes());
    assert_eq!(scene.send(request.unwrap()).await.ok()["status"], "accepted");
    let page = scene.get(&format!("{}/_ats", scene.world.origins.api)).await;
    assert!(page.text.contains("job.closed"));
}
