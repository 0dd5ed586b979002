//! The closed set of providers and their names on the wire.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::words::Argument;

/// An authorization server and the API behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// LinkedIn: job offers as posts.
    #[serde(rename = "linkedin")]
    LinkedIn,
    /// Google Calendar: interviews with Meet links.
    GoogleCalendar,
    /// Outlook (Microsoft Graph): interviews with Teams links.
    OutlookCalendar,
}

impl Provider {
    /// Every provider, in the order answers list them.
    pub const ALL: [Self; 3] = [Self::LinkedIn, Self::GoogleCalendar, Self::OutlookCalendar];

    /// Reads a path segment or body value of either family the frontend uses (B8):
    /// `google-calendar` or `google_calendar`, `outlook` or `outlook_calendar`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| name == provider.key() || name == provider.slug())
    }

    /// The name in bodies, in the table and in the encryption context: `google_calendar`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::LinkedIn => "linkedin",
            Self::GoogleCalendar => "google_calendar",
            Self::OutlookCalendar => "outlook_calendar",
        }
    }

    /// The name in paths and in redirects to the frontend: `google-calendar`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::LinkedIn => "linkedin",
            Self::GoogleCalendar => "google-calendar",
            Self::OutlookCalendar => "outlook",
        }
    }

    /// Whether it keeps events.
    pub const fn is_calendar(self) -> bool {
        matches!(self, Self::GoogleCalendar | Self::OutlookCalendar)
    }

    /// The name people know: `Google Calendar`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LinkedIn => "LinkedIn",
            Self::GoogleCalendar => "Google Calendar",
            Self::OutlookCalendar => "Outlook",
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name people know.
impl From<Provider> for Argument {
    fn from(provider: Provider) -> Self {
        provider.name().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b8_both_families_of_names_are_accepted() {
        for (name, provider) in [
            ("linkedin", Provider::LinkedIn),
            ("google-calendar", Provider::GoogleCalendar),
            ("google_calendar", Provider::GoogleCalendar),
            ("outlook", Provider::OutlookCalendar),
            ("outlook_calendar", Provider::OutlookCalendar),
        ] {
            assert_eq!(Provider::parse(name), Some(provider), "{name}");
        }
        assert_eq!(Provider::parse("Outlook"), None);
        assert_eq!(Provider::parse("zoom"), None);
    }

    #[test]
    fn the_stored_name_is_the_key() {
        for provider in Provider::ALL {
            assert_eq!(serde_json::to_value(provider).unwrap(), provider.key());
        }
    }
}
