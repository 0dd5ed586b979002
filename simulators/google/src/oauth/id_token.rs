//! Id tokens (OpenID Connect Core, section 2; Google's "An ID token's payload").

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::BASE64URL_NOPAD;

use crate::Google;
use crate::account::Account;
use crate::object::Object;
use crate::scope::PREFIX;
use simulator_kit::oauth::{Grant, id_token};

const LIFETIME: i64 = 3600;

/// A signed id token for the grant's account; none without the `openid` scope.
pub fn issue(
    google: &Google,
    grant: &Grant,
    access_token: &str,
    nonce: Option<&str>,
) -> Option<String> {
    let account = Account::by_id(&grant.account)?;
    if !grant.scopes.iter().any(|scope| scope == "openid") {
        return None;
    }
    let now = google.now().as_second();
    let claims = person(account, &grant.scopes)
        .with("iss", "https://accounts.google.com")
        .with("azp", &grant.client_id)
        .with("aud", &grant.client_id)
        .with("at_hash", at_hash(access_token))
        .with("iat", now)
        .with("exp", now + LIFETIME)
        .with_some("nonce", nonce);
    Some(id_token::sign(&claims.into()))
}

/// The claims about a person that `scopes` open.
pub fn person(account: &Account, scopes: &[String]) -> Object {
    let has = |scope: &str| scopes.iter().any(|own| own.strip_prefix(PREFIX) == Some(scope));
    let email = has("userinfo.email");
    Object::default()
        .with("sub", account.sub)
        .with_some("hd", account.hd)
        .with_some("email", email.then_some(account.email))
        .with_some("email_verified", email.then_some(true))
        .with_some("name", has("userinfo.profile").then_some(account.name))
}

/// Half of the token's hash (OpenID Connect Core, section 3.1.3.6).
fn at_hash(access_token: &str) -> String {
    let hash = digest(&SHA256, access_token.as_bytes());
    let half: Vec<u8> = hash.as_ref().iter().take(16).copied().collect();
    BASE64URL_NOPAD.encode(&half)
}
