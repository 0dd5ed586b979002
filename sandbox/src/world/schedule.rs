//! EventBridge Scheduler: fires functions at the template's rates by the world's clock, or on demand.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use shared::model::error::Result;

use crate::functions::Scheduled;
use crate::gateway::template::{Schedule, Template};
use simulator_kit::clock::MovableClock;

/// How often the clock is looked at. It may be moved by hand, so nothing can sleep until a time.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// What a run may take: the function's timeout in the template is longer.
const RUN: SignedDuration = SignedDuration::from_secs(120);

/// The functions that schedules fire, cheap to clone.
#[derive(Clone)]
pub struct Scheduler(Arc<Inner>);

struct Inner {
    functions: BTreeMap<String, Scheduled>,
    /// Each with the name of its function.
    schedules: Vec<(String, Schedule)>,
    clock: MovableClock,
}

impl Scheduler {
    /// The schedules of `template` for `functions`, by the names of their binaries.
    pub fn new(
        template: &Template,
        functions: BTreeMap<String, Scheduled>,
        clock: MovableClock,
    ) -> Self {
        let schedules = template.functions.iter().flat_map(|function| {
            let named = |schedule: &Schedule| (function.name.clone(), schedule.clone());
            function.schedules.iter().map(named)
        });
        Self(Arc::new(Inner { functions, schedules: schedules.collect(), clock }))
    }

    /// Runs `function` with `event` now; its report, or none where there is no such function.
    pub async fn fire(&self, function: &str, event: Value) -> Option<Result<Value>> {
        let handler = self.0.functions.get(function)?;
        let now = self.0.clock.now();
        let deadline = now.saturating_add(RUN).unwrap_or(Timestamp::MAX);
        Some(handler(event, deadline).await)
    }

    /// Fires every schedule at its rate, for ever. Where the clock jumps over several firings, one
    /// makes up for them.
    pub async fn run(&self) {
        let mut last: Vec<_> = self.0.schedules.iter().map(|_| self.0.clock.now()).collect();
        let mut looks = tokio::time::interval(LOOK_EVERY);
        loop {
            looks.tick().await;
            for ((function, schedule), last) in self.0.schedules.iter().zip(&mut last) {
                let now = self.0.clock.now();
                let Some(rate) = rate(&schedule.expression) else { continue };
                if now.duration_since(*last) >= rate {
                    *last = now;
                    self.fire_schedule(function, schedule).await;
                }
            }
        }
    }

    async fn fire_schedule(&self, function: &str, schedule: &Schedule) {
        let input = schedule.input.as_deref().unwrap_or("{}");
        let event = serde_json::from_str(input).unwrap_or_default();
        match self.fire(function, event).await {
            Some(Err(error)) => tracing::warn!(function, %error, "the scheduled run failed"),
            Some(Ok(report)) => tracing::debug!(function, %report, "the scheduled run ended"),
            None => tracing::warn!(function, "the template schedules an unknown function"),
        }
    }
}

/// `rate(5 minutes)` as a duration; none for `cron(…)` and `at(…)`, which no schedule of ours uses.
fn rate(expression: &str) -> Option<SignedDuration> {
    let (count, unit) = expression.strip_prefix("rate(")?.strip_suffix(')')?.split_once(' ')?;
    let count: i64 = count.parse().ok()?;
    match unit.trim_end_matches('s') {
        "minute" => Some(SignedDuration::from_mins(count)),
        "hour" => Some(SignedDuration::from_hours(count)),
        "day" => Some(SignedDuration::from_hours(count.checked_mul(24)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::TEMPLATE;

    #[test]
    fn rates_are_durations() {
        assert_eq!(rate("rate(5 minutes)"), Some(SignedDuration::from_mins(5)));
        assert_eq!(rate("rate(1 hour)"), Some(SignedDuration::from_hours(1)));
        assert_eq!(rate("rate(2 days)"), Some(SignedDuration::from_hours(48)));
        assert_eq!(rate("cron(0 10 * * ? *)"), None);
    }

    #[test]
    fn every_schedule_of_the_template_has_a_rate_and_an_event() {
        let template = Template::parse(TEMPLATE).unwrap();
        let schedules: Vec<_> = template.functions.iter().flat_map(|f| &f.schedules).collect();
        assert!(!schedules.is_empty());
        for schedule in schedules {
            assert!(rate(&schedule.expression).is_some(), "{schedule:?}");
            assert!(serde_json::from_str::<Value>(schedule.input.as_deref().unwrap()).is_ok());
        }
    }
}
