//! Revoking at the provider what was deleted here: best effort, within a time box, and told as it is.

use std::time::Duration;

use secrecy::ExposeSecret;
use shared::app::App;
use shared::connection::{Connection, Tokens};
use shared::deadline::{self, RESERVE};
use shared::oauth::{self, Metadata};
use shared::provider::Provider;
use shared::providers;
use shared::vault::Context;

/// The longest a person waits for the provider.
const TIME_BOX: Duration = Duration::from_secs(5);

/// What became of the grant at the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// There was no connection.
    Nothing,
    /// The provider has confirmed.
    Revoked,
    /// The provider has no way to revoke.
    NotOffered,
    /// Revoking would end another company's connection with the same account (S33).
    Shared,
    /// It is not known whether it would: an imported connection may not name its account.
    Unknown,
    /// The provider has not confirmed, or we could not ask.
    Failed,
}

impl Revocation {
    /// `true` and `false` where we asked, `None` where we did not.
    pub(super) const fn is_revoked(self) -> Option<bool> {
        match self {
            Self::Revoked => Some(true),
            Self::Failed => Some(false),
            Self::Nothing | Self::NotOffered | Self::Shared | Self::Unknown => None,
        }
    }

    /// What it means, for people.
    pub(super) fn text(self, provider: Provider) -> String {
        match self {
            Self::Nothing => "There was nothing to revoke.".to_owned(),
            Self::Revoked => format!("{provider} has withdrawn our access."),
            Self::NotOffered => format!(
                "We have deleted our access. {provider} lets only you withdraw the permission itself, in your account's settings."
            ),
            Self::Shared => format!(
                "We have deleted our access. The permission at {provider} stays, because another connection uses the same account."
            ),
            Self::Unknown => format!(
                "We have deleted our access. The permission at {provider} stays, because another connection may use the same account. You can withdraw it in your account's settings."
            ),
            Self::Failed => format!(
                "We have deleted our access, but {provider} did not confirm that the permission is withdrawn. You can withdraw it in your account's settings."
            ),
        }
    }
}

/// Where a person manages what they granted.
pub(super) const fn manage_url(provider: Provider) -> &'static str {
    match provider {
        Provider::LinkedIn => {
            "https://www.linkedin.com/mypreferences/d/data-sharing-for-permitted-services"
        }
        Provider::GoogleCalendar => "https://myaccount.google.com/connections",
        Provider::OutlookCalendar => "https://myapps.microsoft.com",
    }
}

/// Revokes the grant of a deleted connection. Google revokes everything the person granted us, so this
/// is done only where no other connection uses the account.
pub async fn revoke(app: &App, connection: &Connection) -> Revocation {
    let metadata = providers::metadata(connection.provider, &app.config);
    if metadata.revocation_endpoint.is_none() {
        return Revocation::NotOffered;
    }
    if connection.account.is_none() {
        return Revocation::Unknown;
    }
    match app.store.is_account_shared(connection).await {
        Ok(false) => {}
        Ok(true) => return Revocation::Shared,
        // Unknown is no permission to end somebody else's connection.
        Err(_) => return Revocation::Failed,
    }
    let attempt = deadline::limit(TIME_BOX, RESERVE, ask(app, connection, &metadata));
    match attempt.await {
        Ok(Some(true)) => Revocation::Revoked,
        _ => Revocation::Failed,
    }
}

async fn ask(app: &App, connection: &Connection, metadata: &Metadata) -> Option<bool> {
    let context = Context { company_id: connection.company_id, provider: connection.provider };
    let plaintext = app.vault.open(&connection.sealed_tokens, context).await.ok()?;
    let tokens = Tokens::from_plaintext(plaintext.expose_secret())?;
    let token = tokens.refresh_token.unwrap_or(tokens.access_token);
    let result = oauth::revoke(&app.http, metadata, &token).await;
    if let Err(error) = &result {
        tracing::warn!(provider = connection.provider.key(), %error, "the grant was not revoked");
    }
    result.ok()
}
