//! Giving a grant back (RFC 7009).

use http::{Method, Request, header};
use secrecy::{ExposeSecret, SecretString};

use super::{Metadata, TokenError};
use crate::http::Http;

/// Revokes `token`; `false` where the server has no endpoint for it. A token that is dead already
/// counts as revoked: Google answers 400 `invalid_token` for it.
///
/// # Errors
/// [`TokenError`] where the server did not answer, or not with success.
pub async fn revoke(http: &Http, metadata: &Metadata, token: &SecretString) -> Result<bool, TokenError> {
    let Some(endpoint) = &metadata.revocation_endpoint else { return Ok(false) };
    let form = serde_urlencoded::to_string([("token", token.expose_secret())])
        .map_err(|_| TokenError::Malformed)?;
    let request = Request::builder()
        .method(Method::POST)
        .uri(endpoint)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form.into_bytes())
        .map_err(|_| TokenError::Malformed)?;
    let response = http.send(request).await?;
    let status = response.status();
    if status.is_success() || status.as_u16() == 400 {
        return Ok(true);
    }
    Err(TokenError::Unavailable { status: status.as_u16(), retry_after: None })
}
