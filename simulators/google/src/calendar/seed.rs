//! What is on the calendars when the simulator starts: a busy colleague.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use super::draft::{Details, Draft};
use super::event::{Event, Writing};
use super::moment::EventDateTime;
use super::store::Calendars;
use crate::account::Account;
use crate::channels::Channels;
use crate::knobs::Meet;

/// Working days ahead that are filled.
const DAYS: usize = 10;

/// What fills them: whose calendar, title, from and to (local time).
const APPOINTMENTS: [(&str, &str, &str, &str); 4] = [
    ("lead", "Point d'équipe", "09:00:00", "09:30:00"),
    ("lead", "Revue technique", "10:00:00", "12:00:00"),
    ("lead", "Réunion client", "14:00:00", "15:30:00"),
    ("awa", "Tri des candidatures", "08:30:00", "09:30:00"),
];

/// The appointments of the working days from the day of `now` on, whose changes `channels` are told.
pub fn calendars(channels: Channels, now: Timestamp) -> Calendars {
    let mut calendars = Calendars::new(channels);
    for (day, date) in working_days(now).enumerate() {
        for (number, appointment) in APPOINTMENTS.iter().enumerate() {
            let id = format!("seed{day:02}n{number}");
            if let Some(event) = event(id, date, *appointment, now) {
                calendars.put(event, now);
            }
        }
    }
    calendars
}

fn working_days(now: Timestamp) -> impl Iterator<Item = Date> {
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let weekend = |date: &Date| matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    let days = std::iter::successors(Some(today), |date| date.tomorrow().ok());
    days.filter(move |date| !weekend(date)).take(DAYS)
}

fn event(
    id: String,
    date: Date,
    (account, title, from, to): (&str, &str, &str, &str),
    now: Timestamp,
) -> Option<Event> {
    let owner = Account::by_id(account)?;
    let at = |time: &str| EventDateTime {
        date: None,
        date_time: Some(format!("{date}T{time}")),
        time_zone: Some(owner.zone.to_owned()),
    };
    let details = Details { summary: Some(title.to_owned()), ..Details::default() };
    let draft = Draft { start: Some(at(from)), end: Some(at(to)), details, ..Draft::default() };
    let writing = Writing { conference_version: 0, meet: Meet::Success, now };
    Event::insert(owner, id, draft, writing).ok()
}
