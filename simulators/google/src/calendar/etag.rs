//! Conditional requests (RFC 9110, section 13.1), by which a human's edit is not overwritten.

use http::{HeaderMap, header};

use super::event::Event;
use crate::error::ApiError;

/// 412 where `If-Match` names another version of the event.
pub fn check_match(headers: &HeaderMap, event: &Event) -> Result<(), ApiError> {
    match header_text(headers, header::IF_MATCH) {
        Some(tags) if !names(tags, event) => Err(ApiError::precondition_failed()),
        _ => Ok(()),
    }
}

/// Whether the client has this version already (304).
pub fn is_known(headers: &HeaderMap, event: &Event) -> bool {
    header_text(headers, header::IF_NONE_MATCH).is_some_and(|tags| names(tags, event))
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn names(tags: &str, event: &Event) -> bool {
    let own = event.etag();
    tags.split(',').map(str::trim).any(|tag| tag == "*" || tag == own)
}
