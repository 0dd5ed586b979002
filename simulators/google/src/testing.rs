//! For tests: a simulator with a clock that stands still, and short ways to talk to it.

use axum::body::{Body, to_bytes};
use http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::{Value, json};
use simulator_kit::clock::MovableClock;
use tower::ServiceExt;

use super::Google;
use simulator_kit::oauth::{Registration, pkce};

pub(super) const EVENTS: &str = "/calendar/v3/calendars/primary/events";
pub(super) const CALLBACK: &str = "https://api.example.ci/callback";
pub(super) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// A simulator on Tuesday 1 December 2026, 08:00 UTC.
pub(super) struct Visit {
    pub(super) clock: MovableClock,
    pub(super) google: Google,
}

pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Visit {
    pub(super) fn new() -> Self {
        let clock = MovableClock::fixed("2026-12-01T08:00:00Z".parse().unwrap());
        let registration = Registration {
            client_id: "app".into(),
            client_secret: "secret".into(),
            redirect_uris: vec![CALLBACK.into()],
        };
        let shared: MovableClock = clock.clone();
        let google = Google::new(shared, "http://localhost:8003", registration);
        Self { clock, google }
    }

    pub(super) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.google.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Reply { status: parts.status, headers: parts.headers, text }
    }

    pub(super) async fn get(&self, path: &str) -> Reply {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(super) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let form = "application/x-www-form-urlencoded";
        let request = Request::post(path).header(header::CONTENT_TYPE, form);
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Calls the API; `body` null sends none.
    pub(super) async fn call(&self, token: &str, what: (Method, &str), body: Value) -> Reply {
        self.call_with(token, what, body, &[]).await
    }

    pub(super) async fn call_with(
        &self,
        token: &str,
        (method, path): (Method, &str),
        body: Value,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if body.is_null() { Body::empty() } else { body.to_string().into() };
        self.send(request.body(body).unwrap()).await
    }

    pub(super) async fn turn(&self, account: &str, knobs: Value) {
        let request = Request::patch(format!("/_accounts/{account}"))
            .header(header::CONTENT_TYPE, "application/json");
        let reply = self.send(request.body(knobs.to_string().into()).unwrap()).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
    }

    /// The whole flow, every box ticked: an access token for calendar `scopes`.
    pub(super) async fn token(&self, account: &str, scopes: &[&str]) -> String {
        let tokens = self.connect(account, scopes, "consent").await;
        tokens["access_token"].as_str().unwrap().to_owned()
    }

    /// The whole flow, every box ticked: the token endpoint's answer.
    pub(super) async fn connect(&self, account: &str, scopes: &[&str], prompt: &str) -> Value {
        let scopes: Vec<_> = scopes.iter().map(|scope| full(scope)).collect();
        let path = authorize_path(&scopes, prompt);
        let mut form = vec![("account", account), ("decision", "allow")];
        form.extend(scopes.iter().map(|scope| ("scope", scope.as_str())));
        let reply = self.form(&path, &form).await;
        assert_eq!(reply.status, 302, "{}", reply.text);
        self.exchange(&reply.parameter("code").unwrap()).await.json()
    }

    pub(super) async fn exchange(&self, code: &str) -> Reply {
        self.grant(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ])
        .await
    }

    pub(super) async fn refresh(&self, token: &str) -> Reply {
        self.grant(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// A token request with the app's credentials.
    pub(super) async fn grant(&self, fields: &[(&str, &str)]) -> Reply {
        let credentials = [("client_id", "app"), ("client_secret", "secret")];
        self.form("/token", &[fields, &credentials].concat()).await
    }
}

impl Reply {
    #[track_caller]
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// Status, `errors[0].reason` and message.
    #[track_caller]
    pub(super) fn refusal(&self) -> (u16, String, String) {
        let error = &self.json()["error"];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (self.status.as_u16(), text(&error["errors"][0]["reason"]), text(&error["message"]))
    }

    /// A query parameter of `Location`.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let location = url::Url::parse(self.headers[header::LOCATION].to_str().unwrap()).unwrap();
        let found = location.query_pairs().find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned())
    }
}

pub(super) fn full(scope: &str) -> String {
    if scope.starts_with("calendar") {
        return format!("https://www.googleapis.com/auth/{scope}");
    }
    scope.to_owned()
}

pub(super) fn authorize_path(scopes: &[String], prompt: &str) -> String {
    let query = [
        ("client_id", "app"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", &scopes.join(" ")),
        ("access_type", "offline"),
        ("state", "st/1"),
        ("prompt", prompt),
        ("code_challenge", &pkce::challenge(VERIFIER)),
        ("code_challenge_method", "S256"),
    ];
    format!("/o/oauth2/v2/auth?{}", serde_urlencoded::to_string(query).unwrap())
}

/// An interview of one hour, tomorrow at ten in Abidjan.
pub(super) fn interview() -> Value {
    json!({
        "id": "itv7d3k2m9q0c8v5h1",
        "summary": "Entretien - Dev Rust",
        "start": {"dateTime": "2026-12-02T10:00:00", "timeZone": "Africa/Abidjan"},
        "end": {"dateTime": "2026-12-02T11:00:00", "timeZone": "Africa/Abidjan"},
        "attendees": [{"email": "candidate@example.com"}, {"email": "lead@acme.ci"}],
        "conferenceData": {"createRequest": {
            "requestId": "itv-1", "conferenceSolutionKey": {"type": "hangoutsMeet"},
        }},
        "extendedProperties": {"private": {"ats_interview": "7d3k2m9q"}},
    })
}
