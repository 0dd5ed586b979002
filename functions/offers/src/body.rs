//! How an offer is to be put on the boards.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use shared::model::error::{Error, Result};
use shared::model::offer::{Profile, day};
use shared::words::Text;

/// How long an offer is offered where nobody says, in days.
const USUAL: i32 = 30;
/// How long at most, in days.
const LONGEST: i32 = 180;

/// The request.
#[derive(Debug, Deserialize)]
pub(super) struct Body {
    /// The last day, as `2026-12-31`.
    #[serde(default)]
    ends_on: Option<String>,
    /// The feeds by their names; all, where absent.
    #[serde(default)]
    boards: Option<Vec<Profile>>,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The last day, where it was said.
    ends_on: Option<Date>,
    /// Today and the last of the days that it may be.
    usual: Date,
    /// The feeds, where they were said.
    pub(super) boards: Option<Vec<Profile>>,
}

/// The last day that `text`, which came at `now`, names.
///
/// # Errors
/// [`Error::InvalidRequest`] for one that is none, or is over, or too far away.
pub(super) fn last_day(text: &str, now: Timestamp) -> Result<Date> {
    let today = day(now);
    let last = today.saturating_add(LONGEST.days());
    // What is more than a date is none, though it holds one.
    let named = text.parse().ok().filter(|date: &Date| date.to_string() == text);
    let named = named.filter(|date| (today..=last).contains(date));
    named.ok_or_else(|| {
        let days = Text::new("offer-days").with("field", "ends_on");
        Error::InvalidRequest(days.with("first", today.to_string()).with("last", last.to_string()))
    })
}

impl Asked {
    /// What `body`, which came at `now`, asks for.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] for a last day that is none, or is over, or too far away.
    pub(super) fn read(body: Body, now: Timestamp) -> Result<Self> {
        let ends_on = body.ends_on.map(|text| last_day(&text, now)).transpose()?;
        Ok(Self { ends_on, usual: day(now).saturating_add(USUAL.days()), boards: body.boards })
    }

    /// The last day of an offer that was to end on `known`.
    pub(super) fn ends_on(&self, known: Option<Date>) -> Date {
        self.ends_on.unwrap_or_else(|| known.map_or(self.usual, |known| known.max(self.usual)))
    }
}
