//! Channels by which the primary calendar says that something changed: `events.watch`, `channels.stop`.
//!
//! "Push notifications" of the Calendar API: a channel is not renewed, but another one is opened before its end.

use http::Method;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::GoogleCalendar;
use crate::model::fault::ProviderError;

/// A channel as Google made it.
#[derive(Debug)]
pub struct OpenChannel {
    /// What is watched, which stopping it needs.
    pub resource_id: String,
    /// When it ends by itself, maybe sooner than was asked for.
    pub expires_at: Timestamp,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    resource_id: String,
    /// Milliseconds, in a string.
    expiration: String,
}

impl GoogleCalendar {
    /// Opens the channel `id`, which nobody ever used, to `address` until `until`; `secret` comes with each
    /// notification.
    ///
    /// # Errors
    /// [`ProviderError`]; [`crate::model::fault::Fault::OutcomeUnknown`] where it may be open.
    pub async fn open_channel(
        &self,
        id: &str,
        (address, secret): (&str, &SecretString),
        until: Timestamp,
    ) -> Result<OpenChannel, ProviderError> {
        let body = json!({
            "id": id,
            "type": "web_hook",
            "address": address,
            "token": secret.expose_secret(),
            "expiration": until.as_millisecond().to_string(),
        });
        let request = self.rest.request(Method::POST, "/calendars/primary/events/watch");
        let Answer { resource_id, expiration } =
            self.rest.read(self.rest.send(request, Some(&body)).await?)?;
        let expires_at = expiration.parse().ok();
        let expires_at = expires_at.and_then(|at| Timestamp::from_millisecond(at).ok());
        let expires_at = expires_at.ok_or_else(|| self.rest.malformed())?;
        Ok(OpenChannel { resource_id, expires_at })
    }

    /// Stops the channel `id` of what is called `resource_id`; one that is gone is stopped.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn stop_channel(&self, id: &str, resource_id: &str) -> Result<(), ProviderError> {
        let body = json!({"id": id, "resourceId": resource_id});
        let request = self.rest.request(Method::POST, "/channels/stop");
        match self.rest.send(request, Some(&body)).await {
            Err(error) if error.is(404) => Ok(()),
            result => result.map(drop).map_err(ProviderError::repeatable),
        }
    }
}
