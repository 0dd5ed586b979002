//! One provider's simulator without the rest of the world, and a person's token for it.

use axum::Router;
use axum::body::{Body, to_bytes};
use http::header::{CONTENT_TYPE, LOCATION};
use http::{Request, Response};
use serde_json::Value;
use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::Registration;
use tokio::net::TcpListener;
use tower::ServiceExt;
use url::Url;

const CALLBACK: &str = "https://api.example.ci/callback";

/// Tuesday 1 December 2026, 08:00 UTC.
pub(crate) fn clock() -> MovableClock {
    MovableClock::fixed("2026-12-01T08:00:00Z".parse().unwrap())
}

/// The one app the simulator knows.
pub(crate) fn registration() -> Registration {
    Registration {
        client_id: "app".into(),
        client_secret: "secret".into(),
        redirect_uris: vec![CALLBACK.into()],
    }
}

/// A free port, and the origin of what will listen there.
pub(crate) async fn port() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    (listener, origin)
}

/// Serves the simulator until the test ends.
pub(crate) fn serve(listener: TcpListener, router: Router) {
    tokio::spawn(axum::serve(listener, router).into_future());
}

/// The access token for `scope` after a person gave `consent`, from the two endpoints of OAuth.
pub(crate) async fn token(
    router: &Router,
    [authorize, token]: [&str; 2],
    scope: &str,
    consent: &[(&str, &str)],
) -> String {
    let query = [
        ("client_id", "app"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", scope),
    ];
    let path = format!("{authorize}?{}", serde_urlencoded::to_string(query).unwrap());
    let consent = post(router, &path, consent).await;
    let location = Url::parse(consent.headers()[LOCATION].to_str().unwrap()).unwrap();
    let (_, code) = location.query_pairs().find(|(name, _)| name == "code").unwrap();
    let exchange = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", CALLBACK),
        ("client_id", "app"),
        ("client_secret", "secret"),
    ];
    let answer = post(router, token, &exchange).await.into_body();
    let bytes = to_bytes(answer, usize::MAX).await.unwrap();
    let tokens: Value = serde_json::from_slice(&bytes).unwrap();
    tokens["access_token"].as_str().unwrap().to_owned()
}

async fn post(router: &Router, path: &str, form: &[(&str, &str)]) -> Response<Body> {
    let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let body = serde_urlencoded::to_string(form).unwrap();
    router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
}
