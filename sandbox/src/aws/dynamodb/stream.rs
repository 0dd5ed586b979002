//! The table's stream: the emulator's records, dealt into shards by their partition key as DynamoDB does.
//!
//! The emulator has one shard, no index on its records and no trimming, so that each write would take longer
//! the more there are. A second connection to its database makes the index and trims what was collected.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dynoxide::{Database, DynoxideError};
use jiff::SignedDuration;
use rusqlite::Connection;
use serde_json::{Value, json};
use simulator_kit::clock::MovableClock;

use super::table::read;

/// Shards; a company's records are all in one.
const SHARDS: usize = 4;
/// How long a record is kept ("Reading and processing a stream").
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Without it a write takes a tenth of a second where there are a hundred thousand records.
const INDEX: &str = "CREATE INDEX IF NOT EXISTS _stream_records_in_order
    ON _stream_records (table_name, CAST(sequence_number AS INTEGER))";
const TRIM: &str = "DELETE FROM _stream_records WHERE CAST(sequence_number AS INTEGER) <= ?1 - 1";
/// Where a record has its place, and its item's keys.
pub(in crate::aws) const SEQUENCE: &str = "/dynamodb/SequenceNumber";
pub(in crate::aws) const PARTITION: &str = "/dynamodb/Keys/pk/S";
/// What the emulator adds to a sequence number.
const OFFSET: u128 = 100_000_000_000_000_000_000;

/// Names of databases in memory; each world has its own.
static DATABASES: AtomicU64 = AtomicU64::new(0);

/// A database in memory that a second connection of this process can open.
pub(super) fn in_memory() -> String {
    format!("file:/sandbox-{}?vfs=memdb", DATABASES.fetch_add(1, Ordering::Relaxed))
}

/// The stream; cheap to clone, all clones are one.
#[derive(Clone)]
pub struct Stream(Arc<Inner>);

struct Inner {
    database: Database,
    clock: MovableClock,
    log: Mutex<Log>,
}

struct Log {
    beside: Connection,
    iterator: String,
    shards: [VecDeque<Value>; SHARDS],
    /// Up to where each reader is done, by its name.
    readers: HashMap<String, [String; SHARDS]>,
}

impl Stream {
    pub(super) fn open(
        path: &str,
        database: Database,
        table: &str,
        clock: MovableClock,
    ) -> Result<Self, DynoxideError> {
        let beside = Connection::open(path).and_then(|beside| {
            // Trimming can wait; who writes must not.
            beside.busy_timeout(std::time::Duration::ZERO)?;
            beside.execute_batch(INDEX)?;
            Ok(beside)
        });
        let beside =
            beside.map_err(|error| DynoxideError::InternalServerError(error.to_string()))?;
        let answer = database.get_shard_iterator(read(json!({
            "StreamArn": format!("arn:aws:dynamodb:eu-west-3:000000000000:table/{table}/stream/1"),
            "ShardId": format!("shardId-00000001-{table}"),
            "ShardIteratorType": "TRIM_HORIZON",
        }))?)?;
        let iterator = answer.shard_iterator.unwrap_or_default();
        let log = Mutex::new(Log {
            beside,
            iterator,
            shards: Default::default(),
            readers: HashMap::new(),
        });
        Ok(Self(Arc::new(Inner { database, clock, log })))
    }

    /// Takes over what has been written since, as of now.
    pub(super) fn collect(&self) {
        self.take_over(|record| record);
    }

    /// The same, where the removals are those of items whose time was over.
    pub(super) fn collect_expired(&self) {
        self.take_over(|mut record| {
            let is_removal = text(&record, "/eventName") == "REMOVE";
            if let Some(members) = record.as_object_mut().filter(|_| is_removal) {
                let service = json!({"type": "Service", "principalId": "dynamodb.amazonaws.com"});
                members.insert("userIdentity".to_owned(), service);
            }
            record
        });
    }

    fn take_over(&self, change: impl Fn(Value) -> Value) {
        let now = self.0.clock.now();
        let mut log = self.log();
        let request = read(json!({ "ShardIterator": log.iterator }));
        let page = request.and_then(|request| self.0.database.get_records(request));
        let Ok(page) = page.inspect_err(|error| tracing::error!(%error, "the stream is lost"))
        else {
            return;
        };
        let mut last: u128 = 0;
        for record in page.records {
            last = record.dynamodb.sequence_number.parse().unwrap_or(last);
            let Ok(mut record) = serde_json::to_value(record) else { continue };
            if let Some(time) = record.pointer_mut("/dynamodb/ApproximateCreationDateTime") {
                *time = now.as_second().into();
            }
            let record = change(record);
            if let Some(shard) = log.shards.get_mut(shard_of(&record)) {
                shard.push_back(record);
            }
        }
        // The last one stays, to count on from.
        if let Ok(last @ 1..) = i64::try_from(last.saturating_sub(OFFSET)) {
            log.beside.execute(TRIM, [last]).ok();
        }
        log.iterator = page.next_shard_iterator.unwrap_or_default();
        let oldest = now.saturating_sub(KEPT).map_or(i64::MIN, |at| at.as_second());
        for shard in &mut log.shards {
            forget(shard, |record| created(record) < oldest);
        }
    }

    /// How many shards it has.
    pub const fn shards(&self) -> usize {
        SHARDS
    }

    /// What is in a shard, the oldest first.
    pub fn records(&self, shard: usize) -> Vec<Value> {
        self.log().shards.get(shard).into_iter().flatten().cloned().collect()
    }

    /// Notes that there is a `reader`, from the oldest record on.
    pub fn register(&self, reader: &str) {
        self.log().readers.insert(reader.to_owned(), Default::default());
    }

    /// What is in a shard that `reader` has not passed, the oldest first.
    pub fn unread(&self, reader: &str, shard: usize) -> Vec<Value> {
        let log = self.log();
        let passed = log.readers.get(reader).and_then(|passed| passed.get(shard));
        let passed = passed.map_or("", String::as_str);
        let Some(records) = log.shards.get(shard) else { return Vec::new() };
        let first = records.partition_point(|record| text(record, SEQUENCE) <= passed);
        records.range(first..).cloned().collect()
    }

    /// Notes that `reader` is done with the records of a shard up to `sequence`. What all are done with is
    /// forgotten.
    pub fn pass(&self, reader: &str, shard: usize, sequence: &str) {
        let mut log = self.log();
        let own = log.readers.get_mut(reader).and_then(|passed| passed.get_mut(shard));
        if let Some(own) = own {
            sequence.clone_into(own);
        }
        let passed = log.readers.values().filter_map(|passed| passed.get(shard));
        let Some(passed) = passed.min().cloned() else { return };
        if let Some(shard) = log.shards.get_mut(shard) {
            forget(shard, |record| text(record, SEQUENCE) <= passed.as_str());
        }
    }

    /// A record that says nothing to anybody who reads it, among those of `company_id`: for tests.
    pub fn poison(&self, company_id: i64) {
        let key = format!("COMPANY#{company_id}");
        let mut log = self.log();
        for shard in &mut log.shards {
            let last = shard.iter_mut().rev();
            let mut own = last.filter(|record| text(record, PARTITION) == key);
            if let Some(record) = own.next() {
                if let Some(user) = record.pointer_mut("/dynamodb/NewImage/user_id") {
                    *user = json!({"S": "nobody"});
                }
                return;
            }
        }
    }

    /// How a write finds its place, and how many records the emulator holds.
    #[cfg(test)]
    pub(super) fn inspected(&self) -> (String, usize) {
        let log = self.log();
        let plan = "EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER))
            FROM _stream_records WHERE table_name = 'integrations'";
        let plan = log.beside.query_row(plan, [], |row| row.get(3)).unwrap();
        let count = "SELECT COUNT(*) FROM _stream_records";
        (plan, log.beside.query_row(count, [], |row| row.get(0)).unwrap())
    }

    /// As many records as if nothing had been trimmed.
    #[cfg(test)]
    pub(super) fn crowd(&self, count: usize) {
        let crowd = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
            INSERT INTO _stream_records (table_name, event_name, keys_json, new_image,
                sequence_number, shard_id, created_at)
            SELECT 'integrations', 'INSERT', '{}', printf('%0800d', i), CAST(i AS TEXT), 'other', 0
            FROM n";
        self.log().beside.execute(crowd, [count]).unwrap();
    }

    /// What each write asks first.
    #[cfg(test)]
    pub(super) fn time_to_find_the_next_place(&self) -> std::time::Duration {
        let log = self.log();
        let next = "SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1
            FROM _stream_records WHERE table_name = 'integrations'";
        let began = std::time::Instant::now();
        for _ in 0..20 {
            log.beside.query_row(next, [], |row| row.get::<_, i64>(0)).unwrap();
        }
        began.elapsed() / 20
    }

    #[cfg(test)]
    pub(super) fn unindex(&self) {
        self.log().beside.execute_batch("DROP INDEX _stream_records_in_order").unwrap();
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.0.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes the oldest records out of a shard, as long as the next `is_over`: each write does so.
fn forget(shard: &mut VecDeque<Value>, is_over: impl Fn(&Value) -> bool) {
    while shard.front().is_some_and(&is_over) {
        shard.pop_front();
    }
}

/// A text of a record.
pub(in crate::aws) fn text<'a>(record: &'a Value, pointer: &str) -> &'a str {
    record.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// When a record was made, in seconds.
pub(in crate::aws) fn created(record: &Value) -> i64 {
    let time = record.pointer("/dynamodb/ApproximateCreationDateTime");
    time.and_then(Value::as_i64).unwrap_or_default()
}

fn shard_of(record: &Value) -> usize {
    let mut hasher = DefaultHasher::new();
    text(record, PARTITION).hash(&mut hasher);
    usize::try_from(hasher.finish()).unwrap_or_default() % SHARDS
}
