//! Which scope opens what: what may be asked for, what no connection does without, and what each feature
//! needs beside it. A feature whose scope was not granted is lost alone, and people are told so.

use super::{Identity, profile};
use crate::model::error::{Error, Result};
use crate::model::provider::Provider;
use crate::oauth::{Grant, Scopes};
use crate::words::{Argument, Text};

/// A provider's scopes, without the prefix they may have.
#[derive(Debug)]
pub struct ScopeRules {
    /// What all but the OpenID Connect scopes may begin with: the address they live at.
    pub prefix: &'static str,
    /// Whether the provider tells them in letters of either case.
    pub ignores_case: bool,
    /// All that may be asked for, as the provider documents them.
    pub known: &'static [&'static str],
    /// Of each list one must be asked for.
    pub asked: &'static [&'static [&'static str]],
    /// One of these tells who connected.
    pub identity: &'static [&'static str],
    /// Without one of these nothing can be done.
    pub needed: &'static [&'static str],
    /// What those mean in people's words, where a person may leave their box empty; takes the scope as `name`.
    pub meaning: Option<Text>,
    /// What the others open.
    pub opens: &'static [Opening],
}

/// What opens a feature.
#[derive(Debug)]
pub struct Opening {
    pub feature: Feature,
    /// The scope people are told of.
    pub scope: &'static str,
    /// Those of which one is enough.
    pub enough: &'static [&'static str],
}

/// Something a connection may do, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Posting on the member's own profile.
    PostOnProfile,
    /// Posting on a page.
    PostOnPages,
    /// Listing the pages, and reading the figures of their posts.
    Pages,
    /// Finding times that suit.
    Times,
    /// Moving a room with its interview.
    MoveRooms,
    /// Deleting a room with its interview.
    DeleteRooms,
    /// Finding a room whose making stayed open.
    FindRooms,
    /// Posting in public channels that nobody invited us to.
    PostUninvited,
    /// Listing public channels.
    PublicChannels,
    /// Listing the private channels that we were invited to.
    PrivateChannels,
}

impl Feature {
    /// What is lost without.
    const fn loss(self) -> Text {
        match self {
            Self::PostOnProfile => Text::new("lost-profile-posts"),
            Self::PostOnPages => Text::new("lost-page-posts"),
            Self::Pages => Text::new("lost-pages"),
            Self::Times => Text::new("lost-times"),
            Self::MoveRooms => Text::new("lost-moving-rooms"),
            Self::DeleteRooms => Text::new("lost-deleting-rooms"),
            Self::FindRooms => Text::new("lost-finding-rooms"),
            Self::PostUninvited => Text::new("lost-posting-uninvited"),
            Self::PublicChannels => Text::new("lost-public-channels"),
            Self::PrivateChannels => Text::new("lost-private-channels"),
        }
    }

    /// Whether what was `granted` at `provider` is enough for it.
    ///
    /// # Errors
    /// [`Error::ScopeNotGranted`]; [`Error::Unsupported`] where the provider has nothing of the kind.
    pub fn demand(self, provider: Provider, granted: &Scopes) -> Result<()> {
        let opening = self.opening(provider).ok_or(Error::Unsupported(provider))?;
        let lacks = opening.lacks(provider, granted);
        lacks.map_or(Ok(()), |scope| Err(Error::ScopeNotGranted { provider, scope }))
    }

    /// Whether what was `granted` at `provider` is enough for it.
    pub fn is_open(self, provider: Provider, granted: &Scopes) -> bool {
        self.demand(provider, granted).is_ok()
    }

    fn opening(self, provider: Provider) -> Option<&'static Opening> {
        profile(provider).scopes.opens.iter().find(|opening| opening.feature == self)
    }
}

impl Opening {
    /// The scope that lacks among `granted`, as the provider's documentation spells it.
    fn lacks(&self, provider: Provider, granted: &Scopes) -> Option<&'static str> {
        (!has_one(provider, granted, self.enough)).then_some(self.scope)
    }
}

/// The first scope that no connection does without and that `grant` lacks, as it was `asked` for; an ID
/// token proves `openid`, whatever the answer lists (S13, F23).
pub fn missing(provider: Provider, asked: &Scopes, grant: &Grant) -> Option<Argument> {
    let rules = &profile(provider).scopes;
    let granted = grant.scopes.as_ref().unwrap_or(asked);
    let has = |any: &[&str]| has_one(provider, granted, any);
    let first = |any: &[&str]| {
        let named = |scope: &&str| is_among(provider, scope, any);
        asked.iter().find(named).or(any.first().copied()).map(str::to_owned)
    };
    let is_identified = match profile(provider).identity {
        Identity::Api(_) => has(rules.identity),
        Identity::IdToken(_) => grant.id_token.is_some(),
    };
    match (has(rules.needed), is_identified) {
        (false, _) => first(rules.needed).map(|scope| meant(rules, scope)),
        (true, false) => first(rules.identity).map(Argument::Word),
        (true, true) => None,
    }
}

fn meant(rules: &ScopeRules, scope: String) -> Argument {
    match &rules.meaning {
        Some(meaning) => Argument::Text(meaning.clone().with("name", scope)),
        None => Argument::Word(scope),
    }
}

/// What the connection can't do although it was `asked` for, a sentence for each.
pub fn limits(provider: Provider, asked: &Scopes, granted: &Scopes) -> Vec<Text> {
    let opens = profile(provider).scopes.opens.iter();
    let lost = opens.filter(|opening| opening.lacks(provider, asked).is_none());
    let lost = lost
        .filter_map(|opening| Some((opening.lacks(provider, granted)?, opening.feature.loss())));
    let sentence = |(scope, lost): (&str, Text)| {
        let text = Text::new("permission-lost").with("scope", scope).with("lost", lost);
        text.with("provider", provider)
    };
    lost.map(sentence).collect()
}

/// What is wrong with the scopes in `text`, which are to be asked for, if anything, to follow their name: a
/// word that is not known here, or none of those that no connection does without. `template.yaml` refuses
/// the same before anything is deployed.
pub fn problem(provider: Provider, text: &str) -> Option<String> {
    let ScopeRules { prefix, known, asked, .. } = profile(provider).scopes;
    let words = || text.split(' ').filter(|word| !word.is_empty());
    let bare = |word| str::strip_prefix(word, prefix).unwrap_or(word);
    if let Some(word) = words().find(|word| !known.contains(&bare(word))) {
        return Some(format!("names {word:?}, which is no scope of {provider} that is used here"));
    }
    let named: Vec<_> = words().map(bare).collect();
    let lacking = asked.iter().find(|any| !any.iter().any(|scope| named.contains(scope)))?;
    Some(format!("must name {}, separated by spaces", lacking.join(" or ")))
}

fn has_one(provider: Provider, granted: &Scopes, any: &[&str]) -> bool {
    granted.iter().any(|scope| is_among(provider, scope, any))
}

/// Whether `scope` is one of `any`, as the provider tells it: with or without the address it lives at.
fn is_among(provider: Provider, scope: &str, any: &[&str]) -> bool {
    let ScopeRules { prefix, ignores_case, .. } = profile(provider).scopes;
    let name = match prefix {
        "" => scope,
        _ => scope.rsplit('/').next().unwrap_or(scope),
    };
    any.iter().any(|one| *one == name || (ignores_case && one.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::provider::Provider::{GoogleCalendar, LinkedIn, OutlookCalendar};

    fn grant(scopes: Option<&str>, has_id_token: bool) -> Grant {
        Grant {
            access_token: "a".into(),
            refresh_token: Some("r".into()),
            expires_in: Some(3600),
            refresh_token_expires_in: None,
            scopes: scopes.map(Scopes::parse),
            id_token: has_id_token.then(|| "i".into()),
            is_organization_wide: false,
        }
    }

    #[track_caller]
    fn check(provider: Provider, asked: &str, granted: &str, id: bool, expected: Option<&str>) {
        let found = missing(provider, &Scopes::parse(asked), &grant(Some(granted), id));
        // Where words explain a scope, it stands among them.
        let is_expected = match (&found, expected) {
            (Some(Argument::Word(scope)), Some(expected)) => scope == expected,
            (Some(told), Some(expected)) => format!("{told:?}").contains(expected),
            (found, expected) => found.is_none() && expected.is_none(),
        };
        assert!(is_expected, "{provider}: {granted} lacks {found:?}");
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

    #[test]
    fn what_a_provider_has_nothing_of_is_never_open_there() {
        let all = Scopes::parse("w_member_social calendar.freebusy Calendars.Read.Shared");
        assert!(!Feature::Times.is_open(LinkedIn, &all));
        assert!(!Feature::PostOnProfile.is_open(GoogleCalendar, &all));
        assert!(Feature::Times.is_open(GoogleCalendar, &all));
        assert!(Feature::Times.is_open(OutlookCalendar, &all));
    }
}
