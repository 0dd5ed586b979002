//! Lambda's reader of the table's stream, as an event source mapping of the template sets it up.
//!
//! One batch of a shard at a time, in order. What the function names as failed comes again, with all that
//! stands behind it; a batch that makes no progress is halved, until one record is alone; after its last
//! attempt that one is set aside with its content, and the next ones go on.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use simulator_kit::clock::MovableClock;

use super::dynamodb::{SEQUENCE, Stream, created, text};
use super::iam::Iam;
use super::pattern;
use crate::functions::Scheduled;
use crate::gateway::template::Mapping;

/// What Lambda does in the name of the function's role.
const READS: [&str; 4] = [
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
];
/// What an invocation may take.
const RUN: SignedDuration = SignedDuration::from_secs(120);

/// A mapping at work; cheap to clone.
#[derive(Clone)]
pub struct EventSource(Arc<Inner>);

struct Inner {
    mapping: Mapping,
    stream: Stream,
    function: Scheduled,
    iam: Iam,
    clock: MovableClock,
    /// Held by the one who polls.
    polling: tokio::sync::Mutex<()>,
    story: Mutex<Story>,
}

/// What has happened so far.
#[derive(Default)]
struct Story {
    invocations: usize,
    records: usize,
    failures: usize,
    set_aside: Vec<Value>,
}

impl EventSource {
    /// Reads `stream` for `function` as `mapping` says.
    pub fn new(
        mapping: Mapping,
        stream: Stream,
        function: Scheduled,
        iam: Iam,
        clock: MovableClock,
    ) -> Self {
        stream.register(&mapping.function);
        let (polling, story) = Default::default();
        Self(Arc::new(Inner { mapping, stream, function, iam, clock, polling, story }))
    }

    /// Hands over everything that is there. Whoever drops this in between has killed the function: what it had
    /// in hand comes again.
    pub async fn poll(&self) {
        let _polling = self.0.polling.lock().await;
        if !READS.iter().all(|action| self.may(action, "Table/stream")) {
            return;
        }
        // Shards wait for each other as little as at AWS.
        join_all((0..self.0.stream.shards()).map(|shard| self.poll_shard(shard))).await;
    }

    async fn poll_shard(&self, shard: usize) {
        let Mapping { batch_size, .. } = self.0.mapping;
        loop {
            let records = self.0.stream.unread(&self.0.mapping.function, shard);
            let Some(newest) = records.last().map(|record| sequence(record).to_owned()) else {
                return;
            };
            let mut wanted = records.into_iter().filter(|record| self.is_wanted(record));
            let batch: Vec<_> = wanted.by_ref().take(batch_size).collect();
            let is_all = wanted.next().is_none();
            let last = batch.last().map(|record| sequence(record).to_owned());
            if !batch.is_empty() {
                self.work_off(batch).await;
            }
            let passed = if is_all { newest } else { last.unwrap_or(newest) };
            self.0.stream.pass(&self.0.mapping.function, shard, &passed);
        }
    }

    /// Whether nothing is there that was not handed over.
    pub fn is_idle(&self) -> bool {
        let Inner { stream, mapping, .. } = &*self.0;
        (0..stream.shards()).all(|shard| stream.unread(&mapping.function, shard).is_empty())
    }

    /// Whether the filter lets the record through.
    fn is_wanted(&self, record: &Value) -> bool {
        self.0.mapping.patterns.iter().any(|pattern| pattern::matches(pattern, Some(record)))
    }

    async fn work_off(&self, batch: Vec<Value>) {
        let mut parts = VecDeque::from([batch]);
        while let Some(mut part) = parts.pop_front() {
            let mut attempts = 0;
            while !part.is_empty() {
                let Some(done) = self.invoke(&part).await else { break };
                part.drain(..done);
                let is_old = part.first().is_some_and(|record| self.is_too_old(record));
                if done == 0 && self.0.mapping.bisects && part.len() > 1 {
                    // Halving counts as no attempt.
                    let second = part.split_off(part.len() / 2);
                    parts.push_front(second);
                    continue;
                }
                attempts = if done == 0 { attempts + 1 } else { 0 };
                if attempts > self.0.mapping.retries || is_old {
                    self.set_aside(&part);
                    break;
                }
            }
        }
    }

    /// `None` where all is done, and otherwise how many of the first are.
    async fn invoke(&self, part: &[Value]) -> Option<usize> {
        let deadline = self.0.clock.now().saturating_add(RUN).unwrap_or(Timestamp::MAX);
        self.story().invocations += 1;
        let answer = (self.0.function)(json!({ "Records": part }), deadline).await;
        let failed = match &answer {
            Ok(answer) => {
                let failures = answer.get("batchItemFailures").and_then(Value::as_array);
                failures.cloned().unwrap_or_default()
            }
            Err(_) => vec![json!({ "itemIdentifier": part.first().map(sequence) })],
        };
        let named = |record: &Value| {
            failed.iter().any(|failed| text(failed, "/itemIdentifier") == sequence(record))
        };
        let done = part.iter().position(named);
        let mut story = self.story();
        story.records += done.unwrap_or(part.len());
        story.failures += usize::from(done.is_some());
        done
    }

    fn is_too_old(&self, record: &Value) -> bool {
        let made = created(record);
        self.0.clock.now().as_second() - made > self.0.mapping.age
    }

    fn set_aside(&self, part: &[Value]) {
        let bucket = "RecordsSetAside";
        self.may("s3:ListBucket", bucket);
        self.may("s3:PutObject", &format!("{bucket}/*"));
        self.may("s3:ListBucket", &format!("{bucket}/*"));
        self.may("s3:PutObject", bucket);
        self.story().set_aside.extend_from_slice(part);
    }

    fn may(&self, action: &str, resource: &str) -> bool {
        self.0.iam.exercise(&self.0.mapping.function, action, resource)
    }

    /// The records that were set aside, whole.
    pub fn aside(&self) -> Vec<Value> {
        self.story().set_aside.clone()
    }

    /// What it has done and what waits, without what records hold.
    pub fn shown(&self) -> Value {
        let stream = &self.0.stream;
        let shards = (0..stream.shards()).map(|shard| {
            let records = stream.unread(&self.0.mapping.function, shard);
            let waiting = records.iter().filter(|record| self.is_wanted(record)).count();
            json!({"shard": shard, "records": records.len(), "waiting": waiting})
        });
        let shards: Vec<_> = shards.collect();
        let Story { invocations, records, failures, set_aside } = &*self.story();
        let set_aside: Vec<_> = set_aside
            .iter()
            .map(|record| json!({"eventID": record.get("eventID"), "Keys": record.pointer("/dynamodb/Keys")}))
            .collect();
        json!({
            "function": self.0.mapping.function, "shards": shards, "invocations": invocations,
            "records": records, "failures": failures, "set_aside": set_aside,
        })
    }

    fn story(&self) -> MutexGuard<'_, Story> {
        self.0.story.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn sequence(record: &Value) -> &str {
    text(record, SEQUENCE)
}
