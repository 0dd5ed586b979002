//! One simulator at hand, called without a network.

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{Method, Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt;

use super::Answer;
use super::oauth::{ID, REDIRECT, SECRET, changed};
use crate::clock::MovableClock;

/// A simulator, its clock, and the manners of a browser and of a client.
pub struct Bench {
    /// Moved by hand.
    pub clock: MovableClock,
    router: Router,
}

impl Bench {
    /// The simulator behind `router`, which was made with `clock`.
    pub const fn new(clock: MovableClock, router: Router) -> Self {
        Self { clock, router }
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await;
        let (parts, body) = response.unwrap_or_else(|never| match never {}).into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("the body is in memory");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path, &[], Body::empty())).await
    }

    /// Posts a form.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("pairs of text are a form");
        let kind = [(header::CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded")];
        self.send(request(Method::POST, path, &kind, Body::from(body))).await
    }

    /// Calls an API with a bearer token; a `body` of null sends none.
    pub async fn call(
        &self,
        token: &str,
        (method, path): (Method, &str),
        headers: &[(&str, &str)],
        body: Value,
    ) -> Answer {
        let bearer = format!("Bearer {token}");
        let mut all = vec![(header::AUTHORIZATION.as_str(), bearer.as_str())];
        all.extend(headers);
        if body.is_null() {
            return self.send(request(method, path, &all, Body::empty())).await;
        }
        all.push((header::CONTENT_TYPE.as_str(), "application/json"));
        self.send(request(method, path, &all, Body::from(body.to_string()))).await
    }

    /// Turns knobs of an account.
    pub async fn turn(&self, account: &str, knobs: Value) {
        let path = format!("/_accounts/{account}");
        let kind = [(header::CONTENT_TYPE.as_str(), "application/json")];
        let knobs = Body::from(knobs.to_string());
        let answer = self.send(request(Method::PATCH, &path, &kind, knobs)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }

    /// Redeems a code at the token `endpoint`, with `changes` to the request of RFC 6749, section 4.1.3.
    pub async fn redeem(&self, endpoint: &str, code: &str, changes: &[(&str, &str)]) -> Answer {
        let good = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("client_id", ID),
            ("client_secret", SECRET),
        ];
        self.form(endpoint, &changed(&good, changes)).await
    }

    /// Refreshes at the token `endpoint`, with `changes` to the request of RFC 6749, section 6.
    pub async fn refresh(&self, endpoint: &str, token: &str, changes: &[(&str, &str)]) -> Answer {
        let good = [
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("client_id", ID),
            ("client_secret", SECRET),
        ];
        self.form(endpoint, &changed(&good, changes)).await
    }
}

fn request(method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let request = Request::builder().method(method).uri(path);
    let request =
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.body(body).expect("the test writes a good request")
}
