//! What is logged: a flat JSON object a line, with the keys of AWS's Powertools, so that one query finds
//! the lines of every function and of everything else that keeps to them.
//!
//! `level`, `timestamp`, `message` and `service` are in every line; what an invocation and a request add
//! (`function_request_id`, `xray_trace_id`, `cold_start`, `request_id`, …) comes from the spans around it.
//! <https://docs.powertools.aws.dev/lambda/python/latest/core/logger/#standard-structured-keys>

mod fields;
mod panics;

use std::io::Write;

use serde_json::{Map, Value, json};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

pub use self::panics::report_panics;

use self::fields::Fields;
use crate::platform::clock::Clock;
use crate::platform::metrics;

/// The target of what the Lambda runtime says.
const RUNTIME: &str = concat!("lambda", "_runtime");

/// The layer that writes the lines.
#[derive(Clone, Debug)]
pub struct Lines<W> {
    service: String,
    clock: Clock,
    writer: W,
}

/// Logs to standard output what `filter` lets through: a level, or levels by target as in
/// `info,successes=warn`; where it is neither, `info`. A second call changes nothing.
pub fn init(service: &str, filter: &str) {
    let filter = filter.parse().unwrap_or_else(|_| Targets::new().with_default(LevelFilter::INFO));
    let filter = filter
        // The runtime's span repeats, under other names, what ours says.
        .with_target(RUNTIME, LevelFilter::WARN)
        // No filter silences an alarm.
        .with_target(metrics::TARGET, LevelFilter::INFO);
    let lines = Lines::new(service, Clock::system(), std::io::stdout);
    tracing_subscriber::registry().with(lines.with_filter(filter)).try_init().ok();
}

/// From here on the lines of the request at hand say that it is about `company_id`.
pub fn tell_company(company_id: i64) {
    tracing::Span::current().record("company_id", company_id);
}

impl<W> Lines<W> {
    /// Lines of `service` to `writer`.
    pub fn new(service: &str, clock: Clock, writer: W) -> Self {
        Self { service: service.to_owned(), clock, writer }
    }

    /// What a line says whatever it is about.
    fn standard(&self, event: &Event<'_>) -> Map<String, Value> {
        Map::from_iter([
            ("level".to_owned(), json!(event.metadata().level().as_str())),
            ("service".to_owned(), json!(self.service)),
            ("timestamp".to_owned(), json!(format!("{:.3}", self.clock.now()))),
        ])
    }
}

impl<S, W> Layer<S> for Lines<W>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    W: for<'writer> MakeWriter<'writer> + 'static,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        span.extensions_mut().insert(fields);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(fields) = span.extensions_mut().get_mut::<Fields>() {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut line = Map::new();
        for span in context.event_scope(event).into_iter().flatten() {
            if let Some(Fields(fields)) = span.extensions().get() {
                // The innermost span comes first, and its word counts.
                for (name, value) in fields {
                    line.entry(name).or_insert_with(|| value.clone());
                }
            }
        }
        let mut fields = Fields::default();
        event.record(&mut fields);
        line.extend(fields.unfolded());
        line.extend(self.standard(event));
        // At once: line by line and piece by piece, standard output would look through each piece for an end.
        let line = format!("{}\n", Value::from(line));
        // Where standard output is gone, nobody can be told.
        self.writer.make_writer().write_all(line.as_bytes()).ok();
    }
}

#[cfg(test)]
mod tests;
