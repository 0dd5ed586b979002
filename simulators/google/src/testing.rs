//! A Google at a fixed time, its calls and its words.

use std::ops::Deref;

use http::Method;
use serde_json::{Value, json};
use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::pkce;
use simulator_kit::testing::{self, VERIFIER};
pub(crate) use simulator_kit::testing::{Answer, REDIRECT};

use crate::Google;

pub(crate) const EVENTS: &str = "/calendar/v3/calendars/primary/events";
const TOKEN: &str = "/token";

/// A Google on Tuesday 1 December 2026, 08:00 UTC.
pub(crate) struct Bench(testing::Bench);

impl Deref for Bench {
    type Target = testing::Bench;

    fn deref(&self) -> &testing::Bench {
        &self.0
    }
}

impl Bench {
    pub(crate) fn new() -> Self {
        let clock = MovableClock::fixed("2026-12-01T08:00:00Z".parse().unwrap());
        let registration = testing::registration();
        let google = Google::new(clock.clone(), "http://localhost:8003", registration);
        Self(testing::Bench::new(clock, google.router()))
    }

    /// Calls the API; `body` null sends none.
    pub(crate) async fn call(&self, token: &str, what: (Method, &str), body: Value) -> Answer {
        self.call_with(token, what, body, &[]).await
    }

    pub(crate) async fn call_with(
        &self,
        token: &str,
        what: (Method, &str),
        body: Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        self.0.call(token, what, headers, body).await
    }

    /// The whole flow, every box ticked: an access token for calendar `scopes`.
    pub(crate) async fn token(&self, account: &str, scopes: &[&str]) -> String {
        let tokens = self.connect(account, scopes, "consent").await;
        tokens["access_token"].as_str().unwrap().to_owned()
    }

    /// The whole flow, every box ticked: the token endpoint's answer.
    pub(crate) async fn connect(&self, account: &str, scopes: &[&str], prompt: &str) -> Value {
        let scopes: Vec<_> = scopes.iter().map(|scope| full(scope)).collect();
        let path = authorize_path(&scopes, prompt);
        let mut form = vec![("account", account), ("decision", "allow")];
        form.extend(scopes.iter().map(|scope| ("scope", scope.as_str())));
        let reply = self.form(&path, &form).await;
        assert_eq!(reply.status, 302, "{}", reply.text);
        self.exchange(&reply.redirected("code").unwrap()).await.json()
    }

    pub(crate) async fn exchange(&self, code: &str) -> Answer {
        self.redeem(TOKEN, code, &[("code_verifier", VERIFIER)]).await
    }

    pub(crate) async fn refresh(&self, token: &str) -> Answer {
        self.0.refresh(TOKEN, token, &[]).await
    }

    /// A token request with the app's credentials.
    pub(crate) async fn grant(&self, fields: &[(&str, &str)]) -> Answer {
        let credentials = [("client_id", "app"), ("client_secret", "secret")];
        self.form(TOKEN, &[fields, &credentials].concat()).await
    }
}

/// How the API says it.
pub(crate) trait Words {
    /// Status, `errors[0].reason` and message.
    fn refusal(&self) -> (u16, String, String);
}

impl Words for Answer {
    #[track_caller]
    fn refusal(&self) -> (u16, String, String) {
        let error = &self.json()["error"];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (self.status.as_u16(), text(&error["errors"][0]["reason"]), text(&error["message"]))
    }
}

/// The full name of a calendar's scope.
pub(crate) fn full(scope: &str) -> String {
    if scope.starts_with("calendar") {
        return format!("https://www.googleapis.com/auth/{scope}");
    }
    scope.to_owned()
}

pub(crate) fn authorize_path(scopes: &[String], prompt: &str) -> String {
    let (scope, challenge) = (scopes.join(" "), pkce::challenge(VERIFIER));
    let asked = [
        ("scope", scope.as_str()),
        ("access_type", "offline"),
        ("state", "st/1"),
        ("prompt", prompt),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    testing::authorization("/o/oauth2/v2/auth", &asked)
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
