//! The faults that wait and the requests that came: one handle for the server, HTTP and tests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::body::Bytes;
use http::request::Parts;
use tokio::sync::watch;

use super::fault::{Action, Fault};
use super::received::Received;

/// How many requests are remembered, the newest, so that a sandbox that runs for days stays small.
const REMEMBERED: usize = 10_000;

/// Says how one server fails and remembers what it received; cheap to clone, all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Control {
    state: Arc<Mutex<State>>,
    /// One for each request that hangs or is held.
    hanging: Arc<()>,
    /// Says when the faults are removed.
    cleared: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct State {
    faults: Vec<Fault>,
    received: VecDeque<Received>,
    exchanges: VecDeque<Exchange>,
}

/// From when until when a request was at work here, by this machine's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// It had come whole.
    pub began: Instant,
    /// Its answer was made.
    pub ended: Instant,
}

impl Control {
    /// Adds a fault after those that wait already; the first that applies to a request is performed.
    pub fn inject(&self, fault: Fault) {
        self.state().faults.push(fault);
    }

    /// Removes all faults, and performs what is held.
    pub fn clear(&self) {
        self.state().faults.clear();
        self.cleared.send_replace(());
    }

    /// What was received, oldest first, at most the newest 10,000.
    pub fn requests(&self) -> Vec<Received> {
        self.state().received.iter().cloned().collect()
    }

    /// When what was answered came and was answered, the first answered first, at most the newest 10,000.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.state().exchanges.iter().copied().collect()
    }

    /// Forgets what was received, and when it was answered.
    pub fn forget(&self) {
        let mut state = self.state();
        state.received.clear();
        state.exchanges.clear();
    }

    /// How many requests came with `method` to `path`, where a path ending in `*` is a prefix.
    pub fn count(&self, method: &str, path: &str) -> usize {
        self.state().received.iter().filter(|received| received.is(method, path)).count()
    }

    /// How many requests asked for an AWS operation, such as `PutItem`.
    pub fn count_target(&self, operation: &str) -> usize {
        let asked = |received: &&Received| received.operation() == Some(operation);
        self.state().received.iter().filter(asked).count()
    }

    /// How many requests hang or are held on command, and are still waited for.
    pub fn hanging(&self) -> usize {
        // Every clone of the handle holds one as well.
        Arc::strong_count(&self.hanging).saturating_sub(Arc::strong_count(&self.state))
    }

    /// Counts a request that hangs for as long as what is returned lives.
    pub(super) fn hang(&self) -> Arc<()> {
        Arc::clone(&self.hanging)
    }

    /// Waits until the faults are removed.
    pub(super) async fn held(&self) {
        let mut cleared = self.cleared.subscribe();
        let _hanging = self.hang();
        // It can't fail: who removes them is told of here.
        cleared.changed().await.ok();
    }

    /// Remembers a request; what to do to it instead of performing it, if anything.
    pub(super) fn receive(&self, parts: &Parts, body: &Bytes) -> Option<Action> {
        let received = Received::new(parts, body);
        let mut state = self.state();
        if state.received.len() == REMEMBERED {
            state.received.pop_front();
        }
        state.received.push_back(received);
        let fault = state
            .faults
            .iter_mut()
            .find_map(|fault| fault.applies(parts, body).then(|| fault.action.clone()));
        state.faults.retain(|fault| fault.times > 0);
        fault
    }

    /// Remembers that what came at `began` has its answer now.
    pub(super) fn answered(&self, began: Instant) {
        let mut state = self.state();
        if state.exchanges.len() == REMEMBERED {
            state.exchanges.pop_front();
        }
        state.exchanges.push_back(Exchange { began, ended: Instant::now() });
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
