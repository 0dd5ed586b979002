//! A Microsoft at a fixed time, its calls and its words.

use std::ops::Deref;

use axum::body::Body;
use http::{Request, StatusCode, header};
use serde_json::Value;
use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::pkce;
use simulator_kit::testing::{self, VERIFIER};
pub(crate) use simulator_kit::testing::{Answer, REDIRECT};

mod graph;
mod words;

use crate::Microsoft;
pub(crate) use graph::{Graph, interview};
pub(crate) use words::Words;

pub(crate) const SCOPES: &str =
    "openid profile email offline_access User.Read Calendars.ReadWrite Calendars.Read.Shared";

/// A Microsoft on Sunday 22 November 2026, 09:00 UTC.
pub(crate) struct Bench {
    bench: testing::Bench,
    /// What is behind the wire.
    pub(crate) microsoft: Microsoft,
}

impl Deref for Bench {
    type Target = testing::Bench;

    fn deref(&self) -> &testing::Bench {
        &self.bench
    }
}

impl Bench {
    pub(crate) fn new() -> Self {
        let clock = MovableClock::fixed("2026-11-22T09:00:00Z".parse().unwrap());
        let registration = testing::registration();
        let microsoft = Microsoft::new(clock.clone(), "http://localhost:8004", registration);
        Self { bench: testing::Bench::new(clock, microsoft.router()), microsoft }
    }

    /// The authorize URL with `changes` to a good request.
    pub(crate) fn authorize_url(&self, tenant: &str, changes: &[(&str, &str)]) -> String {
        let challenge = pkce::challenge(VERIFIER);
        let mut asked = vec![
            ("scope", SCOPES),
            ("state", "s t&1"),
            ("nonce", "n-1"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        asked.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        asked.extend(changes);
        testing::authorization(&format!("/{tenant}/oauth2/v2.0/authorize"), &asked)
    }

    /// The code `account` is sent back with.
    pub(crate) async fn code(&self, account: &str, scope: &str) -> String {
        let url = self.authorize_url("common", &[("scope", scope)]);
        let answer = self.form(&url, &[("account", account), ("decision", "accept")]).await;
        answer.redirected("code").unwrap_or_else(|| panic!("{answer:?}"))
    }

    /// The token endpoint's answer to a good redemption with `changes`.
    pub(crate) async fn redeem(&self, code: &str, changes: &[(&str, &str)]) -> Answer {
        let mut all = vec![("code_verifier", VERIFIER)];
        all.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        all.extend(changes);
        self.bench.redeem(&token_endpoint("common"), code, &all).await
    }

    /// The same with the credentials in the header.
    pub(crate) async fn redeem_basic(&self, code: &str, credentials: &str) -> Answer {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        let request = Request::post(token_endpoint("common"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::AUTHORIZATION, format!("Basic {credentials}"));
        self.send(request.body(Body::from(serde_urlencoded::to_string(form).unwrap())).unwrap())
            .await
    }

    /// The token endpoint's answer to a good refresh with `changes`.
    pub(crate) async fn refresh(&self, token: &str, changes: &[(&str, &str)]) -> Answer {
        self.refresh_at("common", token, changes).await
    }

    /// The same at another tenant's path.
    pub(crate) async fn refresh_at(
        &self,
        tenant: &str,
        token: &str,
        changes: &[(&str, &str)],
    ) -> Answer {
        self.bench.refresh(&token_endpoint(tenant), token, changes).await
    }

    /// Tokens of `account` for the usual scopes.
    pub(crate) async fn tokens(&self, account: &str) -> Value {
        let code = self.code(account, SCOPES).await;
        let answer = self.redeem(&code, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    }

    /// `account` signed in, ready to call Graph.
    pub(crate) async fn graph(&self, account: &str) -> Graph<'_> {
        self.graph_for(account, SCOPES).await
    }

    /// The same with other scopes.
    pub(crate) async fn graph_for(&self, account: &str, scope: &str) -> Graph<'_> {
        let code = self.code(account, scope).await;
        let tokens = self.redeem(&code, &[]).await.json();
        let token = tokens["access_token"].as_str().unwrap().into();
        Graph { bench: self, token, headers: Vec::new() }
    }
}

fn token_endpoint(tenant: &str) -> String {
    format!("/{tenant}/oauth2/v2.0/token")
}
