//! The meetings that are in the calendars from the start, on the five working days after now.

use http::StatusCode;
use jiff::civil::{Date, Weekday, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde_json::{Value, json};

use super::Policy;
use super::moment::Moment;
use super::sent::Sent;
use super::store::Store;
use super::zone::Zone;
use crate::directory;

/// Person, subject, first hour, last hour (both UTC), `showAs`.
const DAILY: [(&str, &str, i8, i8, &str); 4] = [
    ("lead", "Point d'équipe", 9, 10, "busy"),
    ("lead", "Revue de code", 14, 15, "tentative"),
    ("marc", "Daily Globex", 8, 9, "busy"),
    ("ibrahim", "Comité de direction", 10, 12, "busy"),
];

const ONCE: [(&str, &str, i8, i8, &str); 3] = [
    ("fatou", "Comité RH", 11, 12, "busy"),
    ("lead", "Congé", 15, 18, "oof"),
    ("sophie", "Dentiste", 13, 14, "busy"),
];

/// A store with the meetings in it.
pub(super) fn store(now: Timestamp) -> Store {
    let mut store = Store::default();
    let days = working_days(now);
    for day in &days {
        DAILY.iter().for_each(|entry| add(&mut store, *day, entry, now));
    }
    if let Some(day) = days.first() {
        ONCE.iter().for_each(|entry| add(&mut store, *day, entry, now));
    }
    store
}

fn working_days(now: Timestamp) -> Vec<Date> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let later = today.series(1.day()).skip(1);
    let works = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    later.filter(works).take(5).collect()
}

fn add(store: &mut Store, day: Date, entry: &(&str, &str, i8, i8, &str), now: Timestamp) {
    let (person, subject, from, to, show_as) = *entry;
    let event = json!({
        "subject": subject,
        "start": moment(day, from),
        "end": moment(day, to),
        "showAs": show_as,
    });
    let Some(owner) = directory::person(person) else { return };
    let policy = Policy {
        teams_allowed: false,
        conflict_status: StatusCode::BAD_REQUEST,
        immutable_ids: false,
        shows_after: SignedDuration::ZERO,
    };
    if let Value::Object(event) = event
        && let Ok(sent) = Sent::checked(event)
    {
        // A seed that Exchange would refuse is a mistake here; a test counts what arrived.
        drop(store.create(owner, sent, policy, now));
    }
}

fn moment(day: Date, hour: i8) -> Moment {
    Moment {
        date_time: day.to_datetime(time(hour, 0, 0, 0)).to_string(),
        time_zone: Zone::utc().name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meeting_arrives_on_a_working_day_after_now() {
        let now = "2026-11-20T21:00:00Z".parse().unwrap();
        let store = store(now);
        let events: Vec<_> = store.mailboxes.values().flatten().collect();
        assert_eq!(events.len(), DAILY.len() * 5 + ONCE.len());
        assert!(events.iter().all(|event| event.span.start > now));
        let first = events.iter().map(|event| event.span.start).min().unwrap();
        assert_eq!(first.to_string(), "2026-11-23T08:00:00Z");
    }
}
