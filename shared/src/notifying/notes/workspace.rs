//! A company's connection to its workspace, in use.

use std::time::Duration;

use crate::app::App;
use crate::connecting::session;
use crate::model::error::Result;
use crate::model::fault::{Fault, ProviderError};
use crate::model::owner::ConnectionId;
use crate::model::provider::{MessageProvider, Provider};
use crate::platform::deadline::{self, RESERVE};
use crate::providers::slack::Slack;

/// The connection, and Slack in its name.
pub type Workspace = session::Session<MessageProvider>;

impl Workspace {
    /// The workspace of `company_id`, for `user_id`, or for nobody who is signed in.
    ///
    /// # Errors
    /// Those of [`Workspace::open`].
    pub async fn of_company(app: &App, company_id: i64, user_id: Option<i64>) -> Result<Self> {
        Self::open(app, ConnectionId::of_company(company_id, MessageProvider::Slack), user_id).await
    }

    /// The same without waiting for new tokens; `None` where they are needed first.
    ///
    /// # Errors
    /// Those of [`Workspace::open`].
    pub async fn at_once(app: &App, company_id: i64) -> Result<Option<Self>> {
        let id = ConnectionId::of_company(company_id, MessageProvider::Slack);
        Self::open_living(app, id).await
    }

    /// Calls Slack; a refused token is renewed once, and the call made once more.
    ///
    /// # Errors
    /// The call's own.
    pub async fn call<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(Slack) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        self.with_token(|token| call(Slack::new(self.app.outside(), token))).await
    }

    /// Calls Slack once, for `limit` at most, whatever becomes of the token.
    ///
    /// # Errors
    /// The call's own; [`Fault::OutcomeUnknown`] where it took too long.
    pub(super) async fn call_within<T, C, F>(
        &self,
        limit: Duration,
        call: C,
    ) -> Result<T, ProviderError>
    where
        C: Fn(Slack) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        let call = call(Slack::new(self.app.outside(), self.token()));
        deadline::limit(limit, RESERVE, call).await.unwrap_or(Err(ProviderError {
            provider: Provider::Slack,
            fault: Fault::OutcomeUnknown,
            status: None,
            code: None,
        }))
    }
}
