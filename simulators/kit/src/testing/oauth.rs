//! The one app that a simulator under test knows, and what it asks for.

use crate::oauth::Registration;

/// Where browsers are sent back to.
pub const REDIRECT: &str = "https://app.example/callback";
/// A `code_verifier`: that of RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

pub(super) const ID: &str = "app";
pub(super) const SECRET: &str = "secret";

/// The app, as the simulator is told of it.
pub fn registration() -> Registration {
    Registration {
        client_id: ID.to_owned(),
        client_secret: SECRET.to_owned(),
        redirect_uris: vec![REDIRECT.to_owned()],
    }
}

/// The path of an authorization request at `endpoint`, with `changes` to that of RFC 6749, section 4.1.1.
pub fn authorization(endpoint: &str, changes: &[(&str, &str)]) -> String {
    let good = [("response_type", "code"), ("client_id", ID), ("redirect_uri", REDIRECT)];
    let query = serde_urlencoded::to_string(changed(&good, changes));
    format!("{endpoint}?{}", query.expect("pairs of text are a query"))
}

/// `good` with `changes` instead of the pairs of their names; an empty value leaves the pair out.
pub(super) fn changed<'a>(
    good: &[(&'a str, &'a str)],
    changes: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let is_changed = |name: &str| changes.iter().any(|(changed, _)| *changed == name);
    let kept = good.iter().filter(|(name, _)| !is_changed(name));
    kept.chain(changes.iter().filter(|(_, value)| !value.is_empty())).copied().collect()
}
