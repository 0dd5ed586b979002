//! A company's connection to LinkedIn in use.

use crate::app::App;
use crate::connecting::access::{self, Access, access};
use crate::connection::Connection;
use crate::model::error::Result;
use crate::model::fault::ProviderError;
use crate::model::owner::ConnectionId;
use crate::model::provider::Provider;
use crate::providers::linkedin::LinkedIn;

/// Lets an app read the posts of a page.
const READ_POSTS: &str = "r_organization_social";

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
    /// Those of [`access()`].
    pub async fn open(app: &App, company_id: i64) -> Result<Self> {
        let access = access(app, ConnectionId::of_company(company_id, Provider::LinkedIn)).await?;
        Ok(Self { app: app.clone(), access })
    }

    /// The connection as read.
    pub const fn connection(&self) -> &Connection {
        &self.access.connection
    }

    /// Whether the post `urn` of `author` is online; `None` where LinkedIn does not tell this connection,
    /// as it never does of a member's own posts.
    pub async fn sees(&self, urn: &str, author: &str) -> Option<bool> {
        let is_readable = author.starts_with("urn:li:organization:")
            && self.connection().scopes.contains(READ_POSTS);
        if !is_readable {
            return None;
        }
        self.call(|linkedin| async move { linkedin.is_online(urn).await }).await.ok()
    }

    /// Calls the API as [`access::with`] does: a refused token is renewed once.
    ///
    /// # Errors
    /// The call's own.
    pub async fn call<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(LinkedIn) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        access::with(&self.app, &self.access, |token| {
            call(LinkedIn::new(self.app.outside(), token))
        })
        .await
    }
}
