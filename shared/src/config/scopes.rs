//! What a deployment may ask people for: no word that is not known here, and everything that no
//! connection does without. `template.yaml` refuses the same before anything is deployed.

use crate::model::provider::Provider;

/// One provider's scopes.
struct Rules {
    /// What all but the OpenID Connect scopes may begin with.
    prefix: &'static str,
    /// All that may be asked for, without the prefix.
    known: &'static [&'static str],
    /// Of each list one must be asked for.
    needed: &'static [&'static [&'static str]],
}

/// Either kind of app has a scope that tells who the member is ("Increasing access"): see
/// `docs/operations.md`.
const LINKEDIN: Rules = Rules {
    prefix: "",
    known: &[
        "openid",
        "profile",
        "email",
        "r_basicprofile",
        "w_member_social",
        "w_member_social_feed",
        "r_member_postAnalytics",
        "r_member_profileAnalytics",
        "w_organization_social",
        "r_organization_social",
        "w_organization_social_feed",
        "r_organization_social_feed",
        "rw_organization_admin",
        "r_organization_admin",
    ],
    needed: &[&["r_basicprofile", "openid"], &["w_member_social", "w_organization_social"]],
};

const GOOGLE: Rules = Rules {
    prefix: "https://www.googleapis.com/auth/",
    known: &[
        "openid",
        "email",
        "profile",
        "userinfo.email",
        "userinfo.profile",
        "calendar",
        "calendar.readonly",
        "calendar.events",
        "calendar.events.owned",
        "calendar.freebusy",
        "calendar.events.freebusy",
    ],
    needed: &[&["openid"], &["calendar.events", "calendar", "calendar.events.owned"]],
};

/// `profile` brings the claim `oid`, by which an account is known ("ID token claims reference").
const MICROSOFT: Rules = Rules {
    prefix: "https://graph.microsoft.com/",
    known: &[
        "openid",
        "profile",
        "email",
        "offline_access",
        "User.Read",
        "Calendars.ReadWrite",
        "Calendars.Read.Shared",
        "Calendars.ReadWrite.Shared",
        "OnlineMeetings.ReadWrite",
    ],
    needed: &[&["offline_access"], &["openid"], &["profile"], &["Calendars.ReadWrite"]],
};

/// What is wrong with the scopes in `text`, if anything, to follow the variable's name.
pub(super) fn problem(provider: Provider, text: &str) -> Option<String> {
    let Rules { prefix, known, needed } = match provider {
        Provider::LinkedIn => LINKEDIN,
        Provider::GoogleCalendar => GOOGLE,
        Provider::OutlookCalendar => MICROSOFT,
    };
    let words = || text.split(' ').filter(|word| !word.is_empty());
    if let Some(word) = words().find(|word| !known.contains(&bare(prefix, word))) {
        return Some(format!("names {word:?}, which is no scope of {provider} that is used here"));
    }
    let asked: Vec<_> = words().map(|word| bare(prefix, word)).collect();
    let lacking = needed.iter().find(|any| !any.iter().any(|scope| asked.contains(scope)))?;
    Some(format!("must name {}, separated by spaces", lacking.join(" or ")))
}

fn bare<'a>(prefix: &str, word: &'a str) -> &'a str {
    word.strip_prefix(prefix).unwrap_or(word)
}
