//! What is asked for: who, how long, on which days and at which hours.

use jiff::SignedDuration;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::Deserialize;
use shared::model::error::{Error, Result};
use shared::model::interview::{Attendee, attendees, interviewers, zone};
use shared::model::owner::Whose;
use shared::platform::request::Part;
use shared::scheduling::calendar::WorkingHours;
use shared::words::Text;

/// How long an interview may be, in minutes.
const MINUTES: std::ops::RangeInclusive<i64> = 5..=480;
/// How many days are searched at most.
const DAYS: i32 = 31;

/// The request.
#[derive(Debug, Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    attendees: Vec<String>,
    /// Colleagues, by their ids at the ATS.
    #[serde(default)]
    interviewers: Vec<i64>,
    /// Whose calendar: one's own where there is one, else the company's, where absent.
    #[serde(default)]
    calendar_of: Option<Whose>,
    /// An interview that is to be moved: its own calendar is asked, and it does not block itself.
    #[serde(default)]
    event_id: Option<String>,
    duration_minutes: i64,
    start_date: String,
    end_date: String,
    #[serde(default)]
    timezone: Option<String>,
    #[serde(default)]
    working_hours: Option<Part<Hours>>,
}

/// Times of day as `HH:MM`, days in English; the default is used for what is left out.
#[derive(Debug, Deserialize)]
struct Hours {
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

/// The request, checked.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) attendees: Vec<Attendee>,
    pub(super) interviewers: Vec<i64>,
    pub(super) calendar_of: Option<Whose>,
    pub(super) event_id: Option<String>,
    pub(super) duration: SignedDuration,
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) zone: TimeZone,
    pub(super) hours: WorkingHours,
}

impl Body {
    /// # Errors
    /// [`Error::InvalidRequest`] naming the field.
    pub(super) fn search(self) -> Result<Search> {
        if !MINUTES.contains(&self.duration_minutes) {
            let text = Text::new("field-range").with("from", *MINUTES.start());
            return invalid(text.with("to", *MINUTES.end()), "duration_minutes");
        }
        let (first, last) = days(&self.start_date, &self.end_date)?;
        Ok(Search {
            attendees: attendees(&self.attendees)?,
            interviewers: interviewers(&self.interviewers)?,
            calendar_of: self.calendar_of,
            event_id: self.event_id,
            duration: SignedDuration::from_mins(self.duration_minutes),
            first,
            last,
            zone: zone(self.timezone.as_deref())?,
            hours: self
                .working_hours
                .map_or_else(|| Ok(WorkingHours::default()), |Part(it)| it.read())?,
        })
    }
}

impl Hours {
    fn read(self) -> Result<WorkingHours> {
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

fn days(first: &str, last: &str) -> Result<(Date, Date)> {
    let (first, last) = (date("start_date", first)?, date("end_date", last)?);
    let length = last.since(first).map(|span| span.get_days()).unwrap_or(DAYS);
    match length {
        ..0 => invalid(Text::new("field-not-before").with("other", "start_date"), "end_date"),
        DAYS.. => invalid(Text::new("search-too-long"), "end_date"),
        _ => Ok((first, last)),
    }
}

fn date(field: &str, text: &str) -> Result<Date> {
    let date = Date::strptime("%Y-%m-%d", text.trim());
    date.or_else(|_| invalid(Text::new("day-malformed"), field))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(changes: &[(&str, &str)]) -> String {
        let mut parts = vec![
            ("duration_minutes", "60"),
            ("start_date", "\"2026-11-23\""),
            ("end_date", "\"2026-11-27\""),
        ];
        parts.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        parts.extend(changes);
        let fields: Vec<_> =
            parts.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        let body: Body = serde_json::from_str(&format!("{{{}}}", fields.join(","))).unwrap();
        body.search().map_or_else(|error| error.to_string(), |_| String::new())
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(refusal(&[]), "");
        for (field, value) in [
            ("duration_minutes", "4"),
            ("duration_minutes", "481"),
            ("start_date", "\"tomorrow\""),
            ("end_date", "\"2026-11-22\""),
            ("end_date", "\"2026-12-24\""),
            ("end_date", "\"9999-12-31\""),
            ("timezone", "\"Mars/Olympus\""),
            ("attendees", "[\"nobody\"]"),
        ] {
            assert!(refusal(&[(field, value)]).starts_with(field), "{field}: {value}");
        }
        assert_eq!(refusal(&[("end_date", "\"2026-12-23\"")]), "");
    }

    #[test]
    fn working_hours_are_checked() {
        for (hours, field) in [
            (r#"{"start": "9 o'clock"}"#, "working_hours.start"),
            (r#"{"start": "18:00"}"#, "working_hours.end"),
            (r#"{"days": []}"#, "working_hours.days"),
            (r#"{"end": "17:30", "days": ["saturday"]}"#, ""),
            (r#"{"end": "24:00"}"#, ""),
            (r#"{"start": "00:00", "end": "00:00"}"#, ""),
            (r#"{"end": "24:30"}"#, "working_hours.end"),
            (r#"{"start": "24:00"}"#, "working_hours.start"),
        ] {
            assert!(refusal(&[("working_hours", hours)]).starts_with(field), "{hours}");
        }
    }
}
