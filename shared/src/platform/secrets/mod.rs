//! The secrets, from AWS Secrets Manager: one for each purpose, so that a role reads what its function
//! uses and nothing else (S54). Each holds one JSON object.
//!
//! | secret | keys |
//! |---|---|
//! | of callers | `JWT_SECRET`, required: the NextAuth secret the ATS signs with. `JWT_SECRET_PREVIOUS`: still accepted while that is being rotated; empty is none |
//! | of code verifiers | `CODE_VERIFIER_KEY`, required: at least 32 characters, any |
//! | of what is sent to the ATS | `SIGNING_KEY`, required: `whsec_…`, 24 to 64 bytes in base64. `SIGNING_KEY_PREVIOUS`: still signed with while that is being rotated |
//! | of what the ATS sends | `VERIFICATION_KEY` and `VERIFICATION_KEY_PREVIOUS`: the same for what comes from there |
//! | of Zoom's webhooks | `SECRET_TOKEN`: what Zoom signs its events with. Without it none is believed |
//! | of Slack's events | `SIGNING_SECRET`: what Slack signs them with. Without it none is believed |
//! | of each provider | `CLIENT_ID` and `CLIENT_SECRET`: our registration. A provider without both is "not configured" (B7) |

mod kept;

use std::sync::Arc;

use aws_sdk_secretsmanager::Client;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::model::error::Error;
use crate::model::provider::{Each, Provider};
use crate::platform::clock::Clock;
use crate::platform::webhooks::Keys;
use kept::{Content, Kept};

/// Shortest key the code verifiers are derived with, in characters.
const KEY_LENGTH: usize = 32;

/// Names or ARNs of the secrets.
#[derive(Clone, Debug)]
pub struct SecretIds {
    /// What callers' tokens are verified with.
    pub callers: String,
    /// What code verifiers are derived with.
    pub code_verifiers: String,
    /// What events to the ATS are signed with.
    pub webhooks: String,
    /// What events of the ATS are verified with.
    pub ats_events: String,
    /// What Zoom signs its events with.
    pub zoom_webhooks: String,
    /// What Slack signs its events with.
    pub slack_webhooks: String,
    /// Our registration at each provider.
    pub clients: Each<String>,
}

/// The secrets of this environment; each is read when it is first asked for, and kept.
#[derive(Clone, Debug)]
pub struct Secrets {
    callers: Kept<CallerSecret>,
    code_verifiers: Kept<CodeVerifierSecret>,
    webhooks: Kept<WebhookSecret>,
    ats_events: Kept<AtsEventsSecret>,
    zoom_webhooks: Kept<ZoomWebhookSecret>,
    slack_webhooks: Kept<SlackWebhookSecret>,
    clients: Each<Kept<ClientSecret>>,
}

/// What the ATS signs callers' tokens with.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct CallerSecret {
    /// The current secret.
    pub jwt_secret: SecretString,
    jwt_secret_previous: Option<SecretString>,
}

/// What PKCE code verifiers are derived from `state` with.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct CodeVerifierSecret {
    pub code_verifier_key: SecretString,
}

/// What events to the ATS are signed with.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct WebhookSecret {
    signing_key: SecretString,
    signing_key_previous: Option<SecretString>,
}

/// What events of the ATS are verified with.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct AtsEventsSecret {
    verification_key: SecretString,
    verification_key_previous: Option<SecretString>,
}

/// What Zoom signs its events with.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct ZoomWebhookSecret {
    secret_token: Option<SecretString>,
}

/// What Slack signs its events with.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct SlackWebhookSecret {
    signing_secret: Option<SecretString>,
}

/// Our registration at one provider.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct ClientSecret {
    client_id: Option<String>,
    client_secret: Option<SecretString>,
}

impl Secrets {
    /// Reads nothing yet.
    pub fn new(client: &Client, ids: &SecretIds, clock: &Clock) -> Self {
        let clients =
            Each::of(|provider| Kept::new(client.clone(), &ids.clients[provider], clock.clone()));
        Self {
            callers: Kept::new(client.clone(), &ids.callers, clock.clone()),
            code_verifiers: Kept::new(client.clone(), &ids.code_verifiers, clock.clone()),
            webhooks: Kept::new(client.clone(), &ids.webhooks, clock.clone()),
            ats_events: Kept::new(client.clone(), &ids.ats_events, clock.clone()),
            zoom_webhooks: Kept::new(client.clone(), &ids.zoom_webhooks, clock.clone()),
            slack_webhooks: Kept::new(client.clone(), &ids.slack_webhooks, clock.clone()),
            clients,
        }
    }

    /// What callers' tokens are verified with.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`] where the secret can't be read or lacks a required key, and none is known.
    pub async fn callers(&self) -> Result<Arc<CallerSecret>, Error> {
        self.callers.get().await
    }

    /// Knows of callers what `other` has read, as if it had read that itself.
    pub fn learn_callers(&self, other: &Self) {
        self.callers.learn(&other.callers);
    }

    /// What code verifiers are derived with.
    ///
    /// # Errors
    /// As [`Secrets::callers`].
    pub async fn code_verifiers(&self) -> Result<Arc<CodeVerifierSecret>, Error> {
        self.code_verifiers.get().await
    }

    /// What events to the ATS are signed with.
    ///
    /// # Errors
    /// As [`Secrets::callers`].
    pub async fn webhooks(&self) -> Result<Keys, Error> {
        let secret = self.webhooks.get().await?;
        let WebhookSecret { signing_key, signing_key_previous } = &*secret;
        Keys::of(signing_key, signing_key_previous.as_ref()).ok_or(Error::StorageUnavailable)
    }

    /// What events of the ATS are verified with.
    ///
    /// # Errors
    /// As [`Secrets::callers`].
    pub async fn ats_events(&self) -> Result<Keys, Error> {
        let secret = self.ats_events.get().await?;
        let AtsEventsSecret { verification_key, verification_key_previous } = &*secret;
        let previous = verification_key_previous.as_ref();
        Keys::of(verification_key, previous).ok_or(Error::StorageUnavailable)
    }

    /// What Zoom signs its events with.
    ///
    /// # Errors
    /// As [`Secrets::callers`].
    pub async fn zoom_webhooks(&self) -> Result<Arc<ZoomWebhookSecret>, Error> {
        self.zoom_webhooks.get().await
    }

    /// What Slack signs its events with.
    ///
    /// # Errors
    /// As [`Secrets::callers`].
    pub async fn slack_webhooks(&self) -> Result<Arc<SlackWebhookSecret>, Error> {
        self.slack_webhooks.get().await
    }

    /// Our registration at `provider`.
    ///
    /// # Errors
    /// As [`Secrets::callers`].
    pub async fn client(&self, provider: Provider) -> Result<Arc<ClientSecret>, Error> {
        self.clients[provider].get().await
    }

    /// Reads our registration at `provider` again: for its `invalid_client`, after a client secret was
    /// rotated (S31).
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn reload_client(&self, provider: Provider) -> Result<(), Error> {
        self.clients[provider].read().await.map(drop)
    }
}

impl CallerSecret {
    /// What a caller's token may be signed with: the current secret and, while it is being rotated,
    /// the previous one. An empty one is none: with it, anybody could sign.
    pub fn jwt_secrets(&self) -> impl Iterator<Item = &SecretString> {
        let previous = self.jwt_secret_previous.as_ref();
        let previous = previous.filter(|secret| !secret.expose_secret().is_empty());
        std::iter::once(&self.jwt_secret).chain(previous)
    }
}

impl ZoomWebhookSecret {
    /// The key; `None` where none is set: with an empty one, anybody could sign.
    pub fn token(&self) -> Option<&SecretString> {
        self.secret_token.as_ref().filter(|token| !token.expose_secret().is_empty())
    }
}

impl SlackWebhookSecret {
    /// The key; `None` where none is set: with an empty one, anybody could sign.
    pub fn key(&self) -> Option<&SecretString> {
        self.signing_secret.as_ref().filter(|key| !key.expose_secret().is_empty())
    }
}

impl ClientSecret {
    /// Our client id and client secret; `None` where the provider is not configured.
    pub fn credentials(&self) -> Option<(&str, &SecretString)> {
        let id = self.client_id.as_deref().filter(|id| !id.is_empty())?;
        let secret = self.client_secret.as_ref();
        let secret = secret.filter(|secret| !secret.expose_secret().is_empty())?;
        Some((id, secret))
    }

    /// Whether one of the two is there without the other.
    pub fn is_half(&self) -> bool {
        let has_id = self.client_id.as_ref().is_some_and(|id| !id.is_empty());
        let secret = self.client_secret.as_ref();
        has_id != secret.is_some_and(|secret| !secret.expose_secret().is_empty())
    }
}

impl Content for CallerSecret {
    const EXPECTED: &str = "JWT_SECRET";

    fn is_usable(&self) -> bool {
        !self.jwt_secret.expose_secret().is_empty()
    }
}

impl Content for CodeVerifierSecret {
    const EXPECTED: &str = "CODE_VERIFIER_KEY (32 characters or more)";

    fn is_usable(&self) -> bool {
        self.code_verifier_key.expose_secret().len() >= KEY_LENGTH
    }
}

impl Content for WebhookSecret {
    const EXPECTED: &str = "SIGNING_KEY (whsec_…, 24 to 64 bytes)";

    fn is_usable(&self) -> bool {
        Keys::of(&self.signing_key, self.signing_key_previous.as_ref()).is_some()
    }
}

impl Content for AtsEventsSecret {
    const EXPECTED: &str = "VERIFICATION_KEY (whsec_…, 24 to 64 bytes)";

    fn is_usable(&self) -> bool {
        Keys::of(&self.verification_key, self.verification_key_previous.as_ref()).is_some()
    }
}

impl Content for ZoomWebhookSecret {
    const EXPECTED: &str = "SECRET_TOKEN";

    /// One that is empty says that no event is believed.
    fn is_usable(&self) -> bool {
        true
    }
}

impl Content for SlackWebhookSecret {
    const EXPECTED: &str = "SIGNING_SECRET";

    /// One that is empty says that no event is believed.
    fn is_usable(&self) -> bool {
        true
    }
}

impl Content for ClientSecret {
    const EXPECTED: &str = "CLIENT_ID and CLIENT_SECRET";

    /// One that is empty says that the provider is not configured.
    fn is_usable(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::kept::parse;
    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn b7_a_provider_needs_both_id_and_secret() {
        for (text, is_configured) in [
            (r#"{"CLIENT_ID":"id","CLIENT_SECRET":"s"}"#, true),
            (r#"{"CLIENT_ID":"id","CLIENT_SECRET":""}"#, false),
            (r#"{"CLIENT_ID":"","CLIENT_SECRET":"s"}"#, false),
            (r#"{"CLIENT_ID":"id"}"#, false),
            ("{}", false),
        ] {
            let secret = parse::<ClientSecret>(text).unwrap();
            assert_eq!(secret.credentials().is_some(), is_configured, "{text}");
        }
    }

    #[test]
    fn a_missing_or_weak_key_is_refused() {
        for text in ["", "[]", "{}", r#"{"CODE_VERIFIER_KEY":"short"}"#] {
            assert!(parse::<CodeVerifierSecret>(text).is_err(), "{text}");
        }
        assert!(
            parse::<CodeVerifierSecret>(&format!(r#"{{"CODE_VERIFIER_KEY":"{KEY}"}}"#)).is_ok()
        );
        for text in ["", "{}", r#"{"JWT_SECRET":""}"#, r#"{"JWT_SECRET_PREVIOUS":"p"}"#] {
            assert!(parse::<CallerSecret>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_empty_previous_jwt_secret_is_none() {
        for (previous, count) in [("", 1), ("p", 2)] {
            let text = format!(r#"{{"JWT_SECRET":"j","JWT_SECRET_PREVIOUS":"{previous}"}}"#);
            assert_eq!(parse::<CallerSecret>(&text).unwrap().jwt_secrets().count(), count);
        }
    }

    #[test]
    fn s49_an_empty_webhook_secret_is_none() {
        for (text, is_set) in
            [(r#"{"SECRET_TOKEN":"t"}"#, true), (r#"{"SECRET_TOKEN":""}"#, false), ("{}", false)]
        {
            assert_eq!(
                parse::<ZoomWebhookSecret>(text).unwrap().token().is_some(),
                is_set,
                "{text}"
            );
        }
    }

    #[test]
    fn s32_debug_shows_no_secret() {
        let caller = parse::<CallerSecret>(r#"{"JWT_SECRET":"canary"}"#).unwrap();
        let client = r#"{"CLIENT_ID":"id","CLIENT_SECRET":"canary"}"#;
        let client = parse::<ClientSecret>(client).unwrap();
        let key = parse::<CodeVerifierSecret>(&format!(r#"{{"CODE_VERIFIER_KEY":"{KEY}"}}"#));
        let webhooks = format!(r#"{{"SIGNING_KEY":"whsec_{KEY}"}}"#);
        let webhooks = parse::<WebhookSecret>(&webhooks).unwrap();
        let keys = Keys::of(&webhooks.signing_key, None).unwrap();
        let shown = format!("{caller:?} {client:?} {:?} {webhooks:?} {keys:?}", key.unwrap());
        assert!(!shown.contains("canary") && !shown.contains(KEY), "{shown}");
    }
}
