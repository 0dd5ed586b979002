//! One item of a notification: a change, or an event of a subscription's life (`changeNotification`).

use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode};
use serde_json::{Value, json};
use simulator_kit::notifications::Message;

/// What came of an answer is decided by the subscription it belongs to.
#[derive(Clone, Debug)]
pub struct Item {
    /// The subscription's id.
    pub(super) subscription: String,
    /// What it tells, without the subscription's secret.
    pub(super) told: Told,
    /// As it is sent.
    pub(super) body: Value,
    /// Whether an item of nobody's subscription shares its request.
    pub(super) is_accompanied: bool,
}

/// What an item tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// A change of the event of this id.
    Change(&'static str, String),
    /// Something about the subscription itself.
    Life(Life),
}

/// `lifecycleEventType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Life {
    /// Renew or reauthorize, or delivery pauses.
    ReauthorizationRequired,
    /// It is gone.
    SubscriptionRemoved,
    /// Some notifications could not be delivered.
    Missed,
}

impl Life {
    pub(super) const ALL: [Self; 3] =
        [Self::ReauthorizationRequired, Self::SubscriptionRemoved, Self::Missed];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::ReauthorizationRequired => "reauthorizationRequired",
            Self::SubscriptionRemoved => "subscriptionRemoved",
            Self::Missed => "missed",
        }
    }
}

/// A well-formed item of a subscription that nobody here has.
fn foreign() -> Value {
    json!({
        "subscriptionId": "00000000-1111-4222-8333-444444444444",
        "subscriptionExpirationDateTime": "2099-01-01T00:00:00.0000000Z",
        "clientState": "of-somebody-else",
        "changeType": "updated",
        "tenantId": "00000000-5555-4666-8777-888888888888",
        "resource": "Users/nobody/Events/AAA=",
        "resourceData": {"@odata.type": "#Microsoft.Graph.Event", "id": "AAA="},
    })
}

impl Message for Item {
    /// How many there may be is not documented.
    const TOGETHER: usize = 20;
    const PATIENCE: Duration = Duration::from_secs(10);
    /// "A number of times for a period of about 4 hours"; the steps are not documented.
    const RETRIES: &'static [i64] = &[10, 60, 300, 900, 3600, 9530];

    fn is_retried(status: Option<StatusCode>) -> bool {
        !status.is_some_and(|status| status.is_success())
    }

    fn request(address: &str, messages: &[Self]) -> http::Result<Request<Body>> {
        let foreign = messages.iter().any(|item| item.is_accompanied).then(foreign);
        let items: Vec<_> =
            foreign.into_iter().chain(messages.iter().map(|item| item.body.clone())).collect();
        Request::post(address)
            .header("content-type", "application/json; charset=utf-8")
            .body(Body::from(json!({ "value": items }).to_string()))
    }

    fn shown(&self) -> Value {
        match &self.told {
            Told::Change(kind, id) => {
                json!({"subscription": self.subscription, "changeType": kind, "id": id})
            }
            Told::Life(life) => {
                json!({"subscription": self.subscription, "lifecycleEvent": life.word()})
            }
        }
    }
}
