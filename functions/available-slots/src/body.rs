//! What is asked for: who, how long, on which days and at which hours.

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use shared::model::error::{Error, Result};
use shared::model::interview::{Attendee, attendees, interviewers, zone};
use shared::model::owner::Whose;
use shared::platform::request::Part;
use shared::scheduling::calendar::{Hours, WorkingHours};
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
