//! Time zones as Outlook names them.

use jiff::tz::TimeZone;

use super::fault::Fault;
use super::zone_names::{IANA, WINDOWS};

/// A time zone and the name the client gave it.
#[derive(Clone, Debug)]
pub struct Zone {
    /// Windows name or one of the IANA names of the fixed list.
    pub name: String,
    pub rules: TimeZone,
}

impl Zone {
    /// The zone of answers where the client prefers none.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), rules: TimeZone::UTC }
    }

    /// The zone Outlook knows by `name`; 400 `TimeZoneNotSupportedException` for any other, such
    /// as `Africa/Abidjan` (Graph reference, `dateTimeTimeZone`).
    pub fn named(name: &str) -> Result<Self, Fault> {
        let rules = place(name).and_then(|place| TimeZone::get(place).ok());
        rules.map(|rules| Self { name: name.to_owned(), rules }).ok_or_else(|| unsupported(name))
    }
}

fn place(name: &str) -> Option<&'static str> {
    let windows = WINDOWS.iter().find(|(windows, _)| *windows == name).map(|(_, place)| *place);
    windows.or_else(|| IANA.into_iter().find(|iana| *iana == name))
}

fn unsupported(name: &str) -> Fault {
    let message = format!(
        "A valid TimeZone value must be specified. The following TimeZone value is not supported: '{name}'."
    );
    Fault::bad_request("TimeZoneNotSupportedException", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_name_has_rules() {
        let names = WINDOWS.iter().map(|(windows, _)| *windows).chain(IANA);
        for name in names {
            assert!(Zone::named(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn abidjan_dakar_and_accra_are_not_supported() {
        for name in ["Africa/Abidjan", "Africa/Dakar", "Africa/Accra", "", "utc+1"] {
            let fault = Zone::named(name).unwrap_err();
            assert_eq!(fault.code, "TimeZoneNotSupportedException");
            assert!(fault.message.ends_with(&format!("'{name}'.")));
        }
    }
}
