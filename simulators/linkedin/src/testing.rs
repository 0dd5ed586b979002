//! A LinkedIn at a fixed time, its calls and its words.

use std::collections::HashMap;
use std::ops::Deref;

use http::Method;
use jiff::SignedDuration;
use serde_json::Value;
use simulator_kit::clock::MovableClock;
use simulator_kit::testing;
pub(crate) use simulator_kit::testing::{Answer, REDIRECT};

use crate::LinkedIn;
use crate::application::{Kind, Settings};

pub(crate) const POSTING: &str = "openid profile email w_member_social w_organization_social \
                                  r_organization_social rw_organization_admin \
                                  r_organization_social_feed";
const TOKEN: &str = "/oauth/v2/accessToken";
/// What every call of the versioned API says.
const HEADERS: [(&str, &str); 2] =
    [("linkedin-version", "202609"), ("x-restli-protocol-version", "2.0.0")];

/// A LinkedIn on 2026-11-22 at noon UTC.
pub(crate) struct Bench {
    bench: testing::Bench,
    /// What is behind the wire.
    pub(crate) linkedin: LinkedIn,
}

impl Deref for Bench {
    type Target = testing::Bench;

    fn deref(&self) -> &testing::Bench {
        &self.bench
    }
}

impl Bench {
    /// On 2026-11-22 at noon UTC, with an app that may ask for nearly everything.
    pub(crate) fn new() -> Self {
        let bench = Self::community();
        let kind = Kind::Advertising;
        bench.linkedin.application.turn(Settings { kind, ..Settings::default() });
        bench
    }

    /// The same with the kind of app that LinkedIn gives for pages.
    pub(crate) fn community() -> Self {
        let clock = MovableClock::fixed("2026-11-22T12:00:00Z".parse().unwrap());
        let registration = testing::registration();
        let linkedin = LinkedIn::new(clock.clone(), "http://localhost:8002", registration);
        Self { bench: testing::Bench::new(clock, linkedin.router()), linkedin }
    }

    pub(crate) fn days(&self, days: i64) {
        self.clock.advance(SignedDuration::from_hours(24 * days));
    }

    /// A call with all the headers of the versioned API; `null` sends no body.
    pub(crate) async fn call(&self, token: &str, line: &str, body: Value) -> Answer {
        let (method, path) = line.split_once(' ').unwrap();
        let method: Method = method.parse().unwrap();
        self.bench.call(token, (method, path), &HEADERS, body).await
    }

    pub(crate) fn authorize(scope: &str) -> String {
        let asked = [("state", "s1"), ("scope", scope)];
        testing::authorization("/oauth/v2/authorization", &asked)
    }

    /// The code the account's consent brings.
    pub(crate) async fn code(&self, account: &str, scope: &str) -> String {
        let decision = [("account", account), ("decision", "allow")];
        let answer = self.form(&Self::authorize(scope), &decision).await;
        answer.redirect().remove("code").unwrap()
    }

    pub(crate) async fn exchange(&self, code: &str) -> Answer {
        self.exchange_with(code, &[]).await
    }

    /// Redeems the code with `changes` to a good request; an empty value leaves a field out.
    pub(crate) async fn exchange_with(&self, code: &str, changes: &[(&str, &str)]) -> Answer {
        self.redeem(TOKEN, code, changes).await
    }

    pub(crate) async fn refresh(&self, token: &str) -> Answer {
        self.bench.refresh(TOKEN, token, &[]).await
    }

    /// An access token of the account for `scope`.
    pub(crate) async fn token(&self, account: &str, scope: &str) -> String {
        let code = self.code(account, scope).await;
        self.exchange(&code).await.json()["access_token"].as_str().unwrap().to_owned()
    }
}

/// How LinkedIn says it.
pub(crate) trait Words {
    /// The parameters it sends the browser back to the app with.
    fn redirect(&self) -> HashMap<String, String>;

    /// It refuses with this status and code.
    fn refuses(&self, status: u16, code: &str);

    /// The URN of what was created, which stands in a header and nowhere else.
    fn urn(&self) -> String;
}

impl Words for Answer {
    #[track_caller]
    fn redirect(&self) -> HashMap<String, String> {
        assert_eq!(self.status, 303, "{}", self.text);
        let location = self.header("location");
        assert!(location.starts_with(REDIRECT), "{location}");
        url::Url::parse(location).unwrap().query_pairs().into_owned().collect()
    }

    #[track_caller]
    fn refuses(&self, status: u16, code: &str) {
        let json = self.json();
        let answer = (self.status.as_u16(), json["code"].as_str());
        assert_eq!(answer, (status, Some(code)), "{}", self.text);
    }

    #[track_caller]
    fn urn(&self) -> String {
        assert_eq!((self.status.as_u16(), self.text.as_str()), (201, ""));
        self.header("x-restli-id").to_owned()
    }
}
