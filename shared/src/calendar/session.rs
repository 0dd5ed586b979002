//! One use of a company's connected calendar: opened, used, and its outcome noted once.

use super::Calendar;
use crate::access::{Access, access, grant_is_gone};
use crate::app::App;
use crate::audit::Audit;
use crate::connection::Connection;
use crate::error::{Error, Result};
use crate::provider::Provider;

/// A calendar in the hands of one user.
#[derive(Debug)]
pub struct Session<'a> {
    /// The calendar.
    pub calendar: Calendar,
    app: &'a App,
    connection: Connection,
    user_id: i64,
}

impl<'a> Session<'a> {
    /// Opens the company's connection to `provider` for `user_id`.
    ///
    /// # Errors
    /// Those of [`access`]; [`Error::Unsupported`] for a provider that keeps no events.
    pub async fn open(
        app: &'a App,
        company_id: i64,
        provider: Provider,
        user_id: i64,
    ) -> Result<Self> {
        let Access { connection, access_token } = access(app, company_id, provider).await?;
        let calendar = Calendar::new(app, provider, access_token)?;
        Ok(Self { calendar, app, connection, user_id })
    }

    /// Notes how `action` ended: the audit line (S22), and that the connection was used or that its
    /// grant is gone (F22). A failure to note is logged; `result` is what the caller asked for.
    pub async fn conclude<T>(&self, action: &'static str, result: Result<T>) -> Result<T> {
        let Connection { company_id, provider, .. } = self.connection;
        Audit { action, user_id: self.user_id, company_id, provider }.record(&result);
        let noted = match &result {
            Ok(_) => self.app.store.touch(company_id, provider, self.app.clock.now()).await,
            Err(Error::ReauthorizationRequired(_)) => {
                grant_is_gone(self.app, &self.connection).await
            }
            Err(_) => Ok(()),
        };
        if let Err(error) = noted {
            tracing::error!(code = error.code(), "the connection's use was not noted");
        }
        result
    }
}
