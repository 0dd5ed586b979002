//! One subscription: who hears of what, where, until when.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::item::{Item, Life, Told};
use crate::directory::Person;
use crate::outlook::change::Change;

/// `microsoft.graph.subscription`.
#[derive(Clone, Debug)]
pub(super) struct Subscription {
    pub(super) id: String,
    pub(super) application: String,
    pub(super) person: &'static Person,
    /// As it was asked for.
    pub(super) resource: String,
    /// Some of `created`, `updated`, `deleted`.
    pub(super) change_types: Vec<&'static str>,
    pub(super) notification_url: String,
    pub(super) lifecycle_url: Option<String>,
    pub(super) client_state: Option<String>,
    pub(super) expires: Timestamp,
    /// Whether its items name events by their immutable ids.
    pub(super) immutable_ids: bool,
    /// When it was first, and last, told to be reauthorized, since it last was.
    pub(super) asked: Option<(Timestamp, Timestamp)>,
    /// Whether it is owed a `missed`.
    pub(super) missed: bool,
    /// Whether it is gone: deleted, or removed on command.
    pub(super) removed: Option<Timestamp>,
}

impl Subscription {
    /// Whether it still exists.
    pub(super) fn is_live(&self, now: Timestamp) -> bool {
        self.removed.is_none() && now < self.expires
    }

    /// Whether this one and `other` would be duplicates: the same app, person, resource and changes.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.application == other.application
            && self.person.id == other.person.id
            && self.change_types == other.change_types
    }

    /// The item that tells of `change`.
    pub(super) fn change(&self, change: &Change) -> Item {
        let id = change.ids.shown(self.immutable_ids).to_owned();
        let resource = format!("Users/{}/Events/{id}", self.person.oid);
        let kind = change.kind.word();
        let body = json!({
            "subscriptionId": self.id,
            "subscriptionExpirationDateTime": instant(self.expires),
            "clientState": self.client_state,
            "changeType": kind,
            "tenantId": self.person.tenant.id,
            "resource": resource,
            "resourceData": {
                "@odata.type": "#Microsoft.Graph.Event",
                "@odata.id": resource,
                "@odata.etag": change.etag,
                "id": id,
            },
        });
        self.item(Told::Change(kind, id), body)
    }

    /// The item that tells of the subscription itself.
    pub(super) fn life(&self, life: Life) -> Item {
        let body = json!({
            "subscriptionId": self.id,
            "subscriptionExpirationDateTime": instant(self.expires),
            "tenantId": self.person.tenant.id,
            "clientState": self.client_state,
            "lifecycleEvent": life.word(),
        });
        self.item(Told::Life(life), body)
    }

    fn item(&self, told: Told, body: Value) -> Item {
        Item { subscription: self.id.clone(), told, body, is_accompanied: false }
    }

    /// As Graph answers it; the secret in the answer to its creation only.
    pub(super) fn wire(&self, is_new: bool) -> Value {
        json!({
            "id": self.id,
            "resource": self.resource,
            "applicationId": self.application,
            "changeType": self.change_types.join(","),
            "clientState": self.client_state.as_ref().filter(|_| is_new),
            "notificationUrl": self.notification_url,
            "notificationQueryOptions": null,
            "lifecycleNotificationUrl": self.lifecycle_url,
            "expirationDateTime": instant(self.expires),
            "creatorId": self.person.oid,
            "includeResourceData": null,
            "latestSupportedTlsVersion": "v1_2",
            "encryptionCertificate": null,
            "encryptionCertificateId": null,
            "notificationUrlAppId": null,
        })
    }

    /// As `GET /_subscriptions` lists it.
    pub(super) fn shown(&self, now: Timestamp) -> Value {
        let state = match (self.removed, self.asked) {
            (Some(_), _) => "removed",
            (None, _) if now >= self.expires => "expired",
            (None, Some(_)) => "reauthorization required",
            (None, None) => "live",
        };
        json!({
            "id": self.id,
            "account": self.person.id,
            "changeType": self.change_types.join(","),
            "address": self.notification_url,
            "expires": self.expires,
            "state": state,
        })
    }
}

/// Seven fractional digits and `Z`, as Graph writes instants.
fn instant(at: Timestamp) -> String {
    format!("{at:.7}")
}
