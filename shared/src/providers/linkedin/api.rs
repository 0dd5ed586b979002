//! One call to LinkedIn's API: its headers, and what it answers.

use http::Method;
use http::request::Builder;
use secrecy::SecretString;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::model::fault::{Fault, ProviderError};
use crate::model::provider::Provider;
use crate::providers::Outside;
use crate::providers::rest::{Answer, Body, Rest};

/// LinkedIn's API in the name of one member.
#[derive(Clone, Debug)]
pub struct LinkedIn {
    pub(super) rest: Rest,
    version: String,
}

impl LinkedIn {
    /// The API as `access_token`'s member sees it.
    pub fn new(outside: Outside<'_>, access_token: SecretString) -> Self {
        let base_url = outside.endpoints.linkedin_api.clone();
        Self {
            rest: Rest::new(outside, Provider::LinkedIn, base_url, access_token),
            version: outside.settings.linkedin_version.clone(),
        }
    }

    /// A request with the headers every versioned call needs. `path` is encoded already.
    pub(super) fn request(&self, method: Method, path: &str) -> Builder {
        self.rest
            .request(method, path)
            .header("LinkedIn-Version", &self.version)
            .header("X-Restli-Protocol-Version", "2.0.0")
    }

    /// Reads `path`. A read can be repeated, so its outcome is never in doubt; nor has it content to refuse.
    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ProviderError> {
        let sent = self.send(self.request(Method::GET, path), Body::None).await;
        let answer = sent.map_err(ProviderError::of_a_read)?;
        self.rest.read(answer.body).map_err(ProviderError::repeatable)
    }

    /// Sends a request that may be repeated, and returns the answer where its status says success.
    pub(super) async fn send(
        &self,
        builder: Builder,
        body: Body<'_>,
    ) -> Result<Answer, ProviderError> {
        let answer = self.rest.exchange(builder, body).await.map_err(ProviderError::repeatable)?;
        match answer.status.is_success() {
            true => Ok(answer),
            false => Err(self.refusal(&answer).repeatable()),
        }
    }

    /// Sends `body` in a request that must not be repeated blindly; the answer, whatever its status.
    pub(super) async fn send_once(
        &self,
        builder: Builder,
        body: &Value,
    ) -> Result<Answer, ProviderError> {
        self.rest.exchange(builder, Body::Json(body)).await
    }

    /// What LinkedIn's refusal means. One of our version only an operator can mend (F28).
    pub(super) fn refusal(&self, answer: &Answer) -> ProviderError {
        let error = self.rest.refusal(answer);
        if error.fault == Fault::Config {
            let (version, code) = (&self.version, &error.code);
            tracing::error!(
                version,
                code,
                "LinkedIn no longer serves this API version: set LINKEDIN_VERSION (the parameter LinkedInVersion) to a current one"
            );
        }
        error
    }
}
