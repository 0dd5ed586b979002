//! The sandbox's clock: the system's, moved forward by hand.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// A clock that runs at normal speed (or stands still) from an instant that can be moved forward.
///
/// The functions, the emulators and the simulators of one sandbox share it, so that moving it ages
/// everything at once.
#[derive(Clone, Debug)]
pub struct MovableClock {
    base: Base,
    /// Nanoseconds would overflow after 292 years of moves; milliseconds are plenty.
    offset_ms: Arc<AtomicI64>,
    /// Told whenever it is moved, for those who wait.
    moved: watch::Sender<()>,
    /// What is waited for.
    awaited: Arc<Mutex<Vec<Timestamp>>>,
}

/// An instant that is waited for, until this is dropped.
struct Awaited<'a>(&'a MovableClock, Timestamp);

#[derive(Clone, Debug)]
enum Base {
    Running,
    Fixed(Timestamp),
}

impl MovableClock {
    /// Runs with the system's clock: for the sandbox a person uses.
    pub fn running() -> Self {
        Self::over(Base::Running)
    }

    /// Stands still at `at` until it is moved: for tests.
    pub fn fixed(at: Timestamp) -> Self {
        Self::over(Base::Fixed(at))
    }

    fn over(base: Base) -> Self {
        let (offset_ms, awaited) = (Arc::default(), Arc::default());
        Self { base, offset_ms, moved: watch::Sender::new(()), awaited }
    }

    /// Moves the clock forward (or, where negative, back) by `duration`.
    pub fn advance(&self, duration: SignedDuration) {
        let ms = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        self.offset_ms.fetch_add(ms, Ordering::SeqCst);
        self.moved.send_replace(());
    }

    /// Whether anybody waits for an instant that is at most `ahead` away: for a pause to pass, say, and not
    /// for the end of a call's time.
    pub fn is_awaited_within(&self, ahead: SignedDuration) -> bool {
        let now = self.now();
        self.awaited().iter().any(|instant| instant.duration_since(now) <= ahead)
    }

    fn awaited(&self) -> MutexGuard<'_, Vec<Timestamp>> {
        self.awaited.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn awaiting(&self, instant: Timestamp) -> Awaited<'_> {
        self.awaited().push(instant);
        Awaited(self, instant)
    }

    /// The current instant of this sandbox.
    pub fn now(&self) -> Timestamp {
        let base = match &self.base {
            Base::Running => system(),
            Base::Fixed(at) => *at,
        };
        let offset = SignedDuration::from_millis(self.offset_ms.load(Ordering::SeqCst));
        base.saturating_add(offset).unwrap_or(base)
    }

    /// Waits until it is `instant`, by itself or by a move.
    pub async fn wait_until(&self, instant: Timestamp) {
        let mut moved = self.moved.subscribe();
        let _awaited = self.awaiting(instant);
        while self.now() < instant {
            let passes = async {
                match &self.base {
                    Base::Running => tokio::time::sleep(until(instant, self.now())).await,
                    Base::Fixed(_) => std::future::pending().await,
                }
            };
            tokio::select! {
                () = passes => {}
                _ = moved.changed() => {}
            }
        }
    }
}

impl Drop for Awaited<'_> {
    fn drop(&mut self) {
        let mut awaited = self.0.awaited();
        if let Some(at) = awaited.iter().position(|instant| *instant == self.1) {
            awaited.swap_remove(at);
        }
    }
}

fn until(instant: Timestamp, now: Timestamp) -> Duration {
    instant.duration_since(now).try_into().unwrap_or_default()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place on this side of the wire that asks the system for the time"
)]
fn system() -> Timestamp {
    Timestamp::now()
}
