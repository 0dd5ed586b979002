//! KMS, Secrets Manager and SNS on one port: `X-Amz-Target` says which of the first two is meant, and SNS has none.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http::{HeaderMap, header};

use super::CONTENT_TYPE;
use super::kms::Kms;
use super::operation::{self, Outcome};
use super::random;
use super::refusal::Refusal;
use super::secrets_manager::SecretsManager;
use super::sns::Sns;

/// `POST /` for all three, in AWS's JSON 1.1 protocol or SNS's Query protocol.
///
/// The signature of a request is asked for but not verified.
pub fn kms_and_secrets_router(kms: Kms, secrets: SecretsManager, sns: Sns) -> Router {
    Router::new().route("/", post(answer)).with_state((kms, secrets, sns))
}

async fn answer(
    State((kms, secrets, sns)): State<(Kms, SecretsManager, Sns)>,
    headers: HeaderMap,
    document: Bytes,
) -> Response {
    let is_signed = headers.contains_key(header::AUTHORIZATION);
    if is_signed && !headers.contains_key("x-amz-target") {
        return sns.answer(&document);
    }
    let answer = match perform(&kms, &secrets, &headers, &document) {
        Ok(answer) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], answer.to_string()).into_response(),
        Err(refusal) => refusal.into_response(),
    };
    ([("x-amzn-requestid", random::uuid().unwrap_or_default())], answer).into_response()
}

fn perform(kms: &Kms, secrets: &SecretsManager, headers: &HeaderMap, document: &[u8]) -> Outcome {
    if !headers.contains_key(header::AUTHORIZATION) {
        let code = "MissingAuthenticationTokenException";
        return Err(Refusal::new(code, "Missing Authentication Token"));
    }
    let target = headers.get("x-amz-target").and_then(|target| target.to_str().ok());
    match target.unwrap_or_default().split_once('.') {
        Some(("TrentService", operation)) => kms.perform(operation, document),
        Some(("secretsmanager", operation)) => secrets.perform(operation, document),
        _ => operation::unknown(target.unwrap_or("an unnamed operation")),
    }
}
