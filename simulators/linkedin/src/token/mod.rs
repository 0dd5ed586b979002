//! `POST /oauth/v2/accessToken`: codes and refresh tokens become access tokens (RFC 6749,
//! section 3.2). Credentials are taken from the body only.

use axum::extract::{RawForm, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{LinkedIn, userinfo};
use simulator_kit::oauth::{
    Authorization, CodeFault, Grant, Lifetime, Mint, Presented, Refresh, RefreshFault, TokenKnobs,
    id_token,
};

mod fault;

pub(super) use fault::TokenFailure;

/// 60 days, in seconds.
const ACCESS_LIFETIME: i64 = 60 * 86_400;
/// 365 days from the member's consent, in seconds; no refresh extends it.
const REFRESH_LIFETIME: i64 = 365 * 86_400;

const ACCESS: Mint =
    Mint { prefix: "AQX", length: 497, lifetime: Lifetime::Seconds(ACCESS_LIFETIME) };
const REFRESH: Mint =
    Mint { prefix: "AQR", length: 397, lifetime: Lifetime::Seconds(REFRESH_LIFETIME) };

/// The token endpoint, and the one that revokes.
pub fn routes() -> Router<LinkedIn> {
    Router::new()
        .route("/oauth/v2/accessToken", post(answer))
        .route("/oauth/v2/revoke", post(revoke))
}

/// A form whose parameters are asked for by name.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The parameters of a form; empty if it is not one.
    pub(super) fn parse(form: &[u8]) -> Self {
        Self(serde_urlencoded::from_bytes(form).unwrap_or_default())
    }

    /// A parameter that must be there and not be empty.
    pub(super) fn required(&self, name: &'static str) -> Result<&str, TokenFailure> {
        let field = self.0.iter().find(|(own, value)| own == name && !value.is_empty());
        field.map(|(_, value)| value.as_str()).ok_or(TokenFailure::Missing(name))
    }

    /// The client's credentials, checked.
    pub(super) fn client(&self, site: &LinkedIn) -> Result<&str, TokenFailure> {
        let id = self.required("client_id")?;
        let secret = self.required("client_secret")?;
        if site.registration.authenticates(id, secret) { Ok(id) } else { Err(TokenFailure::Client) }
    }
}

async fn answer(
    State(site): State<LinkedIn>,
    RawForm(form): RawForm,
) -> Result<Response, TokenFailure> {
    let fields = Fields::parse(&form);
    match fields.required("grant_type")? {
        "authorization_code" => exchange(&site, &fields),
        "refresh_token" => refresh(&site, &fields),
        other => Err(TokenFailure::GrantType(other.to_owned())),
    }
}

/// Not documented; public clients send the token with the app's credentials. *Recalled*: that it ends all
/// the member granted the app, and that a token that is already dead is not an error (RFC 7009, section 2.2).
async fn revoke(
    State(site): State<LinkedIn>,
    RawForm(form): RawForm,
) -> Result<StatusCode, TokenFailure> {
    let fields = Fields::parse(&form);
    fields.client(&site)?;
    if let Ok(grant) = site.grants.holder(fields.required("token")?) {
        site.grants.revoke_consent(&grant.account, &grant.client_id);
    }
    Ok(StatusCode::OK)
}

fn exchange(site: &LinkedIn, fields: &Fields) -> Result<Response, TokenFailure> {
    let (code, redirect_uri) = (fields.required("code")?, fields.required("redirect_uri")?);
    let client_id = fields.client(site)?;
    if let Some(authorization) = site.grants.authorization(code) {
        site.canned(&authorization.account)?;
    }
    let code_verifier = fields.required("code_verifier").ok();
    let presented = Presented { client_id, redirect_uri, code_verifier };
    let (grant, authorization) = site.grants.redeem(code, presented)?;
    let knobs = site.roster.knobs(&grant.account);
    let mut body = site.access_token(&grant, &knobs.tokens, ACCESS_LIFETIME);
    if knobs.partner_refresh_tokens && !knobs.tokens.omit_refresh_token {
        let token = site.grants.issue_refresh(grant.id, &REFRESH);
        body.insert("refresh_token".into(), token.into());
        body.insert("refresh_token_expires_in".into(), REFRESH_LIFETIME.into());
    }
    if let Some(token) = site.id_token(&authorization) {
        body.insert("id_token".into(), token.into());
    }
    Ok(Json(body).into_response())
}

fn refresh(site: &LinkedIn, fields: &Fields) -> Result<Response, TokenFailure> {
    let token = fields.required("refresh_token")?;
    let client_id = fields.client(site)?;
    let used = match site.grants.refresh(token, client_id) {
        Err(RefreshFault::Reused(grant)) => return Err(site.reused(&grant)),
        used => used?,
    };
    site.canned(&used.grant.account)?;
    let knobs = site.roster.token_knobs(&used.grant.account);
    let left = remaining(&used, site.clock.now());
    let mut body = site.access_token(&used.grant, &knobs, left.min(ACCESS_LIFETIME));
    if !knobs.omit_refresh_token {
        let token = site.kept_or_rotated(token, &knobs, left);
        body.insert("refresh_token".into(), token.into());
        body.insert("refresh_token_expires_in".into(), left.into());
    }
    Ok(Json(body).into_response())
}

fn remaining(used: &Refresh, now: Timestamp) -> i64 {
    used.expires_at.map_or(0, |at| at.as_second() - now.as_second())
}

impl LinkedIn {
    /// The part every answer has; scopes separated by commas, as LinkedIn's own client reads them.
    fn access_token(&self, grant: &Grant, knobs: &TokenKnobs, lifetime: i64) -> Map<String, Value> {
        let real = Lifetime::Seconds(knobs.real_lifetime(lifetime));
        let token =
            self.grants.issue_access(grant.id, &grant.scopes, &Mint { lifetime: real, ..ACCESS });
        Map::from_iter([
            ("access_token".into(), token.into()),
            ("expires_in".into(), knobs.told_lifetime(lifetime)),
            ("scope".into(), knobs.listed(&grant.scopes).join(",").into()),
        ])
    }

    /// LinkedIn gives the same refresh token back; the knob makes it rotate.
    fn kept_or_rotated(&self, token: &str, knobs: &TokenKnobs, left: i64) -> String {
        let mint = Mint { lifetime: Lifetime::Seconds(left), ..REFRESH };
        let rotated = knobs.rotate_refresh_tokens.then(|| self.grants.rotate(token, &mint));
        rotated.flatten().unwrap_or_else(|| token.to_owned())
    }

    fn reused(&self, grant: &Grant) -> TokenFailure {
        if self.roster.token_knobs(&grant.account).punish_reuse {
            self.grants.revoke(grant.id);
        }
        TokenFailure::Refresh
    }

    fn canned(&self, account: &str) -> Result<(), TokenFailure> {
        let canned = self.roster.take_token_error(account);
        canned.map_or(Ok(()), |(status, body)| Err(TokenFailure::Canned(status, body)))
    }

    fn id_token(&self, authorization: &Authorization) -> Option<String> {
        let now = self.clock.now().as_second();
        let mut claims = userinfo::claims(&authorization.account, &authorization.scopes)?;
        claims.extend([
            ("iss".into(), userinfo::ISSUER.into()),
            ("aud".into(), authorization.client_id.as_str().into()),
            ("iat".into(), now.into()),
            ("exp".into(), (now + 3600).into()),
        ]);
        if let Some(nonce) = &authorization.nonce {
            claims.insert("nonce".into(), nonce.as_str().into());
        }
        Some(id_token::sign(&Value::Object(claims)))
    }
}

#[cfg(test)]
mod tests;
