//! From an API Gateway event to a request, without the panic in between.
//!
//! `lambda_http` makes a URI of scheme, host, path and query, and panics where that is not a valid one; API Gateway
//! hands on what the client sent. A release build aborts on a panic, so an illegal query is encoded
//! first, and an illegal host or scheme left out: no function asks for them (S10).

use http::header::{self, HeaderMap, HeaderName};
use lambda_http::request::LambdaRequest;
use lambda_http::{LambdaEvent, Request};
use url::Url;

const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The request of an event (payload format 2.0) as JSON text, as the runtime would make it.
///
/// # Errors
/// Where the text is no such event.
pub fn request_of_event(event: &str) -> serde_json::Result<Request> {
    Ok(legal(serde_json::from_str(event)?).into())
}

/// The same invocation, of which a legal URI can be made.
pub(super) fn legal_event(event: LambdaEvent<LambdaRequest>) -> LambdaEvent<LambdaRequest> {
    LambdaEvent { payload: legal(event.payload), context: event.context }
}

fn legal(request: LambdaRequest) -> LambdaRequest {
    match request {
        LambdaRequest::ApiGatewayV2(mut event) => {
            event.raw_query_string = event.raw_query_string.as_deref().map(encode);
            keep_legal(&mut event.headers, header::HOST, is_host);
            keep_legal(&mut event.headers, FORWARDED_PROTO, |scheme| {
                ["http", "https"].contains(&scheme)
            });
            event.request_context.domain_name =
                event.request_context.domain_name.filter(|host| is_host(host));
            LambdaRequest::ApiGatewayV2(event)
        }
        other => other,
    }
}

/// Removes the header `name` unless it has one value, and a legal one.
fn keep_legal(headers: &mut HeaderMap, name: HeaderName, is_legal: impl Fn(&str) -> bool) {
    let mut values = headers.get_all(&name).iter().map(|value| value.to_str().ok());
    let is_kept =
        matches!((values.next(), values.next()), (Some(Some(value)), None) if is_legal(value));
    if !is_kept {
        headers.remove(name);
    }
}

/// Whether `host` is a name or an IPv4 address, perhaps with a port.
fn is_host(host: &str) -> bool {
    let is_plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:-_".contains(&byte));
    is_plain && Url::parse(&format!("https://{host}/")).is_ok()
}

/// Encodes the bytes that a query can't hold as they are (RFC 3986, section 3.4).
fn encode(query: &str) -> String {
    let mut legal = String::with_capacity(query.len());
    for byte in query.bytes() {
        match byte {
            b'!' | b'$'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => {
                legal.push(char::from(byte));
            }
            _ => legal.push_str(&format!("%{byte:02X}")),
        }
    }
    legal
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn query_of(raw: &str) -> Option<String> {
        request(raw, "localhost", "https", "localhost").uri().query().map(str::to_owned)
    }

    fn request(query: &str, host: &str, scheme: &str, domain: &str) -> Request {
        let event = json!({
            "version": "2.0", "rawPath": "/é [x]/a", "rawQueryString": query,
            "headers": {"host": host, "x-forwarded-proto": scheme},
            "requestContext": {
                "http": {"method": "GET", "path": "/"}, "requestId": "1", "stage": "$default",
                "domainName": domain,
            },
            "isBase64Encoded": false,
        });
        request_of_event(&event.to_string()).unwrap()
    }

    #[test]
    fn s10_a_hostile_host_or_scheme_is_left_out_and_a_legal_one_is_not() {
        let hosts =
            ["[", "a b", "a/b?c#d", "1.2.3.4.5", "x:99999", "xn--a", "", "a@b", "[::1]", "%"];
        for host in hosts {
            let request = request("a=1", host, "https", host);
            assert_eq!(request.headers().get(header::HOST), None, "{host}");
            assert_eq!(request.uri().query(), Some("a=1"), "{host}");
        }
        for scheme in ["java script", "", ":", "ftp"] {
            assert_eq!(
                request("", "localhost", scheme, "localhost").uri().scheme_str(),
                Some("https")
            );
        }
        let legal = request("", "api.intowork.co:443", "http", "ignored");
        assert_eq!(legal.uri().authority().unwrap().host(), "api.intowork.co");
        assert_eq!(legal.uri().scheme_str(), Some("http"));
    }

    #[test]
    fn a_legal_query_is_left_alone() {
        assert_eq!(
            query_of("code=4%2F0Ab&state=x_-~.!$'()*,;:@/?").unwrap(),
            "code=4%2F0Ab&state=x_-~.!$'()*,;:@/?"
        );
    }

    proptest! {
        #[test]
        fn s11_no_query_makes_the_runtime_panic(raw: String) {
            query_of(&raw);
        }

        #[test]
        fn s10_no_host_or_scheme_makes_the_runtime_panic(host in "[ -~]*", scheme in "[ -~]*") {
            request("", &host, &scheme, &host);
            request("", "[", &scheme, &host);
        }
    }
}
