//! What is logged while a test runs, by everything in its world.

use std::io;
use std::sync::{Arc, Mutex, Once};

use sandbox::world::TEMPLATE;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use shared::platform::clock::Clock;
use shared::platform::logs::Lines;
use simulator_kit::wire::Fault;
use tracing::Level;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Layer, SubscriberExt};

use crate::posts::connected;
use crate::scene::MARIAM;
use crate::upkeep::{partner, seed, sweep};

/// The log of this test's thread, on which its whole world runs.
pub(crate) struct Logs {
    written: Sink,
    _guard: DefaultGuard,
}

#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Logs {
    /// Captures every line of `level` and above, as a function writes them, until it is dropped.
    pub(crate) fn capture(level: Level) -> Self {
        Self::filtered(Targets::new().with_default(level))
    }

    /// Captures what `filter` lets through, a value of `RUST_LOG`.
    fn filtered(filter: Targets) -> Self {
        listen_always();
        let written = Sink::default();
        let sink = written.clone();
        let lines = Lines::new("test", Clock::system(), move || sink.clone());
        let lines = lines.with_filter(filter);
        let subscriber = tracing_subscriber::registry().with(lines);
        Self { written, _guard: tracing::subscriber::set_default(subscriber) }
    }

    /// Everything logged so far.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.written.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines that contain `text`.
    pub(crate) fn lines(&self, text: &str) -> Vec<String> {
        self.text().lines().filter(|line| line.contains(text)).map(str::to_owned).collect()
    }
}

/// Without a listener of the whole process, a place in the code that is first reached on a thread that
/// nobody listens to may be remembered as of no interest to anybody (tracing caches interest).
fn listen_always() {
    static LISTENER: Once = Once::new();
    LISTENER.call_once(|| {
        let listener = tracing_subscriber::fmt().with_max_level(Level::INFO).with_writer(io::sink);
        let _ = tracing::subscriber::set_global_default(listener.finish());
    });
}

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn every_call_that_leaves_is_told_with_the_name_the_other_side_gave_it() {
    let logs = Logs::capture(Level::INFO);
    let scene = connected("kofi").await;
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    let calls: Vec<Value> = logs.lines("\"called\"").iter().map(|line| parse(line)).collect();
    let posted = calls.iter().rfind(|line| line["their_request_id"].is_string()).unwrap();
    assert_eq!((&posted["status"], &posted["host"]), (&json!(201), &json!("localhost")));
    assert_eq!(posted["request_id"], "JKJaXmPLvHcESHA=", "and which request of ours it was for");
}

#[tokio::test]
async fn a_run_records_what_it_did_as_metrics_and_the_numbers_are_the_report_s() {
    let logs = Logs::capture(Level::INFO);
    let scene = partner(json!({})).await;
    scene.advance("54 days");
    let report = sweep(&scene).await;
    let [metrics] = logs.lines("\"Due\":").try_into().unwrap();
    let metrics = parse(&metrics);
    for (metric, number) in [("Due", "due"), ("Renewed", "renewed"), ("LeftOver", "left_over")] {
        assert_eq!(metrics[metric], report[number], "{metric}");
    }
    assert_eq!((&metrics["Due"], &metrics["FailedConfig"]), (&json!(1), &json!(0)));
    assert_eq!(metrics["OldestOverdueSeconds"], report["oldest_overdue_seconds"]);
    assert_eq!(
        (&metrics["function"], &metrics["service"]),
        (&"refresh-tokens".into(), &"test".into())
    );
}

/// How many lines and bytes each renewal of a run prints by `filter`.
async fn printed(filter: &str) -> (usize, usize) {
    let (mut lines, mut bytes) = ([0; 2], [0; 2]);
    for (run, connections) in [1, 9].into_iter().enumerate() {
        let scene = partner(json!({})).await;
        seed(&scene, connections).await;
        let logs = Logs::filtered(filter.parse().unwrap());
        let report = sweep(&scene).await;
        assert_eq!(report["renewed"], connections, "{report}");
        (lines[run], bytes[run]) = (logs.text().lines().count(), logs.text().len());
    }
    ((lines[1] - lines[0]) / 8, (bytes[1] - bytes[0]) / 8)
}

#[tokio::test]
async fn a_renewal_prints_its_line_of_the_trail_and_a_million_connections_the_gigabytes_told() {
    let template: serde_yaml_ng::Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    let variables =
        &template["Resources"]["RefreshTokensFunction"]["Properties"]["Environment"]["Variables"];
    let (kept, kept_bytes) = printed(variables["RUST_LOG"].as_str().unwrap()).await;
    let (all, all_bytes) = printed("info").await;
    assert_eq!((kept, all), (1, 2));
    // Of 181 million renewals a month; `shared::lambda` adds so much to each line. To the next ten.
    let gigabytes =
        |lines: usize, bytes: usize| (181 * (bytes + lines * 340)).div_ceil(10_000) * 10;
    let told = format!(
        "{} GB a month instead of {}",
        gigabytes(kept, kept_bytes),
        gigabytes(all, all_bytes)
    );
    let operations = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/operations.md");
    let operations = std::fs::read_to_string(operations).unwrap();
    assert!(operations.contains(&told), "docs/operations.md: {told}");
}

#[tokio::test]
async fn a_call_that_fails_is_told_whatever_a_function_leaves_out() {
    let scene = connected("kofi").await;
    let logs = Logs::filtered("info,successes=warn".parse().unwrap());
    let controls = &scene.world.controls[Provider::LinkedIn];
    controls.inject(Fault::drop_before().times(9).on("POST", "/rest/posts"));
    scene.publish(MARIAM, json!({"job_id": 1})).await;
    let calls: Vec<Value> = logs.lines("\"called\"").iter().map(|line| parse(line)).collect();
    assert!(!calls.is_empty());
    for call in calls {
        let is_told = call["error"].is_string() || call["status"].as_u64() >= Some(400);
        assert!(is_told && call["host"].is_string() && call["level"] == "WARN", "{call}");
    }
}

fn parse(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}
