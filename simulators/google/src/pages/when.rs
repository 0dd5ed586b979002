//! Times as a person reads them, in a zone of the reader's choice.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::calendar::event::Event;
use crate::calendar::moment::Moment;
use crate::query::Query;

/// The reader's zone: `?tz=`, where it names one.
pub fn reader_zone(query: &Query) -> Option<TimeZone> {
    query.text("tz").and_then(|name| TimeZone::get(name).ok())
}

/// `Tue 1 Dec 2026, 10:00 – 11:00 (Africa/Abidjan)`.
pub fn span(event: &Event, zone: &TimeZone) -> String {
    let (start, end) = event.span();
    if event.start.is_day() {
        return format!("{}, all day", heading(start, &event.owner.time_zone()));
    }
    let (start, end) = (start.to_zoned(zone.clone()), end.to_zoned(zone.clone()));
    let until = match start.date() == end.date() {
        true => end.strftime("%H:%M").to_string(),
        false => format!("{}, {}", day(&end), end.strftime("%H:%M")),
    };
    let name = zone.iana_name().unwrap_or("UTC");
    format!("{}, {} – {until} ({name})", day(&start), start.strftime("%H:%M"))
}

/// The day in `zone`, as a heading.
pub fn heading(at: Timestamp, zone: &TimeZone) -> String {
    day(&at.to_zoned(zone.clone()))
}

/// The zone that the event itself names, or that of its calendar.
pub fn own_zone(event: &Event) -> TimeZone {
    let named = match &event.start {
        Moment::At(_, Some(name)) => TimeZone::get(name).ok(),
        Moment::At(_, None) | Moment::Day(_) => None,
    };
    named.unwrap_or_else(|| event.owner.time_zone())
}

fn day(at: &Zoned) -> String {
    at.strftime("%a %-d %b %Y").to_string()
}
