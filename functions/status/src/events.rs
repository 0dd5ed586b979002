//! What the recruiting system could not be told yet, or not at all.

use jiff::Timestamp;
use serde::Serialize;
use shared::app::App;
use shared::model::error::Result;
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
    /// Those of a company; `None` where there is nothing to say, or nobody is told of any.
    ///
    /// # Errors
    /// [`shared::model::error::Error::StorageUnavailable`].
    pub(super) async fn of(app: &App, company_id: i64) -> Result<Option<Self>> {
        if sinks(app).next().is_none() {
            return Ok(None);
        }
        let counts = app.store.count_deliveries(company_id).await?;
        let Counts { waiting, given_up: failed, oldest: oldest_at } = counts;
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let message = match (oldest_at, failed) {
            (None, 0) => return Ok(None),
            (_, 1..) => Text::new("events-failed").with("count", count(failed)),
            (Some(since), 0) => {
                let text = Text::new("events-waiting").with("count", count(waiting));
                text.with("since", Argument::Moment(since))
            }
        };
        Ok(Some(Self { waiting, failed, oldest_at, message }))
    }
}
