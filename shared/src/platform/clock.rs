//! Where time comes from: the system, or whoever moves it by hand.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use jiff::Timestamp;

/// A source of the current instant (UTC) that can also be waited for, cheap to clone.
///
/// Every component is handed one; nothing else in the workspace asks the system for the time
/// (`clippy.toml` sees to it), so that the sandbox and the tests can move it.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    wait: Arc<dyn Fn(Timestamp) -> BoxFuture<'static, ()> + Send + Sync>,
}

impl Clock {
    /// The system's clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the system for the time"
    )]
    pub fn system() -> Self {
        Self::new(Timestamp::now, |instant| {
            let rest = Duration::try_from(instant.duration_since(Timestamp::now()));
            Box::pin(tokio::time::sleep(rest.unwrap_or_default()))
        })
    }

    /// A clock that answers what `now` returns at each call, and whose instants are waited for with `wait`.
    pub fn new(
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
        wait: impl Fn(Timestamp) -> BoxFuture<'static, ()> + Send + Sync + 'static,
    ) -> Self {
        Self { now: Arc::new(now), wait: Arc::new(wait) }
    }

    /// The current instant.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Waits until it is `instant`; not at all where that has passed.
    pub async fn wait_until(&self, instant: Timestamp) {
        (self.wait)(instant).await;
    }

    /// `duration` from now; the end of time where that is later.
    pub fn after(&self, duration: Duration) -> Timestamp {
        self.now().saturating_add(duration).unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}
