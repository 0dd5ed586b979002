//! Subscriptions by which Graph says that something in the default calendar changed.
//!
//! "subscription resource type" and "Reduce missing subscriptions and change notifications": one for each user,
//! resource and kinds of change, of at most seven days, which is renewed. Before it stands, Graph calls its
//! addresses.

use http::Method;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::fault::{Fault, ProviderError};
use crate::model::provider::Provider;
use crate::providers::Outside;
use crate::providers::rest::Rest;

/// So long a subscription lives at most: 10,080 minutes, less what clocks may differ by.
pub const LONGEST: SignedDuration = SignedDuration::from_mins(10_080 - 15);

const SUBSCRIPTIONS: &str = "/subscriptions";
/// The ids in its notifications stay when an event moves to another folder.
const PREFER: &str = r#"IdType="ImmutableId""#;
/// How many pages of subscriptions are read: an account has few.
const PAGES: usize = 10;

/// The subscriptions of our app in the name of one Microsoft account.
#[derive(Clone, Debug)]
pub struct Subscriptions {
    rest: Rest,
}

/// A subscription as Graph keeps it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// Graph's id of it.
    pub id: String,
    /// Where its notifications go.
    #[serde(default)]
    pub notification_url: String,
    /// When it ends by itself.
    #[serde(rename = "expirationDateTime")]
    pub expires_at: Timestamp,
}

impl Subscriptions {
    /// Those of `access_token`'s account.
    pub fn new(outside: Outside<'_>, access_token: SecretString) -> Self {
        let base_url = format!("{}/v1.0", outside.endpoints.microsoft_graph);
        Self { rest: Rest::new(outside, Provider::OutlookCalendar, base_url, access_token) }
    }

    /// Subscribes `address` to the default calendar until `until`; `secret` comes with each notification. `None`
    /// where one for the same stands already.
    ///
    /// # Errors
    /// [`ProviderError`]; [`Fault::OutcomeUnknown`] where it may stand.
    pub async fn subscribe(
        &self,
        (address, secret): (&str, &SecretString),
        until: Timestamp,
    ) -> Result<Option<Subscription>, ProviderError> {
        let body = json!({
            "changeType": "created,updated,deleted",
            "resource": "me/events",
            "notificationUrl": address,
            "lifecycleNotificationUrl": address,
            "clientState": secret.expose_secret(),
            "expirationDateTime": until.to_string(),
        });
        let request = self.rest.request(Method::POST, SUBSCRIPTIONS).header("Prefer", PREFER);
        match self.rest.send(request, Some(&body)).await {
            Ok(answer) => self.rest.read(answer).map(Some),
            Err(error) if error.is(409) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Renews the subscription `id` until `until`, and says until when it is; `None` where it is gone.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn renew(
        &self,
        id: &str,
        until: Timestamp,
    ) -> Result<Option<Timestamp>, ProviderError> {
        let body = json!({"expirationDateTime": until.to_string()});
        let request = self.rest.request(Method::PATCH, &format!("{SUBSCRIPTIONS}/{id}"));
        match self.rest.send(request, Some(&body)).await {
            Ok(answer) => {
                let renewed: Subscription =
                    self.rest.read(answer).map_err(ProviderError::repeatable)?;
                Ok(Some(renewed.expires_at))
            }
            Err(error) if error.is(404) && error.fault == Fault::Rejected => Ok(None),
            Err(error) => Err(error.repeatable()),
        }
    }

    /// Ends the subscription `id`; one that is gone has ended.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn unsubscribe(&self, id: &str) -> Result<(), ProviderError> {
        let request = self.rest.request(Method::DELETE, &format!("{SUBSCRIPTIONS}/{id}"));
        match self.rest.send(request, None).await {
            Err(error) if error.is(404) && error.fault == Fault::Rejected => Ok(()),
            result => result.map(drop).map_err(ProviderError::repeatable),
        }
    }

    /// All there are.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn list(&self) -> Result<Vec<Subscription>, ProviderError> {
        let base = format!("{}{SUBSCRIPTIONS}", self.rest.base_url());
        let (mut url, mut all) = (Some(base.clone()), Vec::new());
        for _ in 0..PAGES {
            // The token goes nowhere else, whatever an answer names.
            let Some(next) = url.take().filter(|url| url.starts_with(&base)) else { break };
            let request = self.rest.request_to(Method::GET, next);
            let mut answer =
                self.rest.send(request, None).await.map_err(ProviderError::of_a_read)?;
            let value = answer.get_mut("value").map(Value::take).unwrap_or_default();
            let page: Vec<Subscription> =
                self.rest.read(value).map_err(ProviderError::repeatable)?;
            all.extend(page);
            url = answer.get("@odata.nextLink").and_then(Value::as_str).map(str::to_owned);
        }
        Ok(all)
    }
}
