//! Working hours, as they are asked for.

use jiff::civil::{Time, Weekday};
use serde::Deserialize;

use super::WorkingHours;
use crate::model::error::{Error, Result};
use crate::words::Text;

/// Times of day as `HH:MM`, days in English; the default is used for what is left out.
#[derive(Debug, Deserialize)]
pub struct Hours {
    #[serde(default)]
    start: Option<String>,
    #[serde(default)]
    end: Option<String>,
    #[serde(default)]
    days: Option<Vec<Day>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Hours {
    /// These, checked.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] naming the field.
    pub fn read(self) -> Result<WorkingHours> {
        let usual = WorkingHours::default();
        let days = self.days.map(|days| days.into_iter().map(Weekday::from).collect());
        let hours = WorkingHours {
            start: time("working_hours.start", self.start.as_deref(), usual.start)?,
            end: end("working_hours.end", self.end.as_deref(), usual.end)?,
            days: days.unwrap_or(usual.days),
        };
        if hours.end <= hours.start && hours.end != Time::midnight() {
            let text = Text::new("field-after").with("other", "working_hours.start");
            return invalid(text, "working_hours.end");
        }
        if hours.days.is_empty() {
            return invalid(Text::new("days-empty"), "working_hours.days");
        }
        Ok(hours)
    }
}

impl From<Day> for Weekday {
    fn from(day: Day) -> Self {
        match day {
            Day::Monday => Self::Monday,
            Day::Tuesday => Self::Tuesday,
            Day::Wednesday => Self::Wednesday,
            Day::Thursday => Self::Thursday,
            Day::Friday => Self::Friday,
            Day::Saturday => Self::Saturday,
            Day::Sunday => Self::Sunday,
        }
    }
}

fn time(field: &str, text: Option<&str>, usual: Time) -> Result<Time> {
    let Some(text) = text else { return Ok(usual) };
    let time = Time::strptime("%H:%M", text.trim());
    time.or_else(|_| invalid(Text::new("time-of-day-malformed"), field))
}

/// The day's end is written `24:00` (ISO 8601) or `00:00`.
fn end(field: &str, text: Option<&str>, usual: Time) -> Result<Time> {
    let is_midnight = text.is_some_and(|text| text.trim() == "24:00");
    if is_midnight { Ok(Time::midnight()) } else { time(field, text, usual) }
}

fn invalid<T>(text: Text, field: &str) -> Result<T> {
    Err(Error::InvalidRequest(text.with("field", field)))
}
