//! `dateTimeTimeZone`: a wall-clock time and the zone it is read in.

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::zone::Zone;

/// A point of time on the wire.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Moment {
    /// `<date>T<time>` without `Z` or offset; seven fractional digits in answers.
    pub date_time: String,
    /// Windows name, or IANA name of the fixed list.
    #[serde(default)]
    pub time_zone: String,
}

impl Moment {
    /// `at` as a clock in `zone` shows it.
    pub fn of(at: Timestamp, zone: &Zone) -> Self {
        let civil = zone.rules.to_datetime(at);
        Self { date_time: format!("{civil:.7}"), time_zone: zone.name.clone() }
    }

    /// The instant meant; 400 where the zone is unknown or the time is none, or carries an offset.
    pub fn instant(&self) -> Result<Timestamp, Fault> {
        let zone = Zone::named(&self.time_zone)?;
        let civil = civil(&self.date_time).ok_or_else(|| {
            Fault::property(
                "At least one property failed validation: dateTime has the form <date>T<time>.",
            )
        })?;
        zone.rules.to_timestamp(civil).map_err(|_| {
            Fault::property("At least one property failed validation: dateTime is out of range.")
        })
    }
}

fn civil(text: &str) -> Option<DateTime> {
    let (_, time) = text.split_once('T')?;
    let plain = time.bytes().all(|byte| byte.is_ascii_digit() || byte == b':' || byte == b'.');
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(date_time: &str, time_zone: &str) -> Moment {
        Moment { date_time: date_time.into(), time_zone: time_zone.into() }
    }

    #[test]
    fn a_named_zone_is_applied_with_its_summer_time() {
        let summer = moment("2026-07-01T10:00:00", "Romance Standard Time").instant().unwrap();
        assert_eq!(summer.to_string(), "2026-07-01T08:00:00Z");
        let winter = moment("2026-12-01T10:00:00.0000000", "Europe/Paris").instant().unwrap();
        assert_eq!(winter.to_string(), "2026-12-01T09:00:00Z");
    }

    #[test]
    fn an_offset_is_not_part_of_the_contract() {
        for text in [
            "2026-12-01T10:00:00Z",
            "2026-12-01T10:00:00+01:00",
            "2026-12-01T10:00:00-05:00",
            "2026-12-01",
            "2026-02-30T10:00:00",
            "soon",
        ] {
            let fault = moment(text, "UTC").instant().unwrap_err();
            assert_eq!(fault.code, "ErrorPropertyValidationFailure", "{text}");
        }
    }

    #[test]
    fn answers_have_seven_fractional_digits_and_no_z() {
        let at = "2026-12-01T10:00:00Z".parse().unwrap();
        let shown = Moment::of(at, &Zone::named("Africa/Lagos").unwrap());
        assert_eq!(shown, moment("2026-12-01T11:00:00.0000000", "Africa/Lagos"));
    }
}
