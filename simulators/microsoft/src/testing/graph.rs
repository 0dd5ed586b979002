//! A caller of Graph.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use super::{Answer, Bench};

/// Graph, called with one token.
pub(crate) struct Graph<'a> {
    pub(super) bench: &'a Bench,
    pub(crate) token: String,
    pub(super) headers: Vec<(String, String)>,
}

impl Graph<'_> {
    /// The same caller with one more header.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut headers = self.headers.clone();
        headers.push((name.into(), value.into()));
        Graph { bench: self.bench, token: self.token.clone(), headers }
    }

    /// A call whose body is not JSON, or not at hand.
    pub(crate) fn request(&self, method: Method, path: &str, body: Body) -> Request<Body> {
        let request = Request::builder().method(method).uri(format!("/v1.0{path}"));
        let request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        request.header(header::CONTENT_TYPE, "application/json").body(body).unwrap()
    }

    async fn call(&self, method: Method, path: &str, body: Value) -> Answer {
        let headers: Vec<_> =
            self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let path = format!("/v1.0{path}");
        self.bench.call(&self.token, (method, &path), &headers, body).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, Value::Null).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, Value::Null).await
    }

    /// A new event, `interview()` with `changes`.
    pub(crate) async fn create(&self, changes: Value) -> Value {
        let answer = self.post("/me/events", interview(changes)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        answer.json()
    }
}

/// The event of the provider notes (an interview on 1 December 2026, 10 to 11 UTC) with `changes`.
pub(crate) fn interview(changes: Value) -> Value {
    let mut event = json!({
        "subject": "Entretien - Dev Rust",
        "body": { "contentType": "HTML", "content": "<p>Bonjour A. Koné</p>" },
        "start": { "dateTime": "2026-12-01T10:00:00", "timeZone": "UTC" },
        "end": { "dateTime": "2026-12-01T11:00:00", "timeZone": "UTC" },
        "location": { "displayName": "Microsoft Teams" },
        "attendees": [{ "emailAddress": { "address": "candidate@example.com", "name": "A. Koné" }, "type": "required" }],
        "isOnlineMeeting": true,
        "onlineMeetingProvider": "teamsForBusiness",
    });
    let fields = event.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        fields.insert(name.clone(), value.clone());
    }
    event
}
