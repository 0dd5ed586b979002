//! Which scope opens what, at each provider: what no connection does without, and what each feature
//! needs beside it. A feature whose scope was not granted is lost alone, and people are told so.

use crate::model::error::{Error, Result};
use crate::model::provider::Provider::{self, GoogleCalendar, LinkedIn, OutlookCalendar};
use crate::oauth::{Grant, Scopes};
use crate::words::Text;

/// Something a connection may do, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Posting on the member's own profile.
    PostOnProfile,
    /// Posting on a page.
    PostOnPages,
    /// Listing the pages, and reading the figures of their posts.
    Pages,
    /// Finding times that suit, in Google Calendar.
    GoogleTimes,
    /// Finding times that suit, in Outlook.
    OutlookTimes,
}

/// How a person is known: OpenID Connect, or LinkedIn's basic profile.
const IDENTITY: [&str; 2] = ["r_basicprofile", "openid"];
/// Without one of them nothing can be posted.
const POSTING: [&str; 2] = ["w_member_social", "w_organization_social"];
/// Each writes events ("Authorize requests" of the Calendar API's methods).
const GOOGLE_EVENTS: [&str; 3] = ["calendar.events", "calendar", "calendar.events.owned"];
const OUTLOOK_EVENTS: [&str; 1] = ["calendars.readwrite"];

impl Feature {
    /// Those of `provider`.
    pub const fn of(provider: Provider) -> &'static [Self] {
        match provider {
            LinkedIn => &[Self::PostOnProfile, Self::PostOnPages, Self::Pages],
            GoogleCalendar => &[Self::GoogleTimes],
            OutlookCalendar => &[Self::OutlookTimes],
        }
    }

    /// Whether `granted` is enough for it.
    ///
    /// # Errors
    /// [`Error::ScopeNotGranted`].
    pub fn demand(self, granted: &Scopes) -> Result<()> {
        let provider = self.facts().0;
        self.lacks(granted).map_or(Ok(()), |scope| Err(Error::ScopeNotGranted { provider, scope }))
    }

    /// The scope that lacks among `granted` for it, as the provider's documentation spells it.
    pub fn lacks(self, granted: &Scopes) -> Option<&'static str> {
        let (provider, name, enough, _) = self.facts();
        (!has_one(provider, granted, enough)).then_some(name)
    }

    /// Provider, the scope people are told of, those of which one is enough, and what is lost without.
    const fn facts(self) -> (Provider, &'static str, &'static [&'static str], Text) {
        match self {
            Self::PostOnProfile => {
                let enough = &["w_member_social"];
                (LinkedIn, "w_member_social", enough, Text::new("lost-profile-posts"))
            }
            Self::PostOnPages => {
                let enough = &["w_organization_social"];
                (LinkedIn, "w_organization_social", enough, Text::new("lost-page-posts"))
            }
            Self::Pages => {
                let enough = &["rw_organization_admin", "r_organization_admin"];
                (LinkedIn, "rw_organization_admin", enough, Text::new("lost-pages"))
            }
            Self::GoogleTimes => {
                let enough = &[
                    "calendar.freebusy",
                    "calendar",
                    "calendar.readonly",
                    "calendar.events.freebusy",
                ];
                (GoogleCalendar, "calendar.freebusy", enough, Text::new("lost-times"))
            }
            // `Calendars.ReadWrite` is not enough ("user: findMeetingTimes").
            Self::OutlookTimes => {
                let enough = &["calendars.read.shared", "calendars.readwrite.shared"];
                (OutlookCalendar, "Calendars.Read.Shared", enough, Text::new("lost-times"))
            }
        }
    }
}

/// The first scope that no connection does without and that `grant` lacks, as it was `asked` for; an ID
/// token proves `openid`, whatever the answer lists (S13, F23).
pub fn missing(provider: Provider, asked: &Scopes, grant: &Grant) -> Option<String> {
    let granted = grant.scopes.as_ref().unwrap_or(asked);
    let has = |any: &[&str]| has_one(provider, granted, any);
    let first = |any: &[&str]| {
        let named = |scope: &&str| any.contains(&canonical(provider, scope).as_str());
        asked.iter().find(named).or(any.first().copied()).map(str::to_owned)
    };
    let identity = match provider {
        LinkedIn => has(&IDENTITY),
        GoogleCalendar | OutlookCalendar => grant.id_token.is_some(),
    };
    let needed: &[&str] = match provider {
        LinkedIn => &POSTING,
        GoogleCalendar => &GOOGLE_EVENTS,
        OutlookCalendar => &OUTLOOK_EVENTS,
    };
    match (has(needed), identity) {
        (false, _) => first(needed),
        (true, false) => first(&IDENTITY),
        (true, true) => None,
    }
}

/// What the connection can't do although it was `asked` for, a sentence for each.
pub fn limits(provider: Provider, asked: &Scopes, granted: &Scopes) -> Vec<Text> {
    let lost = Feature::of(provider).iter().filter(|feature| feature.lacks(asked).is_none());
    let lost = lost.filter_map(|feature| Some((feature.lacks(granted)?, feature.facts().3)));
    let sentence = |(scope, lost): (&str, Text)| {
        let text = Text::new("permission-lost").with("scope", scope).with("lost", lost);
        text.with("provider", provider)
    };
    lost.map(sentence).collect()
}

fn has_one(provider: Provider, granted: &Scopes, any: &[&str]) -> bool {
    granted.iter().any(|scope| any.contains(&canonical(provider, scope).as_str()))
}

/// One spelling for each scope: Google's and Microsoft's come with or without the address they live at,
/// and Microsoft's in any case.
fn canonical(provider: Provider, scope: &str) -> String {
    let name = || scope.rsplit('/').next().unwrap_or(scope);
    match provider {
        LinkedIn => scope.to_owned(),
        GoogleCalendar => name().to_owned(),
        OutlookCalendar => name().to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(scopes: Option<&str>, has_id_token: bool) -> Grant {
        Grant {
            access_token: "a".into(),
            refresh_token: Some("r".into()),
            expires_in: Some(3600),
            refresh_token_expires_in: None,
            scopes: scopes.map(Scopes::parse),
            id_token: has_id_token.then(|| "i".into()),
        }
    }

    #[track_caller]
    fn check(provider: Provider, asked: &str, granted: &str, id: bool, expected: Option<&str>) {
        let found = missing(provider, &Scopes::parse(asked), &grant(Some(granted), id));
        assert_eq!(found.as_deref(), expected, "{provider}: {granted}");
    }

    #[test]
    fn f23_only_what_no_connection_does_without_is_demanded() {
        let pages = "r_basicprofile w_member_social w_organization_social rw_organization_admin";
        for (granted, expected) in [
            (pages, None),
            ("r_basicprofile,w_organization_social", None),
            ("r_basicprofile,w_member_social", None),
            ("r_basicprofile,rw_organization_admin", Some("w_member_social")),
            ("w_member_social,w_organization_social", Some("r_basicprofile")),
        ] {
            check(LinkedIn, pages, granted, false, expected);
        }
        check(
            LinkedIn,
            "openid profile w_member_social",
            "openid,profile",
            true,
            Some("w_member_social"),
        );
        check(LinkedIn, "openid w_member_social", "w_member_social", false, Some("openid"));
    }

    #[test]
    fn f23_a_calendar_is_demanded_for_writing_and_an_id_token_for_the_account() {
        let at = "https://www.googleapis.com/auth/";
        let asked = format!("openid email {at}calendar.events {at}calendar.freebusy");
        let events = format!("{at}calendar.events");
        check(GoogleCalendar, &asked, &events, true, None);
        check(GoogleCalendar, &asked, &format!("{at}calendar"), true, None);
        check(
            GoogleCalendar,
            &asked,
            &format!("openid {at}calendar.freebusy"),
            true,
            Some(&events),
        );
        check(GoogleCalendar, &asked, &format!("openid {events}"), false, Some("openid"));
        let asked =
            "offline_access openid profile User.Read Calendars.ReadWrite Calendars.Read.Shared";
        check(
            OutlookCalendar,
            asked,
            "https://graph.microsoft.com/calendars.readwrite",
            true,
            None,
        );
        check(OutlookCalendar, asked, "openid User.Read", true, Some("Calendars.ReadWrite"));
        check(OutlookCalendar, asked, "openid Calendars.ReadWrite", false, Some("openid"));
    }

    #[test]
    fn a_scope_that_is_not_told_was_granted_as_asked() {
        let asked = Scopes::parse("openid offline_access Calendars.ReadWrite");
        assert_eq!(missing(OutlookCalendar, &asked, &grant(None, true)), None);
    }

    #[test]
    fn what_was_asked_for_and_not_granted_is_said_and_nothing_else() {
        let said = |asked: &str, granted: &str| {
            limits(LinkedIn, &Scopes::parse(asked), &Scopes::parse(granted))
        };
        let community =
            "r_basicprofile w_member_social w_organization_social rw_organization_admin";
        assert!(said(community, community).is_empty());
        assert!(
            said("openid profile w_member_social", "openid,profile,w_member_social").is_empty()
        );
        let lost = said(community, "r_basicprofile w_member_social rw_organization_admin");
        assert_eq!(lost.len(), 1, "{lost:?}");
        assert!(
            lost[0].to_string().contains("w_organization_social, nothing can be posted on pages"),
            "{lost:?}"
        );
    }
}
