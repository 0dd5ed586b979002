//! A grant that is not kept is given back, best effort (S13), unless somebody stands on it (S45).

use shared::app::App;
use shared::connecting::withdrawal;
use shared::model::account::Account;
use shared::model::error::Result;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::oauth::Grant;

use crate::account::account;
use crate::settling::Settling;

/// Withdraws `grant` of the account that is `known`, or that the grant itself names.
pub(super) async fn give_back(
    app: &App,
    (connection, user_id): (ConnectionId, i64),
    known: Option<&Account>,
    grant: &Grant,
) {
    let provider = connection.provider;
    if !withdrawal::is_offered(provider) {
        return;
    }
    let known = match known {
        Some(account) => Some(account.clone()),
        None => named(app, provider, grant).await.ok(),
    };
    let whose = (connection, user_id);
    let outcome = withdrawal::give_back(app, whose, known.as_ref(), grant).await;
    tracing::info!(provider = provider.key(), ?outcome, "a grant was not kept");
}

async fn named(app: &App, provider: Provider, grant: &Grant) -> Result<Account> {
    // What is granted where that is not said is what was asked for (RFC 6749, section 5.1).
    let asked = &app.config.client(provider).scopes;
    let granted = grant.scopes.as_ref().unwrap_or(asked);
    account(app, provider, grant, granted, &Settling::none(app, provider)).await
}
