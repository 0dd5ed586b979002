//! A grant that is not kept is given back, best effort (S13).

use shared::app::App;
use shared::connection::Account;
use shared::oauth::{self, Grant};
use shared::provider::Provider;

use crate::account::by_id_token;

/// Revokes `grant`, where the provider has an endpoint for it.
///
/// Google revokes everything the account ever granted us. Where the company's connection stands on
/// the same account, or that can't be found out, nothing is revoked: a good connection stays (F23).
pub(super) async fn give_back(app: &App, company_id: i64, provider: Provider, grant: &Grant) {
    let Ok(registration) = app.registration(provider).await else { return };
    if registration.metadata.revocation_endpoint.is_none() {
        return;
    }
    let (account, connection) =
        tokio::join!(by_id_token(app, provider, grant), app.store.connection(company_id, provider));
    let (Ok(account), Ok(connection)) = (account, connection) else { return };
    let may_be_same = |own: Option<Account>| own.is_none_or(|own| own.id == account.id);
    if connection.is_some_and(|connection| may_be_same(connection.account)) {
        return;
    }
    let token = grant.refresh_token.as_ref().unwrap_or(&grant.access_token);
    if let Err(error) = oauth::revoke(&app.http, &registration.metadata, token).await {
        tracing::warn!(provider = provider.key(), %error, "the grant was not given back");
    }
}
