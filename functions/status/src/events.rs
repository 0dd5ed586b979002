//! What the recruiting system could not be told yet, or not at all.

use jiff::Timestamp;
use serde::Serialize;
use shared::app::App;
use shared::model::delivery::Sink;
use shared::notifying::delivery::sinks;
use shared::store::Counts;
use shared::words::{Argument, Text};

/// How many of the company's events wait or were given up, where there are any.
#[derive(Debug, Serialize)]
pub(crate) struct Events {
    /// Events that wait because it did not take them.
    waiting: usize,
    /// Events that were given up after 72 hours.
    failed: usize,
    /// Since when the oldest one waits.
    oldest_at: Option<Timestamp>,
    /// The same in words.
    message: Text,
}

impl Events {
    /// Those that were counted; `None` where there is nothing to say, or nobody is told of any.
    pub(super) fn of(app: &App, counts: Counts) -> Option<Self> {
        sinks(app).find(|sink| *sink == Sink::Ats)?;
        let Counts { waiting, given_up: failed, oldest: oldest_at } = counts;
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let message = match (oldest_at, failed) {
            (None, 0) => return None,
            (_, 1..) => Text::new("events-failed").with("count", count(failed)),
            (Some(since), 0) => {
                let text = Text::new("events-waiting").with("count", count(waiting));
                text.with("since", Argument::Moment(since))
            }
        };
        Some(Self { waiting, failed, oldest_at, message })
    }
}
