//! Taking one row in.

use secrecy::{ExposeSecret, SecretString};
use shared::app::App;
use shared::connection::{Connection, Tokens};
use shared::model::error::Error;
use shared::model::owner::ConnectionId;
use shared::model::provider::{PostProvider, Provider};
use shared::platform::random;
use shared::store::Import;
use shared::vault::{Context, VaultError};
use thiserror::Error;

use crate::connection::{self, Taken};
use crate::fernet::Fernet;
use crate::linkedin;
use crate::report::Outcome;
use crate::row::Row;

/// What rows are taken in with.
pub(crate) struct Intake<'a> {
    pub(crate) app: &'a App,
    pub(crate) fernet: Fernet,
    pub(crate) is_dry_run: bool,
}

/// Why a row can't be taken in.
#[derive(Debug, Error)]
enum Refusal {
    /// It is encrypted under a key that is not ours, or damaged.
    #[error("{0} does not open with the encryption key")]
    Encrypted(&'static str),
    /// Something we need is not there at the moment.
    #[error("{}: run again later", .0.code())]
    Outage(#[from] Error),
}

impl From<VaultError> for Refusal {
    fn from(error: VaultError) -> Self {
        Self::Outage(error.into())
    }
}

impl Intake<'_> {
    /// Stores what `row` becomes, where the company has no connection to `provider` and never had an
    /// imported one. A dry run does the same but for the last step.
    pub(crate) async fn take(&self, row: &Row, provider: Provider) -> Outcome {
        self.try_take(row, provider)
            .await
            .unwrap_or_else(|refusal| Outcome::Refused(refusal.to_string()))
    }

    async fn try_take(&self, row: &Row, provider: Provider) -> Result<Outcome, Refusal> {
        let id = ConnectionId::of_company(row.company_id, provider);
        if let Some(found) = self.app.store.imported(id).await? {
            return Ok(found.into());
        }
        let connection = self.connection(row, id).await?;
        if !self.is_dry_run {
            match self.app.store.import(&connection, self.app.clock.now()).await? {
                Import::Imported => {}
                found => return Ok(found.into()),
            }
        }
        Ok(connection.reason.map_or(Outcome::Imported, Outcome::Reconnect))
    }

    async fn connection(&self, row: &Row, id: ConnectionId) -> Result<Connection, Refusal> {
        let now = self.app.clock.now();
        let tokens = self.tokens(row)?;
        let context = Context::of(id);
        let key = self.app.vault.data_key(context).await?;
        let plaintext = tokens.to_plaintext();
        let taken = Taken {
            sealed_tokens: self.app.vault.seal(
                &key,
                context,
                plaintext.expose_secret().as_bytes(),
            )?,
            is_renewable: tokens.refresh_token.is_some(),
            version: u64::from(u32::from_be_bytes(random::bytes()?)),
        };
        let connection = connection::of(row, id, taken, now);
        match PostProvider::of(id.provider) {
            Some(PostProvider::LinkedIn) if connection.is_alive(now) => {
                Ok(linkedin::told(self.app, connection, tokens.access_token).await?)
            }
            Some(PostProvider::LinkedIn) | None => Ok(connection),
        }
    }

    /// The row's tokens as their provider knows them.
    fn tokens(&self, row: &Row) -> Result<Tokens, Refusal> {
        let plain = |token: &SecretString, column| {
            self.fernet.plain(token).ok_or(Refusal::Encrypted(column))
        };
        let access_token = plain(&row.access_token, "access_token")?;
        let refresh_token = row.refresh_token.as_ref();
        let refresh_token = refresh_token.map(|token| plain(token, "refresh_token")).transpose()?;
        Ok(Tokens { access_token, refresh_token })
    }
}
