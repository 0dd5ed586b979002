//! What a handler answers: JSON, a redirect, or a problem (RFC 9457).

use http::{HeaderValue, Response, StatusCode, header};
use lambda_http::Body;
use serde::Serialize;
use serde_json::{Value, json};

use crate::model::error::Error;
use crate::words::{Language, speaking};

/// An answer that can become an HTTP response.
pub trait IntoResponse {
    /// Makes the response; `request_id` is repeated in problems, so that a person can quote it.
    fn into_response(self, request_id: &str) -> Response<Body>;
}

/// A `200` answer with a JSON body.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// A `202` answer with a JSON body: what was asked for is done later.
#[derive(Debug)]
pub struct Accepted<T>(pub T);

/// A `204` answer to `OPTIONS`: the methods of the path. What browsers ask before a call of another origin,
/// API Gateway answers itself.
#[derive(Debug)]
pub struct Options(pub &'static str);

/// A `202` answer without a body: what came is taken.
#[derive(Clone, Copy, Debug)]
pub struct Received;

/// A `200` answer of plain text, which no browser takes for anything else.
#[derive(Debug)]
pub struct PlainText(pub String);

/// A `303 See Other` (RFC 9700, section 4.12: never 307, which would repeat a body elsewhere).
#[derive(Debug)]
pub struct Redirect(pub String);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self, request_id: &str) -> Response<Body> {
        json_response(StatusCode::OK, &self.0, request_id)
    }
}

impl<T: Serialize> IntoResponse for Accepted<T> {
    fn into_response(self, request_id: &str) -> Response<Body> {
        json_response(StatusCode::ACCEPTED, &self.0, request_id)
    }
}

fn json_response<T: Serialize>(status: StatusCode, body: &T, request_id: &str) -> Response<Body> {
    match serde_json::to_string(body) {
        Ok(body) => response(status, "application/json", Body::Text(body)),
        Err(_) => Error::Internal.into_response(request_id),
    }
}

impl IntoResponse for Received {
    fn into_response(self, _: &str) -> Response<Body> {
        response(StatusCode::ACCEPTED, "text/plain", Body::Empty)
    }
}

impl IntoResponse for PlainText {
    fn into_response(self, _: &str) -> Response<Body> {
        response(StatusCode::OK, "text/plain", Body::Text(self.0))
    }
}

impl IntoResponse for Options {
    fn into_response(self, _: &str) -> Response<Body> {
        let mut response = response(StatusCode::NO_CONTENT, "text/plain", Body::Empty);
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(self.0));
        response
    }
}

impl IntoResponse for Redirect {
    fn into_response(self, request_id: &str) -> Response<Body> {
        let Ok(location) = HeaderValue::try_from(self.0) else {
            return Error::Internal.into_response(request_id);
        };
        let mut response = response(StatusCode::SEE_OTHER, "text/plain", Body::Empty);
        response.headers_mut().insert(header::LOCATION, location);
        response
    }
}

impl IntoResponse for Error {
    fn into_response(self, request_id: &str) -> Response<Body> {
        let mut problem = json!({
            "type": "about:blank",
            "title": self.status().canonical_reason(),
            "status": self.status().as_u16(),
            "detail": self.text(),
            "code": self.code(),
            "request_id": request_id,
        });
        if let (Self::OrganizationRequired(organizations), Value::Object(members)) =
            (&self, &mut problem)
        {
            members.insert("organizations".to_owned(), json!(organizations));
        }
        if let (Self::DailyLimit { until, .. }, Value::Object(members)) = (&self, &mut problem) {
            members.insert("retry_at".to_owned(), json!(until));
        }
        if let (Self::SlotTaken(slots), Value::Object(members)) = (&self, &mut problem) {
            members.insert("slots".to_owned(), json!(slots));
        }
        let body = Body::Text(problem.to_string());
        let mut response = response(self.status(), "application/problem+json", body);
        if let Some(seconds) = self.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if let Self::MethodNotAllowed(allowed) = self {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
        }
        response
    }
}

impl<A: IntoResponse, B: IntoResponse> IntoResponse for Either<A, B> {
    fn into_response(self, request_id: &str) -> Response<Body> {
        match self {
            Self::Left(answer) => answer.into_response(request_id),
            Self::Right(answer) => answer.into_response(request_id),
        }
    }
}

/// One of two kinds of answer.
#[derive(Debug)]
pub enum Either<A, B> {
    /// The first.
    Left(A),
    /// The second.
    Right(B),
}

/// What `answer` makes, with each of its texts in `language`; the headers say so (RFC 9110, sections 8.5 and
/// 12.5.5). An answer without a body has no language, and one that says itself which it is in, or what it
/// varies by, stays as it is.
pub fn in_language(language: Language, answer: impl FnOnce() -> Response<Body>) -> Response<Body> {
    let mut response = speaking(language, answer);
    let is_told = [header::VARY, header::CONTENT_LANGUAGE]
        .into_iter()
        .any(|name| response.headers().contains_key(name));
    if !is_told && !matches!(response.body(), Body::Empty) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    }
    response
}

/// Nothing we answer may be cached, named in a `Referer` or sniffed for another type (S12).
pub fn response(status: StatusCode, content_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
