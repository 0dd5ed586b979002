//! A code for tokens, and whether they are enough.

use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::fault::Fault;
use shared::model::provider::Provider;
use shared::oauth::{self, Grant, PkceVerifier, UnverifiedGrant};
use shared::platform::metrics;
use shared::providers::{profile, scopes};

/// Whether the granted scopes and the tokens are what no connection does without (S13, F23); what else is
/// missing is said in the answer and in `status`.
pub(super) fn sufficient(app: &App, provider: Provider, grant: &Grant) -> Result<()> {
    if grant.is_organization_wide {
        return Err(Error::WorkspaceRequired(provider));
    }
    let asked = &app.config.client(provider).scopes;
    if let Some(scope) = scopes::missing(provider, asked, grant) {
        return Err(Error::MissingScope { provider, scope });
    }
    if profile(provider).renewal.is_certain && grant.refresh_token.is_none() {
        return Err(Error::RefreshTokenMissing(provider));
    }
    Ok(())
}

/// A secret that was rotated a moment ago is read again, once (S31).
pub(super) async fn exchange(
    app: &App,
    provider: Provider,
    response: &UnverifiedGrant,
) -> Result<Grant> {
    let UnverifiedGrant { code, state, .. } = response;
    let (registration, secret) =
        tokio::try_join!(app.registration(provider), app.secrets.code_verifiers())?;
    let verifier = PkceVerifier::derive(&secret.code_verifier_key, state);
    let result = match oauth::exchange_code(&app.http, &registration, code, &verifier).await {
        Err(error) if error.is_invalid_client() => {
            app.secrets.reload_client(provider).await?;
            let registration = app.registration(provider).await?;
            oauth::exchange_code(&app.http, &registration, code, &verifier).await
        }
        result => result,
    };
    result.map_err(|error| refused(app, provider, &error))
}

/// A code can't be sent again, so whatever is not our own configuration ends with "try again".
fn refused(app: &App, provider: Provider, error: &oauth::TokenError) -> Error {
    tracing::warn!(provider = provider.key(), %error, "the code was not exchanged");
    let oauth::TokenError::Refused(refusal) = error else {
        return Error::ProviderUnavailable(provider);
    };
    let (refusals, settings) = (&profile(provider).refusals, &app.config.settings);
    if (refusals.is_wrong_account)(refusal, settings) {
        return Error::WorkAccountRequired(provider);
    }
    match (refusals.token)(refusal, settings).fault() {
        Fault::Config => {
            metrics::provider_misconfigured(provider, app.clock.now());
            Error::ProviderMisconfigured(provider)
        }
        Fault::Permission => Error::BlockedByPolicy(provider),
        _ => Error::CodeRefused(provider),
    }
}
