//! `POST /token`: codes and refresh tokens become access tokens (RFC 6749, sections 4.1.3 and 6).

use axum::Json;
use axum::extract::State;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::authorize::CODE_PREFIX;
use super::client::TokenForm;
use super::id_token;
use super::token_error::TokenError;
use crate::Google;
use crate::knobs::GoogleKnobs;
use crate::object::Object;
use simulator_kit::oauth::{Grant, Lifetime, Mint, Presented, Refresh, RefreshFault};

/// Google says 3599, not 3600.
const ACCESS_LIFETIME: i64 = 3599;
/// Refresh tokens die of six months without use ("Refresh token expiration").
const IDLE_LIFETIME: i64 = 183 * 24 * 3600;
/// Seven days less one second: the grants of an app in "Testing".
const TESTING_LIFETIME: i64 = 604_799;
/// More living refresh tokens per account and client push out the oldest, silently.
const REFRESH_TOKENS_KEPT: usize = 100;

/// Answers tokens, or `{"error": ..}`.
pub async fn token(
    State(google): State<Google>,
    form: TokenForm,
) -> Result<Json<Value>, TokenError> {
    form.authenticate(&google.registration)?;
    match form.field("grant_type") {
        Some("authorization_code") => exchange(&google, &form).map(Json),
        Some("refresh_token") => refresh(&google, &form).map(Json),
        other => Err(TokenError::unsupported_grant_type(other.unwrap_or_default())),
    }
}

fn exchange(google: &Google, form: &TokenForm) -> Result<Value, TokenError> {
    let code = form.required("code")?.strip_prefix(CODE_PREFIX);
    let code = code.ok_or_else(TokenError::malformed_code)?;
    let presented = Presented {
        client_id: &google.registration.client_id,
        redirect_uri: form.required("redirect_uri")?,
        code_verifier: form.field("code_verifier"),
    };
    let (grant, authorization) = google.grants.redeem(code, presented)?;
    canned(google, &grant)?;
    let knobs = google.roster.knobs(&grant.account);
    let offline = google.offline_codes().remove(code) && !knobs.tokens.omit_refresh_token;
    let refresh_token = offline.then(|| issue_refresh(google, &grant, &knobs));
    let expires_in = (offline && knobs.testing_status).then_some(TESTING_LIFETIME);
    let body = tokens(google, &grant, &knobs, authorization.nonce.as_deref())
        .with_some("refresh_token", refresh_token)
        .with_some("refresh_token_expires_in", expires_in);
    Ok(body.into())
}

fn refresh(google: &Google, form: &TokenForm) -> Result<Value, TokenError> {
    let token = form.required("refresh_token")?;
    let Refresh { grant, expires_at, .. } = usable(google, token)?;
    canned(google, &grant)?;
    let knobs = google.roster.knobs(&grant.account);
    if session_is_over(google, &grant, &knobs) {
        return Err(TokenError::invalid_rapt());
    }
    let end = expires_at.filter(|_| knobs.testing_status);
    let expires_in = end.map(|end| end.duration_since(google.now()).as_secs());
    let rotates = knobs.tokens.rotate_refresh_tokens && !knobs.tokens.omit_refresh_token;
    let rotated = rotates.then(|| google.grants.rotate(token, &refresh_mint(&knobs)));
    let body = tokens(google, &grant, &knobs, None)
        .with_some("refresh_token", rotated.flatten())
        .with_some("refresh_token_expires_in", expires_in);
    Ok(body.into())
}

fn usable(google: &Google, token: &str) -> Result<Refresh, TokenError> {
    let used = google.grants.refresh(token, &google.registration.client_id);
    if let Err(RefreshFault::Reused(grant)) = &used
        && google.roster.knobs(&grant.account).tokens.punish_reuse
    {
        google.grants.revoke(grant.id);
    }
    Ok(used?)
}

/// The answer that a knob put in place of tokens.
fn canned(google: &Google, grant: &Grant) -> Result<(), TokenError> {
    let answer = google.roster.take_token_error(&grant.account);
    answer.map_or(Ok(()), |answer| Err(answer.into()))
}

fn session_is_over(google: &Google, grant: &Grant, knobs: &GoogleKnobs) -> bool {
    let age = google.now().duration_since(grant.granted_at);
    let limit = knobs.session_hours.map(|hours| SignedDuration::from_hours(i64::from(hours)));
    knobs.invalid_rapt || limit.is_some_and(|limit| age > limit)
}

fn tokens(google: &Google, grant: &Grant, knobs: &GoogleKnobs, nonce: Option<&str>) -> Object {
    let lifetime = Lifetime::Seconds(knobs.tokens.real_lifetime(ACCESS_LIFETIME));
    let mint = Mint { prefix: "ya29.a0", length: 200, lifetime };
    let access_token = google.grants.issue_access(grant.id, &grant.scopes, &mint);
    let body = json!({
        "access_token": access_token,
        "expires_in": knobs.tokens.told_lifetime(ACCESS_LIFETIME),
        "scope": knobs.tokens.listed(&grant.scopes).join(" "),
        "token_type": "Bearer",
    });
    let id_token = id_token::issue(google, grant, &access_token, nonce);
    Object::of(body).with_some("id_token", id_token)
}

fn refresh_mint(knobs: &GoogleKnobs) -> Mint {
    let lifetime = match knobs.testing_status {
        true => Lifetime::Seconds(TESTING_LIFETIME),
        false => Lifetime::IdleSeconds(IDLE_LIFETIME),
    };
    Mint { prefix: "1//0", length: 99, lifetime }
}

fn issue_refresh(google: &Google, grant: &Grant, knobs: &GoogleKnobs) -> String {
    let token = google.grants.issue_refresh(grant.id, &refresh_mint(knobs));
    let (account, client_id) = (&grant.account, &grant.client_id);
    google.grants.drop_oldest_refresh_tokens(account, client_id, REFRESH_TOKENS_KEPT);
    token
}
