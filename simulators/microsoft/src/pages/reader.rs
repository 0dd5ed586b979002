//! Times as a reader sees them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use serde::Deserialize;

use crate::outlook::event::Span;

/// Zones offered for choice; any IANA name works in `?tz=`.
const OFFERED: [&str; 6] =
    ["Africa/Abidjan", "Africa/Lagos", "Africa/Nairobi", "Europe/Paris", "America/New_York", "UTC"];

/// `?tz=`: an IANA name.
#[derive(Debug, Deserialize)]
pub struct Choice {
    tz: Option<String>,
}

/// A person who reads times in their own zone.
pub struct Reader {
    zone: TimeZone,
    name: String,
}

impl Reader {
    /// In the zone chosen, else at `home`.
    pub fn new(choice: &Choice, home: &str) -> Self {
        let name = choice.tz.as_deref().unwrap_or(home);
        let known = TimeZone::get(name).map(|zone| Self { zone, name: name.to_owned() });
        known.unwrap_or_else(|_| Self { zone: TimeZone::UTC, name: "UTC".to_owned() })
    }

    /// `Tue 01 Dec 2026, 10:00 – 11:00 (Africa/Abidjan)`.
    pub fn span(&self, span: Span) -> String {
        let (start, end) =
            (span.start.to_zoned(self.zone.clone()), span.end.to_zoned(self.zone.clone()));
        let same_day = start.date() == end.date();
        let end = end.strftime(if same_day { "%H:%M" } else { "%a %d %b %Y, %H:%M" });
        format!("{} – {end} ({})", start.strftime("%a %d %b %Y, %H:%M"), self.name)
    }

    /// `22 Nov 2026, 09:00`.
    pub fn instant(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%d %b %Y, %H:%M").to_string()
    }

    /// The form that changes the zone.
    pub fn form(&self) -> Markup {
        html! {
            form method="get" {
                label { "Times in " input name="tz" list="zones" value=(self.name); }
                datalist id="zones" { @for zone in OFFERED { option value=(zone); } }
                " " button { "Show" }
            }
        }
    }
}
