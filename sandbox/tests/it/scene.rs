//! What every test needs: a world on free ports, a clock that stands still, people, and their calls.

use std::pin::pin;

use http::{Method, Request, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use lambda_http::Body;
use sandbox::ats::Readiness;
use sandbox::functions::Functions;
use sandbox::gateway::Gateway;
use sandbox::gateway::template::Template;
use sandbox::world::environment::{client_secret_id, secrets};
use sandbox::world::{Options, TEMPLATE, World, environment};
use serde_json::{Value, json};
use shared::config::Config;
use shared::model::provider::Provider;
use shared::platform::http::Http;
use simulator_kit::clock::MovableClock;
use simulator_kit::wire::Control;
use url::Url;

pub(crate) use crate::answer::Answer;
use crate::description;

/// An employer of company 1, Baobab Numérique.
pub(crate) const MARIAM: i64 = 1;
/// Her colleague.
pub(crate) const COLLEAGUE: i64 = 2;
/// Another one, who has connected nothing.
pub(crate) const THIRD: i64 = 9;
/// An employer of company 2.
pub(crate) const STRANGER: i64 = 3;
/// An employer whose profile names no company.
pub(crate) const WITHOUT_COMPANY: i64 = 5;
/// An employer without a profile.
pub(crate) const WITHOUT_PROFILE: i64 = 6;
pub(crate) const CANDIDATE: i64 = 7;
/// An administrator.
pub(crate) const ADMIN: i64 = 8;

/// The longest pause of ours; what is further away is the end of a call's time.
const PAUSE: SignedDuration = SignedDuration::from_secs(2);

/// A world, and somebody's hands in it.
pub(crate) struct Scene {
    pub(crate) world: World,
    http: Http,
}

impl Scene {
    /// A new world, on Monday 23 November 2026 at 09:00 UTC.
    pub(crate) async fn new() -> Self {
        Self::at_an_ats(Readiness::Ready).await
    }

    /// The same, with an ATS that has all, or nothing, of what is asked of it.
    pub(crate) async fn at_an_ats(ats: Readiness) -> Self {
        let at: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        Self::with(Options { ats, ..Options::new(MovableClock::fixed(at)) }).await
    }

    /// A new world as asked.
    pub(crate) async fn with(options: Options) -> Self {
        let world = World::start(options).await.unwrap();
        let http = world.app.http.clone();
        Self { world, http }
    }

    /// A new world whose functions are deployed with a configuration changed by `change`.
    pub(crate) async fn deployed(change: impl FnOnce(&mut Config)) -> Self {
        let mut scene = Self::new().await;
        let template = Template::parse(TEMPLATE).unwrap();
        let mut config = environment::config(&template, &scene.world.origins).unwrap();
        change(&mut config);
        let clock = scene.world.clock.clone();
        scene.world.apps = environment::apps(scene.world.apps.keys(), &config, &scene.http, &clock);
        let functions = Functions::embedded(&scene.world.apps);
        scene.world.gateway = Gateway::new(&template, functions.http, &[], clock).unwrap();
        scene
    }

    /// Moves every clock of the world forward: `"45m"`, `"61 days"`.
    pub(crate) fn advance(&self, by: &str) {
        let span: jiff::Span = by.parse().unwrap();
        let days = jiff::SpanRelativeTo::days_are_24_hours();
        self.world.clock.advance(span.to_duration(days).unwrap());
    }

    /// An operator changes keys of the secret `name`, which no function knows of yet.
    pub(crate) fn change_secret(&self, name: &str, changes: Value) {
        let mut content = secrets()[name].clone();
        content.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        self.world.secrets.rotate(name, &content.to_string()).unwrap();
    }

    /// The client secret of our registration at LinkedIn becomes `secret`, and `function` knows it.
    pub(crate) async fn learn_client_secret(&self, function: &str, secret: &str) {
        let provider = Provider::LinkedIn;
        self.change_secret(&client_secret_id(provider), json!({ "CLIENT_SECRET": secret }));
        self.world.apps[function].secrets.reload_client(provider).await.unwrap();
    }

    /// Does what has to wait on the clock: as long as anybody pauses, time passes.
    pub(crate) async fn while_time_passes<T>(&self, doing: impl Future<Output = T>) -> T {
        let mut doing = pin!(doing);
        let waiting = || async {
            while !self.world.clock.is_awaited_within(PAUSE) {
                tokio::task::yield_now().await;
            }
        };
        loop {
            tokio::select! {
                biased;
                done = &mut doing => return done,
                () = waiting() => self.advance("1s"),
            }
        }
    }

    /// `Bearer …` for `user`, signed by the ATS.
    pub(crate) fn bearer(&self, user: i64) -> String {
        format!("Bearer {}", self.world.ats.token(user).unwrap())
    }

    /// Calls `function` with its event of `events/`, changed by `change`, as `user`.
    pub(crate) async fn call(
        &self,
        function: &str,
        user: i64,
        change: impl FnOnce(&mut Value),
    ) -> Answer {
        let mut event = event(function);
        event["headers"]["authorization"] = self.bearer(user).into();
        change(&mut event);
        self.invoke(function, &event).await
    }

    /// Calls `function` with `event` as it is.
    pub(crate) async fn invoke(&self, function: &str, event: &Value) -> Answer {
        let response = self.world.gateway.invoke(function, event.to_string()).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = match body {
            Body::Text(text) => text,
            Body::Binary(bytes) => String::from_utf8(bytes).unwrap(),
            _ => String::new(),
        };
        let answer = Answer { status: parts.status, headers: parts.headers, text }.checked();
        let method = event["requestContext"]["http"]["method"].as_str().unwrap_or_default();
        let route = event["routeKey"].as_str().unwrap_or_default();
        description::check(function, (route, method), &answer);
        answer
    }

    /// Sends an HTTP request to any part of the world.
    pub(crate) async fn send(&self, request: Request<Vec<u8>>) -> Answer {
        let response = self.http.send(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(body).unwrap(),
        }
    }

    /// GETs a URL of the world.
    pub(crate) async fn get(&self, url: &str) -> Answer {
        self.send(Request::get(url).body(Vec::new()).unwrap()).await
    }

    /// Turns knobs of a simulated account: `PATCH /_accounts/{account}`.
    pub(crate) async fn turn(&self, provider_origin: &str, account: &str, knobs: Value) {
        let url = format!("{provider_origin}/_accounts/{account}");
        self.set(Method::PATCH, &url, &knobs).await;
    }

    /// Registers our app at LinkedIn as another kind or tier: `PUT /_application`.
    pub(crate) async fn register(&self, app: Value) {
        let url = format!("{}/_application", self.world.origins[Provider::LinkedIn]);
        self.set(Method::PUT, &url, &app).await;
    }

    async fn set(&self, method: Method, url: &str, knobs: &Value) {
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header(header::CONTENT_TYPE, "application/json");
        let answer = self.send(request.body(knobs.to_string().into_bytes()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }

    /// `user` begins to connect `provider` (a slug); the authorization URL and the state.
    pub(crate) async fn begin(&self, user: i64, provider: &str) -> (String, String) {
        let answer = self.call("auth-url", user, |event| at_provider(event, provider)).await.ok();
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        (text("authorization_url"), text("state"))
    }

    /// The person decides on the consent page as `account`; the redirect back to us.
    pub(crate) async fn decide(
        &self,
        authorization_url: &str,
        account: &str,
        decision: &str,
    ) -> Url {
        let form = format!("account={account}&decision={decision}");
        let request = Request::post(authorization_url)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(form.into_bytes()).unwrap()).await.location()
    }

    /// The frontend completes with what the provider sent back, as `user`.
    pub(crate) async fn complete(&self, user: i64, provider: &str, back: &Url) -> Answer {
        let query = back.query().unwrap_or_default().to_owned();
        self.call("callback", user, |event| {
            at_provider(event, provider);
            event["rawQueryString"] = query.into();
        })
        .await
    }

    /// `user` connects `provider` as `account`, all the way.
    pub(crate) async fn connect(&self, user: i64, provider: &str, account: &str) -> Answer {
        let (url, _) = self.begin(user, provider).await;
        let back = self.decide(&url, account, "allow").await;
        self.complete(user, provider, &back).await
    }

    /// The browser comes back from the provider, without our token, with `query`.
    pub(crate) async fn bounce(&self, provider: &str, query: &str) -> Answer {
        let mut event = event("callback");
        at_provider(&mut event, provider);
        event["headers"].as_object_mut().unwrap().remove("authorization");
        event["rawQueryString"] = query.into();
        self.invoke("callback", &event).await
    }

    /// The integrations of `user`'s company.
    pub(crate) async fn status(&self, user: i64) -> Value {
        self.call("status", user, |_| ()).await.ok()
    }

    /// `user` disconnects `provider`.
    pub(crate) async fn disconnect(&self, user: i64, provider: &str) -> Answer {
        self.call("disconnect", user, |event| at_provider(event, provider)).await
    }

    /// `user` publishes with `body`.
    pub(crate) async fn publish(&self, user: i64, body: Value) -> Answer {
        self.call("publish-job", user, |event| event["body"] = body.to_string().into()).await
    }
}

/// Whatever a test is about: no function asked AWS for what its role does not allow (S29).
impl Drop for Scene {
    fn drop(&mut self) {
        let denied = self.world.iam.denied();
        assert!(denied.is_empty() || std::thread::panicking(), "template.yaml denies {denied:?}");
    }
}

/// Waits until a call of the part behind `control` hangs.
pub(crate) async fn hanging(control: &Control) {
    while control.hanging() == 0 {
        tokio::task::yield_now().await;
    }
}

/// Drives `doing` until a call that it makes of the part behind `control` hangs.
pub(crate) async fn hangs(control: &Control, doing: impl Future<Output = Answer>) {
    tokio::select! {
        answer = doing => panic!("{answer:?}"),
        () = hanging(control) => {}
    }
}

/// The fixture `events/{function}.json`.
pub(crate) fn event(function: &str) -> Value {
    let path = format!("{}/../events/{function}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Points an event's path at `provider`.
pub(crate) fn at_provider(event: &mut Value, provider: &str) {
    event["pathParameters"] = json!({ "provider": provider });
}
