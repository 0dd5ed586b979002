use std::io;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use serde_json::json;

use super::*;

#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that `log` writes.
fn lines(log: impl FnOnce()) -> Vec<Value> {
    let sink = Sink::default();
    let writer = sink.clone();
    let now = || Timestamp::from_second(1_780_000_000).unwrap();
    let clock = Clock::new(now, |_| Box::pin(std::future::pending()));
    let lines = Lines::new("integrations", clock, move || writer.clone());
    tracing::subscriber::with_default(tracing_subscriber::registry().with(lines), log);
    let text = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_line_is_flat_and_says_what_the_spans_around_it_say() {
    let written = lines(|| {
        let _invocation = tracing::error_span!("invocation", cold_start = true, id = 1).entered();
        let request = tracing::error_span!("request", id = 2, late = tracing::field::Empty);
        let _request = request.entered();
        tracing::Span::current().record("late", "told");
        tracing::warn!(code = "x", count = 3_u64, part = 0.5, "the message");
    });
    let expected = json!({
        "level": "WARN", "service": "integrations", "timestamp": "2026-05-28T20:26:40.000Z",
        "message": "the message", "cold_start": true, "id": 2, "late": "told", "code": "x",
        "count": 3, "part": 0.5,
    });
    assert_eq!(written, [expected]);
}

#[test]
fn nothing_in_a_line_passes_for_its_level_its_time_or_its_service() {
    let written = lines(|| tracing::info!(level = "ERROR", service = "x", timestamp = 0, "a\nb"));
    assert_eq!(written.len(), 1, "a line is a line");
    let expected = json!({
        "level": "INFO", "service": "integrations", "timestamp": "2026-05-28T20:26:40.000Z",
        "message": "a\nb",
    });
    assert_eq!(written[0], expected);
}

#[test]
fn metrics_stand_at_the_top_of_their_line_with_every_dimension() {
    let at = Timestamp::UNIX_EPOCH;
    let written = lines(|| metrics::record(("Provider", "linkedin"), &[("Due", 3)], at));
    let [line] = written.as_slice() else { panic!("{written:?}") };
    let directive = &line["_aws"]["CloudWatchMetrics"][0];
    for dimension in directive["Dimensions"][0].as_array().unwrap() {
        assert!(line[dimension.as_str().unwrap()].is_string(), "{dimension} in {line}");
    }
    for metric in directive["Metrics"].as_array().unwrap() {
        assert!(line[metric["Name"].as_str().unwrap()].is_number(), "{metric} in {line}");
    }
    assert_eq!((&line["Due"], &line["service"]), (&json!(3), &json!("integrations")));
}
