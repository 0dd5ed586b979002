//! Whether an endpoint is whom it is said to be: it answers a token, decoded, as plain text, within ten seconds.

use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode, header};
use simulator_kit::clock::MovableClock;
use simulator_kit::outgoing::{self, Reply};
use url::form_urlencoded;

use super::request::invalid;
use crate::outlook::fault::Fault;
use crate::uuid;

const PATIENCE: Duration = Duration::from_secs(10);

/// 400 `ValidationError` unless `url` proves that it takes notifications.
pub(super) async fn validate(url: &str, clock: &MovableClock) -> Result<(), Fault> {
    let id = uuid::fresh();
    // The real one has spaces and colons; the rest breaks whoever decodes it twice, or not at all.
    let token = format!(
        "Validation: Testing client application reachability for subscription Request-Id: {id} <a+b%2B&c=d>"
    );
    let Some(reply) = asked(url, &token, clock).await else {
        return Err(invalid("Subscription validation request timed out.".to_owned()));
    };
    judged(&reply, &token)
}

async fn asked(url: &str, token: &str, clock: &MovableClock) -> Option<Reply> {
    let joint = if url.contains('?') { '&' } else { '?' };
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("validationToken", token)
        .finish();
    let request = Request::post(format!("{url}{joint}{query}"))
        .header(header::CONTENT_TYPE, "text/plain; charset=utf-8")
        .body(Body::empty());
    outgoing::send(request.ok()?, clock, PATIENCE).await
}

fn judged(reply: &Reply, token: &str) -> Result<(), Fault> {
    if reply.status != StatusCode::OK {
        let reason = reply.status.canonical_reason().unwrap_or_default().replace(' ', "");
        return Err(invalid(format!(
            "Subscription validation request failed. HTTP status code is '{reason}'. Notification endpoint must \
             respond with 200 OK to validation request."
        )));
    }
    let kind = reply.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("text/plain")) || reply.body != token.as_bytes() {
        return Err(invalid(
            "Subscription validation request failed. Must respond with plain text and the validation token."
                .to_owned(),
        ));
    }
    Ok(())
}
