//! Which scopes open which method (Calendar API discovery document, `methods.*.scopes`).

use std::collections::BTreeSet;

/// What every API scope begins with.
pub const PREFIX: &str = "https://www.googleapis.com/auth/";

/// The scopes of a token, as Google writes them (full URLs, except `openid`).
pub type Scopes = BTreeSet<String>;

/// The API scopes that exist here, without [`PREFIX`], and what the consent page says of each.
const SCOPES: [(&str, &str); 16] = [
    ("userinfo.email", "See your primary Google Account email address"),
    ("userinfo.profile", "See your personal info"),
    ("calendar", "See, edit, share, and permanently delete all your calendars"),
    ("calendar.readonly", "See and download any calendar you can access"),
    ("calendar.events", "View and edit events on all your calendars"),
    ("calendar.events.readonly", "View events on all your calendars"),
    ("calendar.events.owned", "See and change the events on calendars you own"),
    ("calendar.events.owned.readonly", "See the events on calendars you own"),
    ("calendar.events.freebusy", "See the availability on calendars you have access to"),
    ("calendar.events.public.readonly", "See the events on public calendars"),
    ("calendar.freebusy", "View your availability in your calendars"),
    ("calendar.app.created", "Make secondary calendars, and change their events"),
    ("calendar.calendarlist", "See, add, and remove calendars you are subscribed to"),
    ("calendar.calendarlist.readonly", "See the list of calendars you are subscribed to"),
    ("calendar.calendars", "See and change the properties of your calendars"),
    ("calendar.calendars.readonly", "See the title and other properties of your calendars"),
];

/// Whether Google knows the scope, under any of its names.
pub fn exists(scope: &str) -> bool {
    let own = normalized(scope);
    own == "openid" || meaning(&own) != own
}

/// The scope in Google's own spelling: `email` and `profile` are names for full URLs.
pub fn normalized(scope: &str) -> String {
    match scope {
        "email" | "profile" => format!("{PREFIX}userinfo.{scope}"),
        other => other.to_owned(),
    }
}

/// Whether the scope is about who the person is: asked for first, and not refusable alone.
pub fn is_sign_in(scope: &str) -> bool {
    let own = scope.strip_prefix(PREFIX).unwrap_or(scope);
    matches!(own, "openid" | "userinfo.email" | "userinfo.profile")
}

/// What the consent page says of the scope; the scope itself where it says nothing.
pub fn meaning(scope: &str) -> &str {
    if scope == "openid" {
        return "Associate you with your personal info on Google";
    }
    let own = scope.strip_prefix(PREFIX);
    let found = SCOPES.iter().find(|(name, _)| own == Some(name));
    found.map_or(scope, |(_, meaning)| meaning)
}

/// The methods of the Calendar API that the simulator has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `events.insert`, `patch`, `update` and `delete`.
    WriteEvents,
    /// `events.get` and `list`.
    ReadEvents,
    /// `events.watch`.
    WatchEvents,
    /// `channels.stop`.
    StopChannel,
    /// `freebusy.query`.
    FreeBusy,
    /// `calendarList.get`.
    CalendarList,
    /// `calendars.get`.
    Calendars,
}

impl Method {
    /// The scopes of which one is enough, without [`PREFIX`].
    ///
    /// `calendar.app.created` is left out: it reaches only calendars that the app made, and every
    /// calendar here is a person's primary one.
    pub fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::WriteEvents => &["calendar", "calendar.events", "calendar.events.owned"],
            Self::ReadEvents | Self::WatchEvents => &[
                "calendar",
                "calendar.readonly",
                "calendar.events",
                "calendar.events.readonly",
                "calendar.events.owned",
                "calendar.events.owned.readonly",
                "calendar.events.freebusy",
            ],
            Self::StopChannel => &[
                "calendar",
                "calendar.readonly",
                "calendar.events",
                "calendar.events.readonly",
                "calendar.events.owned",
                "calendar.events.owned.readonly",
                "calendar.events.freebusy",
                "calendar.calendarlist",
                "calendar.calendarlist.readonly",
            ],
            Self::FreeBusy => {
                &["calendar", "calendar.readonly", "calendar.freebusy", "calendar.events.freebusy"]
            }
            Self::CalendarList => &[
                "calendar",
                "calendar.readonly",
                "calendar.calendarlist",
                "calendar.calendarlist.readonly",
            ],
            Self::Calendars => &[
                "calendar",
                "calendar.readonly",
                "calendar.calendars",
                "calendar.calendars.readonly",
            ],
        }
    }

    /// Whether a token with `granted` may call this method.
    pub fn allowed_by(self, granted: &Scopes) -> bool {
        self.scopes().iter().any(|scope| granted.contains(&format!("{PREFIX}{scope}")))
    }

    /// The method's name as an error's `metadata` states it.
    pub fn name(self) -> &'static str {
        match self {
            Self::WriteEvents => "calendar.v3.Events.Write",
            Self::ReadEvents => "calendar.v3.Events.Read",
            Self::WatchEvents => "calendar.v3.Events.Watch",
            Self::StopChannel => "calendar.v3.Channels.Stop",
            Self::FreeBusy => "calendar.v3.Freebusy.Query",
            Self::CalendarList => "calendar.v3.CalendarList.Get",
            Self::Calendars => "calendar.v3.Calendars.Get",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn granted(scope: &str) -> Scopes {
        Scopes::from([format!("{PREFIX}{scope}")])
    }

    #[test]
    fn calendar_events_does_not_open_free_busy() {
        assert!(Method::WriteEvents.allowed_by(&granted("calendar.events")));
        assert!(!Method::FreeBusy.allowed_by(&granted("calendar.events")));
    }

    #[test]
    fn calendar_freebusy_opens_nothing_else() {
        assert!(Method::FreeBusy.allowed_by(&granted("calendar.freebusy")));
        for method in [Method::ReadEvents, Method::WriteEvents, Method::Calendars] {
            assert!(!method.allowed_by(&granted("calendar.freebusy")));
        }
    }
}
