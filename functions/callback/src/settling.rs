//! A new LinkedIn token needs seconds before the API takes it: until then it is refused as if the member
//! had withdrawn it. The code is spent by then, so what helps is to wait and to ask again.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::fault::ProviderError;
use shared::model::provider::Provider;
use shared::platform::clock::Clock;

/// How long a new token is waited for: with the exchange before and a call after, a request stays below its
/// 25 seconds. Clients report five to ten.
const PATIENCE: SignedDuration = SignedDuration::from_secs(14);
/// Between two questions; each counts against LinkedIn's calls of the day.
const PAUSE: Duration = Duration::from_secs(2);

/// The time that one connection's new token has left.
pub(super) struct Settling {
    clock: Clock,
    until: Timestamp,
}

impl Settling {
    /// For a token that was granted just now.
    pub(super) fn new(app: &App) -> Self {
        let clock = app.clock.clone();
        let until = clock.now().saturating_add(PATIENCE).unwrap_or(Timestamp::MAX);
        Self { clock, until }
    }

    /// What `call` answers once the token is taken.
    ///
    /// # Errors
    /// The call's own; [`Error::ProviderUnavailable`] where the token was not taken in time: a grant of a
    /// moment ago is not dead, and the person can try again.
    pub(super) async fn settled<T, F>(&self, call: impl Fn() -> F) -> Result<T>
    where
        F: Future<Output = Result<T, ProviderError>>,
    {
        loop {
            match call().await {
                Err(error) if error.is(401) && self.clock.now() < self.until => {
                    tracing::info!("LinkedIn does not take the new token yet");
                    self.clock.wait_until(self.clock.after(PAUSE)).await;
                }
                Err(error) if error.is(401) => {
                    tracing::warn!(%error, "LinkedIn did not take the new token in time");
                    return Err(Error::ProviderUnavailable(Provider::LinkedIn));
                }
                result => return Ok(result?),
            }
        }
    }
}
