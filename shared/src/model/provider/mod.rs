//! The closed sets: all providers with their names, and which of them can do what.

mod capability;
mod each;

pub use capability::{
    CalendarProvider, Capability, MeetingProvider, MessageProvider, PostProvider, RoomProvider,
};
pub use each::Each;

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::EnumCount;

use crate::words::Argument;

/// An authorization server and the API behind it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, EnumCount,
)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// LinkedIn: job offers as posts.
    #[serde(rename = "linkedin")]
    LinkedIn,
    /// Google Calendar: interviews with Meet links.
    GoogleCalendar,
    /// Outlook (Microsoft Graph): interviews with Teams links.
    OutlookCalendar,
    /// Zoom: rooms for interviews in either calendar.
    Zoom,
    /// Slack: notes in the recruiters' channel.
    Slack,
}

/// What a provider is called, and what it is connected for.
struct Facts {
    key: &'static str,
    slug: &'static str,
    name: &'static str,
    vendor: &'static str,
    capability: Capability,
}

impl Provider {
    /// Every provider, in the order answers list them.
    pub const ALL: [Self; Self::COUNT] =
        [Self::LinkedIn, Self::GoogleCalendar, Self::OutlookCalendar, Self::Zoom, Self::Slack];

    /// The one match of this room; `providers::profile` is the other one, of all that is special.
    const fn facts(self) -> Facts {
        match self {
            Self::LinkedIn => Facts {
                key: "linkedin",
                slug: "linkedin",
                name: "LinkedIn",
                vendor: "LinkedIn",
                capability: Capability::Posts(PostProvider::LinkedIn),
            },
            Self::GoogleCalendar => Facts {
                key: "google_calendar",
                slug: "google-calendar",
                name: "Google Calendar",
                vendor: "Google",
                capability: Capability::Calendar(CalendarProvider::Google),
            },
            Self::OutlookCalendar => Facts {
                key: "outlook_calendar",
                slug: "outlook",
                name: "Outlook",
                vendor: "Microsoft",
                capability: Capability::Calendar(CalendarProvider::Outlook),
            },
            Self::Zoom => Facts {
                key: "zoom",
                slug: "zoom",
                name: "Zoom",
                vendor: "Zoom",
                capability: Capability::Meetings(MeetingProvider::Zoom),
            },
            Self::Slack => Facts {
                key: "slack",
                slug: "slack",
                name: "Slack",
                vendor: "Slack",
                capability: Capability::Messages(MessageProvider::Slack),
            },
        }
    }

    /// Reads a path segment or body value of either family the frontend uses (B8):
    /// `google-calendar` or `google_calendar`, `outlook` or `outlook_calendar`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| name == provider.key() || name == provider.slug())
    }

    /// The name in bodies, in the table and in the encryption context: `google_calendar`.
    pub const fn key(self) -> &'static str {
        self.facts().key
    }

    /// The name in paths and in redirects to the frontend: `google-calendar`.
    pub const fn slug(self) -> &'static str {
        self.facts().slug
    }

    /// The name people know: `Google Calendar`.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Where our app is registered, as the template's parameters and secrets begin: `Google`; in
    /// capitals, as the variables do.
    pub const fn vendor(self) -> &'static str {
        self.facts().vendor
    }

    /// Whether only a company connects it, and none of its people for themselves.
    pub const fn is_company_only(self) -> bool {
        match self.capability() {
            Capability::Messages(_) => true,
            Capability::Posts(_) | Capability::Calendar(_) | Capability::Meetings(_) => false,
        }
    }

    /// What it is connected for.
    pub const fn capability(self) -> Capability {
        self.facts().capability
    }
}

/// The name people know.
impl From<Provider> for Argument {
    fn from(provider: Provider) -> Self {
        provider.name().into()
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
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
            ("zoom", Provider::Zoom),
            ("slack", Provider::Slack),
        ] {
            assert_eq!(Provider::parse(name), Some(provider), "{name}");
        }
        assert_eq!(Provider::parse("Outlook"), None);
        assert_eq!(Provider::parse("teams"), None);
    }

    #[test]
    fn the_stored_name_is_the_key() {
        for provider in Provider::ALL {
            assert_eq!(serde_json::to_value(provider).unwrap(), provider.key());
        }
    }

    #[test]
    fn no_two_providers_share_a_name_or_a_place() {
        for (place, provider) in Provider::ALL.into_iter().enumerate() {
            assert_eq!(provider as usize, place, "{provider}");
            for other in Provider::ALL.into_iter().filter(|other| *other != provider) {
                assert_ne!(provider.key(), other.key());
                assert_ne!(provider.slug(), other.slug());
                assert_ne!(provider.vendor(), other.vendor());
            }
        }
    }
}
