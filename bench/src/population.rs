//! Connections for a measurement: one that a person made, and copies of it.

use futures::stream::{self, StreamExt, TryStreamExt};
use http::{Request, header};
use jiff::{SignedDuration, Timestamp};
use sandbox::world::World;
use secrecy::{ExposeSecret, SecretSlice};
use serde_json::Value;
use shared::app::App;
use shared::connection::Connection;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::platform::http::Http;
use shared::vault::Context;

use crate::Result;

/// One in so many is due.
const SHARE: i64 = 10;
/// Writes at a time.
pub(crate) const AT_A_TIME: usize = 32;
/// The person who connects, in the ATS's sample data, and the company.
const PERSON: i64 = 1;
pub(crate) const COMPANY: i64 = 1;

/// The connection that a person made, and its tokens.
pub(crate) type Own = (Connection, SecretSlice<u8>);

/// Stores `count` connections of as many companies; how many of them are due.
pub(crate) async fn store(world: &World, count: i64) -> Result<u64> {
    partner(world).await?;
    let own = &own(world, Provider::LinkedIn, "account=kofi").await?;
    let copies = (0..count).map(|n| async move { copy(&world.app, own, n).await });
    let dues: Vec<bool> = stream::iter(copies).buffer_unordered(AT_A_TIME).try_collect().await?;
    Ok(dues.iter().map(|is_due| u64::from(*is_due)).sum())
}

/// Connects `provider` with what `form` says of the consent page.
pub(crate) async fn own(world: &World, provider: Provider, form: &str) -> Result<Own> {
    consent(world, provider, form).await?;
    let (app, id) = (&world.app, ConnectionId::of_company(COMPANY, provider));
    let own = app.store.connection(id).await?.known().ok_or("not connected")?;
    let tokens = app.vault.open(&own.sealed_tokens, Context::of(id)).await?;
    Ok((own, tokens))
}

/// The same connection, of another company; not stored yet.
pub(crate) async fn copied(app: &App, own: &Own, id: ConnectionId) -> Result<Connection> {
    let context = Context::of(id);
    let key = app.vault.data_key(context).await?;
    let mut copy = own.0.clone();
    copy.sealed_tokens = app.vault.seal(&key, context, own.1.expose_secret())?;
    copy.id = id;
    Ok(copy)
}

/// The `n`th copy. What is not due is never opened, so only what is due has a data key of its own.
async fn copy(app: &App, own: &Own, n: i64) -> Result<bool> {
    // One of every ten in a row, each time another, so that all shards have some.
    let is_due = (n + n / SHARE) % SHARE == 0;
    let id = ConnectionId::of_company(1000 + n, Provider::LinkedIn);
    let mut copy = own.0.clone();
    if is_due {
        copy = copied(app, own, id).await?;
    }
    copy.id = id;
    let now = app.clock.now();
    copy.refresh_at = Some(if is_due { ago(now, n % 1000) } else { ago(now, -100_000) });
    app.store.save(&copy, None).await?;
    Ok(is_due)
}

fn ago(now: Timestamp, seconds: i64) -> Timestamp {
    now - SignedDuration::from_secs(seconds)
}

/// LinkedIn's tokens come with a refresh token.
async fn partner(world: &World) -> Result<()> {
    let http = Http::new(None)?;
    let linkedin = &world.origins[Provider::LinkedIn];
    let partner = Request::patch(format!("{linkedin}/_accounts/kofi"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(br#"{"partner_refresh_tokens": true}"#.to_vec())?;
    http.send(partner).await?;
    Ok(())
}

/// The person connects `provider` with what `form` says of the consent page.
pub(crate) async fn consent(world: &World, provider: Provider, form: &str) -> Result<()> {
    let (http, slug) = (Http::new(None)?, provider.slug());
    let answer = as_person(world, &http, &format!("{slug}/auth-url")).await?;
    let url = answer.get("authorization_url").and_then(Value::as_str).ok_or("no address")?;
    let decision = Request::post(url)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(format!("{form}&decision=allow").into_bytes())?;
    let back = http.send(decision).await?;
    let back = back.headers().get(header::LOCATION).ok_or("no redirect")?.to_str()?.to_owned();
    let (_, query) = back.split_once('?').ok_or("no code")?;
    as_person(world, &http, &format!("{slug}/callback?{query}")).await?;
    Ok(())
}

async fn as_person(world: &World, http: &Http, path: &str) -> Result<Value> {
    let token = world.ats.token(PERSON).ok_or("unknown person")?;
    let request = Request::get(format!("{}/api/integrations/{path}", world.origins.api))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Vec::new())?;
    Ok(serde_json::from_slice(http.send(request).await?.body())?)
}
