//! A line of the export, as far as it is understood.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use shared::model::provider::Provider;
use shared::providers::{Standing, profile};

const PAGE: &str = "urn:li:organization:";

/// A line: its number, counted from 1, and its row or what is wrong with it.
pub(crate) struct Line {
    pub(crate) number: usize,
    pub(crate) row: Result<Row, String>,
}

/// A row of `integration_credentials`. Columns that may be null must be there all the same: an export
/// without refresh tokens would end every connection.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    #[serde(deserialize_with = "positive")]
    pub(crate) id: i64,
    #[serde(deserialize_with = "positive")]
    pub(crate) company_id: i64,
    #[serde(deserialize_with = "positive")]
    pub(crate) user_id: i64,
    #[serde(rename = "provider")]
    pub(crate) service: Service,
    #[serde(deserialize_with = "token")]
    pub(crate) access_token: SecretString,
    #[serde(deserialize_with = "optional_token")]
    pub(crate) refresh_token: Option<SecretString>,
    #[serde(deserialize_with = "moment")]
    pub(crate) token_expires_at: Option<Timestamp>,
    #[serde(deserialize_with = "page")]
    pub(crate) provider_data: Option<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    pub(crate) is_active: Option<bool>,
    #[serde(deserialize_with = "moment")]
    pub(crate) last_used_at: Option<Timestamp>,
    #[serde(deserialize_with = "moment")]
    pub(crate) created_at: Option<Timestamp>,
    #[serde(deserialize_with = "moment")]
    pub(crate) updated_at: Option<Timestamp>,
}

impl Row {
    /// When it was last written, where it tells.
    pub(crate) fn written_at(&self) -> Option<Timestamp> {
        self.updated_at.or(self.created_at)
    }
}

/// What the old backend could be connected to. PostgreSQL has the names in capitals, being those of a
/// Python enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Service {
    /// One of ours.
    Known(Provider),
    /// Foreseen in the old table, never connected to anything.
    JobBoard(&'static str),
}

impl Service {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Known(provider) => provider.key(),
            Self::JobBoard(name) => name,
        }
    }
}

impl<'de> Deserialize<'de> for Service {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?.to_lowercase();
        let board = || ["jobberman", "brightermonday"].into_iter().find(|board| *board == name);
        // Never more than one grant of an account: one that nobody knows whose it is can't be taken over.
        let is_importable = |provider: &Provider| profile(*provider).standing == Standing::Many;
        let known = Provider::parse(&name).filter(is_importable).map(Self::Known);
        known.or_else(|| board().map(Self::JobBoard)).ok_or_else(|| D::Error::custom("unknown"))
    }
}

/// The lines of `export` that are not blank.
pub(crate) fn lines(export: &str) -> Vec<Line> {
    let numbered = export.lines().enumerate().filter(|(_, text)| !text.trim().is_empty());
    numbered.map(|(index, text)| Line { number: index + 1, row: parse(text) }).collect()
}

/// The parser's own messages are not passed on: they quote what they don't understand, such as a token.
fn parse(text: &str) -> Result<Row, String> {
    let mut json = serde_json::Deserializer::from_str(text);
    let row = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (path, message) = (error.path().to_string(), error.inner().to_string());
        let missing =
            message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        match missing {
            Some(column) => format!("the column {column} is missing"),
            None if error.inner().is_data() && path != "." => format!("{path} is not usable"),
            None => "this is no row as JSON".to_owned(),
        }
    })?;
    json.end().map(|()| row).map_err(|_| "something follows the row".to_owned())
}

fn positive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let number = i64::deserialize(deserializer)?;
    if number > 0 { Ok(number) } else { Err(D::Error::custom("not positive")) }
}

/// A token travels in a header: no space, no line break, nothing but visible characters.
fn token<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SecretString, D::Error> {
    optional_token(deserializer)?.ok_or_else(|| D::Error::custom("empty"))
}

/// An empty one counts as absent.
fn optional_token<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SecretString>, D::Error> {
    let token = Option::<SecretString>::deserialize(deserializer)?;
    let token = token.filter(|token| !token.expose_secret().is_empty());
    let is_sendable =
        |token: &SecretString| token.expose_secret().bytes().all(|byte| byte.is_ascii_graphic());
    if token.as_ref().is_none_or(is_sendable) {
        Ok(token)
    } else {
        Err(D::Error::custom("no token"))
    }
}

/// With an offset (`timestamptz`), or without one, which is UTC (`timestamp`).
fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    let naive = || text.parse::<DateTime>()?.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp());
    text.parse().or_else(|_: jiff::Error| naive()).map(Some).map_err(D::Error::custom)
}

/// The URN of the page that LinkedIn posts go to, of `{"organization_id": …}`; whatever else is in there
/// has no meaning here.
fn page<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    struct Data {
        organization_id: Option<String>,
    }
    let id = Option::<Data>::deserialize(deserializer)?.and_then(|data| data.organization_id);
    let Some(id) = id.filter(|id| !id.is_empty()) else { return Ok(None) };
    let number = id.strip_prefix(PAGE).unwrap_or(&id);
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(D::Error::custom("no page"));
    }
    Ok(Some(format!("{PAGE}{number}")))
}

#[cfg(test)]
pub(crate) mod tests;
