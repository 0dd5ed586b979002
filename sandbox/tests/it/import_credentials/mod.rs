//! `import-credentials`: the old backend's rows become connections, once, and nothing is overwritten.

mod accounts;
mod lines;
mod old;

use http::{Request, StatusCode};
use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::model::provider::Provider::{GoogleCalendar, LinkedIn, OutlookCalendar};
use shared::store::Import;
use simulator_kit::wire::Fault;

use crate::posts::LAGUNE;
use crate::scene::{MARIAM, Scene, at_provider};
use crate::upkeep::{status, sweep};
use old::{Report, dead, encrypted, granted, take, with};

/// The report of an export of one line.
fn only(report: &Report) -> &str {
    let [line] = report.lines.as_slice() else { panic!("{:?}", report.lines) };
    line
}

#[tokio::test]
async fn linkedin_is_shown_with_its_member_and_publishes_on_page_and_profile() {
    let scene = Scene::new().await;
    let row = granted(&scene, LinkedIn, "kofi").await;
    let token =
        encrypted(sandbox::world::environment::JWT_SECRET, row["access_token"].as_str().unwrap());
    let page = json!({"organization_id": LAGUNE});
    let row =
        with(&row, json!({"access_token": token, "refresh_token": null, "provider_data": page}));
    let report = take(&scene, &[row]).await;
    assert_eq!(only(&report), "line 1, row 1, company 1, linkedin: imported");
    let shown = status(&scene, "linkedin").await;
    assert_eq!((&shown["state"], &shown["account"]), (&json!("active"), &json!("Kofi Mensah")));
    assert_eq!(shown["reauthorize_by"], "2027-01-22T09:00:00Z", "a time without a zone is UTC");
    let answer = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(answer["published"][0]["organization_id"], LAGUNE);
    scene.publish(MARIAM, json!({"job_id": 1, "organization_id": "personal"})).await.ok();
    assert_eq!(scene.posts_online().await, 2);
    scene.advance("60 days");
    assert_eq!(sweep(&scene).await["ended"], 1);
}

#[tokio::test]
async fn calendars_are_renewed_by_the_next_run_and_schedule_interviews() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        let row = granted(&scene, provider, account).await;
        scene.advance("3 days");
        let report = take(&scene, &[row]).await;
        assert_eq!((report.summary.imported, report.summary.reconnect), (1, 0));
        let shown = status(&scene, provider.key()).await;
        assert_eq!((&shown["is_connected"], &shown["account"]), (&json!(true), &Value::Null));
        assert_eq!(sweep(&scene).await["renewed"], 1, "{provider}");
        let body = json!({
            "application_id": 1, "title": "Entretien", "timezone": "Africa/Abidjan",
            "start_time": "2026-12-01T14:00:00", "end_time": "2026-12-01T15:00:00",
        });
        let made = scene.call("create-event", MARIAM, |event| {
            at_provider(event, provider.slug());
            event["body"] = body.to_string().into();
        });
        assert!(made.await.ok()["event_id"].is_string());
        assert_eq!(sweep(&scene).await["due"], 0);
    }
}

#[tokio::test]
async fn what_has_ended_is_shown_as_to_be_connected_again_and_nobody_is_asked() {
    for provider in [LinkedIn, GoogleCalendar, OutlookCalendar] {
        let scene = Scene::new().await;
        let report = take(&scene, &[dead(provider)]).await;
        let told =
            format!("company 1, {}: imported, to be connected again (expired)", provider.key());
        assert_eq!(only(&report), format!("line 1, row 1, {told}"));
        assert!(report.summary.is_clean());
        let shown = status(&scene, provider.key()).await;
        assert_eq!(shown["state"], "needs_reauthorization");
        assert!(shown["reason"].as_str().unwrap().contains("has expired"), "{shown}");
        assert_eq!(sweep(&scene).await["due"], 0);
    }
}

#[tokio::test]
async fn a_token_that_linkedin_refuses_is_told_at_once() {
    let scene = Scene::new().await;
    let row = with(&granted(&scene, LinkedIn, "kofi").await, json!({"refresh_token": null}));
    let revoke = format!("{}/_accounts/kofi/revoke", scene.world.origins[Provider::LinkedIn]);
    scene.send(Request::post(revoke).body(Vec::new()).unwrap()).await;
    let report = take(&scene, &[row]).await;
    let told = "imported, to be connected again (withdrawn)";
    assert_eq!(only(&report), format!("line 1, row 1, company 1, linkedin: {told}"));
    let reason = status(&scene, "linkedin").await["reason"].clone();
    assert!(reason.as_str().unwrap().contains("withdrawn"), "{reason}");
}

#[tokio::test]
async fn while_linkedin_is_down_its_rows_are_refused_and_the_next_run_takes_them() {
    let scene = Scene::new().await;
    let row = with(&granted(&scene, LinkedIn, "kofi").await, json!({"refresh_token": null}));
    let rows = [row, with(&dead(GoogleCalendar), json!({"id": 2}))];
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({}));
    scene.world.controls[Provider::LinkedIn].inject(down.on("GET", "/v2/userinfo"));
    let report = take(&scene, &rows).await;
    let refused =
        "line 1, row 1, company 1, linkedin: REFUSED: provider_unavailable: run again later";
    assert!(report.has(refused), "{:?}", report.lines);
    assert_eq!((report.summary.refused, report.summary.imported), (1, 1));
    assert!(!report.summary.is_clean());
    let again = take(&scene, &rows).await;
    assert_eq!((again.summary.imported, again.summary.kept), (1, 1));
    assert_eq!(status(&scene, "linkedin").await["account"], "Kofi Mensah");
}

#[tokio::test]
async fn a_second_run_changes_nothing_and_brings_nothing_back() {
    let scene = Scene::new().await;
    let row = with(&granted(&scene, LinkedIn, "kofi").await, json!({"refresh_token": null}));
    take(&scene, std::slice::from_ref(&row)).await;
    let before = scene.dump();
    scene.forget();
    let report = take(&scene, std::slice::from_ref(&row)).await;
    assert_eq!(scene.dump(), before);
    assert_eq!(
        only(&report),
        "line 1, row 1, company 1, linkedin: left alone: the company is connected here"
    );
    assert_eq!(scene.outside_calls(), 1, "one look into the table");
    scene.disconnect(MARIAM, "linkedin").await.ok();
    let report = take(&scene, &[row]).await;
    assert_eq!(
        only(&report),
        "line 1, row 1, company 1, linkedin: left alone: it was imported before"
    );
    assert_eq!(status(&scene, "linkedin").await["state"], "disconnected");
    assert!(report.summary.is_clean());
}

#[tokio::test]
async fn a_connection_made_here_is_never_overwritten_whenever_it_was_made() {
    let scene = Scene::new().await;
    let row = granted(&scene, LinkedIn, "amina").await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let before = scene.dump();
    assert_eq!(take(&scene, &[row]).await.summary.kept, 1);
    // Made between the look and the write.
    let store = &scene.world.app.store;
    let connection =
        store.connection(ConnectionId::of_company(1, LinkedIn)).await.unwrap().known().unwrap();
    let late = store.import(&connection, scene.world.clock.now()).await.unwrap();
    assert_eq!(late, Import::Kept);
    assert_eq!(scene.dump(), before);
}
