//! `EventDateTime`: the start or end of an event, as text and as what it means.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::error::ApiError;

/// The start or end as clients write it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventDateTime {
    /// `yyyy-mm-dd`, for an all-day event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// RFC 3339; the offset may be left out where `time_zone` is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_time: Option<String>,
    /// IANA name, such as `Africa/Abidjan`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
}

/// The start or end, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A whole day; as an end it is exclusive.
    Day(Date),
    /// An instant, and the zone the client thinks of it in.
    At(Timestamp, Option<String>),
}

impl Moment {
    /// Reads `wire`; `side` is `start` or `end`, for the messages.
    pub fn read(wire: Option<&EventDateTime>, side: &str) -> Result<Self, ApiError> {
        let missing = || ApiError::required(format!("Missing {side} time."));
        let wire = wire.ok_or_else(missing)?;
        let zone = wire.time_zone.as_deref().map(|name| zone(name, side)).transpose()?;
        match (&wire.date, &wire.date_time) {
            (Some(date), None) => day(date, side),
            (None, Some(text)) => {
                instant(text, zone, side).map(|at| Self::At(at, wire.time_zone.clone()))
            }
            (Some(_), Some(_)) => Err(ApiError::invalid(format!("Invalid {side} time."))),
            (None, None) => Err(missing()),
        }
    }

    /// The text of an answer: instants in the local time of `zone`.
    pub fn wire(&self, zone: &TimeZone) -> EventDateTime {
        match self {
            Self::Day(date) => {
                EventDateTime { date: Some(date.to_string()), ..EventDateTime::default() }
            }
            Self::At(at, name) => EventDateTime {
                date: None,
                date_time: Some(rfc3339(&at.to_zoned(zone.clone()))),
                time_zone: name.clone().or_else(|| zone.iana_name().map(str::to_owned)),
            },
        }
    }

    /// The instant; a day begins at midnight of `zone`.
    pub fn instant(&self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Day(date) => {
                date.to_zoned(zone.clone()).map_or(Timestamp::MIN, |day| day.timestamp())
            }
            Self::At(at, _) => *at,
        }
    }

    /// Whether this is an all-day end or start.
    pub fn is_day(&self) -> bool {
        matches!(self, Self::Day(_))
    }
}

/// `start` and `end` of one event: both days or both instants, and the end after the start.
pub fn check_range(start: &Moment, end: &Moment) -> Result<(), ApiError> {
    if start.is_day() != end.is_day() {
        let message = "Start and end times must either both be date or both be dateTime.";
        return Err(ApiError::invalid(message));
    }
    let length =
        end.instant(&TimeZone::UTC).as_nanosecond() - start.instant(&TimeZone::UTC).as_nanosecond();
    if length > 0 { Ok(()) } else { Err(ApiError::empty_range()) }
}

/// `yyyy-mm-ddThh:mm:ss` with `Z` or an offset.
pub fn rfc3339(at: &Zoned) -> String {
    if at.offset().is_zero() {
        return at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    }
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// `yyyy-mm-ddThh:mm:ss.mmmZ`, as `created` and `updated` are written.
pub fn utc_millis(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

fn zone(name: &str, side: &str) -> Result<TimeZone, ApiError> {
    let refused = |_| ApiError::invalid(format!("Invalid time zone definition for {side} time."));
    TimeZone::get(name).map_err(refused)
}

fn day(text: &str, side: &str) -> Result<Moment, ApiError> {
    let shaped = text.len() == "yyyy-mm-dd".len();
    let date = text.parse().ok().filter(|_| shaped);
    date.map(Moment::Day).ok_or_else(|| invalid_format(text, side))
}

/// An offset decides; without one, the local time of `zone` does (the earlier of two, RFC 5545
/// section 3.3.5).
fn instant(text: &str, zone: Option<TimeZone>, side: &str) -> Result<Timestamp, ApiError> {
    let shaped = text.as_bytes().get(10) == Some(&b'T') && text.len() >= 19 && !text.contains('[');
    if !shaped {
        return Err(invalid_format(text, side));
    }
    if let Ok(at) = text.parse() {
        return Ok(at);
    }
    let local: DateTime = text.parse().map_err(|_| invalid_format(text, side))?;
    let missing = || ApiError::required(format!("Missing time zone definition for {side} time."));
    let zoned = local.to_zoned(zone.ok_or_else(missing)?);
    zoned.map(|zoned| zoned.timestamp()).map_err(|_| invalid_format(text, side))
}

fn invalid_format(text: &str, side: &str) -> ApiError {
    ApiError::invalid(format!("Invalid value for: Invalid format: \"{text}\" ({side})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(date_time: &str, zone: Option<&str>) -> Result<Moment, ApiError> {
        let wire = EventDateTime {
            date: None,
            date_time: Some(date_time.into()),
            time_zone: zone.map(str::to_owned),
        };
        Moment::read(Some(&wire), "start")
    }

    fn instant_of(date_time: &str, zone: Option<&str>) -> String {
        read(date_time, zone).unwrap().instant(&TimeZone::UTC).to_string()
    }

    #[test]
    fn an_offset_decides_over_the_zone() {
        assert_eq!(
            instant_of("2026-12-01T10:00:00+02:00", Some("Africa/Abidjan")),
            "2026-12-01T08:00:00Z"
        );
        assert_eq!(instant_of("2026-12-01T10:00:00", Some("Europe/Paris")), "2026-12-01T09:00:00Z");
    }

    #[test]
    fn a_local_time_needs_a_zone_and_the_zone_must_exist() {
        assert!(read("2026-12-01T10:00:00", None).is_err());
        assert!(read("2026-12-01T10:00:00", Some("Greenwich Standard Time")).is_err());
    }

    #[test]
    fn other_notations_are_refused() {
        for text in ["2026-12-01 10:00:00Z", "2026-12-01T10:00", "2026-12-01", "demain"] {
            assert!(read(text, Some("Africa/Abidjan")).is_err(), "{text}");
        }
    }

    #[test]
    fn a_local_time_repeated_by_the_clock_change_is_the_earlier_one() {
        assert_eq!(instant_of("2026-10-25T02:30:00", Some("Europe/Paris")), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn answers_are_in_the_calendars_zone() {
        let moment = read("2026-12-01T10:00:00Z", None).unwrap();
        let wire = moment.wire(&TimeZone::get("Europe/Paris").unwrap());
        assert_eq!(wire.date_time.as_deref(), Some("2026-12-01T11:00:00+01:00"));
        assert_eq!(wire.time_zone.as_deref(), Some("Europe/Paris"));
    }
}
