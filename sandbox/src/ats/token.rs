//! The ATS's access tokens: HS256 with the NextAuth secret, 24 hours, no company claim.
//!
//! The ATS checks them with PyJWT; its refusals are repeated here in the same words.

use jiff::Timestamp;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::error::Error;
use super::record::{Role, User};

/// Seconds an access token lives.
pub(super) const LIFETIME: i64 = 24 * 60 * 60;

#[derive(Serialize)]
struct Claims<'a> {
    sub: String,
    email: &'a str,
    role: Role,
    #[serde(rename = "type")]
    kind: &'static str,
    iat: i64,
    exp: i64,
}

/// Unverified claims may lack anything.
#[derive(Deserialize)]
struct Given {
    sub: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    iat: Option<i64>,
    exp: Option<i64>,
}

/// An access token for `user`, issued at `now`.
pub(super) fn issue(
    user: &User,
    secret: &SecretString,
    now: Timestamp,
) -> jsonwebtoken::errors::Result<String> {
    let iat = now.as_second();
    let claims = Claims {
        sub: user.id.to_string(),
        email: &user.email,
        role: user.role,
        kind: "access",
        iat,
        exp: iat + LIFETIME,
    };
    let key = EncodingKey::from_secret(secret.expose_secret().as_bytes());
    encode(&Header::new(Algorithm::HS256), &claims, &key)
}

/// The user id in a valid access token.
pub(super) fn verify(token: &str, secret: &SecretString, now: Timestamp) -> Result<i64, Error> {
    // The library would ask the system's clock; times are compared below.
    let mut validation = Validation::new(Algorithm::HS256);
    validation.validate_exp = false;
    validation.required_spec_claims.clear();
    let key = DecodingKey::from_secret(secret.expose_secret().as_bytes());
    let given = decode::<Given>(token, &key, &validation)
        .map_err(|error| Error::unauthorized(format!("Invalid token: {}", reason(error.kind()))))?
        .claims;
    let now = now.as_second();
    if given.exp.is_some_and(|exp| exp <= now) {
        return Err(Error::unauthorized("Token expired"));
    }
    if given.iat.is_some_and(|iat| iat > now) {
        return Err(Error::unauthorized("Invalid token: The token is not yet valid (iat)"));
    }
    let kind = given.kind.as_deref().unwrap_or("None");
    if kind != "access" {
        let detail = format!("Invalid token type. Expected access, got {kind}");
        return Err(Error::unauthorized(detail));
    }
    let sub = given.sub.ok_or_else(|| Error::unauthorized("Invalid token payload"))?;
    sub.parse().map_err(|_| Error::unauthorized("Authentication failed: invalid literal for int()"))
}

/// PyJWT's words.
fn reason(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidSignature => "Signature verification failed",
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => {
            "The specified alg value is not allowed"
        }
        _ => "Not enough segments",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const NOW: i64 = 1_772_373_600;

    fn secret() -> SecretString {
        "nextauth-secret".into()
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn signed(algorithm: Algorithm, claims: &Value, secret: &str) -> String {
        encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret.as_bytes()))
            .unwrap()
    }

    fn verified(change: &Value) -> Result<i64, Error> {
        let mut claims = json!({ "sub": "7", "type": "access", "iat": NOW, "exp": NOW + LIFETIME });
        claims.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        verify(&signed(Algorithm::HS256, &claims, "nextauth-secret"), &secret(), at(NOW))
    }

    #[test]
    fn a_token_names_its_user_for_a_day_b2() {
        let user = User {
            id: 7,
            email: "a@example.com".to_owned(),
            first_name: "Awa".to_owned(),
            last_name: "Koné".to_owned(),
            role: Role::Employer,
            is_active: true,
        };
        let token = issue(&user, &secret(), at(NOW)).unwrap();
        assert_eq!(verify(&token, &secret(), at(NOW + LIFETIME - 1)), Ok(7));
        assert_eq!(
            verify(&token, &secret(), at(NOW + LIFETIME)),
            Err(Error::unauthorized("Token expired"))
        );
    }

    #[test]
    fn another_secret_or_algorithm_is_refused() {
        let claims = json!({ "sub": "7", "type": "access" });
        let refused = |token: &str| verify(token, &secret(), at(NOW)).unwrap_err();
        let forged = signed(Algorithm::HS256, &claims, "another");
        assert_eq!(
            refused(&forged),
            Error::unauthorized("Invalid token: Signature verification failed")
        );
        let hs512 = signed(Algorithm::HS512, &claims, "nextauth-secret");
        assert_eq!(
            refused(&hs512),
            Error::unauthorized("Invalid token: The specified alg value is not allowed")
        );
        assert_eq!(refused("x"), Error::unauthorized("Invalid token: Not enough segments"));
    }

    #[test]
    fn claims_are_checked() {
        assert_eq!(verified(&json!({})), Ok(7));
        for change in [
            json!({ "type": "refresh" }),
            json!({ "type": null }),
            json!({ "sub": null }),
            json!({ "sub": "seven" }),
            json!({ "iat": NOW + 1 }),
            json!({ "exp": NOW }),
        ] {
            assert!(
                matches!(verified(&change), Err(Error::Http(http::StatusCode::UNAUTHORIZED, _))),
                "{change}"
            );
        }
    }
}
