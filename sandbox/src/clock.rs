//! The sandbox's clock: the system's, moved forward by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use shared::clock::{Clock, Wait};

/// A clock that runs at normal speed (or stands still) from an instant that can be moved forward.
///
/// The functions, the emulators and the simulators of one sandbox share it, so that moving it ages
/// everything at once.
#[derive(Clone, Debug)]
pub struct MovableClock {
    base: Base,
    /// Nanoseconds would overflow after 292 years of moves; milliseconds are plenty.
    offset_ms: Arc<AtomicI64>,
}

#[derive(Clone, Debug)]
enum Base {
    Running(Clock),
    Fixed(Timestamp),
}

impl MovableClock {
    /// Runs with the system's clock: for the sandbox a person uses.
    pub fn running() -> Self {
        Self::over(Base::Running(Clock::system()))
    }

    /// Stands still at `at` until it is moved: for tests.
    pub fn fixed(at: Timestamp) -> Self {
        Self::over(Base::Fixed(at))
    }

    fn over(base: Base) -> Self {
        Self { base, offset_ms: Arc::default() }
    }

    /// Moves the clock forward (or, where negative, back) by `duration`.
    pub fn advance(&self, duration: SignedDuration) {
        let ms = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        self.offset_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// The current instant of this sandbox.
    pub fn now(&self) -> Timestamp {
        let base = match &self.base {
            Base::Running(clock) => clock.now(),
            Base::Fixed(at) => *at,
        };
        let offset = SignedDuration::from_millis(self.offset_ms.load(Ordering::SeqCst));
        base.saturating_add(offset).unwrap_or(base)
    }

    /// The same clock, as the functions take it. On one that stands still, whoever waits moves it: no test
    /// has to sleep for what would take seconds.
    pub fn clock(&self) -> Clock {
        let (now, waiting) = (self.clone(), self.clone());
        Clock::waiting(move || now.now(), move |duration| waiting.wait(duration))
    }

    fn wait(&self, duration: Duration) -> Wait {
        if matches!(self.base, Base::Running(_)) {
            return Box::pin(tokio::time::sleep(duration));
        }
        let this = self.clone();
        Box::pin(async move {
            this.advance(SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX));
        })
    }
}
