//! A connection to a provider of posts in use.

use crate::app::App;
use crate::connecting::access::Read;
use crate::connecting::session;
use crate::connection::Connection;
use crate::model::error::Result;
use crate::model::fault::ProviderError;
use crate::model::provider::PostProvider;
use crate::people::employer::Employer;
use crate::providers::linkedin::{LinkedIn, Member};

/// What a page's URN begins with.
pub(super) const PAGE: &str = "urn:li:organization:";
/// Lets an app read the posts of a page.
const READ_POSTS: &str = "r_organization_social";

/// The connection, and the API in its name.
pub type Session = session::Session<PostProvider>;

impl Session {
    /// Reads the caller's own connection and the company's, beside what tells whether one of them is used.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn may_post(app: &App, employer: Employer) -> Result<Read> {
        let own = employer.own_connection(PostProvider::LinkedIn).of_any();
        let company = employer.company_connection(PostProvider::LinkedIn).of_any();
        Read::both(app, own, company).await
    }

    /// The connection that made something on `author`'s profile, or the company's for a page: the caller's own
    /// where it is to that member, else the company's.
    ///
    /// # Errors
    /// Those of [`Session::open`].
    pub async fn of_author(app: &App, employer: Employer, author: &str) -> Result<Self> {
        let (own, company) = (
            employer.own_connection(PostProvider::LinkedIn),
            employer.company_connection(PostProvider::LinkedIn),
        );
        let user = Some(employer.user_id);
        if author.starts_with(PAGE) {
            return Self::open(app, company, user).await;
        }
        let known = app.store.connection(own.of_any()).await?.known();
        let is_member = |known: &Connection| {
            known.account.as_ref().is_some_and(|account| Member::urn(&account.id) == author)
        };
        let id = if known.is_some_and(|known| is_member(&known)) { own } else { company };
        Self::open(app, id, user).await
    }

    /// Whether the post `urn` of `author` is online; `None` where LinkedIn does not tell this connection,
    /// as it never does of a member's own posts.
    pub async fn sees(&self, urn: &str, author: &str) -> Option<bool> {
        let is_readable = author.starts_with(PAGE) && self.connection().scopes.contains(READ_POSTS);
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
