//! What is logged while a test runs, by everything in its world.

use std::io;
use std::sync::{Arc, Mutex, Once};

use serde_json::{Value, json};
use shared::platform::clock::Clock;
use shared::platform::logs::Lines;
use tracing::Level;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Layer, SubscriberExt};

use crate::posts::connected;
use crate::scene::MARIAM;
use crate::upkeep::{partner, sweep};

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
        listen_always();
        let written = Sink::default();
        let sink = written.clone();
        let lines = Lines::new("test", Clock::system(), move || sink.clone());
        let lines = lines.with_filter(LevelFilter::from_level(level));
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

fn parse(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}
