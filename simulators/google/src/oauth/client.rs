//! The form of the token endpoint and the app that authenticates with it.

use axum::RequestExt;
use axum::extract::RawForm;
use axum::extract::{FromRequest, Request};
use data_encoding::BASE64;
use http::header;

use super::token_error::TokenError;
use simulator_kit::oauth::Registration;

/// A form of single-valued parameters, and HTTP Basic credentials where they were sent.
#[derive(Debug)]
pub struct TokenForm {
    fields: Vec<(String, String)>,
    basic: Option<(String, String)>,
}

impl TokenForm {
    /// The value of `name`; empty counts as absent (RFC 6749, section 3.2).
    pub fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(key, _)| key == name);
        field.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The value of `name`, or 400 `invalid_request`.
    pub fn required(&self, name: &str) -> Result<&str, TokenError> {
        self.field(name).ok_or_else(|| TokenError::missing(name))
    }

    /// Checks the app's credentials: in the form, or as HTTP Basic (RFC 6749, section 2.3.1).
    pub fn authenticate(&self, registration: &Registration) -> Result<(), TokenError> {
        let (id, secret) = match &self.basic {
            Some((id, secret)) => (id.as_str(), Some(secret.as_str())),
            None => (self.required("client_id")?, self.field("client_secret")),
        };
        if id != registration.client_id {
            return Err(TokenError::unknown_client());
        }
        let secret = secret.ok_or_else(TokenError::secret_missing)?;
        if registration.authenticates(id, secret) {
            Ok(())
        } else {
            Err(TokenError::wrong_secret())
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for TokenForm {
    type Rejection = TokenError;

    async fn from_request(request: Request, _: &S) -> Result<Self, TokenError> {
        let header = request.headers().get(header::AUTHORIZATION);
        let basic = header.and_then(|value| value.to_str().ok()).and_then(basic);
        let form = request.extract::<RawForm, _>().await;
        let RawForm(bytes) = form.map_err(|_| TokenError::invalid_request("Bad Request"))?;
        let fields = url::form_urlencoded::parse(&bytes).into_owned().collect();
        Ok(Self { fields, basic })
    }
}

fn basic(header: &str) -> Option<(String, String)> {
    let bytes = BASE64.decode(header.strip_prefix("Basic ")?.as_bytes()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    text.split_once(':').map(|(id, secret)| (id.to_owned(), secret.to_owned()))
}
