//! A Microsoft that tests call without a network.

use axum::body::Body;
use axum::response::Response;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use jiff::Timestamp;
use serde_json::Value;
use tower::ServiceExt;

mod answer;
mod graph;

use super::Microsoft;
pub(super) use answer::Answer;
pub(super) use graph::{Graph, interview};

use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::{Registration, pkce};

pub(super) const REDIRECT: &str = "https://app.example/callback";
pub(super) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(super) const SCOPES: &str =
    "openid profile email offline_access User.Read Calendars.ReadWrite Calendars.Read.Shared";

/// A simulator, its clock (Sunday 22 November 2026, 09:00 UTC), and a browser's manners.
pub(super) struct Desk {
    pub(super) microsoft: Microsoft,
    pub(super) clock: MovableClock,
}

impl Desk {
    pub(super) fn new() -> Self {
        let clock = MovableClock::fixed("2026-11-22T09:00:00Z".parse::<Timestamp>().unwrap());
        let registration = Registration {
            client_id: "app".into(),
            client_secret: "secret".into(),
            redirect_uris: vec![REDIRECT.into()],
        };
        let microsoft = Microsoft::new(clock.clone(), "http://localhost:8004", registration);
        Self { microsoft, clock }
    }

    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response = self.microsoft.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(super) async fn post_form(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(serde_urlencoded::to_string(form).unwrap())).unwrap())
            .await
    }

    /// Turns knobs of an account.
    pub(super) async fn turn(&self, account: &str, knobs: Value) {
        let request = Request::patch(format!("/_accounts/{account}"))
            .header(header::CONTENT_TYPE, "application/json");
        let answer = self.send(request.body(Body::from(knobs.to_string())).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }

    /// The authorize URL with `changes` to a good request.
    pub(super) fn authorize_url(&self, tenant: &str, changes: &[(&str, &str)]) -> String {
        let challenge = pkce::challenge(VERIFIER);
        let mut query = vec![
            ("client_id", "app"),
            ("response_type", "code"),
            ("redirect_uri", REDIRECT),
            ("scope", SCOPES),
            ("state", "s t&1"),
            ("nonce", "n-1"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        query.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        query.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
        format!("/{tenant}/oauth2/v2.0/authorize?{}", serde_urlencoded::to_string(query).unwrap())
    }

    /// The code `account` is sent back with.
    pub(super) async fn code(&self, account: &str, scope: &str) -> String {
        let url = self.authorize_url("common", &[("scope", scope)]);
        let answer = self.post_form(&url, &[("account", account), ("decision", "accept")]).await;
        answer.redirected("code").unwrap_or_else(|| panic!("{:?} {}", answer.headers, answer.text))
    }

    /// The token endpoint's answer to a good redemption with `changes`.
    pub(super) async fn redeem(&self, code: &str, changes: &[(&str, &str)]) -> Answer {
        let good = [
            ("grant_type", "authorization_code"),
            ("client_id", "app"),
            ("client_secret", "secret"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        self.token("common", &good, changes).await
    }

    /// The same with the credentials in the header.
    pub(super) async fn redeem_basic(&self, code: &str, credentials: &str) -> Answer {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        let request = Request::post("/common/oauth2/v2.0/token")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::AUTHORIZATION, format!("Basic {credentials}"));
        self.send(request.body(Body::from(serde_urlencoded::to_string(form).unwrap())).unwrap())
            .await
    }

    /// The token endpoint's answer to a good refresh with `changes`.
    pub(super) async fn refresh(&self, token: &str, changes: &[(&str, &str)]) -> Answer {
        let good = [
            ("grant_type", "refresh_token"),
            ("client_id", "app"),
            ("client_secret", "secret"),
            ("refresh_token", token),
        ];
        self.token("common", &good, changes).await
    }

    pub(super) async fn token(
        &self,
        tenant: &str,
        good: &[(&str, &str)],
        changes: &[(&str, &str)],
    ) -> Answer {
        let mut form = good.to_vec();
        form.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        form.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
        self.post_form(&format!("/{tenant}/oauth2/v2.0/token"), &form).await
    }

    /// Tokens of `account` for the usual scopes.
    pub(super) async fn tokens(&self, account: &str) -> Value {
        let code = self.code(account, SCOPES).await;
        let answer = self.redeem(&code, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    }

    /// `account` signed in, ready to call Graph.
    pub(super) async fn graph(&self, account: &str) -> Graph<'_> {
        self.graph_for(account, SCOPES).await
    }

    /// The same with other scopes.
    pub(super) async fn graph_for(&self, account: &str, scope: &str) -> Graph<'_> {
        let code = self.code(account, scope).await;
        let tokens = self.redeem(&code, &[]).await.json();
        Graph {
            desk: self,
            token: tokens["access_token"].as_str().unwrap().into(),
            headers: Vec::new(),
        }
    }
}
