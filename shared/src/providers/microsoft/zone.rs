//! The zone of an event as Outlook calls it, so that its edit form shows the zone people think in.
//!
//! Graph takes every Windows name and a fixed list of IANA names, which lacks Abidjan, Dakar and Accra
//! (F32). So each zone goes by its Windows name (Unicode CLDR), and by UTC where it has none.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use localzone::{iana_to_win_zone, win_zone_to_iana};
use serde_json::{Value, json};

use crate::model::interview::When;

const UTC: &str = "UTC";

/// Names that the IANA database has given up (its file `backward`) and CLDR keeps, by today's.
const RENAMED: [(&str, &str); 16] = [
    ("Africa/Asmara", "Africa/Asmera"),
    ("America/Argentina/Buenos_Aires", "America/Buenos_Aires"),
    ("America/Argentina/Cordoba", "America/Cordoba"),
    ("America/Atikokan", "America/Coral_Harbour"),
    ("America/Indiana/Indianapolis", "America/Indianapolis"),
    ("America/Kentucky/Louisville", "America/Louisville"),
    ("America/Nuuk", "America/Godthab"),
    ("Asia/Ho_Chi_Minh", "Asia/Saigon"),
    ("Asia/Kathmandu", "Asia/Katmandu"),
    ("Asia/Kolkata", "Asia/Calcutta"),
    ("Asia/Yangon", "Asia/Rangoon"),
    ("Atlantic/Faroe", "Atlantic/Faeroe"),
    ("Europe/Kyiv", "Europe/Kiev"),
    ("Pacific/Chuuk", "Pacific/Truk"),
    ("Pacific/Kanton", "Pacific/Enderbury"),
    ("Pacific/Pohnpei", "Pacific/Ponape"),
];

/// A zone by the name that Graph knows, and its clocks.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    name: &'static str,
    clock: TimeZone,
}

impl Zone {
    pub(super) const fn utc() -> Self {
        Self { name: UTC, clock: TimeZone::UTC }
    }

    /// The zone of `when`; UTC where Windows has none, where its clocks differ then, or where one of the
    /// two times is shown twice, which a local time can't tell apart.
    pub(super) fn of(when: &When) -> Self {
        Self::named(&when.zone).filter(|zone| zone.tells(when)).unwrap_or_else(Self::utc)
    }

    fn named(iana: &str) -> Option<Self> {
        let renamed = RENAMED.iter().find(|(today, _)| *today == iana).map(|(_, kept)| *kept);
        let (name, _) = iana_to_win_zone(iana).or_else(|| iana_to_win_zone(renamed?))?;
        let clock = TimeZone::get(win_zone_to_iana(name, None)?).ok()?;
        Some(Self { name, clock })
    }

    fn tells(&self, when: &When) -> bool {
        let Ok(own) = TimeZone::get(&when.zone) else { return false };
        [when.span.start, when.span.end].into_iter().all(|at| {
            let local = self.clock.to_datetime(at);
            let is_single = !self.clock.to_ambiguous_timestamp(local).is_ambiguous();
            is_single && local == own.to_datetime(at)
        })
    }

    /// `at` as Graph takes it: a local time without an offset, and the zone.
    pub(super) fn moment(&self, at: Timestamp) -> Value {
        let local = self.clock.to_datetime(at).strftime("%Y-%m-%dT%H:%M:%S");
        json!({"dateTime": local.to_string(), "timeZone": self.name})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::interview::Span;

    fn start(at: &str, zone: &str) -> (String, String) {
        let start: Timestamp = at.parse().unwrap();
        let end = Timestamp::from_second(start.as_second() + 3600).unwrap();
        let when = When { span: Span { start, end }, zone: zone.to_owned() };
        let moment = Zone::of(&when).moment(start);
        let text = |name: &str| moment[name].as_str().unwrap().to_owned();
        (text("dateTime"), text("timeZone"))
    }

    #[test]
    fn f32_each_zone_goes_by_its_windows_name_and_utc_where_it_has_none() {
        for (zone, local, name) in [
            ("Africa/Abidjan", "2026-12-01T14:00:00", "Greenwich Standard Time"),
            ("Europe/Paris", "2026-12-01T15:00:00", "Romance Standard Time"),
            ("Africa/Lagos", "2026-12-01T15:00:00", "W. Central Africa Standard Time"),
            ("America/New_York", "2026-12-01T09:00:00", "Eastern Standard Time"),
            ("Asia/Kolkata", "2026-12-01T19:30:00", "India Standard Time"),
            ("Europe/Kyiv", "2026-12-01T16:00:00", "FLE Standard Time"),
            ("Antarctica/Troll", "2026-12-01T14:00:00", "UTC"),
        ] {
            let expected = (local.to_owned(), name.to_owned());
            assert_eq!(start("2026-12-01T14:00:00Z", zone), expected, "{zone}");
        }
    }

    #[test]
    fn f32_a_time_that_clocks_show_twice_is_told_in_utc() {
        let expected = ("2027-10-31T00:30:00".to_owned(), "UTC".to_owned());
        assert_eq!(start("2027-10-31T00:30:00Z", "Europe/Paris"), expected);
    }

    #[test]
    fn every_name_that_was_given_up_leads_to_a_zone_of_windows() {
        for (today, _) in RENAMED {
            assert!(Zone::named(today).is_some(), "{today}");
        }
    }
}
