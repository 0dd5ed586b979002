//! One use of a company's connected calendar: opened, used, and its outcome noted once.

use super::Calendar;
use crate::app::App;
use crate::connecting::access::{self, Access};
use crate::connection::Maker;
use crate::model::account::Account;
use crate::model::error::{Error, Result};
use crate::model::fault::ProviderError;
use crate::model::owner::ConnectionId;
use crate::model::provider::Provider;
use crate::people::audit::Audit;
use crate::providers::scopes::Feature;
use crate::store::ScheduledEvent;

/// A calendar in the hands of one user.
#[derive(Debug)]
pub struct Session<'a> {
    pub(super) app: &'a App,
    access: Access,
    user_id: i64,
}

impl<'a> Session<'a> {
    /// Opens the company's connection to `provider` for `user_id`.
    ///
    /// # Errors
    /// Those of [`access::access`]; [`Error::Unsupported`] for a provider that keeps no events.
    pub async fn open(
        app: &'a App,
        company_id: i64,
        provider: Provider,
        user_id: i64,
    ) -> Result<Self> {
        if !provider.is_calendar() {
            return Err(Error::Unsupported(provider));
        }
        let access = access::access(app, ConnectionId::of_company(company_id, provider)).await?;
        Ok(Self { app, access, user_id })
    }

    /// Makes a `call` to the calendar, with a renewed token once more where the first one is refused.
    /// It must do no harm when it is made twice.
    ///
    /// # Errors
    /// The call's own.
    pub async fn with<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(Calendar) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        let provider = self.provider();
        access::with(self.app, &self.access, |token| call(Calendar::new(self.app, provider, token)))
            .await
    }

    /// The stored `event` of this calendar as it is answered: see [`super::with_url`].
    #[must_use]
    pub fn with_url(&self, event: ScheduledEvent) -> ScheduledEvent {
        let account = self.access.connection.account.as_ref();
        super::with_url(&self.app.config.endpoints, event, account)
    }

    /// Whose connection it is.
    pub const fn company_id(&self) -> i64 {
        self.access.connection.id.company
    }

    /// Which calendar it is.
    pub const fn provider(&self) -> Provider {
        self.access.connection.id.provider
    }

    /// Whether the scopes that were granted are enough to find times that suit.
    ///
    /// # Errors
    /// [`Error::ScopeNotGranted`].
    pub fn demand_times(&self) -> Result<()> {
        let times = match self.provider() {
            Provider::OutlookCalendar => Feature::OutlookTimes,
            Provider::GoogleCalendar | Provider::LinkedIn => Feature::GoogleTimes,
        };
        times.demand(&self.access.connection.scopes)
    }

    /// Whose calendar it is, as it is noted beside what is made there; `None` for an imported connection.
    pub fn account(&self) -> Option<Account> {
        self.access.connection.account.as_ref().map(Account::noted)
    }

    /// Whether the connected account made `event` (S48).
    pub fn maker(&self, event: &ScheduledEvent) -> Maker {
        self.access.connection.maker(event.account.as_ref())
    }

    /// Who uses it.
    pub const fn user_id(&self) -> i64 {
        self.user_id
    }

    /// Notes how `action` ended: the audit line (S22), and that the connection was used. A failure to
    /// note is logged; `result` is what the caller asked for.
    pub async fn conclude<T>(&self, action: &'static str, result: Result<T>) -> Result<T> {
        let id = self.access.connection.id;
        let ConnectionId { company: company_id, provider, .. } = id;
        Audit { action, user_id: self.user_id, company_id, provider }.record(&result);
        let value = result?;
        if let Err(error) = self.app.store.touch(id, self.app.clock.now()).await {
            tracing::error!(code = error.code(), "the connection's use was not noted");
        }
        Ok(value)
    }
}
