//! A company's connection to a calendar in use.

use super::Calendar;
use crate::connecting::session;
use crate::model::error::Result;
use crate::model::fault::ProviderError;
use crate::model::provider::CalendarProvider;
use crate::providers::Feature;
use crate::store::ScheduledEvent;

/// The connection, and the calendar in its name.
pub type Session = session::Session<CalendarProvider>;

impl Session {
    /// Calls the calendar; a refused token is renewed once, and the call made once more.
    ///
    /// # Errors
    /// The call's own.
    pub async fn call<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(Calendar) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        let calendar = |token| Calendar::new(&self.app, self.provider(), token);
        self.with_token(|token| call(calendar(token))).await
    }

    /// The stored `event` of this calendar as it is answered: see [`super::with_url`].
    #[must_use]
    pub fn with_url(&self, event: ScheduledEvent) -> ScheduledEvent {
        let account = self.connection().account.as_ref();
        super::with_url(&self.app.config.endpoints, event, account)
    }

    /// Whether the scopes that were granted are enough to find times that suit.
    ///
    /// # Errors
    /// [`crate::model::error::Error::ScopeNotGranted`].
    pub fn demand_times(&self) -> Result<()> {
        Feature::Times.demand(self.provider().into(), &self.connection().scopes)
    }
}
