//! What a person turns on one account, to see how the integrations bear it.

use http::StatusCode;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Number, Value};

/// A provider's knobs: its own, with the [`TokenKnobs`] flattened into the same JSON object.
///
/// Every field must be present when serialized (an `Option` as `null`): what is not there is an
/// unknown field to [`Roster::adjust`](super::Roster::adjust).
pub trait Knobs: Clone + Default + Serialize + DeserializeOwned + Send + 'static {
    /// The part every provider has.
    fn tokens(&mut self) -> &mut TokenKnobs;
}

/// How the token endpoint treats an account.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct TokenKnobs {
    /// Each refresh brings a new refresh token and ends the old one.
    pub rotate_refresh_tokens: bool,
    /// A rotated-out refresh token kills the whole grant when it comes again (RFC 9700, section
    /// 4.14.2); otherwise it is only refused.
    pub punish_reuse: bool,
    /// What the token endpoint answers instead of tokens.
    pub token_error: Option<TokenError>,
    /// How much longer (or, negative, shorter) than told by `expires_in` an access token lives, in
    /// seconds: the difference between the provider's clock and ours.
    pub clock_skew_seconds: i64,
    /// `expires_in` as sent, whatever the real lifetime is.
    pub expires_in: Option<Verbatim>,
    /// Leaves `refresh_token` out of every answer.
    pub omit_refresh_token: bool,
    /// Scopes that are silently not granted, in the provider's own spelling.
    pub withheld_scopes: Vec<String>,
    /// Scopes that are granted, and left out of the `scope` of every answer.
    pub unlisted_scopes: Vec<String>,
}

/// A canned answer of the token endpoint.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TokenError {
    /// HTTP status, 400 to 599.
    #[serde(deserialize_with = "error_status")]
    pub status: u16,
    /// The JSON body as sent.
    pub body: Value,
    /// How many more times; none for always.
    #[serde(default)]
    pub times: Option<u32>,
}

/// A number or text, sent as it is.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Verbatim {
    /// A JSON number.
    Number(Number),
    /// A JSON string.
    Text(String),
}

impl TokenKnobs {
    /// What is granted where `asked` is agreed to.
    pub fn granted(&self, mut asked: Vec<String>) -> Vec<String> {
        asked.retain(|scope| !self.withheld_scopes.contains(scope));
        asked
    }

    /// What is told of the `granted` scopes.
    pub fn listed<'a>(&self, granted: &'a [String]) -> Vec<&'a str> {
        let told = granted.iter().filter(|scope| !self.unlisted_scopes.contains(scope));
        told.map(String::as_str).collect()
    }

    /// Takes the canned answer for one token request, counting it down.
    pub fn take_token_error(&mut self) -> Option<(StatusCode, Value)> {
        let error = self.token_error.as_mut()?;
        let answer = (StatusCode::from_u16(error.status).ok()?, error.body.clone());
        error.times = error.times.map(|times| times.saturating_sub(1));
        if error.times == Some(0) {
            self.token_error = None;
        }
        Some(answer)
    }

    /// What to send as `expires_in` for a token of `lifetime` seconds.
    pub fn told_lifetime(&self, lifetime: i64) -> Value {
        match &self.expires_in {
            Some(Verbatim::Number(number)) => Value::Number(number.clone()),
            Some(Verbatim::Text(text)) => Value::String(text.clone()),
            None => lifetime.into(),
        }
    }

    /// How many seconds a token of `lifetime` seconds really works.
    pub fn real_lifetime(&self, lifetime: i64) -> i64 {
        lifetime.saturating_add(self.clock_skew_seconds)
    }
}

impl Knobs for TokenKnobs {
    fn tokens(&mut self) -> &mut TokenKnobs {
        self
    }
}

fn error_status<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    let status = u16::deserialize(from)?;
    let range = "a status is 400 to 599";
    if (400..=599).contains(&status) { Ok(status) } else { Err(D::Error::custom(range)) }
}
