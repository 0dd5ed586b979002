//! The tokens of a connection in clear, and the document that is sealed. Pure.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use crate::oauth::Grant;

/// The plaintext tokens of a connection; in memory only.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Sent to the provider's API.
    pub access_token: SecretString,
    /// Renews the access token.
    pub refresh_token: Option<SecretString>,
}

#[derive(Deserialize)]
struct TokensDocument {
    access_token: SecretString,
    refresh_token: Option<SecretString>,
}

impl Tokens {
    /// Those of a first grant.
    pub fn of(grant: &Grant) -> Self {
        Self {
            access_token: grant.access_token.clone(),
            refresh_token: grant.refresh_token.clone(),
        }
    }

    /// The JSON document that is sealed.
    pub fn to_plaintext(&self) -> SecretString {
        let refresh_token = self.refresh_token.as_ref().map(ExposeSecret::expose_secret);
        json!({"access_token": self.access_token.expose_secret(), "refresh_token": refresh_token})
            .to_string()
            .into()
    }

    /// Reads the document back; `None` if it is not one.
    pub fn from_plaintext(bytes: &[u8]) -> Option<Self> {
        let TokensDocument { access_token, refresh_token } = serde_json::from_slice(bytes).ok()?;
        Some(Self { access_token, refresh_token })
    }
}
