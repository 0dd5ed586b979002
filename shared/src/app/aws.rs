//! How AWS is called: through the one HTTP client, every attempt within a time limit and before the
//! request's deadline.

use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use http::Request;

use crate::platform::http::{Http, HttpError};

/// The longest an attempt may take; the SDK makes up to three. DynamoDB, KMS and Secrets Manager answer
/// in milliseconds, so what takes longer is lost.
const ATTEMPT: Duration = Duration::from_secs(3);

/// What the SDK's clients call with: `http`.
pub fn client(http: &Http) -> SharedHttpClient {
    SharedHttpClient::new(Aws(http.clone()))
}

#[derive(Clone, Debug)]
struct Aws(Http);

impl HttpClient for Aws {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Aws {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Self(http) = self.clone();
        HttpConnectorFuture::new(async move {
            let answer = http.send_to_aws(plain(request)?, ATTEMPT).await.map_err(failure)?;
            HttpResponse::try_from(answer.map(SdkBody::from)).map_err(other)
        })
    }
}

/// The requests of the three services have their whole body in memory.
fn plain(request: HttpRequest) -> Result<Request<Vec<u8>>, ConnectorError> {
    let request = request.try_into_http1x().map_err(other)?;
    Ok(request.map(|body| body.bytes().unwrap_or_default().to_vec()))
}

/// As the SDK reads it: what may be tried again is a time-out or a matter of input and output.
fn failure(error: HttpError) -> ConnectorError {
    match error {
        HttpError::TimedOut => ConnectorError::timeout(error.into()),
        HttpError::Unsent(_) | HttpError::Unanswered(_) => ConnectorError::io(error.into()),
        // Nothing that another attempt would mend.
        HttpError::NotBegun | HttpError::TooLarge => other(error),
    }
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> ConnectorError {
    ConnectorError::other(error.into(), None)
}
