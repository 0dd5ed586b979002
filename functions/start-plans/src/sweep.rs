//! One run over the plans that are due, fair to companies: plans of one connection go one after the other, the
//! longest due first, and no connection has more than its share before the others had theirs.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::stream::{self, Stream, StreamExt, TryStreamExt};
use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::model::error::Result;
use shared::model::owner::Owner;
use shared::model::plan::PlanKey;
use shared::platform::deadline::Deadline;
use shared::store::{Cursor, PLAN_SHARDS};

use crate::report::Report;
use crate::start::{Outcome, start};

/// Connections at a time.
const AT_A_TIME: usize = 16;
/// Plans of a connection in one pass.
const SHARE: usize = 10;
/// How long a connection may take for them.
const SLICE: SignedDuration = SignedDuration::from_secs(20);
/// The longest that one plan takes, as a request does.
const ONE: Duration = Duration::from_secs(25);

/// Plans of one connection go one after the other.
type Lane = (i64, Owner);

/// A run.
pub(crate) struct Sweep<'a> {
    app: &'a App,
    began: Timestamp,
    last_start: Timestamp,
    state: Mutex<Lanes>,
}

#[derive(Default)]
struct Lanes {
    /// Those that are at work.
    busy: HashSet<Lane>,
    /// The connections of each company of which LinkedIn takes no more posts: a lane may go by several.
    exhausted: HashMap<i64, HashSet<Owner>>,
    report: Report,
}

impl<'a> Sweep<'a> {
    /// A run that `began`, and begins with nothing new after `last_start`.
    pub(crate) fn new(app: &'a App, began: Timestamp, last_start: Timestamp) -> Self {
        Self { app, began, last_start, state: Mutex::default() }
    }

    /// Goes over all that is due, once; how many plans were taken in hand.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub(crate) async fn pass(&self) -> Result<usize> {
        let lanes = self.pages().map_ok(|page| stream::iter(lanes(page)).map(Ok)).try_flatten();
        let work = lanes.map_ok(|(lane, keys)| async move { Ok(self.work(lane, keys).await) });
        work.try_buffer_unordered(AT_A_TIME).try_fold(0, async |sum, one| Ok(sum + one)).await
    }

    /// What was done.
    pub(crate) fn report(&self) -> Report {
        self.lanes().report
    }

    /// The keys of all plans that are due, a page at a time; another shard comes first each minute.
    fn pages(&self) -> impl Stream<Item = Result<Vec<PlanKey>>> {
        let minute = self.began.as_second().unsigned_abs() / 60;
        stream::try_unfold((0, Cursor::Start), move |(index, cursor)| async move {
            let is_over = index == PLAN_SHARDS || self.app.clock.now() >= self.last_start;
            if is_over {
                return Ok(None);
            }
            let shard = (minute + index) % PLAN_SHARDS;
            let (keys, cursor) = self.app.store.due_plans(shard, self.began, cursor).await?;
            let next = match cursor {
                Cursor::End => (index + 1, Cursor::Start),
                cursor => (index, cursor),
            };
            Ok(Some((keys, next)))
        })
    }

    /// Starts the share of one lane; how many plans were taken in hand. One that is at work already has its share.
    async fn work(&self, lane: Lane, keys: Vec<PlanKey>) -> usize {
        if !self.lanes().busy.insert(lane) {
            return 0;
        }
        let end = self.app.clock.now().saturating_add(SLICE).unwrap_or(self.last_start);
        let mut taken = 0;
        for key in keys.into_iter().take(SHARE) {
            if self.app.clock.now() >= end.min(self.last_start) {
                break;
            }
            let known = self.lanes().exhausted.get(&key.company).cloned();
            let mut exhausted = known.unwrap_or_default();
            let outcome = self.start(&key, &mut exhausted).await;
            let mut lanes = self.lanes();
            lanes.exhausted.entry(key.company).or_default().extend(exhausted);
            lanes.report.count(outcome);
            taken += usize::from(!matches!(outcome, Outcome::Skipped | Outcome::Left));
        }
        self.lanes().busy.remove(&lane);
        taken
    }

    async fn start(&self, key: &PlanKey, exhausted: &mut HashSet<Owner>) -> Outcome {
        let clock = self.app.clock.clone();
        let deadline = Deadline::new(clock.clone(), clock.after(ONE));
        match deadline.keep(start(self.app, key, exhausted)).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(error)) => {
                let company_id = key.company;
                tracing::warn!(company_id, code = error.code(), "a plan was not started");
                Outcome::Left
            }
            Err(_) => Outcome::Left,
        }
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The keys of a page by their lanes, in their order.
fn lanes(page: Vec<PlanKey>) -> BTreeMap<Lane, Vec<PlanKey>> {
    let mut lanes: BTreeMap<Lane, Vec<_>> = BTreeMap::new();
    for key in page {
        lanes.entry((key.company, key.owner)).or_default().push(key);
    }
    lanes
}
