//! What becomes of each line of an export, and what is told of it.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{GoogleCalendar, LinkedIn, OutlookCalendar};
use simulator_kit::wire::Fault;

use super::old::{dead, encrypted, granted, take, take_text, with};
use super::only;
use crate::scene::Scene;
use crate::upkeep::stored;

#[tokio::test]
async fn a_dry_run_tells_the_same_and_writes_nothing() {
    let scene = Scene::new().await;
    let row = granted(&scene, GoogleCalendar, "awa").await;
    let rows = [row, with(&dead(LinkedIn), json!({"id": 2})), json!({"id": 3})];
    let export: Vec<_> = rows.iter().map(Value::to_string).collect();
    let dry = take_text(&scene, &export.join("\n"), true).await;
    assert_eq!(scene.rest().await, "[]");
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
