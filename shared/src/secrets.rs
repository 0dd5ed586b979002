//! The application's secrets, from AWS Secrets Manager.
//!
//! One secret holds one JSON object. Required: `JWT_SECRET` (the NextAuth secret the ATS signs
//! with) and `CODE_VERIFIER_KEY` (at least 32 characters, any). Optional: `JWT_SECRET_PREVIOUS`
//! (still accepted while `JWT_SECRET` is being rotated; empty is none) and, per provider, `LINKEDIN_CLIENT_ID` and
//! `LINKEDIN_CLIENT_SECRET`, `GOOGLE_CLIENT_ID` …, `MICROSOFT_CLIENT_ID` …. A provider without both
//! is "not configured" (B7).

use std::sync::{Arc, RwLock};

use aws_sdk_secretsmanager::Client;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::clock::Clock;
use crate::error::Error;
use crate::provider::Provider;

/// Shortest key the code verifiers are derived with, in characters.
const KEY_LENGTH: usize = 32;
/// How long what was read is trusted: after so long, every environment knows of a rotation.
const LIFE: SignedDuration = SignedDuration::from_mins(5);

/// The secrets of this environment, kept for five minutes or until they prove outdated.
#[derive(Clone, Debug)]
pub struct Secrets {
    client: Client,
    secret_id: String,
    clock: Clock,
    current: Arc<RwLock<Option<Known>>>,
}

/// What was read, and until when it is trusted.
#[derive(Clone, Debug)]
struct Known {
    secrets: Arc<AppSecrets>,
    until: Timestamp,
}

/// The content of the secret.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct AppSecrets {
    /// What the ATS signs callers' tokens with.
    pub jwt_secret: SecretString,
    jwt_secret_previous: Option<SecretString>,
    /// Derives PKCE code verifiers from `state`.
    pub code_verifier_key: SecretString,
    linkedin_client_id: Option<String>,
    linkedin_client_secret: Option<SecretString>,
    google_client_id: Option<String>,
    google_client_secret: Option<SecretString>,
    microsoft_client_id: Option<String>,
    microsoft_client_secret: Option<SecretString>,
}

impl AppSecrets {
    /// What a caller's token may be signed with: the current secret and, while it is being rotated,
    /// the previous one. An empty one is none: with it, anybody could sign.
    pub fn jwt_secrets(&self) -> impl Iterator<Item = &SecretString> {
        let previous = self.jwt_secret_previous.as_ref();
        let previous = previous.filter(|secret| !secret.expose_secret().is_empty());
        std::iter::once(&self.jwt_secret).chain(previous)
    }

    /// Our client id and secret at `provider`; `None` where it is not configured.
    pub fn client(&self, provider: Provider) -> Option<(&str, &SecretString)> {
        let (id, secret) = match provider {
            Provider::LinkedIn => (&self.linkedin_client_id, &self.linkedin_client_secret),
            Provider::GoogleCalendar => (&self.google_client_id, &self.google_client_secret),
            Provider::OutlookCalendar => (&self.microsoft_client_id, &self.microsoft_client_secret),
        };
        let id = id.as_deref().filter(|id| !id.is_empty())?;
        let secret = secret.as_ref().filter(|secret| !secret.expose_secret().is_empty())?;
        Some((id, secret))
    }

    fn is_usable(&self) -> bool {
        !self.jwt_secret.expose_secret().is_empty()
            && self.code_verifier_key.expose_secret().len() >= KEY_LENGTH
    }
}

impl Secrets {
    /// Reads nothing yet.
    pub fn new(client: Client, secret_id: &str, clock: Clock) -> Self {
        Self { client, secret_id: secret_id.to_owned(), clock, current: Arc::default() }
    }

    /// The secrets, read from Secrets Manager where this environment has not read them within five
    /// minutes. Where they can't be read anew, the known ones are as good as they were.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`] where the secret can't be read or lacks a required key, and none is known.
    pub async fn get(&self) -> Result<Arc<AppSecrets>, Error> {
        let known = self.current.read().map_err(|_| Error::Internal)?.clone();
        match known {
            Some(Known { secrets, until }) if until > self.clock.now() => Ok(secrets),
            Some(Known { secrets, .. }) => Ok(self.reload().await.unwrap_or(secrets)),
            None => self.reload().await,
        }
    }

    /// Reads the secrets again: for a provider's `invalid_client`, after a client secret was rotated (S31).
    ///
    /// # Errors
    /// As [`Secrets::get`].
    pub async fn reload(&self) -> Result<Arc<AppSecrets>, Error> {
        let answer =
            self.client.get_secret_value().secret_id(&self.secret_id).send().await.map_err(
                |error| {
                    let code = error.as_service_error().and_then(|error| error.meta().code());
                    tracing::error!(code, "the secret can't be read");
                    Error::StorageUnavailable
                },
            )?;
        let secrets = parse(answer.secret_string().unwrap_or_default())?;
        let until = self.clock.now().saturating_add(LIFE).map_err(|_| Error::Internal)?;
        let known = Known { secrets: Arc::clone(&secrets), until };
        *self.current.write().map_err(|_| Error::Internal)? = Some(known);
        Ok(secrets)
    }
}

/// The parser's own message is dropped: it could quote the secret (S32).
fn parse(text: &str) -> Result<Arc<AppSecrets>, Error> {
    let secrets = serde_json::from_str::<AppSecrets>(text).ok().filter(AppSecrets::is_usable);
    secrets.map(Arc::new).ok_or_else(|| {
        tracing::error!("the secret is not a JSON object with JWT_SECRET and CODE_VERIFIER_KEY (32 characters or more)");
        Error::StorageUnavailable
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn b7_a_provider_needs_both_id_and_secret() {
        let text = format!(
            r#"{{"JWT_SECRET":"j","CODE_VERIFIER_KEY":"{KEY}","LINKEDIN_CLIENT_ID":"id","LINKEDIN_CLIENT_SECRET":"s","GOOGLE_CLIENT_ID":"id"}}"#
        );
        let secrets = parse(&text).unwrap();
        assert!(secrets.client(Provider::LinkedIn).is_some());
        assert!(secrets.client(Provider::GoogleCalendar).is_none());
        assert!(secrets.client(Provider::OutlookCalendar).is_none());
    }

    #[test]
    fn a_missing_or_weak_key_is_refused() {
        for text in ["", "{}", r#"{"JWT_SECRET":"j","CODE_VERIFIER_KEY":"short"}"#] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse(&format!(r#"{{"JWT_SECRET":"","CODE_VERIFIER_KEY":"{KEY}"}}"#)).is_err());
    }

    #[test]
    fn an_empty_previous_jwt_secret_is_none() {
        for (previous, count) in [("", 1), ("p", 2)] {
            let text = format!(
                r#"{{"JWT_SECRET":"j","JWT_SECRET_PREVIOUS":"{previous}","CODE_VERIFIER_KEY":"{KEY}"}}"#
            );
            assert_eq!(parse(&text).unwrap().jwt_secrets().count(), count, "{previous}");
        }
    }

    #[test]
    fn s32_debug_shows_no_secret() {
        let text = format!(r#"{{"JWT_SECRET":"canary-jwt","CODE_VERIFIER_KEY":"{KEY}"}}"#);
        let shown = format!("{:?}", parse(&text).unwrap());
        assert!(!shown.contains("canary-jwt") && !shown.contains(KEY), "{shown}");
    }
}
