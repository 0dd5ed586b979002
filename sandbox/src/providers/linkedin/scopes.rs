//! The scopes our app was approved for, and what each says on the consent page.

/// Scope and its meaning for the member. `r_member_social` is missing: closed to new apps.
const SCOPES: [(&str, &str); 10] = [
    ("openid", "Sign you in with your LinkedIn account"),
    ("profile", "Use your name and photo"),
    ("email", "Use your primary email address"),
    ("w_member_social", "Create, modify and delete posts, comments and reactions on your behalf"),
    ("w_organization_social", "Create, modify and delete posts on behalf of your organizations"),
    ("r_organization_social", "Retrieve your organizations' posts, comments and reactions"),
    ("rw_organization_admin", "Manage your organizations' pages and retrieve reporting data"),
    ("r_organization_admin", "Retrieve your organizations' pages and their reporting data"),
    ("r_organization_social_feed", "Retrieve comments and reactions on your organizations' posts"),
    ("w_organization_social_feed", "Comment and react on behalf of your organizations"),
];

/// The meaning of a scope the app may ask for.
pub fn meaning(scope: &str) -> Option<&'static str> {
    SCOPES.iter().find(|(name, _)| *name == scope).map(|(_, meaning)| *meaning)
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
