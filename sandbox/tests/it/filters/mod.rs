//! Every filter on logs in docs/operations.md, held against what the functions really print where it is
//! to be used.

mod metrics;
mod pattern;
pub(crate) mod process;
mod questions;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use http::StatusCode;
use sandbox::world::TEMPLATE;
use serde_json::{Value, json};
use shared::connection::State;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::model::provider::Provider::LinkedIn;
use simulator_kit::wire::Fault;
use tracing::Level;

use crate::doctor::disable_key;
use crate::grants::breaker::dead;
use crate::interviews::scheduled;
use crate::logs::Logs;
use crate::posts;
use crate::scene::{MARIAM, Scene};
use crate::slack;
use crate::unreadable::spoil;
use crate::upkeep::{TOKEN, partner, publish, sweep};
use pattern::Pattern;
use process::{invoked, unconfigured};

/// What Lambda itself prints of an invocation that ran out of time, where the log's format is JSON
/// ("Lambda Telemetry API Event schema reference", `platform.report`).
const TIMED_OUT: &str = r#"{"time":"2026-11-23T09:00:30.004Z","type":"platform.report","record":{"requestId":"8f5b3a1e-0000-4000-8000-000000000001","metrics":{"durationMs":30000.0,"billedDurationMs":30000,"memorySizeMB":256,"maxMemoryUsedMB":31},"status":"timeout"}}"#;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The function and the pattern of each `logs Function pattern` in the text.
fn filters(text: &str) -> BTreeSet<(&str, &str)> {
    let is_call = |rest: &&str| rest.starts_with(char::is_uppercase) || rest.starts_with('$');
    let calls = text.split("logs ").skip(1).filter(is_call);
    let filters = calls.filter_map(|rest| {
        let (function, rest) = rest.split_once(' ').filter(|(name, _)| !name.contains('\n'))?;
        let pattern = match rest.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'')?.0,
            None => rest.split(|letter: char| !letter.is_alphanumeric()).next()?,
        };
        Some((function, pattern))
    });
    filters.collect()
}

/// The lines of what `function` prints where `pattern` is to be used; each of them must be found.
async fn printed(function: &str, pattern: &str) -> Vec<Vec<String>> {
    match (function, pattern) {
        ("PublishJob", "?ERROR ?timeout ?\"Runtime.ExitError\"") => vec![
            unconfigured("function").await,
            invoked("panicking_function", "status").await,
            invoked("failing_schedule", "refresh-tokens").await,
            vec![TIMED_OUT.to_owned()],
        ],
        ("RefreshTokens", "ERROR") => vec![invoked("failing_schedule", "refresh-tokens").await],
        ("RefreshTokens", "ProviderMisconfigured" | "\"our registration is refused\"") => {
            vec![renewal_is_refused("invalid_client").await]
        }
        ("RefreshTokens", "\"kms:Decrypt failed\"") => vec![the_key_is_disabled().await],
        ("SnapshotStatistics", "ERROR") => {
            vec![invoked("failing_schedule", "snapshot-statistics").await]
        }
        ("SnapshotStatistics", "\"the figures were not stored\"") => {
            vec![no_figures_are_told().await]
        }
        ("RefreshTokens", "\"needs_reauthorization\"") => {
            vec![renewal_is_refused("invalid_grant").await]
        }
        ("RefreshTokens", "?called ?\"the provider refused\"") => {
            vec![renewal_is_refused("nobody_documented_this").await]
        }
        ("RefreshTokens", "\"connection_unreadable\"") => vec![a_row_is_damaged().await],
        ("RefreshTokens", "\"endings_held\"") => vec![too_many_would_end().await],
        ("$f", "\"item_unreadable\"") => vec![an_item_is_spoilt().await],
        ("Callback", "ProviderMisconfigured") => vec![a_code_is_refused().await],
        ("PublishJob", "ProviderMisconfigured" | "?WARN ?ERROR" | "?ERROR ?WARN") => {
            vec![the_version_is_retired().await]
        }
        ("$f", "\"missing\"") => vec![the_ats_lacks_a_route().await],
        ("Status", "ERROR") => vec![the_ats_is_down().await],
        ("Announce", "\"note_refused\"") => vec![a_note_is_malformed().await],
        ("Announce", "\"record_unreadable\"") => vec![a_record_is_spoilt().await],
        ("Announce", "?ERROR ?\"an event was not told\"") => {
            vec![a_record_is_spoilt().await, the_table_fails_while_events_are_told().await]
        }
        ("WatchCalendars", "ERROR") => {
            vec![invoked("failing_schedule", "watch-calendars").await]
        }
        ("WatchCalendars", "\"no channel\"") => vec![a_calendar_opens_no_channel().await],
        ("SyncCalendar", "\"a mark comes again\"") => {
            vec![the_table_fails_while_a_calendar_is_read().await]
        }
        ("Redeliver", "\"a note was not\"") => vec![slack_is_down().await],
        ("Redeliver", _) => vec![an_event_is_refused_for_days().await],
        ("Disconnect", "\"audit\"") => vec![somebody_disconnects().await],
        other => panic!("when is {other:?} used?"),
    }
}

pub(crate) async fn renewal_is_refused(code: &str) -> Vec<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    scene.advance("54 days");
    let refused = Fault::respond(StatusCode::BAD_REQUEST, json!({ "error": code })).times(9);
    scene.world.controls[Provider::LinkedIn].inject(refused.on("POST", TOKEN));
    sweep(&scene).await;
    lines(&logs)
}

pub(crate) async fn the_key_is_disabled() -> Vec<String> {
    let scene = partner(json!({})).await;
    disable_key(&scene).await;
    // By then nobody knows a data key any more.
    scene.advance("54 days");
    let logs = Logs::capture(Level::INFO);
    sweep(&scene).await;
    lines(&logs)
}

async fn no_figures_are_told() -> Vec<String> {
    let scene = posts::connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    let logs = Logs::capture(Level::INFO);
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null).times(9);
    let path = "/rest/organizationalEntityShareStatistics";
    scene.world.controls[Provider::LinkedIn].inject(down.on("GET", path));
    scene.snapshot().await;
    lines(&logs)
}

async fn a_record_is_spoilt() -> Vec<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    scene.world.dynamodb.stream().poison(1);
    scene.world.poll().await;
    lines(&logs)
}

async fn the_table_fails_while_events_are_told() -> Vec<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    scene.world.controls.dynamodb.inject(Fault::drop_before().times(9));
    scene.world.poll().await;
    lines(&logs)
}

async fn the_table_fails_while_a_calendar_is_read() -> Vec<String> {
    let (scene, _) = scheduled(Provider::GoogleCalendar).await;
    scene.watch_calendars().await;
    let logs = Logs::capture(Level::INFO);
    scene.world.controls.dynamodb.inject(Fault::drop_before().times(1000));
    scene.world.poll().await;
    lines(&logs)
}

pub(crate) async fn an_event_is_refused_for_days() -> Vec<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    scene.ats_answers(StatusCode::UNAUTHORIZED, 9);
    scene.world.poll().await;
    scene.advance("73h");
    scene.redeliver(json!({})).await;
    lines(&logs)
}

async fn a_calendar_opens_no_channel() -> Vec<String> {
    let (scene, _) = scheduled(Provider::GoogleCalendar).await;
    let logs = Logs::capture(Level::INFO);
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null).times(9);
    let path = "/calendar/v3/calendars/primary/events/watch";
    scene.world.controls[Provider::GoogleCalendar].inject(down.on("POST", path));
    scene.watch_calendars().await;
    lines(&logs)
}

async fn slack_is_down() -> Vec<String> {
    let scene = partner(json!({})).await;
    scene.connect(MARIAM, "slack", "sali").await.ok();
    slack::choose(&scene, MARIAM, json!({"channel_id": slack::PUBLIC})).await.ok();
    let logs = Logs::capture(Level::INFO);
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null).times(9);
    scene.world.controls[Provider::Slack].inject(down.on("POST", "/api/chat.postMessage"));
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    scene.world.poll().await;
    scene.advance("1h");
    scene.redeliver(json!({})).await;
    lines(&logs)
}

pub(crate) async fn a_note_is_malformed() -> Vec<String> {
    let scene = slack::connected(slack::PUBLIC).await;
    let logs = Logs::capture(Level::INFO);
    let refused = Fault::respond(StatusCode::OK, json!({"ok": false, "error": "invalid_blocks"}));
    scene.world.controls[Provider::Slack].inject(refused.on("POST", "/api/chat.postMessage"));
    crate::interviews::create(&scene, Provider::GoogleCalendar, json!({})).await.ok();
    scene.world.poll().await;
    lines(&logs)
}

pub(crate) async fn a_row_is_damaged() -> Vec<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    let store = &scene.world.app.store;
    let mut connection =
        store.connection(ConnectionId::of_company(1, LinkedIn)).await.unwrap().known().unwrap();
    let version = connection.version;
    connection.sealed_tokens = serde_json::from_value(json!([1, 2, 3])).unwrap();
    connection.state = State::Active;
    store.save(&connection, Some(version)).await.unwrap();
    scene.advance("54 days");
    sweep(&scene).await;
    lines(&logs)
}

pub(crate) async fn too_many_would_end() -> Vec<String> {
    let scene = dead(21).await;
    let logs = Logs::capture(Level::INFO);
    sweep(&scene).await;
    lines(&logs)
}

pub(crate) async fn an_item_is_spoilt() -> Vec<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    spoil(&scene, "CREDENTIAL#", "expires_at").await;
    scene.status(MARIAM).await;
    lines(&logs)
}

pub(crate) async fn a_code_is_refused() -> Vec<String> {
    let scene = Scene::new().await;
    let logs = Logs::capture(Level::INFO);
    let refused =
        Fault::respond(StatusCode::UNAUTHORIZED, json!({"error": "invalid_client"})).times(9);
    scene.world.controls[Provider::LinkedIn].inject(refused.on("POST", TOKEN));
    scene.connect(MARIAM, "linkedin", "kofi").await.expect(503, "provider_misconfigured");
    lines(&logs)
}

async fn the_version_is_retired() -> Vec<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    let status = StatusCode::UPGRADE_REQUIRED;
    let refused = Fault::respond(status, json!({"code": "NONEXISTENT_VERSION"})).times(9);
    scene.world.controls[Provider::LinkedIn].inject(refused.on("POST", "/rest/posts"));
    publish(&scene, "post").await.expect(503, "provider_misconfigured");
    lines(&logs)
}

async fn the_ats_is_down() -> Vec<String> {
    let scene = Scene::new().await;
    let logs = Logs::capture(Level::INFO);
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({})).times(9);
    scene.world.controls.api.inject(down.on("GET", "/api/employers/me"));
    scene.call("status", MARIAM, |_| ()).await.expect(503, "ats_unavailable");
    lines(&logs)
}

pub(crate) async fn the_ats_lacks_a_route() -> Vec<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    // What a router says that knows no such path.
    let unknown = Fault::respond(StatusCode::NOT_FOUND, json!({"detail": "Not Found"})).times(9);
    scene.world.controls.api.inject(unknown.on("GET", "/api/employers/me"));
    scene.call("status", MARIAM, |_| ()).await.expect(502, "ats_incomplete");
    lines(&logs)
}

async fn somebody_disconnects() -> Vec<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    scene.disconnect(MARIAM, "linkedin").await.ok();
    lines(&logs)
}

fn lines(logs: &Logs) -> Vec<String> {
    logs.text().lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn every_filter_of_the_runbook_finds_what_it_is_for() {
    let operations = std::fs::read_to_string(root("docs/operations.md")).unwrap();
    let filters = filters(&operations);
    assert!(filters.len() > 8, "{filters:?}");
    for (function, pattern) in filters {
        let filter = Pattern::parse(pattern);
        for printed in printed(function, pattern).await {
            let is_found = printed.iter().any(|line| filter.finds(line));
            assert!(is_found, "{pattern} finds nothing for {function} in {printed:#?}");
        }
    }
}

#[tokio::test]
async fn s32_a_panic_is_told_by_its_place_and_not_by_its_text() {
    let printed = invoked("panicking_function", "status").await;
    let found: Vec<Value> =
        printed.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let told = found.iter().find(|line| line["alarm"] == "panicked").unwrap();
    assert_eq!(told["level"], "ERROR");
    assert!(told["location"].as_str().unwrap().contains("process.rs:"), "{told}");
    assert!(told["function_request_id"].is_string(), "which invocation it was: {told}");
}

#[tokio::test]
async fn a_wrong_configuration_is_told_with_the_name_of_each_variable() {
    let printed = unconfigured("function").await;
    let line = printed.iter().find(|line| line.contains("\"not_started\"")).unwrap();
    let line: Value = serde_json::from_str(line).unwrap();
    for variable in ["TABLE_NAME", "LINKEDIN_REDIRECT_URI", "FRONTEND_URL"] {
        assert!(line["error"].as_str().unwrap().contains(variable), "{line}");
    }
}

#[test]
fn the_filter_on_the_access_log_looks_at_what_is_logged() {
    let operations = std::fs::read_to_string(root("docs/operations.md")).unwrap();
    let filter = operations.split("--filter-pattern '").nth(1).unwrap().split('\'').next().unwrap();
    assert_eq!(filter, r#"{ $.status = "5*" }"#);
    let template: serde_yaml_ng::Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    let format = &template["Resources"]["Api"]["Properties"]["AccessLogSettings"]["Format"];
    let line: Value = serde_json::from_str(format.as_str().unwrap()).unwrap();
    assert_eq!(line["status"], "$context.status", "a text, as the filter takes it to be");
}
