//! A company's connection to a provider of posts in use.

use crate::connecting::session;
use crate::model::fault::ProviderError;
use crate::model::provider::PostProvider;
use crate::providers::linkedin::LinkedIn;

/// Lets an app read the posts of a page.
const READ_POSTS: &str = "r_organization_social";

/// The connection, and the API in its name.
pub type Session = session::Session<PostProvider>;

impl Session {
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

    /// Calls the API; a refused token is renewed once, and the call made once more.
    ///
    /// # Errors
    /// The call's own.
    pub async fn call<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(LinkedIn) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        self.with_token(|token| match self.provider() {
            PostProvider::LinkedIn => call(LinkedIn::new(self.app.outside(), token)),
        })
        .await
    }
}
