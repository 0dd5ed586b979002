//! `import-credentials`: the old backend's rows become connections, once, and nothing is overwritten.

mod accounts;
mod old;

use http::{Request, StatusCode};
use sandbox::wire::Fault;
use serde_json::{Value, json};
use shared::provider::Provider::{GoogleCalendar, LinkedIn, OutlookCalendar};
use shared::store::Import;

use crate::posts::LAGUNE;
use crate::scene::{MARIAM, Scene, at_provider};
use crate::upkeep::{status, stored, sweep};
use old::{Report, dead, encrypted, granted, take, take_text, with};

/// The report of the one line that was imported.
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
    let revoke = format!("{}/_accounts/kofi/revoke", scene.world.origins.linkedin);
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
    scene.world.controls.linkedin.inject(down.on("GET", "/v2/userinfo"));
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
    let connection = store.connection(1, LinkedIn).await.unwrap().unwrap();
    let late = store.import(&connection, scene.world.clock.now()).await.unwrap();
    assert_eq!(late, Import::Kept);
    assert_eq!(scene.dump(), before);
}

#[tokio::test]
async fn a_dry_run_tells_the_same_and_writes_nothing() {
    let scene = Scene::new().await;
    let row = granted(&scene, GoogleCalendar, "awa").await;
    let rows = [row, with(&dead(LinkedIn), json!({"id": 2})), json!({"id": 3})];
    let export: Vec<_> = rows.iter().map(Value::to_string).collect();
    let dry = take_text(&scene, &export.join("\n"), true).await;
    assert_eq!(scene.dump(), "[]");
    let written = ["PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"];
    scene.world.controls.dynamodb.forget();
    let dry_again = take_text(&scene, &export.join("\n"), true).await;
    let is_written = |target: &&str| scene.world.controls.dynamodb.count_target(target) > 0;
    assert_eq!(written.iter().find(|target| is_written(target)), None);
    assert!(dry.summary.to_string().starts_with("Dry run"), "{}", dry.summary);
    let wet = take(&scene, &rows).await;
    assert_eq!((&dry.lines, &dry_again.lines), (&wet.lines, &wet.lines));
}

#[tokio::test]
async fn lines_that_can_t_be_used_are_told_by_their_number_and_cost_the_others_nothing() {
    let scene = Scene::new().await;
    let good = dead(OutlookCalendar).to_string();
    let foreign = encrypted("another key", "canary-plain");
    let encrypted = with(&dead(GoogleCalendar), json!({"id": 4, "access_token": foreign}));
    let export = format!("canary-text\n\n{good}\n{encrypted}\n{{\"id\": 5}}\n");
    let report = take_text(&scene, &export, false).await;
    assert_eq!(
        report.lines,
        [
            "line 1: REFUSED: this is no row as JSON",
            "line 3, row 1, company 1, outlook_calendar: imported, to be connected again (expired)",
            "line 4, row 4, company 1, google_calendar: REFUSED: access_token does not open with the encryption key",
            "line 5: REFUSED: the column company_id is missing",
        ]
    );
    assert_eq!((report.summary.imported, report.summary.refused), (1, 3));
    assert!(!report.summary.is_clean());
}

#[tokio::test]
async fn of_several_rows_the_newest_active_one_is_taken_and_the_others_are_told() {
    let scene = Scene::new().await;
    let row = dead(GoogleCalendar);
    let newest =
        json!({"id": 3, "updated_at": "2026-11-02T00:00:00", "created_at": "2026-11-02T00:00:00"});
    let inactive = json!({"id": 4, "updated_at": "2026-11-03T00:00:00", "is_active": false});
    let board = json!({"id": 5, "provider": "JOBBERMAN"});
    let rows = [row.clone(), with(&row, inactive), with(&row, newest), with(&row, board)];
    let report = take(&scene, &rows).await;
    assert!(report.has("line 1, row 1, company 1, google_calendar: skipped: row 3 is newer"));
    assert!(report.has("line 2, row 4, company 1, google_calendar: skipped: it is not active"));
    let board = "line 4, row 5, company 1, jobberman: skipped: there is no such integration here";
    assert!(report.has(board), "{:?}", report.lines);
    assert_eq!((report.summary.imported, report.summary.skipped), (1, 3));
    let shown = stored(&scene, "google_calendar");
    assert_eq!(shown["connected_at"].as_i64(), Some(1_793_577_600), "row 3's");
}

#[tokio::test]
async fn while_the_table_or_the_key_is_out_of_reach_a_row_is_refused_and_nothing_is_stored() {
    let scene = Scene::new().await;
    let denied = |kind: &str| Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": kind}));
    for (wire, target) in [
        (&scene.world.controls.dynamodb, "GetItem"),
        (&scene.world.controls.kms_and_secrets, "GenerateDataKey"),
        (&scene.world.controls.dynamodb, "TransactWriteItems"),
    ] {
        wire.inject(denied("AccessDeniedException").on_target(target));
        let report = take(&scene, &[dead(GoogleCalendar)]).await;
        assert_eq!(report.summary.refused, 1, "{target}");
        assert!(only(&report).ends_with("REFUSED: storage_unavailable: run again later"));
        assert_eq!(scene.dump(), "[]");
    }
    assert_eq!(take(&scene, &[dead(GoogleCalendar)]).await.summary.imported, 1);
}
