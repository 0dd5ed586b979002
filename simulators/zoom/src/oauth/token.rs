//! `POST /oauth/token`: codes and refresh tokens become access tokens (RFC 6749, sections 4.1.3 and 6).

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};
use simulator_kit::oauth::{Grant, Lifetime, Mint, Presented, Refresh};

use super::client::TokenForm;
use super::token_error::TokenError;
use crate::Zoom;

/// An hour, of which Zoom tells one second less.
const ACCESS_LIFETIME: i64 = 3599;
/// "Refresh tokens expire after 90 days."
const REFRESH_LIFETIME: i64 = 90 * 24 * 3600;

/// Answers tokens, or `{"reason": .., "error": ..}`.
pub(super) async fn token(
    State(zoom): State<Zoom>,
    form: TokenForm,
) -> Result<Json<Value>, TokenError> {
    match form.field("grant_type") {
        Some("authorization_code") => exchange(&zoom, &form).map(Json),
        Some("refresh_token") => refresh(&zoom, &form).map(Json),
        _ => Err(TokenError::GRANT_TYPE),
    }
}

/// Only the last tokens of a user are valid (4741): a new authorization ends whatever was granted before.
fn exchange(zoom: &Zoom, form: &TokenForm) -> Result<Value, TokenError> {
    let code = form.field("code").ok_or(TokenError::INVALID_REQUEST)?;
    let client_id = &zoom.registration.client_id;
    let presented = Presented {
        client_id,
        redirect_uri: form.field("redirect_uri").unwrap_or_default(),
        code_verifier: form.field("code_verifier"),
    };
    let (grant, _) = zoom.grants.redeem(code, presented)?;
    canned(zoom, &grant)?;
    let earlier = zoom.grants.consents(&grant.account, client_id);
    earlier.iter().filter(|old| old.id != grant.id).for_each(|old| zoom.grants.revoke(old.id));
    Ok(tokens(zoom, &grant, None))
}

/// The refresh token that came is dead at once, without grace.
fn refresh(zoom: &Zoom, form: &TokenForm) -> Result<Value, TokenError> {
    let token = form.field("refresh_token").ok_or(TokenError::INVALID_REQUEST)?;
    let Refresh { grant, .. } = zoom.grants.refresh(token, &zoom.registration.client_id)?;
    canned(zoom, &grant)?;
    let knobs = zoom.roster.token_knobs(&grant.account);
    if !grant.has_same_scopes(&knobs.granted(zoom.app_scopes().clone())) {
        return Err(TokenError::SCOPES);
    }
    Ok(tokens(zoom, &grant, Some(token)))
}

/// What a knob put in place of tokens.
fn canned(zoom: &Zoom, grant: &Grant) -> Result<(), TokenError> {
    if zoom.roster.knobs(&grant.account).xml {
        return Err(TokenError::Xml);
    }
    let answer = zoom.roster.take_token_error(&grant.account);
    answer.map_or(Ok(()), |(status, body)| Err(TokenError::Canned(status, body)))
}

fn tokens(zoom: &Zoom, grant: &Grant, used: Option<&str>) -> Value {
    let knobs = zoom.roster.token_knobs(&grant.account);
    let lifetime = Lifetime::Seconds(knobs.real_lifetime(ACCESS_LIFETIME));
    let access = Mint { prefix: "eyJzdiI6IjAwMDAwMSIsImFsZyI6IkhTNTEyIn0.", length: 500, lifetime };
    let lifetime = Lifetime::Seconds(REFRESH_LIFETIME);
    let mint = Mint { prefix: "eyJzdiI6IjAwMDAwMSIsImFsZyI6IkhTNTEyIn1.", length: 500, lifetime };
    let refresh_token = match used {
        Some(used) => zoom.grants.rotate(used, &mint).unwrap_or_default(),
        None => zoom.grants.issue_refresh(grant.id, &mint),
    };
    let mut body = json!({
        "access_token": zoom.grants.issue_access(grant.id, &grant.scopes, &access),
        "token_type": "bearer",
        "refresh_token": refresh_token,
        "expires_in": knobs.told_lifetime(ACCESS_LIFETIME),
        "scope": knobs.listed(&grant.scopes).join(" "),
        "api_url": zoom.origin,
    });
    if let (true, Some(members)) = (knobs.omit_refresh_token, body.as_object_mut()) {
        members.remove("refresh_token");
    }
    body
}
