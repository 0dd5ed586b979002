//! A failure to perform on command: what it applies to, what happens, and how often.

use std::time::Duration;

use axum::body::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

/// The header in which AWS's JSON protocols name the operation, as `Service.Operation`.
const TARGET: &str = "x-amz-target";

/// A failure that applies to the next requests that match it.
#[derive(Clone, Debug)]
pub struct Fault {
    pub(super) matching: Match,
    pub(super) action: Action,
    /// How many requests it still applies to.
    pub(super) times: u32,
    /// How many matching requests pass before it applies.
    pub(super) after: u32,
}

/// What happens to a request that a fault applies to.
#[derive(Clone, Debug)]
pub enum Action {
    /// This answer is given and nothing is performed.
    Respond {
        /// 200 to 599.
        status: StatusCode,
        /// Sent as they are.
        headers: HeaderMap,
        /// Sent as it is.
        body: Bytes,
    },
    /// The request waits, then is performed.
    Delay(Duration),
    /// The request waits until [`Control::clear`], then is performed.
    ///
    /// [`Control::clear`]: super::Control::clear
    Hold,
    /// The request is never answered, and nothing is performed.
    Hang,
    /// The connection closes; nothing is performed.
    DropBefore,
    /// The request is performed; the connection closes without an answer.
    DropAfter,
}

/// Which requests a fault applies to; an absent field matches every request.
#[derive(Clone, Debug, Default)]
pub(super) struct Match {
    pub(super) method: Option<String>,
    pub(super) path: Option<String>,
    pub(super) target: Option<String>,
    pub(super) body_contains: Option<String>,
}

impl Fault {
    /// Answers with `status` and `body` (a string is sent as text, null as nothing, anything else as JSON).
    pub fn respond(status: StatusCode, body: Value) -> Self {
        let (headers, body) = content(body);
        Self::new(Action::Respond { status, headers, body })
    }

    /// Performs the request after `duration`.
    pub fn delay(duration: Duration) -> Self {
        Self::new(Action::Delay(duration))
    }

    /// Performs the request once all faults are removed.
    pub fn hold() -> Self {
        Self::new(Action::Hold)
    }

    /// Neither performs nor answers the request.
    pub fn hang() -> Self {
        Self::new(Action::Hang)
    }

    /// Closes the connection without performing the request.
    pub fn drop_before() -> Self {
        Self::new(Action::DropBefore)
    }

    /// Performs the request and closes the connection without an answer.
    pub fn drop_after() -> Self {
        Self::new(Action::DropAfter)
    }

    /// Does `action` to the next request, whichever it is.
    pub fn new(action: Action) -> Self {
        Self { matching: Match::default(), action, times: 1, after: 0 }
    }

    /// Only for this method and path; a path ending in `*` is a prefix.
    pub fn on(mut self, method: &str, path: &str) -> Self {
        self.matching.method = Some(method.to_owned());
        self.matching.path = Some(path.to_owned());
        self
    }

    /// Only for this AWS operation, such as `PutItem`.
    pub fn on_target(mut self, operation: &str) -> Self {
        self.matching.target = Some(operation.to_owned());
        self
    }

    /// Only for bodies that contain `text`.
    pub fn body_contains(mut self, text: &str) -> Self {
        self.matching.body_contains = Some(text.to_owned());
        self
    }

    /// Applies to this many requests instead of one.
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Lets this many matching requests pass first.
    pub fn after(mut self, after: u32) -> Self {
        self.after = after;
        self
    }

    /// Adds a header to the answer of [`Fault::respond`]; other actions have none.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        if let Action::Respond { headers, .. } = &mut self.action {
            headers.insert(name, value);
        }
        self
    }

    /// Counts a request that matches; true where the fault applies to it.
    pub(super) fn applies(&mut self, parts: &Parts, body: &[u8]) -> bool {
        if self.times == 0 || !self.matching.accepts(parts, body) {
            return false;
        }
        if self.after > 0 {
            self.after -= 1;
            return false;
        }
        self.times -= 1;
        true
    }
}

impl Match {
    fn accepts(&self, parts: &Parts, body: &[u8]) -> bool {
        let is = |wanted: &Option<String>, test: &dyn Fn(&str) -> bool| {
            wanted.as_deref().is_none_or(test)
        };
        is(&self.method, &|method| method.eq_ignore_ascii_case(parts.method.as_str()))
            && is(&self.path, &|pattern| path_matches(pattern, parts.uri.path()))
            && is(&self.target, &|target| operation(&parts.headers) == Some(target))
            && is(&self.body_contains, &|text| String::from_utf8_lossy(body).contains(text))
    }
}

/// Whether `path` is `pattern`, or begins with it where the pattern ends in `*`.
pub(super) fn path_matches(pattern: &str, path: &str) -> bool {
    pattern.strip_suffix('*').map_or(path == pattern, |prefix| path.starts_with(prefix))
}

/// The AWS operation a request asks for, without the service's prefix.
pub(super) fn operation(headers: &HeaderMap) -> Option<&str> {
    headers.get(TARGET)?.to_str().ok()?.rsplit('.').next()
}

/// A body as it is sent, and the header that says what it is.
fn content(body: Value) -> (HeaderMap, Bytes) {
    let (kind, bytes) = match body {
        Value::Null => return (HeaderMap::new(), Bytes::new()),
        Value::String(text) => ("text/plain; charset=utf-8", Bytes::from(text)),
        json => ("application/json", Bytes::from(json.to_string())),
    };
    let headers = [(http::header::CONTENT_TYPE, HeaderValue::from_static(kind))];
    (headers.into_iter().collect(), bytes)
}
