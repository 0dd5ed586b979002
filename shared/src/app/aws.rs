//! How AWS is called: every attempt within a time limit and before the request's deadline.

use std::time::Duration;

use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

use crate::platform::deadline::{self, Elapsed};

/// The longest an attempt may take; the SDK makes up to three. DynamoDB, KMS and Secrets Manager answer
/// in milliseconds, so what takes longer is lost.
const ATTEMPT: Duration = Duration::from_secs(3);

/// `inner`, or where there is none the one that the SDK would make, within time limits.
pub(super) fn limited(inner: Option<SharedHttpClient>) -> SharedHttpClient {
    let tls = Provider::Rustls(CryptoMode::AwsLc);
    let inner = inner.unwrap_or_else(|| Builder::new().tls_provider(tls).build_https());
    SharedHttpClient::new(Limited(inner))
}

#[derive(Debug)]
struct Limited<T>(T);

impl HttpClient for Limited<SharedHttpClient> {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Limited(self.0.http_connector(settings, components)))
    }
}

impl HttpConnector for Limited<SharedHttpConnector> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let call = self.0.call(request);
        HttpConnectorFuture::new(async move {
            match deadline::limit(ATTEMPT, Duration::ZERO, call).await {
                Ok(result) => result,
                Err(error @ Elapsed::Unfinished) => Err(ConnectorError::timeout(error.into())),
                // Nothing that another attempt would mend.
                Err(error @ Elapsed::NotBegun) => Err(ConnectorError::other(error.into(), None)),
            }
        })
    }
}
