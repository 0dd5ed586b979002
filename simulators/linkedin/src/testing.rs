//! What the tests of this simulator share: a LinkedIn at a fixed time and calls to it.

use axum::body::Body;
use axum::response::Response;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use jiff::SignedDuration;
use serde_json::Value;
use tower::ServiceExt;

use super::LinkedIn;
use super::application::{Kind, Settings};
use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::Registration;

pub(super) const REDIRECT: &str = "https://app.example/callback";
pub(super) const POSTING: &str = "openid profile email w_member_social w_organization_social \
                                  r_organization_social rw_organization_admin \
                                  r_organization_social_feed";

pub(super) struct Bench {
    pub(super) clock: MovableClock,
    pub(super) linkedin: LinkedIn,
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: http::HeaderMap,
    pub(super) text: String,
    pub(super) json: Value,
}

impl Bench {
    /// On 2026-11-22 at noon UTC, with an app that may ask for nearly everything.
    pub(super) fn new() -> Self {
        let bench = Self::community();
        let kind = Kind::Advertising;
        bench.linkedin.application.turn(Settings { kind, ..Settings::default() });
        bench
    }

    /// The same with the kind of app that LinkedIn gives for pages.
    pub(super) fn community() -> Self {
        let clock = MovableClock::fixed("2026-11-22T12:00:00Z".parse().unwrap());
        let registration = Registration {
            client_id: "app".into(),
            client_secret: "secret".into(),
            redirect_uris: vec![REDIRECT.into()],
        };
        let linkedin = LinkedIn::new(clock.clone(), "http://localhost:8002", registration);
        Self { clock, linkedin }
    }

    pub(super) fn days(&self, days: i64) {
        self.clock.advance(SignedDuration::from_hours(24 * days));
    }

    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response = self.linkedin.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_slice(&bytes).unwrap_or_default();
        Answer { status: parts.status, headers: parts.headers, text, json }
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(super) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// A call with all the headers of the versioned API; `null` sends no body.
    pub(super) async fn call(&self, token: &str, line: &str, body: Value) -> Answer {
        let (method, path) = line.split_once(' ').unwrap();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {token}"))
            .header("linkedin-version", "202609")
            .header("x-restli-protocol-version", "2.0.0");
        if !body.is_null() {
            request = request.header("content-type", "application/json");
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.send(request.body(body).unwrap()).await
    }

    pub(super) fn authorize(scope: &str) -> String {
        let query = [
            ("response_type", "code"),
            ("client_id", "app"),
            ("redirect_uri", REDIRECT),
            ("state", "s1"),
            ("scope", scope),
        ];
        format!("/oauth/v2/authorization?{}", serde_urlencoded::to_string(query).unwrap())
    }

    /// The code the account's consent brings.
    pub(super) async fn code(&self, account: &str, scope: &str) -> String {
        let decision = [("account", account), ("decision", "allow")];
        let answer = self.form(&Self::authorize(scope), &decision).await;
        answer.redirect().remove("code").unwrap()
    }

    pub(super) async fn exchange(&self, code: &str) -> Answer {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("client_id", "app"),
            ("client_secret", "secret"),
        ];
        self.form("/oauth/v2/accessToken", &fields).await
    }

    pub(super) async fn refresh(&self, token: &str) -> Answer {
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("client_id", "app"),
            ("client_secret", "secret"),
        ];
        self.form("/oauth/v2/accessToken", &fields).await
    }

    /// An access token of the account for `scope`.
    pub(super) async fn token(&self, account: &str, scope: &str) -> String {
        let code = self.code(account, scope).await;
        self.exchange(&code).await.json["access_token"].as_str().unwrap().to_owned()
    }

    pub(super) async fn knobs(&self, account: &str, knobs: Value) {
        let answer = self.call("", &format!("PATCH /_accounts/{account}"), knobs).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
}

impl Answer {
    /// The query parameters of the redirect.
    pub(super) fn redirect(&self) -> std::collections::HashMap<String, String> {
        assert_eq!(self.status, 303, "{}", self.text);
        let location = self.headers["location"].to_str().unwrap();
        assert!(location.starts_with(REDIRECT), "{location}");
        url::Url::parse(location).unwrap().query_pairs().into_owned().collect()
    }

    #[track_caller]
    pub(super) fn refuses(&self, status: u16, code: &str) {
        assert_eq!(
            (self.status.as_u16(), self.json["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.text
        );
    }

    pub(super) fn urn(&self) -> String {
        assert_eq!((self.status.as_u16(), self.text.as_str()), (201, ""));
        self.headers["x-restli-id"].to_str().unwrap().to_owned()
    }
}
