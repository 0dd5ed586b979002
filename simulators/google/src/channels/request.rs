//! The `Channel` of a request, and what Google refuses of it (discovery document, schema `Channel`).

use std::collections::BTreeMap;

use http::Uri;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;
use simulator_kit::outgoing;

use super::channel::{Channel, End};
use crate::account::Account;
use crate::error::ApiError;

const ID_LIMIT: usize = 64;
const TOKEN_LIMIT: usize = 256;
/// How long a channel lives unless it asks for less; what is granted may be less than what is asked for.
const LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A channel as a client writes it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    pub(super) id: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    pub(super) address: Option<String>,
    token: Option<String>,
    /// Milliseconds of the Unix epoch, as a text or a number.
    expiration: Option<Value>,
    params: Option<BTreeMap<String, String>>,
    pub(super) resource_id: Option<String>,
}

impl Asked {
    /// The channel on `account`'s calendar, as it is opened at `now`; 400 for what it may not be.
    pub(super) fn open(
        self,
        account: &'static Account,
        now: Timestamp,
    ) -> Result<Channel, ApiError> {
        let id = id(self.id)?;
        kind(self.kind.as_deref())?;
        let address = address(self.address)?;
        if self.token.as_ref().is_some_and(|token| token.chars().count() > TOKEN_LIMIT) {
            return Err(ApiError::invalid("Channel token is too long."));
        }
        let asked = match (&self.expiration, &self.params) {
            (Some(at), _) => Some(instant(at)?),
            (None, Some(params)) => params.get("ttl").map(|ttl| after(ttl, now)).transpose()?,
            (None, None) => None,
        };
        let most = now.saturating_add(LIFETIME).unwrap_or(Timestamp::MAX);
        let expires = asked.map_or(most, |asked| asked.min(most));
        if expires <= now {
            return Err(ApiError::invalid("Channel expiration must be in the future."));
        }
        let expires = Timestamp::from_millisecond(expires.as_millisecond()).unwrap_or(expires);
        let (number, end) = (0, End::Open);
        Ok(Channel { id, account, address, token: self.token, expires, number, end })
    }
}

fn id(id: Option<String>) -> Result<String, ApiError> {
    let id =
        id.filter(|id| !id.is_empty()).ok_or_else(|| ApiError::required("Missing channel id."))?;
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+/=".contains(&byte);
    if id.len() <= ID_LIMIT && id.bytes().all(known) {
        return Ok(id);
    }
    let message = "Channel ID must match the following regular expression: [A-Za-z0-9\\-_\\+/=]+";
    Err(ApiError::bad_request("push.channelIdInvalid", message))
}

fn kind(kind: Option<&str>) -> Result<(), ApiError> {
    match kind {
        Some("web_hook" | "webhook") => Ok(()),
        Some(other) => {
            let message = format!("Channel type {other} not supported.");
            Err(ApiError::bad_request("push.channelTypeNotSupported", message))
        }
        None => Err(ApiError::required("Missing channel type.")),
    }
}

fn address(address: Option<String>) -> Result<String, ApiError> {
    let address = address.ok_or_else(|| ApiError::required("Missing channel address."))?;
    let url =
        address.parse::<Uri>().ok().filter(|url| url.scheme().is_some() && url.host().is_some());
    let Some(url) = url else {
        let message = format!("WebHook callback must have a host: {address}");
        return Err(ApiError::bad_request("push.webhookUrlNoHostOrAddress", message));
    };
    if url.scheme_str() != Some("https") && !outgoing::is_this_machine(&url) {
        let message = format!("WebHook callback must be HTTPS: {address}");
        return Err(ApiError::bad_request("push.webhookUrlNotHttps", message));
    }
    Ok(address)
}

fn instant(expiration: &Value) -> Result<Timestamp, ApiError> {
    let ms = expiration.as_i64().or_else(|| expiration.as_str()?.parse().ok());
    let at = ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    at.ok_or_else(|| ApiError::invalid("Invalid value for: expiration"))
}

fn after(ttl: &str, now: Timestamp) -> Result<Timestamp, ApiError> {
    let refused = || ApiError::invalid("Invalid value for: params.ttl");
    let seconds: u32 = ttl.parse().map_err(|_| refused())?;
    now.saturating_add(SignedDuration::from_secs(seconds.into())).map_err(|_| refused())
}
