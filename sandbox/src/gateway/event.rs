//! The event API Gateway hands a function: payload format 2.0.
//!
//! "Create AWS Lambda proxy integrations for HTTP APIs", API Gateway developer guide.

use std::collections::BTreeMap;
use std::net::IpAddr;

use data_encoding::BASE64;
use http::header::{
    CONNECTION, CONTENT_TYPE, COOKIE, HOST, HeaderName, TRANSFER_ENCODING, USER_AGENT,
};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::route::{PathParameters, decoded};

/// An HTTP request as it reached the gateway.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// Method, target and headers.
    pub parts: &'a Parts,
    /// The whole body.
    pub body: &'a [u8],
    /// Where the connection came from.
    pub source_ip: IpAddr,
    /// When it came.
    pub at: Timestamp,
    /// The name the gateway gave it.
    pub request_id: &'a str,
}

/// The complete event for `arrival`, which matched the route called `route_key`.
///
/// Fields that API Gateway leaves out when they are empty are left out here too.
pub fn event(arrival: &Arrival<'_>, route_key: &str, path_parameters: &PathParameters) -> Value {
    let parts = arrival.parts;
    let query = parts.uri.query().unwrap_or_default();
    let mut event = Map::from_iter([
        ("version".to_owned(), json!("2.0")),
        ("routeKey".to_owned(), json!(route_key)),
        ("rawPath".to_owned(), json!(decoded(parts.uri.path()))),
        ("rawQueryString".to_owned(), json!(query)),
        ("headers".to_owned(), json!(headers(arrival))),
        ("requestContext".to_owned(), request_context(arrival, route_key)),
    ]);
    let mut insert = |name: &str, value: Value| event.insert(name.to_owned(), value);
    let cookies = cookies(&parts.headers);
    if !cookies.is_empty() {
        insert("cookies", json!(cookies));
    }
    let query = query_string_parameters(query);
    if !query.is_empty() {
        insert("queryStringParameters", json!(query));
    }
    if !path_parameters.is_empty() {
        insert("pathParameters", json!(path_parameters));
    }
    let text = as_text(arrival);
    insert("isBase64Encoded", json!(text.is_none() && !arrival.body.is_empty()));
    if !arrival.body.is_empty() {
        insert("body", text.map_or_else(|| json!(BASE64.encode(arrival.body)), |text| json!(text)));
    }
    event.into()
}

/// Lower-case names; values of one name joined by commas; cookies elsewhere; what concerned only the
/// connection left out, and how the request came to the gateway put in.
fn headers(arrival: &Arrival<'_>) -> BTreeMap<String, String> {
    const ELSEWHERE: [HeaderName; 3] = [COOKIE, CONNECTION, TRANSFER_ENCODING];
    let given = &arrival.parts.headers;
    let kept = given.keys().filter(|name| !ELSEWHERE.contains(name));
    let mut headers: BTreeMap<_, _> =
        kept.map(|name| (name.as_str().to_owned(), joined(given, name))).collect();
    let forwarded_for = headers.remove("x-forwarded-for").into_iter();
    let forwarded_for: Vec<_> = forwarded_for.chain([arrival.source_ip.to_string()]).collect();
    headers.insert("x-forwarded-for".to_owned(), forwarded_for.join(", "));
    // Whatever the sandbox speaks, functions only ever see what was HTTPS.
    headers.insert("x-forwarded-port".to_owned(), "443".to_owned());
    headers.insert("x-forwarded-proto".to_owned(), "https".to_owned());
    headers
}

fn request_context(arrival: &Arrival<'_>, route_key: &str) -> Value {
    let parts = arrival.parts;
    let host = parts.headers.get(HOST).map(text).unwrap_or_default();
    let domain = host.split(':').next().unwrap_or_default();
    json!({
        "accountId": "123456789012",
        "apiId": "sandbox",
        "domainName": domain,
        "domainPrefix": domain.split('.').next(),
        "http": {
            "method": parts.method.as_str(),
            "path": decoded(parts.uri.path()),
            "protocol": format!("{:?}", parts.version),
            "sourceIp": arrival.source_ip,
            "userAgent": parts.headers.get(USER_AGENT).map(text).unwrap_or_default(),
        },
        "requestId": arrival.request_id,
        "routeKey": route_key,
        "stage": "$default",
        "time": arrival.at.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
        "timeEpoch": arrival.at.as_millisecond(),
    })
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let values: Vec<_> = headers.get_all(COOKIE).iter().map(text).collect();
    values.iter().flat_map(|value| value.split(';')).map(|pair| pair.trim().to_owned()).collect()
}

/// Decoded; the values of one name joined by commas.
fn query_string_parameters(query: &str) -> BTreeMap<String, String> {
    let mut parameters = BTreeMap::<String, String>::new();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        parameters
            .entry(name.into_owned())
            .and_modify(|values| *values = format!("{values},{value}"))
            .or_insert_with(|| value.to_string());
    }
    parameters
}

/// The body as text, where API Gateway passes it as such: text, JSON, XML or JavaScript. All else goes
/// as base64, forms and bodies without a content type included. (The types are not documented; observed
/// on the real service: ministackorg/ministack#766.)
fn as_text<'a>(arrival: &Arrival<'a>) -> Option<&'a str> {
    const TEXT: [&str; 3] = ["application/json", "application/xml", "application/javascript"];
    let content_type = text(arrival.parts.headers.get(CONTENT_TYPE)?).to_ascii_lowercase();
    let media_type = content_type.split(';').next()?.trim();
    let textual = media_type.starts_with("text/") || TEXT.contains(&media_type);
    std::str::from_utf8(arrival.body).ok().filter(|_| textual)
}

fn joined(headers: &HeaderMap, name: &HeaderName) -> String {
    headers.get_all(name).iter().map(text).collect::<Vec<_>>().join(",")
}

fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use http::Request;

    use super::*;

    fn event_of(request: http::request::Builder, body: &[u8]) -> Value {
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let arrival = Arrival {
            parts: &parts,
            body,
            source_ip: Ipv4Addr::LOCALHOST.into(),
            at: "2026-03-01T14:05:09.25Z".parse().unwrap(),
            request_id: "JKJaXmPLvHcESHA=",
        };
        event(&arrival, "GET /{provider}/auth-url", &PathParameters::new())
    }

    #[test]
    fn an_event_is_complete() {
        let request = Request::get("/outlook/callback?code=a%20b&state=x&state=y")
            .header("Host", "api.localhost:8001")
            .header("User-Agent", "test")
            .header("Accept", "text/html")
            .header("Accept", "*/*")
            .header("Cookie", "a=1; b=2")
            .header("Connection", "keep-alive");
        insta::assert_json_snapshot!(event_of(request, b""), @r#"
        {
          "cookies": [
            "a=1",
            "b=2"
          ],
          "headers": {
            "accept": "text/html,*/*",
            "host": "api.localhost:8001",
            "user-agent": "test",
            "x-forwarded-for": "127.0.0.1",
            "x-forwarded-port": "443",
            "x-forwarded-proto": "https"
          },
          "isBase64Encoded": false,
          "queryStringParameters": {
            "code": "a b",
            "state": "x,y"
          },
          "rawPath": "/outlook/callback",
          "rawQueryString": "code=a%20b&state=x&state=y",
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "sandbox",
            "domainName": "api.localhost",
            "domainPrefix": "api",
            "http": {
              "method": "GET",
              "path": "/outlook/callback",
              "protocol": "HTTP/1.1",
              "sourceIp": "127.0.0.1",
              "userAgent": "test"
            },
            "requestId": "JKJaXmPLvHcESHA=",
            "routeKey": "GET /{provider}/auth-url",
            "stage": "$default",
            "time": "01/Mar/2026:14:05:09 +0000",
            "timeEpoch": 1772373909250
          },
          "routeKey": "GET /{provider}/auth-url",
          "version": "2.0"
        }
        "#);
    }

    #[test]
    fn only_textual_types_travel_as_text() {
        let sent = |content_type: &str, body: &[u8]| {
            let event = event_of(Request::post("/").header("content-type", content_type), body);
            (
                event["body"].as_str().unwrap().to_owned(),
                event["isBase64Encoded"].as_bool().unwrap(),
            )
        };
        assert_eq!(
            sent("application/json; charset=utf-8", "{\"a\":\"é\"}".as_bytes()),
            ("{\"a\":\"é\"}".into(), false)
        );
        assert_eq!(sent("Text/Plain", b"a"), ("a".into(), false));
        assert_eq!(sent("application/x-www-form-urlencoded", b"a=1"), ("YT0x".into(), true));
        assert_eq!(sent("application/json", b"\xff"), ("/w==".into(), true));
        let untyped = event_of(Request::post("/"), b"a=1");
        assert_eq!((&untyped["body"], &untyped["isBase64Encoded"]), (&json!("YT0x"), &json!(true)));
    }

    #[test]
    fn the_gateway_adds_itself_to_the_forwarded_addresses() {
        let event = event_of(Request::get("/").header("x-forwarded-for", "203.0.113.9"), b"");
        assert_eq!(event["headers"]["x-forwarded-for"], "203.0.113.9, 127.0.0.1");
    }

    #[test]
    fn raw_path_is_decoded_and_raw_query_string_is_not() {
        let event = event_of(Request::get("/caf%C3%A9?q=%C3%A9+%26"), b"");
        assert_eq!(event["rawPath"], "/café");
        assert_eq!(event["rawQueryString"], "q=%C3%A9+%26");
        assert_eq!(event["queryStringParameters"]["q"], "é &");
    }

    #[test]
    fn the_functions_read_it_as_a_request() {
        use lambda_http::RequestExt;
        let request =
            Request::delete("/a?x=1&x=2").header("host", "localhost").header("cookie", "a=1; b=2");
        let request = lambda_http::request::from_str(&event_of(request, b"").to_string()).unwrap();
        assert_eq!(request.method(), http::Method::DELETE);
        assert_eq!(request.uri(), "https://localhost/a?x=1&x=2");
        assert_eq!(request.query_string_parameters().all("x"), Some(vec!["1", "2"]));
        assert_eq!(request.headers()[COOKIE], "a=1; b=2");
    }
}
