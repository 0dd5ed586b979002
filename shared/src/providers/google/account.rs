//! Who connected: the ID token's subject.

use crate::model::error::{Error, Result};
use crate::model::provider::Provider;
use crate::oauth::IdToken;
use crate::providers::Settings;

/// The account's id, where Google issued the token; its documentation names both spellings.
pub(super) fn id(token: &IdToken, _: &Settings) -> Result<String> {
    match token.iss.as_str() {
        "https://accounts.google.com" | "accounts.google.com" => Ok(token.sub.clone()),
        _ => Err(Error::CodeRefused(Provider::GoogleCalendar)),
    }
}
