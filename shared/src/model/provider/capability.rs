//! Providers by what they can do, each a type of its own: that LinkedIn is a calendar can't be written.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Provider;

/// What a provider is connected for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capability {
    /// Job offers as posts.
    Posts(PostProvider),
    /// Interviews as events.
    Calendar(CalendarProvider),
}

/// A provider that shows posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostProvider {
    LinkedIn,
}

/// A provider that keeps events; in the table and in bodies under its name as a [`Provider`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CalendarProvider {
    #[serde(rename = "google_calendar")]
    Google,
    #[serde(rename = "outlook_calendar")]
    Outlook,
}

/// Where people meet by video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomProvider {
    /// Google Meet, the rooms of Google Calendar.
    GoogleMeet,
    /// Microsoft Teams, the rooms of Outlook.
    Teams,
}

impl PostProvider {
    /// `provider`, where it shows posts.
    pub const fn of(provider: Provider) -> Option<Self> {
        match provider.capability() {
            Capability::Posts(posts) => Some(posts),
            Capability::Calendar(_) => None,
        }
    }
}

impl CalendarProvider {
    /// `provider`, where it keeps events.
    pub const fn of(provider: Provider) -> Option<Self> {
        match provider.capability() {
            Capability::Calendar(calendar) => Some(calendar),
            Capability::Posts(_) => None,
        }
    }

    /// See [`Provider::key`].
    pub const fn key(self) -> &'static str {
        self.provider().key()
    }

    /// The rooms that come with its events.
    pub const fn room(self) -> RoomProvider {
        match self {
            Self::Google => RoomProvider::GoogleMeet,
            Self::Outlook => RoomProvider::Teams,
        }
    }

    /// The provider that it is.
    pub const fn provider(self) -> Provider {
        match self {
            Self::Google => Provider::GoogleCalendar,
            Self::Outlook => Provider::OutlookCalendar,
        }
    }
}

impl From<PostProvider> for Provider {
    fn from(posts: PostProvider) -> Self {
        match posts {
            PostProvider::LinkedIn => Self::LinkedIn,
        }
    }
}

impl From<CalendarProvider> for Provider {
    fn from(calendar: CalendarProvider) -> Self {
        calendar.provider()
    }
}

impl fmt::Display for CalendarProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.provider().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_what_it_is_connected_for_and_nothing_else() {
        for provider in Provider::ALL {
            let posts = PostProvider::of(provider).map(Provider::from);
            let calendar = CalendarProvider::of(provider).map(Provider::from);
            assert_eq!(posts.xor(calendar), Some(provider));
        }
    }

    #[test]
    fn a_calendar_is_stored_and_answered_under_the_provider_s_name() {
        for calendar in Provider::ALL.into_iter().filter_map(CalendarProvider::of) {
            assert_eq!(serde_json::to_value(calendar).unwrap(), calendar.key());
            assert_eq!(calendar.to_string(), calendar.provider().name());
        }
        assert!(serde_json::from_str::<CalendarProvider>("\"linkedin\"").is_err());
    }
}
