//! A company's connection to LinkedIn in use.

use super::LinkedIn;
use crate::access::{Access, access, grant_is_gone};
use crate::app::App;
use crate::connection::Connection;
use crate::error::Result;
use crate::fault::{Fault, ProviderError};
use crate::provider::Provider;

/// The connection, and the API in its name.
#[derive(Debug)]
pub struct Session {
    app: App,
    access: Access,
}

impl Session {
    /// The company's connection, ready for use.
    ///
    /// # Errors
    /// Those of [`access`].
    pub async fn open(app: &App, company_id: i64) -> Result<Self> {
        let access = access(app, company_id, Provider::LinkedIn).await?;
        Ok(Self { app: app.clone(), access })
    }

    /// The connection as read.
    pub const fn connection(&self) -> &Connection {
        &self.access.connection
    }

    /// Calls the API. Where LinkedIn says that the grant is gone, that is noted.
    ///
    /// # Errors
    /// The call's own.
    pub async fn call<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(LinkedIn) -> F + Sync,
        F: Future<Output = Result<T, ProviderError>>,
    {
        let linkedin = LinkedIn::new(&self.app, self.access.access_token.clone());
        let answer = call(linkedin).await;
        if answer.as_ref().is_err_and(|error| error.fault == Fault::GrantGone)
            && let Err(error) = grant_is_gone(&self.app, self.connection()).await
        {
            tracing::error!(code = error.code(), "the end of the grant was not noted");
        }
        answer
    }
}
