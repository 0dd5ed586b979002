//! A Slack at a fixed time, its calls and its words.

use std::ops::Deref;

use http::Method;
use serde_json::{Value, json};
use simulator_kit::clock::MovableClock;
use simulator_kit::testing::{self};
pub(crate) use simulator_kit::testing::{Answer, REDIRECT};

use crate::Slack;

/// The public channel of Sali's workspace.
pub(crate) const RECRUITING: &str = "C0RECRUT01";
pub(crate) const ACCESS: &str = "/api/oauth.v2.access";

/// A Slack on Tuesday 1 December 2026, 08:00 UTC.
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
        let slack = Slack::new(clock.clone(), "http://localhost:8008", registration);
        Self(testing::Bench::new(clock, slack.router()))
    }

    /// Calls a method with JSON; `body` null sends none.
    pub(crate) async fn call(&self, token: &str, what: (Method, &str), body: Value) -> Answer {
        self.0.call(token, what, &[], body).await
    }

    /// Posts `text` to `channel`.
    pub(crate) async fn post(&self, token: &str, channel: &str, text: &str) -> Value {
        let body = json!({"channel": channel, "text": text});
        self.call(token, (Method::POST, "/api/chat.postMessage"), body).await.json()
    }

    /// The whole flow: an access token.
    pub(crate) async fn token(&self, account: &str) -> String {
        self.connect(account).await["access_token"].as_str().unwrap().to_owned()
    }

    /// The whole flow: the token endpoint's answer.
    pub(crate) async fn connect(&self, account: &str) -> Value {
        let code = self.code(account).await;
        self.redeem(ACCESS, &code, &[]).await.json()
    }

    pub(crate) async fn code(&self, account: &str) -> String {
        let form = [("account", account), ("decision", "allow")];
        let reply = self.form(&authorize_path(&[]), &form).await;
        assert_eq!(reply.status, 302, "{}", reply.text);
        reply.redirected("code").unwrap()
    }

    pub(crate) async fn renew(&self, token: &str) -> Value {
        self.refresh(ACCESS, token, &[]).await.json()
    }

    pub(crate) async fn works(&self, token: &Value) -> bool {
        let token = token.as_str().unwrap();
        let what = (Method::POST, "/api/auth.test");
        self.call(token, what, Value::Null).await.json()["ok"] == true
    }
}

pub(crate) fn authorize_path(changes: &[(&str, &str)]) -> String {
    let mut asked = vec![
        ("state", "st/1"),
        ("scope", "chat:write,chat:write.public,channels:read,groups:read"),
    ];
    asked.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    asked.extend(changes);
    testing::authorization("/oauth/v2/authorize", &asked)
}
