//! Where time comes from: the system, or whoever moves it by hand.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

/// A source of the current instant (UTC), cheap to clone.
///
/// Every component is handed one; nothing else in the workspace asks the system for the time
/// (`clippy.toml` sees to it), so that the sandbox and the tests can move it.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The system's clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the system for the time"
    )]
    pub fn system() -> Self {
        Self::new(Timestamp::now)
    }

    /// A clock that answers what `now` returns at each call.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The current instant.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}
