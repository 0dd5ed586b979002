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
    /// Rooms of their own, for the interviews of any calendar.
    Meetings(MeetingProvider),
    /// Notes in a channel of the company's.
    Messages(MessageProvider),
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

/// A provider that makes rooms apart from any calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingProvider {
    /// Zoom.
    Zoom,
}

/// A provider that carries notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageProvider {
    /// Slack.
    Slack,
}

/// Where people meet by video; in the table and in bodies under these names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomProvider {
    /// Google Meet, the rooms of Google Calendar.
    GoogleMeet,
    /// Microsoft Teams, the rooms of Outlook.
    Teams,
    /// Zoom, whose rooms go with either.
    Zoom,
}

impl PostProvider {
    /// `provider`, where it shows posts.
    pub const fn of(provider: Provider) -> Option<Self> {
        match provider.capability() {
            Capability::Posts(posts) => Some(posts),
            Capability::Calendar(_) | Capability::Meetings(_) | Capability::Messages(_) => None,
        }
    }
}

impl CalendarProvider {
    /// `provider`, where it keeps events.
    pub const fn of(provider: Provider) -> Option<Self> {
        match provider.capability() {
            Capability::Calendar(calendar) => Some(calendar),
            Capability::Posts(_) | Capability::Meetings(_) | Capability::Messages(_) => None,
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

impl MeetingProvider {
    /// `provider`, where it makes rooms of its own.
    pub const fn of(provider: Provider) -> Option<Self> {
        match provider.capability() {
            Capability::Meetings(meetings) => Some(meetings),
            Capability::Posts(_) | Capability::Calendar(_) | Capability::Messages(_) => None,
        }
    }
}

impl MessageProvider {
    /// `provider`, where it carries notes.
    pub const fn of(provider: Provider) -> Option<Self> {
        match provider.capability() {
            Capability::Messages(messages) => Some(messages),
            Capability::Posts(_) | Capability::Calendar(_) | Capability::Meetings(_) => None,
        }
    }
}

impl RoomProvider {
    /// The name in bodies and in the table: `google_meet`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::GoogleMeet => "google_meet",
            Self::Teams => "teams",
            Self::Zoom => "zoom",
        }
    }

    /// The connection that makes it beside the calendar; `None` where the calendar does.
    pub const fn host(self) -> Option<MeetingProvider> {
        match self {
            Self::GoogleMeet | Self::Teams => None,
            Self::Zoom => Some(MeetingProvider::Zoom),
        }
    }
}

impl From<MeetingProvider> for Provider {
    fn from(meetings: MeetingProvider) -> Self {
        match meetings {
            MeetingProvider::Zoom => Self::Zoom,
        }
    }
}

impl From<MessageProvider> for Provider {
    fn from(messages: MessageProvider) -> Self {
        match messages {
            MessageProvider::Slack => Self::Slack,
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
            let meetings = MeetingProvider::of(provider).map(Provider::from);
            let messages = MessageProvider::of(provider).map(Provider::from);
            let all =
                [posts, calendar, meetings, messages].into_iter().flatten().collect::<Vec<_>>();
            assert_eq!(all, [provider]);
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
