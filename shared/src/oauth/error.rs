//! What the token endpoint can answer instead of tokens.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::platform::http::HttpError;
use crate::platform::lenient;

/// The word of RFC 6749, section 5.2, and Slack's two.
const INVALID_CLIENT: [&str; 3] = ["invalid_client", "invalid_client_id", "bad_client_secret"];

/// Why there are no tokens.
#[derive(Debug, Error)]
pub enum TokenError {
    /// The server refused, in the words of RFC 6749, section 5.2.
    #[error("the token endpoint refused: {0}")]
    Refused(Refusal),
    /// The server is busy or broken (429 or 5xx).
    #[error("the token endpoint is not available ({status})")]
    Unavailable {
        /// The HTTP status.
        status: u16,
        /// The `Retry-After` header as sent, where there is one.
        retry_after: Option<String>,
    },
    /// No answer came back.
    #[error("the token endpoint did not answer")]
    Http(#[from] HttpError),
    /// The answer is not what RFC 6749 describes.
    #[error("the token endpoint's answer is not understood")]
    Malformed,
}

/// An error response (RFC 6749, section 5.2) with the members Google and Microsoft add.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Refusal {
    /// `invalid_grant`, `invalid_client`, ….
    pub error: String,
    /// For people and support; compared for LinkedIn only, shown and logged nowhere.
    #[serde(deserialize_with = "lenient::or_default")]
    pub error_description: String,
    /// Microsoft's AADSTS numbers.
    #[serde(deserialize_with = "lenient::each")]
    pub error_codes: Vec<u64>,
    /// Microsoft's `consent_required`, ….
    #[serde(deserialize_with = "lenient::or_default")]
    pub suberror: String,
    /// Google's `invalid_rapt`.
    #[serde(deserialize_with = "lenient::or_default")]
    pub error_subtype: String,
}

impl oauth2::ErrorResponse for Refusal {}

/// Only what comes from a closed vocabulary: descriptions can quote tokens and e-mail addresses (S32).
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_word = self.error.len() <= 64
            && self.error.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        f.write_str(if is_word { &self.error } else { "?" })?;
        for code in &self.error_codes {
            write!(f, " AADSTS{code}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Refusal({self})")
    }
}

impl TokenError {
    /// Whether our client id or secret was refused: perhaps it was rotated (S31).
    pub fn is_invalid_client(&self) -> bool {
        matches!(self, Self::Refused(refusal) if INVALID_CLIENT.contains(&refusal.error.as_str()))
    }
}
