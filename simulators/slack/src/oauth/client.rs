//! The form of the token endpoint, and the app that authenticates with it: by `Authorization: Basic`, or with
//! both values in the form.

use axum::RequestExt;
use axum::extract::{FromRequest, RawForm, Request};
use data_encoding::BASE64;
use http::header;
use url::form_urlencoded;

use crate::Slack;
use crate::api::error::{Refusal, refusal};

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

impl FromRequest<Slack> for TokenForm {
    type Rejection = Refusal;

    async fn from_request(request: Request, slack: &Slack) -> Result<Self, Refusal> {
        let header = request.headers().get(header::AUTHORIZATION);
        let header = header.and_then(|value| value.to_str().ok()).and_then(basic);
        let form = request.extract::<RawForm, _>().await;
        let RawForm(bytes) = form.map_err(|_| refusal("invalid_form_data"))?;
        let form = Self(form_urlencoded::parse(&bytes).into_owned().collect());
        let of = |name| form.field(name).unwrap_or_default().to_owned();
        let (id, secret) = header.unwrap_or_else(|| (of("client_id"), of("client_secret")));
        if id != slack.registration.client_id {
            return Err(refusal("invalid_client_id"));
        }
        if secret != slack.registration.client_secret {
            return Err(refusal("bad_client_secret"));
        }
        Ok(form)
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
