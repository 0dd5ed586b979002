//! The scopes there are, which kind of app has each, and what each says on the consent page.

use super::application::Kind;

/// A scope, its meaning for the member, and the kinds of app it is granted to.
struct Scope(&'static str, &'static str, &'static [Kind]);

const ALL: &[Kind] = &[Kind::CommunityManagement, Kind::SignIn, Kind::Advertising];
const SIGN_IN: &[Kind] = &[Kind::SignIn, Kind::Advertising];
const VETTED: &[Kind] = &[Kind::CommunityManagement, Kind::Advertising];
const COMMUNITY: &[Kind] = &[Kind::CommunityManagement];

/// `r_member_social` is missing: closed to new apps.
#[rustfmt::skip]
const SCOPES: [Scope; 14] = [
    Scope("openid", "Sign you in with your LinkedIn account", SIGN_IN),
    Scope("profile", "Use your name and photo", SIGN_IN),
    Scope("email", "Use your primary email address", SIGN_IN),
    Scope("r_basicprofile", "Use your basic profile: name, photo and headline", VETTED),
    Scope("w_member_social", "Create, modify and delete posts, comments and reactions on your behalf", ALL),
    Scope("w_member_social_feed", "Create, modify and delete comments and reactions on your behalf", COMMUNITY),
    Scope("r_member_postAnalytics", "Retrieve your posts and their reporting data", COMMUNITY),
    Scope("r_member_profileAnalytics", "Retrieve reporting data of your profile", COMMUNITY),
    Scope("w_organization_social", "Create, modify and delete posts on behalf of your organizations", VETTED),
    Scope("r_organization_social", "Retrieve your organizations' posts, comments and reactions", VETTED),
    Scope("rw_organization_admin", "Manage your organizations' pages and retrieve reporting data", VETTED),
    Scope("r_organization_admin", "Retrieve your organizations' pages and their reporting data", &[Kind::Advertising]),
    Scope("r_organization_social_feed", "Retrieve comments and reactions on your organizations' posts", VETTED),
    Scope("w_organization_social_feed", "Comment and react on behalf of your organizations", VETTED),
];

/// Whether an app of this `kind` may ask for `scope`.
pub fn is_granted_to(scope: &str, kind: Kind) -> bool {
    SCOPES.iter().any(|Scope(name, _, kinds)| *name == scope && kinds.contains(&kind))
}

/// The meaning of a scope, for the member.
pub fn meaning(scope: &str) -> Option<&'static str> {
    SCOPES.iter().find(|Scope(name, ..)| *name == scope).map(|Scope(_, meaning, _)| *meaning)
}

/// The separate scopes of a `scope` parameter (RFC 6749, section 3.3), without repetitions.
pub fn split(scope: &str) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    for one in scope.split(' ').filter(|one| !one.is_empty()) {
        if !scopes.iter().any(|seen| seen == one) {
            scopes.push(one.to_owned());
        }
    }
    scopes
}
