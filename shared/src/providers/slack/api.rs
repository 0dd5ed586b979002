//! The API: every refusal has the status of success and says `ok: false`.

use http::Method;
use secrecy::SecretString;
use serde_json::Value;

use crate::model::fault::ProviderError;
use crate::model::provider::Provider;
use crate::providers::Outside;
use crate::providers::rest::{Body, Rest};

/// Slack in the name of our bot in one workspace.
#[derive(Clone, Debug)]
pub struct Slack {
    pub(super) rest: Rest,
}

impl Slack {
    /// Slack as the bot of `access_token` sees it.
    pub fn new(outside: Outside<'_>, access_token: SecretString) -> Self {
        let base_url = format!("{}/api/", outside.endpoints.slack);
        Self { rest: Rest::new(outside, Provider::Slack, base_url, access_token) }
    }

    /// Calls a `method` that reads, with its arguments in `query`, encoded.
    pub(super) async fn read(&self, method: &str, query: &str) -> Result<Value, ProviderError> {
        let request = self.rest.request(Method::GET, &format!("{method}?{query}"));
        let answer = self.rest.exchange(request, Body::None).await;
        self.taken(answer?).map_err(ProviderError::repeatable)
    }

    /// Calls a `method` that writes.
    pub(super) async fn write(&self, method: &str, body: &Value) -> Result<Value, ProviderError> {
        let request = self.rest.request(Method::POST, method);
        let answer = self.rest.exchange(request, Body::Json(body)).await;
        self.taken(answer?)
    }

    fn taken(&self, answer: crate::providers::Answer) -> Result<Value, ProviderError> {
        let is_ok = answer.body.get("ok") == Some(&Value::Bool(true));
        match answer.status.is_success() && is_ok {
            true => Ok(answer.body),
            false => Err(self.rest.refusal(&answer)),
        }
    }
}
