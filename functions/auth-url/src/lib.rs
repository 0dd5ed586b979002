//! `GET /api/integrations/{provider}/auth-url`: begins an authorization (RFC 6749, section 4.1.1).
//!
//! Answers the URL to send the browser to. Two calls leave: the ATS for the company, DynamoDB for
//! the pending authorization. `?replace=true` lets another account take the place of the connected one, and
//! `?for=me` makes it the caller's own connection, beside the company's (B16).

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::connection::PendingAuthorization;
use shared::model::error::Result;
use shared::model::provider::Provider;
use shared::oauth::{PkceVerifier, Registration, State, authorization_url};
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::random;
use shared::platform::request::{self, Query};
use shared::platform::response::Json;
use shared::providers::profile;

/// The answer (B7): the guide reads `authorization_url`, the deployed frontend `auth_url`.
#[derive(Debug, Serialize)]
pub struct Answer {
    authorization_url: String,
    auth_url: String,
    state: String,
    provider: &'static str,
    /// Where an administrator agrees for everybody, should people not be allowed to; Outlook has that.
    #[serde(skip_serializing_if = "Option::is_none")]
    admin_consent_url: Option<String>,
}

/// Stores a pending authorization for the caller and answers where to go with it.
///
/// # Errors
/// Those of the caller (401, 403, 404, 400), an unknown provider (400), a provider that is not
/// configured (503), the ATS or the table out of reach (503).
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let provider = request::provider(&request)?;
    let query = Query::of(&request)?;
    let replace = query.flag("replace")?;
    let whose = query.whose("for")?.unwrap_or_default().at(provider)?;
    let (registration, secret) =
        tokio::try_join!(app.registration(provider), app.secrets.code_verifiers())?;
    let employer = caller.with_company(&app.ats).await?;

    let state = State::new(random::bytes()?);
    let verifier = PkceVerifier::derive(&secret.code_verifier_key, &state);
    let url = authorization_url(&registration, &state, &verifier)?.to_string();
    let Employer { user_id, company_id, .. } = employer;
    let connection = employer.connection(whose, provider);
    let pending = PendingAuthorization::new(connection, user_id, replace, app.clock.now());
    app.store.begin(&state, &pending).await?;
    let whose = whose.name();
    tracing::info!(
        provider = provider.key(),
        user_id,
        company_id,
        whose,
        "an authorization begins"
    );

    Ok(Json(Answer {
        authorization_url: url.clone(),
        auth_url: url,
        state: state.value().to_owned(),
        provider: provider.key(),
        admin_consent_url: admin_consent_url(&app, provider, &registration),
    }))
}

fn admin_consent_url(app: &App, provider: Provider, registration: &Registration) -> Option<String> {
    let consent = profile(provider).admin_consent.as_ref()?;
    (consent.url)(registration, &app.config.endpoints, &app.config.settings)
}
