//! One company's queue: its events in their order, until one fails.

use jiff::Timestamp;
use shared::app::App;
use shared::model::delivery::{Delivery, Sink, pause};
use shared::model::error::Result;
use shared::notifying::delivery::{Failure, send_waiting};
use shared::store::{DueQueue, RowKey, Save};

/// Events that are read at once.
const PAGE: i32 = 20;

/// What became of one queue.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outcome {
    /// Events that their sink has taken.
    pub(crate) delivered: usize,
    /// Events that were given up.
    pub(crate) given_up: usize,
    /// Whether its first event failed.
    pub(crate) has_failed: bool,
    /// Whether our own storage failed, or the time was over: it stays due.
    pub(crate) is_left: bool,
    /// How long its oldest event had waited, in seconds.
    pub(crate) oldest_seconds: i64,
}

impl Outcome {
    /// How often the first event of `queue` has failed in a way that is doubtful: what was before it is gone.
    const fn doubts(&self, queue: &DueQueue) -> u32 {
        if self.delivered + self.given_up > 0 { 0 } else { queue.doubts }
    }
}

/// Delivers what waits under `key`, if it is due still.
pub(crate) async fn work_off(app: &App, key: RowKey, last_start: Timestamp) -> Outcome {
    let mut outcome = Outcome::default();
    if let Err(error) = work(app, &key, last_start, &mut outcome).await {
        tracing::warn!(code = error.code(), "a queue was not worked off");
        outcome.is_left = true;
    }
    outcome
}

async fn work(app: &App, key: &RowKey, last_start: Timestamp, outcome: &mut Outcome) -> Result<()> {
    let Some(queue) = app.store.take_queue(key, app.clock.now()).await? else { return Ok(()) };
    // What was erased waits for nothing.
    if app.store.is_erased(queue.company_id).await? {
        return app.store.end_queue(&queue).await.map(drop);
    }
    loop {
        let waiting = app.store.waiting(queue.company_id, queue.sink, PAGE).await?;
        if waiting.is_empty() {
            // One that has become longer meanwhile is looked at by the next run.
            if app.store.end_queue(&queue).await? == Save::Lost {
                let again = app.clock.now();
                app.store.rest_queue(&queue, (0, 0), again).await?;
                outcome.is_left = true;
            }
            return Ok(());
        }
        for delivery in &waiting {
            let now = app.clock.now();
            let waited = now.duration_since(delivery.since).as_secs();
            outcome.oldest_seconds = outcome.oldest_seconds.max(waited);
            if now >= last_start {
                outcome.is_left = true;
                let tried = (0, outcome.doubts(&queue));
                return app.store.rest_queue(&queue, tried, now).await.map(drop);
            }
            match send_one(app, &queue, delivery, outcome.doubts(&queue)).await? {
                Some(Ok(())) => outcome.delivered += 1,
                Some(Err(failure)) => {
                    outcome.has_failed = true;
                    return rest(app, &queue, waiting, failure, (last_start, outcome)).await;
                }
                None => return Ok(()),
            }
        }
    }
}

/// Sends an event and takes it out of the queue; `None` where its company was erased meanwhile.
async fn send_one(
    app: &App,
    queue: &DueQueue,
    delivery: &Delivery,
    doubts: u32,
) -> Result<Option<Result<(), Failure>>> {
    if app.store.is_erased(queue.company_id).await? {
        return Ok(None);
    }
    let sent = send_waiting(app, queue.sink, delivery, doubts).await?;
    if sent.is_ok() {
        app.store.delivered(queue.sink, delivery).await?;
    }
    Ok(Some(sent))
}

/// After the first event failed: what has been tried long enough is given up, and the rest waits.
async fn rest(
    app: &App,
    queue: &DueQueue,
    mut waiting: Vec<Delivery>,
    failure: Failure,
    (last_start, outcome): (Timestamp, &mut Outcome),
) -> Result<()> {
    let now = app.clock.now();
    let is_overdue = |delivery: &&Delivery| delivery.is_overdue(now);
    while waiting.first().is_some_and(|first| is_overdue(&first)) && app.clock.now() < last_start {
        for delivery in waiting.iter().take_while(is_overdue) {
            give_up(app, queue, delivery).await?;
            outcome.given_up += 1;
        }
        waiting = app.store.waiting(queue.company_id, queue.sink, PAGE).await?;
    }
    let is_doubtful = failure.is_doubtful && outcome.given_up == 0;
    let doubts = outcome.doubts(queue).saturating_add(u32::from(is_doubtful));
    let failures = if outcome.delivered > 0 { 1 } else { queue.failures.saturating_add(1).max(2) };
    let again = now.saturating_add(pause(failures, failure.retry_after)).unwrap_or(now);
    app.store.rest_queue(queue, (failures, doubts), again).await.map(drop)
}

async fn give_up(app: &App, queue: &DueQueue, delivery: &Delivery) -> Result<()> {
    app.store.give_up(queue.sink, delivery, app.clock.now()).await?;
    let (company_id, event_id) = (queue.company_id, &delivery.event_id);
    match queue.sink {
        Sink::Ats => tracing::error!(
            alarm = "event_given_up",
            company_id,
            event_id,
            "an event was not delivered within 72 hours"
        ),
        // It is the company's workspace that does not answer, and nobody here can mend that.
        Sink::Slack => {
            tracing::warn!(company_id, event_id, "a note was not posted within 72 hours");
        }
    }
    Ok(())
}
