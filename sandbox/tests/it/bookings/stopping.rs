//! What ends a link: its time, a recruiter, the ATS's reports, a connection (S58).

use std::time::Duration;

use serde_json::{Value, json};
use shared::model::provider::Provider::GoogleCalendar;
use simulator_kit::wire::Fault;

use super::{cancel, choose, kinds, links, look, offered, revoke, told};
use crate::ats_events::report;
use crate::calendars::wire;
use crate::interviews::{delete, list, sent};
use crate::scene::{MARIAM, Scene};
use crate::upkeep::sweep;

const MORNING: &str = "2026-11-24T10:00:00";

fn reported(kind: &str, about: Value) -> Value {
    let mut data = json!({"company_id": 1});
    data.as_object_mut().unwrap().extend(about.as_object().unwrap().clone());
    json!({"type": kind, "timestamp": "2026-11-23T09:00:00Z", "data": data})
}

async fn is_closed(scene: &Scene, token: &str) {
    let view = look(scene, token).await.ok();
    assert_eq!((&view["state"], &view["slots"]), (&json!("closed"), &json!([])));
    choose(scene, token, MORNING).await.expect(409, "booking_closed");
}

#[tokio::test]
async fn s58_a_link_that_nobody_used_expires_is_told_and_forgets_its_candidate() {
    let (scene, token) = offered(GoogleCalendar).await;
    scene.advance("14 days");
    look(&scene, &token).await.expect(404, "not_found");
    sweep(&scene).await;
    assert_eq!(kinds(&told(&scene).await), ["booking.expired"]);
    assert_eq!(links(&scene).await[0]["state"], "expired");
    assert!(!scene.dump().contains("sealed_candidate"));
    sweep(&scene).await;
    assert_eq!(told(&scene).await.len(), 1, "once");
}

#[tokio::test]
async fn s58_what_the_ats_reports_closes_a_link_at_once_and_the_recruiter_hears_it() {
    for (kind, about, reason) in [
        ("job.closed", json!({"job_id": 1}), "job_closed"),
        ("application.withdrawn", json!({"application_id": 1}), "application_withdrawn"),
        ("employer.left_company", json!({"user_id": MARIAM}), "employer_left"),
    ] {
        let (scene, token) = offered(GoogleCalendar).await;
        report(&scene, "msg_1", &reported(kind, about)).await.ok();
        is_closed(&scene, &token).await;
        assert_eq!(links(&scene).await[0]["reason"], reason, "before the schedule comes by");
        sweep(&scene).await;
        is_closed(&scene, &token).await;
        let told = told(&scene).await;
        assert_eq!(kinds(&told), ["booking.stopped"], "{kind}");
        assert_eq!(told[0]["data"]["reason"], reason);
        assert_eq!(links(&scene).await[0]["reason"], reason);
    }
}

#[tokio::test]
async fn s58_a_report_about_others_closes_nothing() {
    let (scene, token) = offered(GoogleCalendar).await;
    report(&scene, "msg_1", &reported("job.closed", json!({"job_id": 2}))).await.ok();
    report(&scene, "msg_2", &reported("application.withdrawn", json!({"application_id": 2})))
        .await
        .ok();
    sweep(&scene).await;
    choose(&scene, &token, MORNING).await.ok();
}

#[tokio::test]
async fn s58_a_link_that_is_taken_back_while_its_candidate_chooses_stays_so() {
    let (scene, token) = offered(GoogleCalendar).await;
    let id = links(&scene).await[0]["id"].as_str().unwrap().to_owned();
    let slow = Fault::delay(Duration::from_secs(1)).on("POST", "/calendar/v3/calendars/*");
    wire(&scene, GoogleCalendar).inject(slow);
    let (chosen, _) = tokio::join!(choose(&scene, &token, MORNING), async {
        while sent(&scene, GoogleCalendar, "POST") == 0 {
            tokio::task::yield_now().await;
        }
        revoke(&scene, &id).await.ok()
    });
    assert_eq!(chosen.ok()["state"], "booked", "the interview stands");
    let link = &links(&scene).await[0];
    assert_eq!((&link["state"], link["booked"].is_null()), (&json!("revoked"), false));
    look(&scene, &token).await.expect(404, "not_found");
    cancel(&scene, &token).await.expect(404, "not_found");
    choose(&scene, &token, "2026-11-24T15:00:00").await.expect(404, "not_found");
}

#[tokio::test]
async fn s34_an_application_that_is_deleted_leaves_nothing_behind() {
    let (scene, token) = offered(GoogleCalendar).await;
    choose(&scene, &token, MORNING).await.ok();
    report(&scene, "msg_1", &reported("application.deleted", json!({"application_id": 1})))
        .await
        .ok();
    sweep(&scene).await;
    look(&scene, &token).await.expect(404, "not_found");
    let dump = scene.dump();
    for kind in ["BOOKING#", "LINK#", "EVENT#", "INVITATION#"] {
        assert!(!dump.contains(&format!("\"{kind}")), "{kind}: {dump}");
    }
}

#[tokio::test]
async fn s58_a_connection_that_is_gone_sends_to_the_recruiter_who_hears_it_once() {
    let (scene, token) = offered(GoogleCalendar).await;
    scene.disconnect(MARIAM, "google-calendar").await.ok();
    is_closed(&scene, &token).await;
    assert_eq!(links(&scene).await[0]["reason"], "connection_ended");
    for _ in 0..2 {
        scene.advance("61m");
        sweep(&scene).await;
    }
    let heard = told(&scene).await;
    assert_eq!(kinds(&heard), ["booking.stopped"]);
    assert_eq!(heard[0]["data"]["reason"], "connection_ended");
    // It works again once the calendar is back.
    crate::calendars::connect(&scene, GoogleCalendar, MARIAM, 1).await;
    assert_eq!(links(&scene).await[0]["reason"], Value::Null);
    choose(&scene, &token, "2026-11-24T15:00:00").await.ok();
}

#[tokio::test]
async fn an_interview_that_the_recruiter_cancelled_is_not_booked_again() {
    let (scene, token) = offered(GoogleCalendar).await;
    choose(&scene, &token, MORNING).await.ok();
    let id = list(&scene, MARIAM).await[0]["event_id"].as_str().unwrap().to_owned();
    delete(&scene, (MARIAM, GoogleCalendar), &id).await.ok();
    let view = look(&scene, &token).await.ok();
    assert_eq!((&view["state"], &view["booked"]), (&json!("closed"), &Value::Null));
    choose(&scene, &token, MORNING).await.expect(409, "booking_closed");
    assert_eq!(cancel(&scene, &token).await.ok()["state"], "closed");
}

#[tokio::test]
async fn a_booked_link_forgets_its_candidate_after_the_interview() {
    let (scene, token) = offered(GoogleCalendar).await;
    choose(&scene, &token, MORNING).await.ok();
    scene.advance("26h");
    look(&scene, &token).await.expect(404, "not_found");
    sweep(&scene).await;
    assert!(!scene.dump().contains("sealed_candidate"));
}
