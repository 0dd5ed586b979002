//! The verified subject of the ATS's JSON Web Token (RFC 7519, RFC 8725).

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::model::error::{Error, Result};
use crate::model::id::id;
use crate::platform::json::Object;
use crate::platform::lenient;
use crate::platform::secrets::CallerSecret;

/// How far the ATS's clock may be from ours (F14, S18).
const LEEWAY: SignedDuration = SignedDuration::from_secs(60);
/// The ATS never issues a longer token; the bound limits the work spent on garbage.
const TOKEN_LIMIT: usize = 8 * 1024;

/// An employer whose token was verified; nothing else can make one.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The user's id at the ATS.
    pub user_id: i64,
    token: SecretString,
    /// Kept as secrets are: no log shows an address.
    email: Option<SecretString>,
}

impl Caller {
    /// Verifies an access token of the ATS and that its role is employer (B2, B3, S18, S19).
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for anything but a valid token; [`Error::Forbidden`] for other roles.
    pub(crate) fn verify(
        unverified_token: SecretString,
        secrets: &CallerSecret,
        now: Timestamp,
    ) -> Result<Self> {
        let claims = verify(&unverified_token, secrets, now).ok_or(Error::Unauthenticated)?;
        if claims.role != "employer" {
            return Err(Error::Forbidden);
        }
        let user_id = id(&claims.sub).ok_or(Error::Unauthenticated)?;
        let email = claims.email.map(SecretString::from);
        Ok(Self { user_id, token: unverified_token, email })
    }

    /// The caller's own token, for calls to the ATS in the caller's name.
    pub const fn token(&self) -> &SecretString {
        &self.token
    }

    /// The caller's address, as the ATS wrote it into the token.
    pub fn email(&self) -> Option<&str> {
        self.email.as_ref().map(ExposeSecret::expose_secret)
    }
}

/// The claims the ATS puts into an access token (B2).
#[derive(Deserialize)]
struct Claims {
    sub: String,
    role: String,
    r#type: String,
    iat: i64,
    exp: i64,
    #[serde(default)]
    nbf: Option<i64>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    email: Option<String>,
}

/// Accepts the current secret and, during a rotation, the previous one.
fn verify(token: &SecretString, secrets: &CallerSecret, now: Timestamp) -> Option<Claims> {
    let token = token.expose_secret();
    if token.len() > TOKEN_LIMIT {
        return None;
    }
    let claims = secrets.jwt_secrets().find_map(|secret| decode(token, secret))?;
    let is_current = at(claims.exp)? + LEEWAY > now && at(claims.iat)? <= now + LEEWAY;
    let has_begun = match claims.nbf {
        Some(nbf) => at(nbf)? <= now + LEEWAY,
        None => true,
    };
    (is_current && has_begun && claims.r#type == "access").then_some(claims)
}

/// Checks algorithm and signature only: the library would compare times with the system's clock.
fn decode(token: &str, secret: &SecretString) -> Option<Claims> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    let key = DecodingKey::from_secret(secret.expose_secret().as_bytes());
    let Object(claims) = jsonwebtoken::decode(token, &key, &validation).ok()?.claims;
    Some(claims)
}

fn at(seconds: i64) -> Option<Timestamp> {
    // Within the years a token can name: adding the leeway then can't overflow.
    (0..=253_402_207_200).contains(&seconds).then(|| Timestamp::from_second(seconds).ok())?
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{EncodingKey, Header, encode};
    use serde_json::{Value, json};

    use super::*;

    const NOW: i64 = 1_780_000_000;

    fn secrets() -> CallerSecret {
        let text = json!({"JWT_SECRET": "current", "JWT_SECRET_PREVIOUS": "previous"});
        serde_json::from_value(text).unwrap()
    }

    fn claims() -> Value {
        json!({"sub": "7", "email": "a@b.ci", "role": "employer", "type": "access", "iat": NOW, "exp": NOW + 86_400})
    }

    fn with(name: &str, value: Value) -> Value {
        let mut claims = claims();
        claims[name] = value;
        claims
    }

    fn sign(algorithm: Algorithm, secret: &str, claims: &Value) -> SecretString {
        let key = EncodingKey::from_secret(secret.as_bytes());
        encode(&Header::new(algorithm), claims, &key).unwrap().into()
    }

    fn accepted(token: &SecretString) -> bool {
        accepted_by(&secrets(), token)
    }

    fn accepted_by(secrets: &CallerSecret, token: &SecretString) -> bool {
        verify(token, secrets, Timestamp::from_second(NOW).unwrap()).is_some()
    }

    #[test]
    fn b2_a_token_of_the_ats_is_accepted_under_the_current_or_the_previous_secret() {
        assert!(accepted(&sign(Algorithm::HS256, "current", &claims())));
        assert!(accepted(&sign(Algorithm::HS256, "previous", &claims())));
    }

    #[test]
    fn s18_once_the_previous_secret_is_removed_or_emptied_what_it_signed_is_refused() {
        for previous in [Value::Null, json!("")] {
            let mut text = json!({"JWT_SECRET": "current"});
            text["JWT_SECRET_PREVIOUS"] = previous;
            let secrets = serde_json::from_value(text).unwrap();
            assert!(accepted_by(&secrets, &sign(Algorithm::HS256, "current", &claims())));
            for signer in ["previous", ""] {
                assert!(!accepted_by(&secrets, &sign(Algorithm::HS256, signer, &claims())));
            }
        }
    }

    #[test]
    fn s18_other_algorithms_secrets_and_shapes_are_refused() {
        for secret in ["current", "previous"] {
            assert!(!accepted(&sign(Algorithm::HS512, secret, &claims())));
        }
        assert!(!accepted(&sign(Algorithm::HS256, "other", &claims())));
        let payload = data_encoding::BASE64URL_NOPAD.encode(claims().to_string().as_bytes());
        let header = data_encoding::BASE64URL_NOPAD.encode(br#"{"alg":"none","typ":"JWT"}"#);
        assert!(!accepted(&format!("{header}.{payload}.").into()));
        assert!(!accepted(&"garbage".into()));
    }

    #[test]
    fn s18_only_access_tokens_that_are_current_count() {
        for bad in [
            with("type", json!("refresh")),
            with("exp", json!(NOW - 61)),
            with("exp", json!("tomorrow")),
            with("exp", Value::Null),
            with("exp", json!(i64::MAX)),
            with("iat", json!(NOW + 61)),
            with("iat", json!(i64::MIN)),
        ] {
            assert!(!accepted(&sign(Algorithm::HS256, "current", &bad)), "{bad}");
        }
        assert!(
            accepted(&sign(Algorithm::HS256, "current", &with("exp", json!(NOW - 59)))),
            "leeway"
        );
    }
}
