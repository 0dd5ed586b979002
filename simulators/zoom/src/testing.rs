//! A Zoom at a fixed time, its calls and its words.

use std::ops::Deref;

use axum::body::Body;
use data_encoding::BASE64;
use http::{Method, Request, header};
use serde_json::{Value, json};
use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::pkce;
use simulator_kit::testing::{self, VERIFIER};
pub(crate) use simulator_kit::testing::{Answer, REDIRECT};

use crate::Zoom;

pub(crate) const MEETINGS: &str = "/v2/users/me/meetings";

/// A Zoom on Tuesday 1 December 2026, 08:00 UTC.
pub(crate) struct Bench(testing::Bench);

impl Deref for Bench {
    type Target = testing::Bench;

    fn deref(&self) -> &testing::Bench {
        &self.0
    }
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self::redirecting(REDIRECT)
    }

    /// Whose app is registered with this redirect URI.
    pub(crate) fn redirecting(uri: &str) -> Self {
        let clock = MovableClock::fixed("2026-12-01T08:00:00Z".parse().unwrap());
        let mut registration = testing::registration();
        registration.redirect_uris = vec![uri.to_owned()];
        let zoom = Zoom::new(clock.clone(), "http://localhost:8007", registration);
        Self(testing::Bench::new(clock, zoom.router()))
    }

    /// Calls the API; `body` null sends none.
    pub(crate) async fn call(&self, token: &str, what: (Method, &str), body: Value) -> Answer {
        self.0.call(token, what, &[], body).await
    }

    /// The whole flow: an access token.
    pub(crate) async fn token(&self, account: &str) -> String {
        self.connect(account).await["access_token"].as_str().unwrap().to_owned()
    }

    /// The whole flow: the token endpoint's answer.
    pub(crate) async fn connect(&self, account: &str) -> Value {
        self.exchange(&self.code(account).await).await.json()
    }

    pub(crate) async fn code(&self, account: &str) -> String {
        let form = [("account", account), ("decision", "allow")];
        let reply = self.form(&authorize_path(&[]), &form).await;
        assert_eq!(reply.status, 302, "{}", reply.text);
        reply.redirected("code").unwrap()
    }

    pub(crate) async fn exchange(&self, code: &str) -> Answer {
        self.grant(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ])
        .await
    }

    pub(crate) async fn refresh(&self, token: &str) -> Answer {
        self.grant(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// A token request with the app's credentials in its header.
    pub(crate) async fn grant(&self, fields: &[(&str, &str)]) -> Answer {
        self.post("/oauth/token", Some("app:secret"), fields).await
    }

    pub(crate) async fn post(
        &self,
        path: &str,
        credentials: Option<&str>,
        fields: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(credentials) = credentials {
            let basic = format!("Basic {}", BASE64.encode(credentials.as_bytes()));
            request = request.header(header::AUTHORIZATION, basic);
        }
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.send(request.body(Body::from(body)).unwrap()).await
    }
}

pub(crate) fn authorize_path(changes: &[(&str, &str)]) -> String {
    let challenge = pkce::challenge(VERIFIER);
    let mut asked = vec![
        ("state", "st/1"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ];
    asked.extend(changes);
    testing::authorization("/oauth/authorize", &asked)
}

/// An interview of one hour, tomorrow at ten.
pub(crate) fn interview() -> Value {
    json!({
        "topic": "Entretien - Dev Rust",
        "type": 2,
        "start_time": "2026-12-02T10:00:00Z",
        "duration": 60,
        "timezone": "UTC",
        "agenda": "itv7d3k2m9q0c8v5h1g0",
        "default_password": true,
        "settings": {"waiting_room": true, "join_before_host": true, "approval_type": 2},
    })
}
