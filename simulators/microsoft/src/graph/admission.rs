//! Who gets in: a living bearer token, and not too many calls at once.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::caller::Caller;
use crate::outlook::fault::Fault;
use crate::{Microsoft, directory};
use simulator_kit::oauth::TokenFault;

/// Seconds to wait after too many calls at once.
const CONCURRENCY_WAIT: u32 = 1;

/// Puts the [`Caller`] on the request; 401 without a good token, 429 beyond the limits.
pub async fn admit(
    State(microsoft): State<Microsoft>,
    mut request: Request,
    next: Next,
) -> Response {
    let caller = match caller(&microsoft, request.headers()) {
        Ok(caller) => caller,
        Err(refusal) => return challenge(&microsoft, refusal),
    };
    let account = caller.person.id;
    let knobs = microsoft.roster.turn(account, |knobs| (knobs.take_throttling(), knobs.latency_ms));
    let (wait, latency) = knobs.unwrap_or_default();
    if let Some(seconds) = wait {
        let message = "Too many requests. Please retry after the indicated time.";
        return Fault::throttled("TooManyRequests", message, seconds).into_response();
    }
    let Some(_place) = microsoft.lanes.enter(account) else {
        let message = "Application is over its MailboxConcurrency limit.";
        return Fault::throttled("ApplicationThrottled", message, CONCURRENCY_WAIT).into_response();
    };
    if latency > 0 {
        tokio::time::sleep(Duration::from_millis(latency.into())).await;
    }
    request.extensions_mut().insert(caller);
    next.run(request).await
}

/// Why there is no caller: Graph's message, and the claims an interactive sign-in must bring.
struct Refusal {
    message: &'static str,
    claims: Option<&'static str>,
}

fn caller(microsoft: &Microsoft, headers: &HeaderMap) -> Result<Caller, Refusal> {
    let plain = |message| Refusal { message, claims: None };
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token =
        token.and_then(|value| value.strip_prefix("Bearer ")).map(str::trim).unwrap_or_default();
    if token.is_empty() {
        return Err(plain("Access token is empty."));
    }
    let access = microsoft.grants.authenticate(token).map_err(|fault| match fault {
        TokenFault::Unknown => plain("CompactToken parsing failed with error code: 80049217"),
        TokenFault::Expired => plain("Lifetime validation failed, the token is expired."),
        TokenFault::Revoked => Refusal {
            message: "Continuous access evaluation resulted in challenge with result: InteractionRequired \
                      and code: TokenIssuedBeforeRevocationTimestamp",
            claims: Some(r#"{"access_token":{"nbf":{"essential":true}}}"#),
        },
    })?;
    let person =
        directory::person(&access.grant.account).ok_or_else(|| plain("The user is unknown."))?;
    Ok(Caller::new(person, access))
}

fn challenge(microsoft: &Microsoft, refusal: Refusal) -> Response {
    let base = format!(
        "Bearer realm=\"\", authorization_uri=\"{}/common/oauth2/v2.0/authorize\", \
         client_id=\"00000003-0000-0000-c000-000000000000\"",
        microsoft.origin
    );
    let claims = refusal.claims.map(|claims| BASE64.encode(claims.as_bytes()));
    let challenge = claims.map_or(base.clone(), |claims| {
        format!("{base}, error=\"insufficient_claims\", claims=\"{claims}\"")
    });
    let fault = Fault::new(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", refusal.message);
    let mut response = fault.into_response();
    if let Ok(value) = HeaderValue::from_str(&challenge) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use axum::body::Body;
    use futures::FutureExt;
    use http::Method;
    use jiff::SignedDuration;
    use serde_json::json;

    use crate::testing::{Bench, Words};

    #[tokio::test]
    async fn a_token_that_is_none_or_expired_is_challenged() {
        let bench = Bench::new();
        let graph = bench.graph("fatou").await;
        let empty = bench.get("/v1.0/me").await;
        assert_eq!(
            empty.refused(401, "InvalidAuthenticationToken")["message"],
            "Access token is empty."
        );
        assert!(empty.header("www-authenticate").starts_with("Bearer realm"));
        bench.clock.advance(SignedDuration::from_mins(91));
        let expired = graph.with("client-request-id", "mine").get("/me").await;
        let error = expired.refused(401, "InvalidAuthenticationToken");
        assert_eq!(error["message"], "Lifetime validation failed, the token is expired.");
        assert_eq!(error["innerError"]["client-request-id"], "mine");
        assert_eq!(error["innerError"]["date"], "2026-11-22T10:31:00");
        assert_eq!(error["innerError"]["request-id"], expired.header("request-id"));
    }

    /// F22: the person took the consent back.
    #[tokio::test]
    async fn a_revoked_token_comes_with_a_claims_challenge() {
        let bench = Bench::new();
        let graph = bench.graph("fatou").await;
        bench.form("/_accounts/fatou/revoke", &[]).await;
        let answer = graph.get("/me").await;
        answer.refused(401, "InvalidAuthenticationToken");
        assert!(answer.header("www-authenticate").contains("claims=\""));
    }

    /// F10: `Retry-After` in seconds.
    #[tokio::test]
    async fn a_throttled_account_is_told_to_wait_as_often_as_asked() {
        let bench = Bench::new();
        let (fatou, marc) = (bench.graph("fatou").await, bench.graph("marc").await);
        bench.turn("fatou", json!({ "throttled": { "retry_after": 7, "times": 2 } })).await;
        for _ in 0..2 {
            let answer = fatou.get("/me").await;
            answer.refused(429, "TooManyRequests");
            assert_eq!(answer.header("retry-after"), "7");
            assert_eq!(marc.get("/me").await.status, 200);
        }
        assert_eq!(fatou.get("/me").await.status, 200);
    }

    #[tokio::test]
    async fn a_fifth_call_at_once_to_one_mailbox_is_throttled() {
        let bench = Bench::new();
        let (fatou, marc) = (bench.graph("fatou").await, bench.graph("marc").await);
        let endless =
            || Body::from_stream(futures::stream::pending::<Result<Vec<u8>, Infallible>>());
        let call = || Box::pin(bench.send(fatou.request(Method::POST, "/me/events", endless())));
        let mut calls: Vec<_> = (0..4).map(|_| call()).collect();
        assert!(calls.iter_mut().all(|call| call.now_or_never().is_none()));
        let fifth = fatou.get("/me").await;
        let error = fifth.refused(429, "ApplicationThrottled");
        assert_eq!(error["message"], "Application is over its MailboxConcurrency limit.");
        assert_eq!(fifth.header("retry-after"), "1");
        assert_eq!(marc.get("/me").await.status, 200);
        calls.pop();
        assert_eq!(fatou.get("/me").await.status, 200);
    }
}
