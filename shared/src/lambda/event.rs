//! From an API Gateway event to a request, without the panic in between.
//!
//! `lambda_http` panics where the query it was handed is no legal URI, and API Gateway hands on what
//! the client sent. A release build aborts on a panic, so what is illegal is encoded first.

use lambda_http::request::LambdaRequest;
use lambda_http::{LambdaEvent, Request};

/// The request of an event (payload format 2.0) as JSON text, as the runtime would make it.
///
/// # Errors
/// Where the text is no such event.
pub fn request_of_event(event: &str) -> serde_json::Result<Request> {
    Ok(legal(serde_json::from_str(event)?).into())
}

/// The same invocation with a query that is a legal URI's.
pub(super) fn legal_event(event: LambdaEvent<LambdaRequest>) -> LambdaEvent<LambdaRequest> {
    LambdaEvent { payload: legal(event.payload), context: event.context }
}

fn legal(request: LambdaRequest) -> LambdaRequest {
    match request {
        LambdaRequest::ApiGatewayV2(mut event) => {
            event.raw_query_string = event.raw_query_string.as_deref().map(encode);
            LambdaRequest::ApiGatewayV2(event)
        }
        other => other,
    }
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
        let event = json!({
            "version": "2.0", "rawPath": "/", "rawQueryString": raw, "headers": {"host": "localhost"},
            "requestContext": {"http": {"method": "GET", "path": "/"}, "requestId": "1", "stage": "$default"},
            "isBase64Encoded": false,
        });
        request_of_event(&event.to_string()).unwrap().uri().query().map(str::to_owned)
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
    }
}
