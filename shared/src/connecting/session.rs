//! One use of a company's connection: opened, used, and how it ended noted once.
//!
//! It owns what it needs, and works for a person as for nobody: what comes in later, when nobody is signed
//! in, uses a connection the same way.

use secrecy::SecretString;
use tokio::sync::OnceCell;

use crate::app::App;
use crate::connecting::access::{self, Access, Read};
use crate::connection::{Connection, Maker};
use crate::model::account::Account;
use crate::model::error::Result;
use crate::model::fault::ProviderError;
use crate::model::owner::{ConnectionId, Owner};
use crate::model::provider::Provider;
use crate::people::actor::Actor;
use crate::people::audit::Audit;

/// A connection in use, to a provider of the kind `P`: [`crate::posting`] and [`crate::scheduling`] say what
/// can be called with it.
#[derive(Clone, Debug)]
pub struct Session<P> {
    pub(crate) app: App,
    access: Access,
    provider: P,
    actor: Actor,
    /// Filled once its use is noted.
    noted: OnceCell<()>,
}

impl<P: Copy + Into<Provider>> Session<P> {
    /// Opens the connection `id` for `actor`: an employer, or the id of one who is signed in.
    ///
    /// # Errors
    /// Those of [`access::access`].
    pub async fn open(
        app: &App,
        id: ConnectionId<P>,
        actor: impl Into<Actor> + Send,
    ) -> Result<Self> {
        let access = access::access(app, id.of_any()).await?;
        Ok(Self::of(app, access, id.provider, actor.into()))
    }

    /// Opens the connection `id` for `actor`, as it was `read` already where it was.
    ///
    /// # Errors
    /// Those of [`access::access`].
    pub async fn open_read(
        app: &App,
        (id, read): (ConnectionId<P>, &Read),
        actor: impl Into<Actor> + Send,
    ) -> Result<Self> {
        let access = read.access(app, id.of_any()).await?;
        Ok(Self::of(app, access, id.provider, actor.into()))
    }

    fn of(app: &App, access: Access, provider: P, actor: Actor) -> Self {
        Self { app: app.clone(), access, provider, actor, noted: OnceCell::new() }
    }

    /// Opens the connection `id` in the name of `user_id`, who is not there: what they asked for before is done.
    ///
    /// # Errors
    /// Those of [`access::access`].
    pub async fn open_for_absent(app: &App, id: ConnectionId<P>, user_id: i64) -> Result<Self> {
        Self::open(app, id, Actor::Absent(user_id)).await
    }

    /// Opens the connection `id`, for nobody who is signed in, as it is: `None` where its access token is over, and
    /// must be renewed first.
    ///
    /// # Errors
    /// Those of [`access::living`].
    pub async fn open_living(app: &App, id: ConnectionId<P>) -> Result<Option<Self>> {
        let access = access::living(app, id.of_any()).await?;
        Ok(access.map(|access| Self::of(app, access, id.provider, Actor::Nobody)))
    }

    /// Opens the connection `first` where there is one, else the `second`, for `user_id`. It never goes on to
    /// the second because the first does not work.
    ///
    /// # Errors
    /// Those of [`access::access`].
    pub async fn open_first(
        app: &App,
        (first, second): (ConnectionId<P>, ConnectionId<P>),
        user_id: i64,
    ) -> Result<Self> {
        let read = Read::both(app, first.of_any(), second.of_any()).await?;
        Self::open_first_read(app, (first.provider, &read), user_id).await
    }

    /// The same with the two to `provider` as they were `read` already.
    ///
    /// # Errors
    /// Those of [`access::access`].
    pub async fn open_first_read(
        app: &App,
        (provider, read): (P, &Read),
        user_id: i64,
    ) -> Result<Self> {
        let access = read.access_first(app).await?;
        Ok(Self::of(app, access, provider, Actor::Present(user_id)))
    }

    /// Makes a `call` to the provider's API, with a renewed token once more where the first one is refused.
    /// It must do no harm when it is made twice.
    ///
    /// # Errors
    /// The call's own.
    pub(crate) async fn with_token<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(SecretString) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        access::with(&self.app, &self.access, call).await
    }

    /// The access token as it was opened.
    pub(crate) fn token(&self) -> SecretString {
        self.access.access_token.clone()
    }

    /// The connection as read.
    pub const fn connection(&self) -> &Connection {
        &self.access.connection
    }

    /// Of which company it is.
    pub const fn company_id(&self) -> i64 {
        self.access.connection.id.company
    }

    /// Whose connection it is, in there.
    pub const fn owner(&self) -> Owner {
        self.access.connection.id.owner
    }

    /// To which provider it is.
    pub const fn provider(&self) -> P {
        self.provider
    }

    /// Who uses it.
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// Who uses it; where nobody is signed in, in the name of whom: who connected it.
    pub fn user_id(&self) -> i64 {
        self.actor.user().unwrap_or(self.access.connection.user_id)
    }

    /// The account, as it is noted beside what is made with it; `None` for an imported connection.
    pub fn account(&self) -> Option<Account> {
        self.access.connection.account.as_ref().map(Account::noted)
    }

    /// The label of an account, where whoever uses the connection may know it: of a colleague's own nobody
    /// learns it (S47).
    pub fn told(&self, label: String) -> Option<String> {
        let owner = self.owner().person();
        owner.is_none_or(|owner| self.actor.user() == Some(owner)).then_some(label)
    }

    /// Whether the connected account is the one that is `noted` beside something (S48).
    pub fn maker(&self, noted: Option<&Account>) -> Maker {
        self.access.connection.maker(noted)
    }

    /// Notes how `action` ended, in the audit trail (S22) and with the connection, which was used where it
    /// succeeded; `result` is what the caller asked for.
    ///
    /// # Errors
    /// Those of `result`.
    pub async fn conclude<T>(&self, action: &'static str, result: Result<T>) -> Result<T> {
        self.audit(action, &result);
        let value = result?;
        self.note_use().await;
        Ok(value)
    }

    /// Notes how one of several things that were done ended, in the audit trail (S22).
    pub fn audit<T>(&self, action: &'static str, result: &Result<T>) {
        let connection = self.access.connection.id;
        let audit = Audit { action, user_id: self.user_id(), connection };
        audit.record_of(self.actor, result);
    }

    /// Notes once that the connection was used, unless that was noted shortly before: whoever does so beside its
    /// own records spares the caller a call more. A failure to note is logged: what was done is done.
    pub async fn note_use(&self) {
        self.noted.get_or_init(|| self.note_use_now()).await;
    }

    async fn note_use_now(&self) {
        let (id, now) = (self.access.connection.id, self.app.clock.now());
        let is_owner = self.actor.is_present() && id.owner.person() == self.actor.user();
        if self.access.connection.is_use_noted(now, is_owner) {
            return;
        }
        if let Err(error) = self.app.store.touch(id, now, is_owner).await {
            tracing::error!(code = error.code(), "the connection's use was not noted");
        }
    }
}
