//! DynamoDB: `dynoxide`, an emulator on SQLite that runs inside this process, behind a proxy.
//!
//! Its checks of a request's shape are part of its HTTP server and not public, so calling the
//! database directly would accept what DynamoDB refuses. The server runs on a loopback port of its
//! own and the proxy in front of it gives us faults and recording.

mod backups;
mod items;
mod proxy;
mod stream;
mod table;

#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;

use axum::Router;
use dynoxide::{Database, DynoxideError};
use serde_json::Value;
use simulator_kit::clock::MovableClock;
use tokio::sync::watch;

pub use self::backups::Backups;
pub use self::stream::Stream;
pub(super) use self::stream::{SEQUENCE, created, text};

/// DynamoDB with the one table of the project; cheap to clone, all clones are one.
#[derive(Clone)]
pub struct DynamoDb {
    database: Database,
    table: String,
    clock: MovableClock,
    stream: Stream,
    backups: Backups,
}

impl DynamoDb {
    /// Opens `data/dynamodb.sqlite`, or a database in memory, and creates `table` if it is missing.
    ///
    /// The directory must exist. `clock` decides what [`DynamoDb::sweep`] removes.
    pub fn open(
        table: &str,
        data: Option<&Path>,
        clock: MovableClock,
    ) -> Result<Self, DynoxideError> {
        let path = match data {
            Some(data) => data.join("dynamodb.sqlite").to_string_lossy().into_owned(),
            None => stream::in_memory(),
        };
        let database = Database::new(&path)?;
        table::ensure(&database, table)?;
        let stream = Stream::open(&path, database.clone(), table, clock.clone())?;
        let backups = Backups::default();
        Ok(Self { database, table: table.to_owned(), clock, stream, backups })
    }

    /// Starts the emulator on a loopback port of its own, until `shutdown` is true or its sender
    /// is dropped, and gives the router that passes every request on to it.
    pub async fn router(&self, shutdown: watch::Receiver<bool>) -> io::Result<Router> {
        let (stream, backups) = (self.stream.clone(), self.backups.clone());
        proxy::start(self.database.clone(), stream, backups, shutdown).await
    }

    /// Removes the items that have expired by the sandbox's clock; how many they were.
    ///
    /// DynamoDB does so on its own, "within a few days" of expiry.
    pub fn sweep(&self) -> Result<usize, DynoxideError> {
        self.stream.collect();
        let removed = items::sweep(&self.database, &self.table, self.clock.now());
        self.stream.collect_expired();
        removed
    }

    /// Its point-in-time recovery.
    pub fn backups(&self) -> &Backups {
        &self.backups
    }

    /// Lets the table be deleted, or not: no item is touched.
    ///
    /// # Errors
    /// Those of the emulator.
    pub fn protect(&self, is_protected: bool) -> Result<(), DynoxideError> {
        table::protect(&self.database, &self.table, is_protected)
    }

    /// What has changed in the table.
    pub fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Every item of the table as a JSON list, in DynamoDB's own notation (`{"pk": {"S": …}}`).
    pub fn dump(&self) -> Result<Value, DynoxideError> {
        items::dump(&self.database, &self.table)
    }
}
