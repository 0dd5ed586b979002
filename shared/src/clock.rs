//! Where time comes from: the system, or whoever moves it by hand.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

/// Time that passes.
pub type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A source of the current instant (UTC), cheap to clone.
///
/// Every component is handed one; nothing else in the workspace asks the system for the time
/// (`clippy.toml` sees to it), so that the sandbox and the tests can move it.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    wait: Arc<dyn Fn(Duration) -> Wait + Send + Sync>,
}

impl Clock {
    /// The system's clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the system for the time"
    )]
    pub fn system() -> Self {
        Self::new(Timestamp::now)
    }

    /// A clock that answers what `now` returns at each call, and whose time passes by itself.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self::waiting(now, |duration| Box::pin(tokio::time::sleep(duration)))
    }

    /// A clock that answers what `now` returns, and on which `wait` lets time pass.
    pub fn waiting(
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
        wait: impl Fn(Duration) -> Wait + Send + Sync + 'static,
    ) -> Self {
        Self { now: Arc::new(now), wait: Arc::new(wait) }
    }

    /// The current instant.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Returns once `duration` has passed on this clock.
    pub async fn sleep(&self, duration: Duration) {
        (self.wait)(duration).await;
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}
