//! What is asked for: for whom, how long, on which days and at which hours.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use shared::model::booking::Rules;
use shared::model::error::{Error, Result};
use shared::model::interview::{Span, interviewers, text, zone};
use shared::model::language::Language;
use shared::model::owner::Whose;
use shared::model::provider::{CalendarProvider, Provider, RoomProvider};
use shared::platform::request::Part;
use shared::scheduling::calendar::{Hours, WorkingHours};
use shared::scheduling::offering::choices;
use shared::scheduling::wish::RoomWish;
use shared::words::Text;

/// For how many days times are offered where nothing is said.
const DAYS: i64 = 14;

/// The request.
#[derive(Debug, Deserialize)]
pub(super) struct Body {
    /// The application's id at the ATS.
    application_id: i64,
    /// In which calendar.
    provider: String,
    duration_minutes: i64,
    /// An IANA name; Europe/Paris where absent.
    #[serde(default)]
    timezone: Option<String>,
    /// For how many days times are offered, from now on.
    #[serde(default)]
    days: Option<i64>,
    #[serde(default)]
    working_hours: Option<Part<Hours>>,
    #[serde(default)]
    buffer_before_minutes: Option<i64>,
    #[serde(default)]
    buffer_after_minutes: Option<i64>,
    /// How long before its beginning an interview can be chosen at the latest.
    #[serde(default)]
    notice_minutes: Option<i64>,
    /// How many interviews the calendar takes on a day.
    #[serde(default)]
    maximum_per_day: Option<i64>,
    /// Whose calendar: one's own where there is one, else the company's, where absent.
    #[serde(default)]
    calendar_of: Option<Whose>,
    /// Colleagues who are there too, by their ids at the ATS.
    #[serde(default)]
    interviewers: Vec<i64>,
    #[serde(default)]
    location: Option<String>,
    /// Whether to make a video link.
    #[serde(default)]
    create_meeting_link: bool,
    /// Where to make it; naming one asks for a link.
    #[serde(default)]
    meeting_provider: Option<RoomProvider>,
    /// Of the text to send and the candidate's page; the company's where absent.
    #[serde(default)]
    language: Option<String>,
}

/// The request, checked.
#[derive(Debug)]
pub(super) struct Offer {
    pub(super) application_id: i64,
    pub(super) provider: CalendarProvider,
    /// How many days.
    pub(super) days: i64,
    /// An IANA name.
    pub(super) timezone: String,
    pub(super) rules: Rules,
    pub(super) calendar_of: Option<Whose>,
    pub(super) interviewers: Vec<i64>,
    pub(super) location: String,
    pub(super) wish: RoomWish,
    pub(super) language: Option<Language>,
}

impl Body {
    /// # Errors
    /// [`Error::InvalidRequest`] naming the field.
    pub(super) fn offer(self) -> Result<Offer> {
        let provider = provider(&self.provider)?;
        let wish = RoomWish { named: self.meeting_provider, is_wanted: self.create_meeting_link };
        wish.check(provider)?;
        let zone = zone(self.timezone.as_deref())?;
        Ok(Offer {
            application_id: self.application_id,
            provider,
            days: within("days", self.days.unwrap_or(DAYS), 1, 30)?,
            timezone: zone.iana_name().unwrap_or_default().to_owned(),
            interviewers: interviewers(&self.interviewers)?,
            calendar_of: self.calendar_of,
            location: text::line(self.location.as_deref().unwrap_or_default()),
            wish,
            language: language(self.language.as_deref())?,
            rules: self.rules()?,
        })
    }

    fn rules(self) -> Result<Rules> {
        let usual = Rules::default();
        let hours = self.working_hours;
        let hours = hours.map_or_else(|| Ok(WorkingHours::default()), |Part(it)| it.read())?;
        let buffer = |field, minutes: Option<i64>| within(field, minutes.unwrap_or(0), 0, 240);
        let notice = self.notice_minutes.unwrap_or(usual.notice_minutes);
        let maximum = |most| within("maximum_per_day", most, 1, 50);
        let rules = Rules {
            duration_minutes: within("duration_minutes", self.duration_minutes, 5, 480)?,
            day_start: hours.start,
            day_end: hours.end,
            buffer_before_minutes: buffer("buffer_before_minutes", self.buffer_before_minutes)?,
            buffer_after_minutes: buffer("buffer_after_minutes", self.buffer_after_minutes)?,
            notice_minutes: within("notice_minutes", notice, 0, 14 * 24 * 60)?,
            maximum_per_day: self.maximum_per_day.map(maximum).transpose()?,
            ..usual
        };
        Ok(rules.on(&hours.days))
    }
}

impl Offer {
    /// From `now`, in whole seconds, to the end of the days.
    pub(super) fn life(&self, now: Timestamp) -> Span {
        let start = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let lives = SignedDuration::from_hours(24 * self.days);
        Span { start, end: start.saturating_add(lives).unwrap_or(start) }
    }

    /// Nothing where its candidate could choose a time at `now`, if everybody were free.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] naming the field that leaves none.
    pub(super) fn check(&self, now: Timestamp) -> Result<()> {
        let zone = TimeZone::get(&self.timezone).unwrap_or(TimeZone::UTC);
        if !choices(&self.rules, &zone, self.life(now), now).is_empty() {
            return Ok(());
        }
        let field = if self.rules.fits() { "days" } else { "duration_minutes" };
        Err(Error::InvalidRequest(Text::new("no-time-fits").with("field", field)))
    }
}

fn provider(name: &str) -> Result<CalendarProvider> {
    let calendars = || Provider::ALL.into_iter().filter_map(CalendarProvider::of);
    let found = Provider::parse(name).and_then(CalendarProvider::of);
    found.ok_or_else(|| {
        let names = calendars().map(CalendarProvider::key).collect::<Vec<_>>().join(", ");
        let text = Text::new("expected-one-of").with("field", "provider");
        Error::InvalidRequest(text.with("words", names))
    })
}

fn language(name: Option<&str>) -> Result<Option<Language>> {
    let Some(name) = name else { return Ok(None) };
    Language::named(name).map(Some).ok_or_else(|| {
        let tags = Language::ALL.map(Language::tag).join(", ");
        let text = Text::new("expected-one-of").with("field", "language");
        Error::InvalidRequest(text.with("words", tags))
    })
}

fn within<N: TryFrom<i64>>(field: &str, number: i64, least: i64, most: i64) -> Result<N> {
    let text =
        || Text::new("field-range").with("field", field).with("from", least).with("to", most);
    let number = Some(number).filter(|number| (least..=most).contains(number));
    let number = number.and_then(|number| N::try_from(number).ok());
    number.ok_or_else(|| Error::InvalidRequest(text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(field: &str, value: &str) -> String {
        let mut body = String::from(r#"{"application_id": 1"#);
        for (name, usual) in [("provider", "\"outlook\""), ("duration_minutes", "45")] {
            let value = if name == field { value } else { usual };
            body.push_str(&format!(", \"{name}\": {value}"));
        }
        if !["provider", "duration_minutes", ""].contains(&field) {
            body.push_str(&format!(", \"{field}\": {value}"));
        }
        body.push('}');
        let body: Body = serde_json::from_str(&body).unwrap();
        body.offer().map_or_else(|error| error.to_string(), |_| String::new())
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(refusal("", ""), "");
        for (field, value) in [
            ("provider", "\"linkedin\""),
            ("duration_minutes", "4"),
            ("duration_minutes", "481"),
            ("timezone", "\"Mars/Olympus\""),
            ("days", "0"),
            ("days", "31"),
            ("buffer_before_minutes", "-1"),
            ("buffer_after_minutes", "241"),
            ("notice_minutes", "20161"),
            ("maximum_per_day", "0"),
            ("meeting_provider", "\"google_meet\""),
            ("language", "\"Klingon\""),
        ] {
            assert!(refusal(field, value).starts_with(field), "{field}: {value}");
        }
        assert_eq!(refusal("provider", "\"google-calendar\""), "");
        assert_eq!(refusal("language", "\"pt-BR\""), "");
    }
}
