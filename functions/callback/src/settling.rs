//! A new token may need seconds before the API takes it: until then LinkedIn refuses it as if the member
//! had withdrawn it. The code is spent by then, so what helps is to wait and to ask again.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::fault::{Fault, ProviderError};
use shared::model::provider::Provider;
use shared::platform::clock::Clock;
use shared::providers::profile;

use crate::standing::is_alone;

/// The longest a new token is waited for: with the exchange before and a call after, a request stays below
/// its 25 seconds.
const PATIENCE: SignedDuration = SignedDuration::from_secs(14);
/// How often a call is made whose token is the only one that its account has left (F45), while it fails at once.
const INSISTENCE: usize = 3;
/// After so long it does not fail at once.
const AT_ONCE: SignedDuration = SignedDuration::from_secs(4);
/// Between two questions; each counts against LinkedIn's calls of the day.
const PAUSE: Duration = Duration::from_secs(2);

/// The time that one connection's new token has left.
pub(super) struct Settling {
    provider: Provider,
    clock: Clock,
    until: Timestamp,
}

impl Settling {
    /// For a token that `provider` granted just now.
    pub(super) fn new(app: &App, provider: Provider) -> Self {
        Self::within(app, provider, profile(provider).renewal.settling().min(PATIENCE))
    }

    /// For a token that nobody waits for.
    pub(super) fn none(app: &App, provider: Provider) -> Self {
        Self::within(app, provider, SignedDuration::ZERO)
    }

    fn within(app: &App, provider: Provider, time: SignedDuration) -> Self {
        let clock = app.clock.clone();
        let until = clock.now().saturating_add(time).unwrap_or(Timestamp::MAX);
        Self { provider, clock, until }
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
            match self.insisted(&call).await {
                Err(error) if error.is(401) && self.clock.now() < self.until => {
                    tracing::info!(
                        provider = self.provider.key(),
                        "the new token is not taken yet"
                    );
                    self.clock.wait_until(self.clock.after(PAUSE)).await;
                }
                Err(error) if error.is(401) => {
                    tracing::warn!(%error, "the new token was not taken in time");
                    return Err(Error::ProviderUnavailable(self.provider));
                }
                result => return Ok(result?),
            }
        }
    }

    /// What `call` answers, which is made again after an outage where all depends on it: the new grant has ended
    /// the earlier one of its account.
    async fn insisted<T, F>(&self, call: &impl Fn() -> F) -> Result<T, ProviderError>
    where
        F: Future<Output = Result<T, ProviderError>>,
    {
        let began = self.clock.now();
        let is_over = || self.clock.now().duration_since(began) > AT_ONCE;
        let mut tries = if is_alone(self.provider) { INSISTENCE } else { 1 };
        loop {
            tries -= 1;
            // Whom a token belongs to is only read.
            match call().await.map_err(ProviderError::repeatable) {
                Err(error) if error.fault == Fault::Transient && tries > 0 && !is_over() => {
                    tracing::warn!(%error, "asked again: no other tokens are left");
                }
                result => return result,
            }
        }
    }
}
