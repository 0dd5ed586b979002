//! What every line of an invocation says of it, under the keys of AWS's Powertools.

use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use lambda_runtime::Context;
use tracing::Span;

/// The invocations of one execution environment.
#[derive(Debug, Default)]
pub(super) struct Invocations {
    has_begun: AtomicBool,
}

impl Invocations {
    /// The span of the next one. No level that is filtered for takes its keys away.
    pub(super) fn span(&self, context: &Context) -> Span {
        tracing::error_span!(
            "invocation",
            cold_start = !self.has_begun.swap(true, Ordering::Relaxed),
            function_name = context.env_config.function_name,
            function_memory_size = context.env_config.memory,
            function_arn = context.invoked_function_arn,
            function_request_id = context.request_id,
            xray_trace_id = context.xray_trace_id.as_deref().map(root),
        )
    }
}

/// The trace's own id of a trace header (`Root=1-…;Parent=…;Sampled=1`), as Powertools logs it and X-Ray looks it up.
fn root(header: &str) -> &str {
    let first = header.split_once(';').map_or(header, |(first, _)| first);
    first.strip_prefix("Root=").unwrap_or(first)
}

/// When the time of an invocation that begins `now` is over. A deadline that has passed already is none:
/// `cargo lambda watch` tells a duration in its place.
pub(super) fn deadline(context: &Context, now: Timestamp) -> Timestamp {
    let told = i64::try_from(context.deadline).ok();
    let told = told.and_then(|deadline| Timestamp::from_millisecond(deadline).ok());
    told.filter(|deadline| *deadline > now).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use serde_json::{Value, json};
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;
    use crate::platform::clock::Clock;
    use crate::platform::logs::Lines;

    #[derive(Clone, Default)]
    struct Sink(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    const TRACE: &str = "1-5759e988-bd862e3fe1be46a994272793";

    fn context() -> Context {
        let mut context = Context::default();
        context.request_id = "8f5b3a1e-0000-4000-8000-000000000001".to_owned();
        context.invoked_function_arn = "arn:aws:lambda:eu-west-3:1:function:f".to_owned();
        context.xray_trace_id = Some(format!("Root={TRACE};Parent=53995c3f42cd8ad8;Sampled=1"));
        context
    }

    #[test]
    fn a_line_has_the_keys_of_powertools_and_only_the_first_invocation_is_cold() {
        let sink = Sink::default();
        let writer = sink.clone();
        let lines = Lines::new("s", Clock::system(), move || writer.clone());
        tracing::subscriber::with_default(tracing_subscriber::registry().with(lines), || {
            let invocations = Invocations::default();
            for _ in 0..2 {
                let _span = invocations.span(&context()).entered();
                tracing::info!("x");
            }
        });
        let text = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(
            [&lines[0]["cold_start"], &lines[1]["cold_start"]],
            [&json!(true), &json!(false)]
        );
        assert_eq!(lines[0]["xray_trace_id"], TRACE, "as X-Ray looks it up");
        for key in [
            "level",
            "timestamp",
            "message",
            "service",
            "function_name",
            "function_memory_size",
            "function_arn",
            "function_request_id",
            "xray_trace_id",
        ] {
            assert!(!lines[0][key].is_null(), "{key}");
        }
    }

    #[test]
    fn a_deadline_that_has_passed_before_the_work_begins_is_none() {
        let now = Timestamp::from_second(1_795_400_000).unwrap();
        let told = |milliseconds| {
            let mut context = Context::default();
            context.deadline = milliseconds;
            deadline(&context, now)
        };
        assert_eq!(told(1_795_400_030_000).as_second(), 1_795_400_030);
        assert_eq!([told(600_000), told(0), told(u64::MAX)], [Timestamp::MAX; 3]);
    }
}
