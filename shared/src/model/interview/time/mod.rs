//! When an interview is: local or absolute times in, instants out (B14, F32).
//!
//! Zones come from the database that is compiled in, so that a rule change is a new build and not
//! a matter of what a host has installed.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::error::{Error, Result};
use crate::words::Text;

/// The zone of a request that names none.
pub const DEFAULT_ZONE: &str = "Europe/Paris";
/// Longer is no interview.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// From one instant to another; the end does not belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first instant.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub start: Timestamp,
    /// The first instant after it.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub end: Timestamp,
}

/// The time of an interview, and the zone people think of it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// From when to when, in whole seconds.
    pub span: Span,
    /// An IANA name, spelled as the database spells it.
    pub zone: String,
}

impl When {
    /// Reads `start_time` and `end_time`, each an instant with an offset or a local time of the `named` zone,
    /// of the `usual` one where none is named. To an instant the zone is how people read it, so a name that
    /// the database has not, such as a browser's `Etc/Unknown`, does no harm there.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] naming the field: no time, a local time of no zone or that the clocks skip,
    /// an end that is not after the start, a start that is not after `now`, more than a day.
    pub fn parse(
        start: &str,
        end: &str,
        (named, usual): (Option<&str>, &str),
        now: Timestamp,
    ) -> Result<Self> {
        let named = said(named).unwrap_or(usual);
        let span = Span {
            start: instant("start_time", start, named)?,
            end: instant("end_time", end, named)?,
        };
        if span.end <= span.start {
            return Err(invalid(Text::new("field-after").with("other", "start_time"), "end_time"));
        }
        if span.start <= now {
            return Err(invalid(Text::new("time-past"), "start_time"));
        }
        if span.end.duration_since(span.start) > LONGEST {
            return Err(invalid(Text::new("interview-too-long"), "end_time"));
        }
        let zone = zone(Some(named)).or_else(|_| zone(Some(usual)))?;
        let zone = zone.iana_name().unwrap_or(DEFAULT_ZONE).to_owned();
        Ok(Self { span, zone })
    }
}

impl Span {
    /// The time from `start` to `end`; `None` where that is before it, which a calendar's answer may say.
    pub fn new(start: Timestamp, end: Timestamp) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// Whether the two have an instant in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The zone `name` (case does not matter), or [`DEFAULT_ZONE`].
///
/// # Errors
/// [`Error::InvalidRequest`] where the database has no such zone.
pub fn zone(name: Option<&str>) -> Result<TimeZone> {
    known("timezone", said(name).unwrap_or(DEFAULT_ZONE))
}

/// The name that the database has for the zone `name` (case does not matter), the value of `field`; `None` where
/// none is said.
///
/// # Errors
/// [`Error::InvalidRequest`] naming the field where the database has no such zone.
pub fn zone_name(field: &str, name: Option<&str>) -> Result<Option<String>> {
    let zone = said(name).map(|name| known(field, name)).transpose()?;
    Ok(zone.and_then(|zone| zone.iana_name().map(str::to_owned)))
}

fn said(name: Option<&str>) -> Option<&str> {
    name.map(str::trim).filter(|name| !name.is_empty())
}

fn known(field: &str, name: &str) -> Result<TimeZone> {
    let zone =
        TimeZone::get(name).ok().filter(|zone| !zone.is_unknown() && zone.iana_name().is_some());
    zone.ok_or_else(|| invalid(Text::new("zone-unknown"), field))
}

/// `at` with the offset of `zone`, `2026-03-01T14:00:00+01:00`; with UTC's where there is no such zone.
pub fn local(at: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    at.display_with_offset(zone.to_offset(at)).to_string()
}

/// The instant that `text` names, the value of `field`: one with an offset, or a local time of the zone `named`.
/// Fractions of a second are dropped: calendars keep none.
///
/// # Errors
/// As [`exact_instant`].
pub fn instant(field: &str, text: &str, named: &str) -> Result<Timestamp> {
    let at = exact_instant(field, text, named)?;
    Timestamp::from_second(at.as_second()).map_err(|_| invalid(Text::new("time-malformed"), field))
}

/// The same with its fraction of a second, for whoever compares it.
///
/// # Errors
/// [`Error::InvalidRequest`] naming the field: no time, a local time of no zone or that the clocks skip.
pub fn exact_instant(field: &str, text: &str, named: &str) -> Result<Timestamp> {
    let text = text.trim();
    let invalid = || invalid(Text::new("time-malformed"), field);
    let has_time = text.contains(['T', 't', ' ']) && !text.contains('[');
    if !has_time {
        return Err(invalid());
    }
    match text.parse::<Timestamp>() {
        Ok(at) => Ok(at),
        Err(_) => from_local(field, text.parse().map_err(|_| invalid())?, &zone(Some(named))?),
    }
}

fn invalid(text: Text, field: &str) -> Error {
    Error::InvalidRequest(text.with("field", field))
}

/// Of a time that clocks show twice it is the first (RFC 5545, section 3.3.5); one that they skip is
/// nobody's.
fn from_local(field: &str, time: DateTime, zone: &TimeZone) -> Result<Timestamp> {
    let ambiguous = zone.to_ambiguous_timestamp(time);
    let far = |_| invalid(Text::new("time-too-far"), field);
    if let AmbiguousOffset::Gap { after, .. } = ambiguous.offset() {
        let next = after.to_datetime(ambiguous.later().map_err(far)?);
        let next = next.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        return Err(invalid(Text::new("time-skipped").with("next", next), field));
    }
    ambiguous.earlier().map_err(far)
}

#[cfg(test)]
mod tests;
