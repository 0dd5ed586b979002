//! What a run of `watch-calendars` costs with N watches, of which [`DUE`] are due: that many channels are
//! replaced at Google, and the others are not looked at.

use std::time::Instant;

use futures::stream::{self, StreamExt, TryStreamExt};
use jiff::{SignedDuration, Timestamp};
use sandbox::world::{Options, World};
use secrecy::{ExposeSecret, SecretSlice};
use serde_json::json;
use shared::connection::{Channel, Channels, Connection};
use shared::model::owner::ConnectionId;
use shared::model::provider::{CalendarProvider, Provider};
use shared::store::ScheduledEvent;
use shared::vault::Context;
use simulator_kit::clock::MovableClock;

use crate::Result;
use crate::population::{AT_A_TIME, COMPANY, consent};

/// The first argument; the numbers of watches follow.
pub(crate) const NAME: &str = "watches";
/// Numbers of watches.
const SIZES: [i64; 2] = [10_000, 100_000];
/// So many are due: the recordings keep the last 10,000 requests only.
const DUE: i64 = 500;

pub(crate) const CONSENT: &str = "account=awa&scope=https://www.googleapis.com/auth/calendar.events\
                       &scope=https://www.googleapis.com/auth/calendar.freebusy";

/// Measures, and prints a Markdown table.
pub(crate) async fn run(sizes: &[String]) -> Result<()> {
    let sizes = sizes.iter().map(|size| size.parse()).collect::<Result<Vec<i64>, _>>()?;
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    let mut rows = vec![
        "| watches | due | opened | seconds | calls to the table | of these, reads of the index | KMS | Google |".to_owned(),
        "|---|---|---|---|---|---|---|---|".to_owned(),
    ];
    for size in sizes {
        rows.push(measure(size).await?);
    }
    println!("{}", rows.join("\n"));
    Ok(())
}

async fn measure(watches: i64) -> Result<String> {
    let options = Options { dashboard: false, ..Options::new(MovableClock::running()) };
    let world = World::start(options).await?;
    eprintln!("{watches} watches: being stored");
    store(&world, watches).await?;
    let controls = &world.controls;
    let google = &controls[Provider::GoogleCalendar];
    for part in [google, &controls.dynamodb, &controls.kms_and_secrets] {
        part.forget();
    }
    let app = world.apps.get("watch-calendars").ok_or("no such function")?.clone();
    let (event, began) = (serde_json::from_value(json!({}))?, Instant::now());
    let deadline = app.clock.now() + SignedDuration::from_hours(1);
    let report = watch_calendars::handle(app, event, deadline).await?;
    let seconds = began.elapsed().as_secs_f64();
    let table = controls.dynamodb.requests().len();
    let queries = controls.dynamodb.count_target("Query");
    let (kms, calls) = (controls.kms_and_secrets.requests().len(), google.requests().len());
    let (due, opened) = (report.due, report.opened);
    world.stop();
    Ok(format!(
        "| {watches} | {due} | {opened} | {seconds:.1} | {table} | {queries} | {kms} | {calls} |"
    ))
}

/// Stores `count` watches of as many companies.
async fn store(world: &World, count: i64) -> Result<()> {
    consent(world, Provider::GoogleCalendar, CONSENT).await?;
    let app = &world.app;
    let id = ConnectionId::of_company(COMPANY, Provider::GoogleCalendar);
    let own = app.store.connection(id).await?.known().ok_or("not connected")?;
    let tokens = app.vault.open(&own.sealed_tokens, Context::of(id)).await?;
    let (own, tokens) = (&own, &tokens);
    let copies = (0..count).map(|n| async move { copy(world, (own, tokens), n).await });
    stream::iter(copies).buffer_unordered(AT_A_TIME).try_collect().await
}

/// The `n`th company's watch. What is not due is not looked at: it has no connection and no interview.
async fn copy(world: &World, own: (&Connection, &SecretSlice<u8>), n: i64) -> Result<()> {
    let app = &world.app;
    let (company, now) = (1000 + n, app.clock.now());
    let id = ConnectionId::of_company(company, CalendarProvider::Google);
    let is_due = n < DUE;
    if is_due {
        let mut copy = own.0.clone();
        copy.id.company = company;
        let context = Context::of(copy.id);
        let key = app.vault.data_key(context).await?;
        copy.sealed_tokens = app.vault.seal(&key, context, own.1.expose_secret())?;
        app.store.save(&copy, None).await?;
        app.store.put_event(company, &interview(now)?).await?;
    } else {
        app.store.want_watch(id, now).await?;
    }
    keep(world, id, (own.0, is_due), now).await
}

/// Keeps a channel that is to be replaced, or one that lives for days.
async fn keep(
    world: &World,
    id: ConnectionId<CalendarProvider>,
    (own, is_due): (&Connection, bool),
    now: Timestamp,
) -> Result<()> {
    let (store, soon) = (&world.app.store, now + SignedDuration::from_mins(1));
    let claimed = store.claim_channels(id, ("bench", soon), now).await?.ok_or("not claimed")?;
    let days = SignedDuration::from_hours(if is_due { 20 } else { 120 });
    let channel = Channel {
        id: Some(format!("bench-{}", id.company)),
        resource_id: Some("bench".to_owned()),
        address: id.company.to_string(),
        account_id: own.account.as_ref().map(|account| account.id.clone()),
        connected_at: own.connected_at,
        expires_at: now + days,
        renew_at: now + if is_due { SignedDuration::ZERO } else { days },
    };
    let refresh_at = channel.renew_at;
    let next = Channels { current: Some(channel), refresh_at, ..claimed.clone() };
    store.release_channels(&claimed, &next).await?;
    Ok(())
}

fn interview(now: Timestamp) -> Result<ScheduledEvent> {
    let start = now + SignedDuration::from_hours(24 * 30);
    let end = start + SignedDuration::from_hours(1);
    Ok(serde_json::from_value(json!({
        "provider": "google_calendar", "event_id": "bench", "application_id": 1, "user_id": 1,
        "title": "Entretien", "start": start.as_second(), "end": end.as_second(),
        "timezone": "Africa/Abidjan", "meeting": {"status": "not_requested"}, "event_url": null, "etag": "", "fingerprint": "",
        "generation": 0, "state": "scheduled",
    }))?)
}
