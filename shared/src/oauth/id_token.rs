//! The ID token of OpenID Connect: who granted.
//!
//! It is read from the token endpoint's own answer, over TLS: the connection stands in for the
//! signature (OpenID Connect Core, section 3.1.3.7, item 6). Issuer, audience and expiry are checked.

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::platform::lenient;

/// How far the provider's clock may be from ours (F14).
const LEEWAY: SignedDuration = SignedDuration::from_mins(5);

/// The claims we use. Nothing else of a person is kept.
#[derive(Clone, Debug, Deserialize)]
pub struct IdToken {
    /// The issuer.
    pub iss: String,
    /// The person's stable id at the issuer; Microsoft's differs per app.
    pub sub: String,
    /// Microsoft: the tenant.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub tid: Option<String>,
    /// Microsoft: the person's id in the tenant.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub oid: Option<String>,
    /// Microsoft: the name to sign in with, mostly an address.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub preferred_username: Option<String>,
    /// The address.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub email: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub name: Option<String>,
    aud: Audience,
    exp: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl IdToken {
    /// Reads `token`, which was issued to `client_id` and is not over at `now`; `None` otherwise.
    /// The issuer is the caller's to compare: Microsoft's names the tenant.
    pub fn read(token: &SecretString, client_id: &str, now: Timestamp) -> Option<Self> {
        let claims = token.expose_secret().split('.').nth(1)?;
        let claims = BASE64URL_NOPAD.decode(claims.trim_end_matches('=').as_bytes()).ok()?;
        let token: Self = serde_json::from_slice(&claims).ok()?;
        let ends = Timestamp::from_second(token.exp).ok()?.saturating_add(LEEWAY).ok()?;
        (token.aud.is_only(client_id) && ends > now && !token.sub.is_empty()).then_some(token)
    }

    /// What the person would recognise: an address, or a name.
    pub fn label(&self) -> Option<&str> {
        [&self.preferred_username, &self.email, &self.name]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .find(|text| !text.is_empty())
    }
}

impl Audience {
    fn is_only(&self, client_id: &str) -> bool {
        match self {
            Self::One(audience) => audience == client_id,
            Self::Many(audiences) => {
                audiences.iter().all(|one| one == client_id) && !audiences.is_empty()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(claims: &Value) -> Option<IdToken> {
        let payload = BASE64URL_NOPAD.encode(claims.to_string().as_bytes());
        let token = format!("eyJhbGciOiJSUzI1NiJ9.{payload}.c2lnbmF0dXJl").into();
        IdToken::read(&token, "app", Timestamp::from_second(1_000_000).unwrap())
    }

    fn with(name: &str, value: Value) -> Value {
        let mut claims =
            json!({"iss": "https://issuer", "sub": "s", "aud": "app", "exp": 1_000_100});
        claims[name] = value;
        claims
    }

    #[test]
    fn a_token_for_us_is_read_with_what_it_says_of_the_person() {
        let token = read(&with("email", json!("awa@acme.ci"))).unwrap();
        assert_eq!((token.sub.as_str(), token.label()), ("s", Some("awa@acme.ci")));
        assert!(read(&with("aud", json!(["app"]))).is_some());
    }

    #[test]
    fn a_token_for_another_app_or_out_of_date_is_refused() {
        for wrong in [
            with("aud", json!("another")),
            with("aud", json!([])),
            with("aud", json!(["app", "another"])),
            with("exp", json!(999_600)),
            with("exp", json!("soon")),
            with("sub", json!("")),
        ] {
            assert!(read(&wrong).is_none(), "{wrong}");
        }
        assert!(read(&with("exp", json!(999_800))).is_some(), "five minutes of leeway");
        let now = Timestamp::UNIX_EPOCH;
        for garbage in ["", "a.b.c", "a.e30.c", "...."] {
            assert!(IdToken::read(&garbage.into(), "app", now).is_none(), "{garbage}");
        }
    }
}
