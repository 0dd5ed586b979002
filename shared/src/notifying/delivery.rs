//! Bringing events to the company's sinks. At least once: whoever dies in between sends the same id again.
//!
//! What fails waits in a queue of the company's own, of which only the first event is tried; so one company's
//! trouble is nobody else's, and each gets its events in their order (F38, F39).

use std::time::Duration;

use futures::future::join_all;
use http::{Request, StatusCode, header};
use jiff::{SignedDuration, Timestamp};

use super::event::Event;
use super::notes::{self, Sent};
use crate::app::App;
use crate::model::breaker::Breaker;
use crate::model::delivery::{Delivery, Sink, pause};
use crate::model::error::Result;
use crate::platform::http::Reach;
use crate::platform::{metrics, retry_after, webhooks};
use crate::store::Queued;

/// How long the ATS may take for an event that has just happened: the next ones wait behind it.
const AT_ONCE: Duration = Duration::from_secs(3);
/// How long it may take for one that has waited.
const IN_TURN: Duration = Duration::from_secs(15);

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Its sink has taken it.
    Delivered,
    /// It waits.
    Queued,
    /// Nobody is to be told: there is no sink, or the company was erased.
    Nobody,
}

/// Why a sink has not taken an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Seconds that the sink wants to be left alone.
    pub retry_after: Option<u64>,
    /// Whether it may have taken it, or refuses it for a reason that nobody knows: it is not tried for days.
    pub is_doubtful: bool,
}

impl Failure {
    pub(super) const DOUBTFUL: Self = Self { retry_after: None, is_doubtful: true };

    /// One that passes, after so many seconds where the sink says so.
    pub(super) const fn passing(retry_after: Option<u64>) -> Self {
        Self { retry_after, is_doubtful: false }
    }
}

/// How much time an event may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It has just happened: the next ones wait behind it.
    AtOnce,
    /// It has waited.
    InTurn {
        /// How often it failed in its turn in a way that is doubtful.
        doubts: u32,
    },
}

impl Pace {
    /// How often it has failed in a way that is doubtful, should it do so now; at once is not counted.
    pub(super) const fn doubts(self) -> u32 {
        match self {
            Self::AtOnce => 0,
            Self::InTurn { doubts } => doubts.saturating_add(1),
        }
    }
}

/// The sinks of this deployment. Whether a company has a channel for notes, its row tells.
pub fn sinks(app: &App) -> impl Iterator<Item = Sink> {
    let has_ats = app.config.ats_webhook_url.is_some();
    Sink::ALL.into_iter().filter(move |sink| match sink {
        Sink::Ats => has_ats,
        Sink::Slack => true,
    })
}

/// Tells every sink of `event`: at once, or behind what waits for it already.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`]: the event is to be told again, under the same id.
pub async fn tell(app: &App, event: &Event) -> Result<Told> {
    let Some(delivery) = &event.delivery(app.clock.now()) else { return Ok(Told::Nobody) };
    // Side by side: none waits for another.
    let told = join_all(sinks(app).map(|sink| tell_sink(app, sink, delivery))).await;
    told.into_iter().try_fold(Told::Nobody, |all, told| Ok(all.or(told?)))
}

impl Told {
    /// What became of an event of which there are two sinks, or more.
    const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Queued, _) | (_, Self::Queued) => Self::Queued,
            (Self::Delivered, _) | (_, Self::Delivered) => Self::Delivered,
            (Self::Nobody, Self::Nobody) => Self::Nobody,
        }
    }
}

async fn tell_sink(app: &App, sink: Sink, delivery: &Delivery) -> Result<Told> {
    let company = delivery.company;
    let is_wanted = match sink {
        Sink::Ats => true,
        Sink::Slack => notes::wanted(app, delivery).await?.is_some(),
    };
    if !is_wanted {
        return Ok(Told::Nobody);
    }
    let (is_erased, waits, breaker) = tokio::try_join!(
        app.store.is_erased(company),
        app.store.has_queue(company, sink),
        breaker(app, sink),
    )?;
    if is_erased {
        return Ok(Told::Nobody);
    }
    let mut due = later(app, pause(1, None));
    if !waits && !breaker.is_open() {
        match send(app, sink, delivery, Pace::AtOnce, &breaker).await? {
            Ok(Sent::Told) => return Ok(Told::Delivered),
            Ok(Sent::Dropped) => return Ok(Told::Nobody),
            Err(Failure { retry_after, .. }) => due = later(app, pause(1, retry_after)),
        }
    }
    Ok(match app.store.queue(sink, delivery, due).await? {
        Queued::Stored => Told::Queued,
        Queued::Erased => Told::Nobody,
    })
}

/// Sends an event that has waited, and counts how it went; it has failed so many times (`doubts`) in a way that is
/// doubtful.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn send_waiting(
    app: &App,
    sink: Sink,
    delivery: &Delivery,
    doubts: u32,
) -> Result<Result<(), Failure>> {
    let breaker = breaker(app, sink).await?;
    Ok(send(app, sink, delivery, Pace::InTurn { doubts }, &breaker).await?.map(drop))
}

/// Whether `sink` fails everybody, where it is one address for all. A company's channel is its own.
async fn breaker(app: &App, sink: Sink) -> Result<Breaker> {
    match sink {
        Sink::Ats => app.store.breaker(sink).await,
        Sink::Slack => Ok(Breaker::default()),
    }
}

async fn send(
    app: &App,
    sink: Sink,
    delivery: &Delivery,
    pace: Pace,
    breaker: &Breaker,
) -> Result<Result<Sent, Failure>> {
    let now = app.clock.now();
    let limit = match (sink, pace) {
        (Sink::Slack, pace) => return notes::send(app, delivery, pace).await,
        (Sink::Ats, Pace::AtOnce) => AT_ONCE,
        (Sink::Ats, Pace::InTurn { .. }) => IN_TURN,
    };
    let sent = post(app, delivery, limit).await;
    match sent {
        Ok(()) if breaker.is_clear() => {}
        Ok(()) => {
            let close = |known: Breaker| (!known.is_clear()).then(|| known.succeeded());
            app.store.change_breaker(sink, now, close).await?;
        }
        Err(_) => {
            let count = |known: Breaker| Some(known.failed(delivery.company, app.clock.now()));
            app.store.change_breaker(sink, now, count).await?;
        }
    }
    Ok(sent.map(|()| Sent::Told))
}

/// One signed request. Only 2xx is success; a redirect is none, and is not followed (S50).
async fn post(app: &App, delivery: &Delivery, limit: Duration) -> Result<(), Failure> {
    const UNKNOWN: Failure = Failure::passing(None);
    let Some(url) = &app.config.ats_webhook_url else { return Err(UNKNOWN) };
    let keys = app.secrets.webhooks().await.map_err(|_| UNKNOWN)?;
    let Delivery { company: company_id, event_id, body, .. } = delivery;
    let now = app.clock.now();
    let request = Request::post(url.as_str())
        .header(header::CONTENT_TYPE, "application/json")
        .header(webhooks::ID, event_id)
        .header(webhooks::TIMESTAMP, now.as_second())
        .header(webhooks::SIGNATURE, keys.sign(event_id, now, body.as_bytes()))
        .body(body.clone().into_bytes());
    let Ok(request) = request else { return Err(UNKNOWN) };
    let reach = match app.config.endpoints.are_simulated() {
        true => Reach::Anywhere,
        false => Reach::Public,
    };
    let answer = match app.http.send_within(request, limit, reach).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::warn!(company_id, event_id, %error, "an event was not delivered");
            return Err(UNKNOWN);
        }
    };
    let status = answer.status();
    if status.is_success() {
        tracing::info!(company_id, event_id, "an event was delivered");
        return Ok(());
    }
    tracing::warn!(company_id, event_id, status = status.as_u16(), "an event was not taken");
    if status == StatusCode::GONE {
        // By the scheme it wants nothing more; the ATS can't mean that.
        metrics::record(("Sink", Sink::Ats.key()), &[("SinkGone", 1)], app.clock.now());
    }
    Err(Failure::passing(retry_after::seconds(answer.headers(), app.clock.now())))
}

fn later(app: &App, by: SignedDuration) -> Timestamp {
    let now = app.clock.now();
    now.saturating_add(by).unwrap_or(now)
}
