//! The gateway as its callers see it: HTTP in, HTTP out.

use std::sync::atomic::{AtomicUsize, Ordering};

use http::Request;
use http_body_util::BodyExt;
use lambda_http::{Body, RequestExt};
use std::future::ready;
use tower::ServiceExt;

use super::*;
use simulator_kit::clock::MovableClock;

const TEMPLATE: &str = include_str!("../../../template.yaml");
const FRONTEND: &str = "http://localhost:3000";

fn handler(
    respond: impl Fn(lambda_http::Request) -> http::Response<Body> + Send + Sync + 'static,
) -> Handler {
    in_process(move |request| ready(respond(request)))
}

fn text(body: impl Into<String>) -> http::Response<Body> {
    http::Response::new(Body::Text(body.into()))
}

/// Every function of the template answers its own name, `overridden` excepted.
fn gateway_with(overridden: &str, function: Handler) -> Gateway {
    let template = Template::parse(TEMPLATE).unwrap();
    let names = template.functions.iter().map(|function| function.name.clone());
    let mut functions: BTreeMap<_, _> =
        names.map(|name| (name.clone(), handler(move |_| text(name.clone())))).collect();
    functions.insert(overridden.to_owned(), function).expect("a function of the template");
    let clock = MovableClock::fixed("2026-03-01T14:00:00Z".parse().unwrap());
    Gateway::new(&template, functions, &[FRONTEND.to_owned()], clock).unwrap()
}

fn gateway() -> Gateway {
    gateway_with("status", handler(|_| text("status")))
}

async fn send(
    gateway: &Gateway,
    request: Request<axum::body::Body>,
) -> (StatusCode, http::HeaderMap, Vec<u8>) {
    let response = gateway.router().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, body.collect().await.unwrap().to_bytes().to_vec())
}

fn request(method: &str, path: &str) -> Request<axum::body::Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost:8001")
        .body(Default::default())
        .unwrap()
}

#[tokio::test]
async fn each_route_of_the_template_reaches_its_function() {
    for (method, path, function) in [
        ("GET", "/api/integrations/linkedin/auth-url", "auth-url"),
        ("GET", "/api/integrations/google_calendar/callback?code=a", "callback"),
        ("POST", "/api/integrations/linkedin/publish-job", "publish-job"),
        ("GET", "/api/integrations/status", "status"),
        ("DELETE", "/api/integrations/outlook/disconnect", "disconnect"),
        ("PATCH", "/api/integrations/status", "status"),
        ("POST", "/api/integrations/outlook/events/1", "update-event"),
        ("PATCH", "/api/integrations/outlook/events/1", "update-event"),
        ("DELETE", "/api/integrations/outlook/events/1", "delete-event"),
    ] {
        let (status, _, body) = send(&gateway(), request(method, path)).await;
        assert_eq!(
            (status.as_u16(), body.as_slice()),
            (200, function.as_bytes()),
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn what_no_route_matches_is_not_found() {
    for (method, path) in [
        ("GET", "/api/integrations/targetym/sync"),
        ("POST", "/api/integrations/targetym"),
        ("GET", "/"),
    ] {
        let (status, headers, body) = send(&gateway(), request(method, path)).await;
        assert_eq!(
            (status.as_u16(), body.as_slice()),
            (404, br#"{"message":"Not Found"}"#.as_slice())
        );
        assert_eq!(headers["content-type"], "application/json");
    }
}

#[tokio::test]
async fn a_function_sees_path_parameters_and_the_clock() {
    let gateway = gateway_with(
        "auth-url",
        handler(|request| {
            let provider =
                request.path_parameters().first("provider").unwrap_or_default().to_owned();
            let lambda_http::request::RequestContext::ApiGatewayV2(context) =
                request.request_context()
            else {
                panic!("another event")
            };
            text(format!("{provider} {}", context.time.unwrap()))
        }),
    );
    let (_, _, body) =
        send(&gateway, request("GET", "/api/integrations/google%2Dcalendar/auth-url")).await;
    assert_eq!(String::from_utf8(body).unwrap(), "google-calendar 01/Mar/2026:14:00:00 +0000");
}

#[tokio::test]
async fn a_body_over_ten_megabytes_never_reaches_a_function() {
    let gateway =
        gateway_with("publish-job", handler(|request| text(request.body().len().to_string())));
    let post = |size: usize| {
        let request = Request::post("/api/integrations/linkedin/publish-job");
        request.body(axum::body::Body::from(vec![b'a'; size])).unwrap()
    };
    let (status, _, body) = send(&gateway, post(BODY_LIMIT)).await;
    assert_eq!((status.as_u16(), body.as_slice()), (200, BODY_LIMIT.to_string().as_bytes()));
    let (status, _, body) = send(&gateway, post(BODY_LIMIT + 1)).await;
    assert_eq!(
        (status.as_u16(), body.as_slice()),
        (413, br#"{"message":"Request Entity Too Large"}"#.as_slice())
    );
}

#[tokio::test]
async fn binary_bodies_statuses_and_cookies_come_back_as_they_were() {
    let gateway = gateway_with(
        "status",
        handler(|_| {
            let response =
                http::Response::builder().status(202).header("content-type", "image/png");
            let response = response.header("set-cookie", "a=1").header("set-cookie", "b=2");
            response.body(Body::Binary(vec![0, 159, 255])).unwrap()
        }),
    );
    let (status, headers, body) = send(&gateway, request("GET", "/api/integrations/status")).await;
    assert_eq!((status.as_u16(), body), (202, vec![0, 159, 255]));
    assert_eq!(headers["content-type"], "image/png");
    assert_eq!(headers.get_all("set-cookie").iter().count(), 2);
}

#[tokio::test]
async fn a_panic_is_an_internal_server_error_and_the_next_request_is_served() {
    let calls = AtomicUsize::new(0);
    let gateway = gateway_with(
        "status",
        handler(move |_| {
            assert_ne!(calls.fetch_add(1, Ordering::SeqCst), 0, "the first call fails");
            text("fine")
        }),
    );
    let (status, _, body) = send(&gateway, request("GET", "/api/integrations/status")).await;
    assert_eq!(
        (status.as_u16(), body.as_slice()),
        (500, br#"{"message":"Internal Server Error"}"#.as_slice())
    );
    let (status, _, _) = send(&gateway, request("GET", "/api/integrations/status")).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn a_preflight_never_reaches_a_function_s25() {
    let gateway = gateway_with("status", handler(|_| panic!("called")));
    let mut preflight = request("OPTIONS", "/api/integrations/status");
    preflight.headers_mut().insert("origin", FRONTEND.parse().unwrap());
    let (status, headers, body) = send(&gateway, preflight).await;
    assert_eq!((status.as_u16(), body.len()), (204, 0));
    assert_eq!(headers["access-control-allow-origin"], FRONTEND);
    assert_eq!(headers["access-control-allow-methods"], "GET,POST,PUT,PATCH,DELETE");
    assert_eq!(
        headers["access-control-allow-headers"],
        "authorization,content-type,idempotency-key,x-correlation-id"
    );
}

#[tokio::test]
async fn answers_and_refusals_alike_carry_allow_origin_for_the_frontend_only_s25() {
    for (path, origin, allowed) in [
        ("/api/integrations/status", FRONTEND, Some(FRONTEND)),
        ("/api/integrations/nothing", FRONTEND, Some(FRONTEND)),
        ("/api/integrations/status", "https://intowork-evil.vercel.app", None),
        ("/api/integrations/status", "null", None),
    ] {
        let mut request = request("GET", path);
        request.headers_mut().insert("origin", origin.parse().unwrap());
        let (_, headers, _) = send(&gateway(), request).await;
        assert_eq!(
            headers.get("access-control-allow-origin").map(|value| value.to_str().unwrap()),
            allowed
        );
        assert_eq!(headers["vary"], "Origin");
    }
}

#[tokio::test]
async fn each_event_file_is_the_event_of_one_function_s_route() {
    let template = Template::parse(TEMPLATE).unwrap();
    for function in template.functions.iter().filter(|function| !function.routes.is_empty()) {
        let path = format!("{}/../events/{}.json", env!("CARGO_MANIFEST_DIR"), function.name);
        let text = std::fs::read_to_string(&path).expect(&path);
        let event: serde_json::Value = serde_json::from_str(&text).unwrap();
        let response = gateway().invoke(&function.name, text).await.unwrap();
        assert_eq!(response.body().as_ref(), function.name.as_bytes());
        let keys: Vec<_> = function.routes.iter().map(Route::key).collect();
        assert!(keys.iter().any(|key| event["routeKey"] == *key), "{path}");
        let raw_path = event["rawPath"].as_str().unwrap();
        let parameters = function.routes.iter().find_map(|route| {
            route.matches(
                &event["requestContext"]["http"]["method"].as_str()?.parse().ok()?,
                raw_path,
            )
        });
        let given: PathParameters =
            serde_json::from_value(event["pathParameters"].clone()).unwrap_or_default();
        assert_eq!(parameters, Some(given), "{path}");
    }
}

#[tokio::test]
async fn invoking_says_what_is_wrong() {
    let gateway = gateway();
    assert!(matches!(
        gateway.invoke("create-post", "{}".to_owned()).await,
        Err(InvokeError::UnknownFunction(_))
    ));
    assert!(matches!(gateway.invoke("status", "{}".to_owned()).await, Err(InvokeError::Event(_))));
}

#[test]
fn every_function_of_the_template_must_be_given() {
    let template = Template::parse(TEMPLATE).unwrap();
    let outcome = Gateway::new(&template, BTreeMap::new(), &[], MovableClock::running());
    assert!(matches!(outcome, Err(GatewayError::MissingFunction(_))));
}
