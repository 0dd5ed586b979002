//! What the tests of all services share: the real SDK's configuration, and the front door.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_kms::config::{Credentials, SharedCredentialsProvider};
use axum::body::Body;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use jiff::Timestamp;
use shared::app::sdk_client;
use shared::platform::http::Http;
use tower::ServiceExt;

use super::kms::Kms;
use super::secrets_manager::SecretsManager;
use super::sns::Sns;
use super::{REGION, kms_and_secrets_router};
use simulator_kit::clock::MovableClock;

/// As the functions configure their clients, but with static keys and no pause before a retry.
pub(super) fn sdk(url: &str) -> SdkConfig {
    let credentials = Credentials::new("AKIASANDBOX", "secret", None, None, "test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .endpoint_url(url)
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
        .http_client(sdk_client(&Http::new(None).unwrap()))
        .build()
}

/// A clock that stands still until it is moved.
pub(super) fn clock() -> MovableClock {
    MovableClock::fixed("2026-09-01T12:00:00Z".parse::<Timestamp>().unwrap())
}

/// The error code and the status of a request that the SDK would not send.
async fn raw(request: Request<Body>) -> (StatusCode, String) {
    let clock = clock();
    let kms = Kms::open(None, clock.clone()).unwrap();
    let router =
        kms_and_secrets_router(kms, SecretsManager::open(None, clock).unwrap(), Sns::default());
    let answer = router.oneshot(request).await.unwrap();
    let status = answer.status();
    assert!(answer.headers().contains_key("x-amzn-requestid"));
    let code = answer.headers()["x-amzn-errortype"].to_str().unwrap().to_owned();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["__type"], code);
    (status, code)
}

fn post(target: &str) -> http::request::Builder {
    Request::post("/").header("x-amz-target", target).header("authorization", "AWS4-HMAC-SHA256 x")
}

#[tokio::test]
async fn what_no_sdk_sends_is_refused_in_the_protocols_words() {
    for (target, body, code) in [
        ("TrentService.Sign", "{}", "UnknownOperationException"),
        ("secretsmanager.DeleteSecret", "{}", "UnknownOperationException"),
        ("DynamoDB_20120810.PutItem", "{}", "UnknownOperationException"),
        ("TrentService.Decrypt", "{", "SerializationException"),
        ("TrentService.Decrypt", "{}", "ValidationException"),
        ("TrentService.CreateKey", r#"{"DryRun":true}"#, "ValidationException"),
    ] {
        let request = post(target).body(Body::from(body)).unwrap();
        assert_eq!(raw(request).await, (StatusCode::BAD_REQUEST, code.to_owned()), "{target}");
    }
}

#[tokio::test]
async fn an_unsigned_request_is_refused() {
    let request = Request::post("/").header("x-amz-target", "TrentService.CreateKey");
    let (_, code) = raw(request.body(Body::from("{}")).unwrap()).await;
    assert_eq!(code, "MissingAuthenticationTokenException");
}
