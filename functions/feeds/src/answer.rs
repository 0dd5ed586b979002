//! A feed, or an offer, as an answer.

use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use lambda_http::Body;
use shared::model::language::Language;
use shared::platform::response::{IntoResponse, response};

use crate::conditions::Validators;
use crate::encoding::Packed;

/// What is answered.
#[derive(Debug)]
pub enum Answer {
    /// A feed, and by what it is known again.
    Feed(Validators, Content),
    /// An offer as JSON-LD, and the language it is written in.
    Posting(String, Language),
}

/// What is sent of a feed.
#[derive(Debug)]
pub enum Content {
    /// All.
    Whole(Packed),
    /// Nothing: it is what the taker has.
    Unchanged,
}

impl IntoResponse for Answer {
    fn into_response(self, _: &str) -> Response<Body> {
        match self {
            Self::Feed(validators, content) => feed(&validators, content),
            Self::Posting(text, language) => {
                let mut response =
                    response(StatusCode::OK, "application/ld+json", Body::Text(text));
                set(&mut response, header::CONTENT_LANGUAGE, language.tag());
                response
            }
        }
    }
}

fn feed(validators: &Validators, content: Content) -> Response<Body> {
    let (status, body, is_gzip) = match content {
        Content::Whole(Packed { body, is_gzip }) => (StatusCode::OK, body, is_gzip),
        Content::Unchanged => (StatusCode::NOT_MODIFIED, Body::Empty, false),
    };
    let mut response = response(status, "application/xml", body);
    set(&mut response, header::VARY, "Accept-Encoding");
    // A taker may keep it and must ask again: that is what tags are for.
    set(&mut response, header::CACHE_CONTROL, "private, no-cache");
    set(&mut response, header::ETAG, &validators.tag);
    if is_gzip {
        set(&mut response, header::CONTENT_ENCODING, "gzip");
    }
    response
}

fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
