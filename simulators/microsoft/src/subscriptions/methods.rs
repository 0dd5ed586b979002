//! `/v1.0/subscriptions`: create, list, read, renew, delete and reauthorize.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http::{StatusCode, header};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::request::{Asked, needed};
use super::subscription::Subscription;
use super::{Subscriptions, handshake};
use crate::Microsoft;
use crate::directory::Person;
use crate::graph::body::Body;
use crate::graph::caller::Caller;
use crate::graph::prefer::Prefer;
use crate::outlook::fault::Fault;
use crate::uuid;

/// 201 once both URLs were validated; 409 where the same is subscribed to already.
pub async fn create(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    Body(object): Body,
) -> Result<Response, Fault> {
    caller.reads_calendar()?;
    let (subscriptions, now) = (&microsoft.subscriptions, microsoft.clock.now());
    let subscription = asked(&microsoft, &caller, prefer.immutable_ids, object)?;
    subscriptions.is_first(&subscription, now)?;
    let urls = [Some(&subscription.notification_url), subscription.lifecycle_url.as_ref()];
    for url in urls.into_iter().flatten() {
        handshake::validate(url, &microsoft.clock).await?;
    }
    let body = entity(&microsoft, &subscription, true);
    let location = format!("{}/v1.0/subscriptions/{}", microsoft.origin, subscription.id);
    subscriptions.is_first(&subscription, now)?;
    subscriptions.held().push(subscription);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(body)).into_response())
}

/// The caller's, those that live.
pub async fn list(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
) -> Json<Value> {
    let now = microsoft.clock.now();
    let own = |held: &&Subscription| held.person.id == caller.person.id && held.is_live(now);
    let value: Vec<_> =
        microsoft.subscriptions.held().iter().filter(own).map(|held| held.wire(false)).collect();
    let context = format!("{}/v1.0/$metadata#subscriptions", microsoft.origin);
    Json(json!({ "@odata.context": context, "value": value }))
}

/// One of the caller's.
pub async fn show(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Fault> {
    let found = microsoft.subscriptions.find(caller.person, &id, |held| held.clone())?;
    Ok(Json(entity(&microsoft, &found, false)))
}

/// Renews it, or sends its notifications elsewhere, which takes a handshake.
pub async fn update(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    Body(object): Body,
) -> Result<Json<Value>, Fault> {
    let subscriptions = &microsoft.subscriptions;
    subscriptions.find(caller.person, &id, |_| ())?;
    let asked = Asked::checked(object)?;
    asked.only(&["expirationDateTime", "notificationUrl"])?;
    let (expires, url) = (asked.expires(microsoft.clock.now())?, asked.url("notificationUrl")?);
    if let Some(url) = &url {
        handshake::validate(url, &microsoft.clock).await?;
    }
    let changed = subscriptions.find(caller.person, &id, |held| {
        if let Some(expires) = expires {
            (held.expires, held.asked) = (expires, None);
        }
        held.notification_url = url.unwrap_or_else(|| held.notification_url.clone());
        held.clone()
    })?;
    Ok(Json(entity(&microsoft, &changed, false)))
}

/// Ends it: 204, and 404 the second time.
pub async fn delete(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, Fault> {
    let now = microsoft.clock.now();
    microsoft.subscriptions.find(caller.person, &id, |held| held.removed = Some(now))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that it still may, without more time: 204.
pub async fn reauthorize(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, Fault> {
    microsoft.subscriptions.find(caller.person, &id, |held| held.asked = None)?;
    Ok(StatusCode::NO_CONTENT)
}

fn asked(
    microsoft: &Microsoft,
    caller: &Caller,
    immutable_ids: bool,
    object: serde_json::Map<String, Value>,
) -> Result<Subscription, Fault> {
    let asked = Asked::checked(object)?;
    asked.no_resource_data()?;
    let now = microsoft.clock.now();
    Ok(Subscription {
        id: uuid::fresh(),
        application: microsoft.registration.client_id.clone(),
        person: caller.person,
        change_types: asked.change_types()?,
        notification_url: needed("notificationUrl", asked.url("notificationUrl")?)?,
        resource: asked.resource(caller.person)?,
        lifecycle_url: asked.url("lifecycleNotificationUrl")?,
        client_state: asked.client_state()?,
        expires: needed("expirationDateTime", asked.expires(now)?)?,
        immutable_ids,
        asked: None,
        missed: false,
        removed: None,
    })
}

fn entity(microsoft: &Microsoft, subscription: &Subscription, is_new: bool) -> Value {
    let mut wire = subscription.wire(is_new);
    if let Value::Object(fields) = &mut wire {
        let context = format!("{}/v1.0/$metadata#subscriptions/$entity", microsoft.origin);
        fields.insert("@odata.context".to_owned(), context.into());
    }
    wire
}

impl Subscriptions {
    /// 409 where one lives that is the same.
    fn is_first(&self, asked: &Subscription, now: Timestamp) -> Result<(), Fault> {
        let held = self.held();
        let Some(same) = held.iter().find(|held| held.is_live(now) && held.is_like(asked)) else {
            return Ok(());
        };
        let message =
            format!("Subscription Id {} already exists for the requested combination", same.id);
        Err(Fault::new(StatusCode::CONFLICT, "Conflict", message))
    }

    /// What `act` makes of one of the person's; 404 where it does not live, or is another's.
    fn find<T>(
        &self,
        person: &Person,
        id: &str,
        act: impl FnOnce(&mut Subscription) -> T,
    ) -> Result<T, Fault> {
        let now = self.clock.now();
        let mut all = self.held();
        let own = |held: &&mut Subscription| {
            held.id == id && held.person.id == person.id && held.is_live(now)
        };
        all.iter_mut().find(own).map(act).ok_or_else(|| {
            Fault::new(StatusCode::NOT_FOUND, "ResourceNotFound", "The object was not found.")
        })
    }
}
