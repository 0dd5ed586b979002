//! Revocation of a token at the authorization server (RFC 7009).

use data_encoding::BASE64;
use http::{Request, StatusCode, header};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::form_urlencoded::{Serializer, byte_serialize};

use super::{Metadata, Refusal, RevocationRequest, TokenError};
use crate::platform::http::Http;

/// Our registration, for a server that wants it with a revocation (section 2.1).
#[derive(Clone, Copy, Debug)]
pub struct Credentials<'a> {
    /// Our id there.
    pub client_id: &'a str,
    /// Our secret there.
    pub client_secret: &'a SecretString,
}

/// Revokes `token`, of the kind that the server takes; `false` where the server has no endpoint for it. A token the server doesn't know, or
/// no longer, is revoked (section 2.2; Google answers `invalid_token` there).
///
/// # Errors
/// [`TokenError`] where the server doesn't confirm.
pub async fn revoke(
    http: &Http,
    metadata: &Metadata,
    token: &SecretString,
    credentials: Option<Credentials<'_>>,
) -> Result<bool, TokenError> {
    let Some(endpoint) = &metadata.revocation_endpoint else { return Ok(false) };
    let request = match (metadata.revocation_request, credentials) {
        (RevocationRequest::BasicWithQuery, Some(credentials)) => {
            Request::post(format!("{endpoint}?{}", form(token, None)))
                .header(header::AUTHORIZATION, basic(credentials))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Vec::new())
        }
        (RevocationRequest::Bearer(over), _) => return end(http, endpoint, token, over).await,
        (_, credentials) => Request::post(endpoint)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form(token, credentials).into_bytes()),
    };
    let request = request.map_err(|_| TokenError::Malformed)?;
    let response = http.send(request).await?;
    let status = response.status();
    if status.is_success() {
        return Ok(true);
    }
    if matches!(status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::GONE) {
        return Ok(false);
    }
    match serde_json::from_slice::<Refusal>(response.body()) {
        Ok(refusal) if status == StatusCode::BAD_REQUEST && refusal.error == "invalid_token" => {
            Ok(true)
        }
        Ok(refusal) if status.is_client_error() => Err(TokenError::Refused(refusal)),
        _ => Err(TokenError::Unavailable { status: status.as_u16(), retry_after: None }),
    }
}

/// Ends `token` by using it. Every answer has the status of success, and says `ok` or why not.
async fn end(
    http: &Http,
    endpoint: &str,
    token: &SecretString,
    over: &[&str],
) -> Result<bool, TokenError> {
    let request = Request::post(endpoint)
        .header(header::AUTHORIZATION, format!("Bearer {}", token.expose_secret()))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Vec::new());
    let response = http.send(request.map_err(|_| TokenError::Malformed)?).await?;
    let status = response.status();
    if !status.is_success() {
        return Err(TokenError::Unavailable { status: status.as_u16(), retry_after: None });
    }
    let answer: Value = serde_json::from_slice(response.body()).unwrap_or_default();
    if answer.get("ok") == Some(&Value::Bool(true)) {
        return Ok(true);
    }
    match serde_json::from_value::<Refusal>(answer) {
        Ok(refusal) if over.contains(&refusal.error.as_str()) => Ok(true),
        Ok(refusal) if !refusal.error.is_empty() => Err(TokenError::Refused(refusal)),
        _ => Err(TokenError::Malformed),
    }
}

/// RFC 6749, section 2.3.1: both are form-encoded first.
fn basic(Credentials { client_id, client_secret }: Credentials<'_>) -> String {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let pair = format!("{}:{}", encoded(client_id), encoded(client_secret.expose_secret()));
    format!("Basic {}", BASE64.encode(pair.as_bytes()))
}

fn form(token: &SecretString, credentials: Option<Credentials<'_>>) -> String {
    let mut form = Serializer::new(String::new());
    form.append_pair("token", token.expose_secret());
    if let Some(Credentials { client_id, client_secret }) = credentials {
        form.append_pair("client_id", client_id);
        form.append_pair("client_secret", client_secret.expose_secret());
    }
    form.finish()
}
