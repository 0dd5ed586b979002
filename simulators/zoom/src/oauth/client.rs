//! The form of the token endpoint, and the app that authenticates with it: by `Authorization: Basic` only.

use axum::RequestExt;
use axum::extract::{FromRequest, RawForm, Request};
use data_encoding::BASE64;
use http::header;
use url::form_urlencoded;

use super::token_error::TokenError;
use crate::Zoom;

/// A form of an app that is who it says.
#[derive(Debug)]
pub(super) struct TokenForm(Vec<(String, String)>);

impl TokenForm {
    /// The value of `name`; empty counts as absent.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let field = self.0.iter().find(|(key, _)| key == name);
        field.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

impl FromRequest<Zoom> for TokenForm {
    type Rejection = TokenError;

    async fn from_request(request: Request, zoom: &Zoom) -> Result<Self, TokenError> {
        let header = request.headers().get(header::AUTHORIZATION);
        let basic = header.and_then(|value| value.to_str().ok()).and_then(basic);
        let (id, secret) = basic.ok_or(TokenError::INVALID_CLIENT)?;
        if !zoom.registration.authenticates(&id, &secret) {
            return Err(TokenError::INVALID_CLIENT);
        }
        let form = request.extract::<RawForm, _>().await;
        let RawForm(bytes) = form.map_err(|_| TokenError::INVALID_REQUEST)?;
        Ok(Self(form_urlencoded::parse(&bytes).into_owned().collect()))
    }
}

/// The pair of RFC 6749, section 2.3.1: each is form-encoded before both are base64.
fn basic(header: &str) -> Option<(String, String)> {
    let bytes = BASE64.decode(header.strip_prefix("Basic ")?.as_bytes()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (id, secret) = text.split_once(':')?;
    let decoded = |part: &str| {
        let pair = format!("x={part}");
        form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
    };
    Some((decoded(id)?, decoded(secret)?))
}
