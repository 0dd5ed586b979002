//! What a run of `watch-calendars` costs with N watches, of which [`DUE`] are due: that many channels are
//! replaced at Google, and the others are not looked at. The run is a process of its own.

use std::time::Instant;

use futures::stream::{self, StreamExt, TryStreamExt};
use jiff::{SignedDuration, Timestamp};
use sandbox::world::{Options, World};
use serde_json::{Value, json};
use shared::connection::{Channel, Channels, Connection};
use shared::model::owner::ConnectionId;
use shared::model::provider::{CalendarProvider, Provider};
use shared::store::ScheduledEvent;
use simulator_kit::clock::MovableClock;

use crate::population::{AT_A_TIME, Own, copied, own};
use crate::{Result, function, in_megabytes, memory, numbers};

/// The first argument; the numbers of watches follow.
pub(crate) const NAME: &str = "watches";
/// The first argument of a process that is one run.
pub(crate) const RUN: &str = "watch-calendars";
/// Numbers of watches.
const SIZES: [i64; 2] = [10_000, 100_000];
/// So many are due: the recordings keep the last 10,000 requests only.
const DUE: i64 = 500;

pub(crate) const CONSENT: &str = "account=awa&scope=https://www.googleapis.com/auth/calendar.events\
                       &scope=https://www.googleapis.com/auth/calendar.freebusy";

/// Measures, and prints a Markdown table.
pub(crate) async fn run(sizes: &[String]) -> Result<()> {
    let mut rows = vec![
        "| watches | due | opened | seconds | calls to the table | of these, reads of the index | KMS | Google | peak memory |".to_owned(),
        "|---|---|---|---|---|---|---|---|---|".to_owned(),
    ];
    for size in numbers(sizes, &SIZES)? {
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
    let (origins, began) = (serde_json::to_string(&world.origins)?, Instant::now());
    let report = function::process(&[RUN, &origins]).await?;
    let seconds = began.elapsed().as_secs_f64();
    let table = controls.dynamodb.requests().len();
    let queries = controls.dynamodb.count_target("Query");
    let (kms, calls) = (controls.kms_and_secrets.requests().len(), google.requests().len());
    let number = |name: &str| report.get(name).and_then(Value::as_u64).unwrap_or(0);
    let (due, opened, memory) = (number("due"), number("opened"), in_megabytes(number("memory")));
    world.stop();
    Ok(format!(
        "| {watches} | {due} | {opened} | {seconds:.1} | {table} | {queries} | {kms} | {calls} | {memory} |"
    ))
}

/// The process: one run, and what it did as its last line.
pub(crate) async fn start(arguments: &[String]) -> Result<()> {
    let [_, origins] = arguments else { return Err("the origins are expected".into()) };
    let app = function::app(RUN, origins)?;
    let event = serde_json::from_value(json!({}))?;
    let deadline = app.clock.now() + SignedDuration::from_hours(1);
    let report = watch_calendars::handle(app, event, deadline).await?;
    let (due, opened) = (report.due, report.opened);
    println!("{}", json!({"due": due, "opened": opened, "memory": memory::peak()}));
    Ok(())
}

/// Stores `count` watches of as many companies.
async fn store(world: &World, count: i64) -> Result<()> {
    let own = &own(world, Provider::GoogleCalendar, CONSENT).await?;
    let copies = (0..count).map(|n| async move { copy(world, own, n).await });
    stream::iter(copies).buffer_unordered(AT_A_TIME).try_collect().await
}

/// The `n`th company's watch. What is not due is not looked at: it has no connection and no interview.
async fn copy(world: &World, own: &Own, n: i64) -> Result<()> {
    let app = &world.app;
    let (company, now) = (1000 + n, app.clock.now());
    let id = ConnectionId::of_company(company, CalendarProvider::Google);
    let is_due = n < DUE;
    if is_due {
        app.store.save(&copied(app, own, id.of_any()).await?, None).await?;
        app.store.put_event(company, &interview(now)?).await?;
    } else {
        app.store.want_watch(id, now).await?;
    }
    keep(world, id, (&own.0, is_due)).await
}

/// Keeps a channel that is to be replaced, or one that lives for days.
async fn keep(
    world: &World,
    id: ConnectionId<CalendarProvider>,
    (own, is_due): (&Connection, bool),
) -> Result<()> {
    // Not sooner than the watch was asked for: it is due from then on.
    let (store, now) = (&world.app.store, world.app.clock.now());
    let soon = now + SignedDuration::from_mins(1);
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
