//! Routes as an HTTP API has them: one method, and a path whose parameters are whole segments.
//!
//! "Working with routes for HTTP APIs", API Gateway developer guide. `{proxy+}` and `$default` exist there
//! and are refused here: every route of ours names what it serves. An `ANY` route gets what no route with
//! a method of its own takes.

use std::collections::BTreeMap;

use http::Method;
use percent_encoding::percent_decode_str;
use thiserror::Error;

/// The method of a route that takes all that are left.
const ANY: &str = "ANY";

/// What a path gives for each parameter of the route it matches, percent-decoded.
pub type PathParameters = BTreeMap<String, String>;

/// A method and a path pattern, such as `GET /api/integrations/{provider}/auth-url`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// None is `ANY`.
    method: Option<Method>,
    pattern: String,
    segments: Vec<Segment>,
}

/// Why a route cannot be created.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PatternError {
    /// Not one of the methods the API allows.
    #[error("`{0}` is not GET, HEAD, POST, PUT, PATCH, DELETE or ANY")]
    Method(String),
    /// Not absolute, or with an empty, greedy or half-parametric segment.
    #[error("`{0}` is not a path of literal segments and {{parameters}}")]
    Path(String),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Literal(String),
    Parameter(String),
}

impl Route {
    /// Reads an `HttpApi` event's `Method` (any case) and `Path`.
    pub fn parse(method: &str, pattern: &str) -> Result<Self, PatternError> {
        let refused = || PatternError::Path(pattern.to_owned());
        let path = pattern.strip_prefix('/').ok_or_else(refused)?;
        let segments = path.split('/').map(Segment::parse).collect::<Option<_>>();
        Ok(Self {
            method: parse_method(method)?,
            pattern: pattern.to_owned(),
            segments: segments.ok_or_else(refused)?,
        })
    }

    /// API Gateway's `routeKey`: method, space, pattern.
    pub fn key(&self) -> String {
        format!("{} {}", self.method_name(), self.pattern)
    }

    /// Whether it gets every method that no other route of its path takes.
    pub const fn is_any(&self) -> bool {
        self.method.is_none()
    }

    fn method_name(&self) -> &str {
        self.method.as_ref().map_or(ANY, Method::as_str)
    }

    /// The same for any two routes that match the same requests.
    pub fn shape(&self) -> String {
        let segments = self.segments.iter().map(|segment| match segment {
            Segment::Literal(text) => text.as_str(),
            Segment::Parameter(_) => "{}",
        });
        segments.fold(self.method_name().to_owned(), |shape, segment| shape + "/" + segment)
    }

    /// Orders routes so that the first match is the most specific: literals before parameters, from
    /// the left, and a method before `ANY`.
    pub(super) fn rank(&self) -> (Vec<bool>, bool) {
        let is_parameter = |segment: &Segment| matches!(segment, Segment::Parameter(_));
        (self.segments.iter().map(is_parameter).collect(), self.is_any())
    }

    /// The path parameters, where `method` and the decoded `path` match. Case matters, and so does a
    /// slash at the end.
    pub fn matches(&self, method: &Method, path: &str) -> Option<PathParameters> {
        let given: Vec<_> = path.strip_prefix('/')?.split('/').collect();
        let is_taken = self.method.as_ref().is_none_or(|own| own == method);
        if !is_taken || given.len() != self.segments.len() {
            return None;
        }
        let mut parameters = PathParameters::new();
        for (segment, given) in self.segments.iter().zip(given) {
            match segment {
                Segment::Literal(text) if text == given => {}
                Segment::Parameter(name) if !given.is_empty() => {
                    parameters.insert(name.clone(), given.to_owned());
                }
                _ => return None,
            }
        }
        Some(parameters)
    }
}

impl Segment {
    fn parse(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        let name = inner.unwrap_or(text);
        let plain = !name.is_empty() && !name.contains(['{', '}', '+']);
        plain.then(|| match inner {
            Some(name) => Self::Parameter(name.to_owned()),
            None => Self::Literal(name.to_owned()),
        })
    }
}

/// The path as an HTTP API routes it and puts it into `rawPath`: percent-decoded, despite the name, and
/// cut at a `?` that decoding brought to light. An encoded slash separates segments like any other.
/// (Observed on the real service: middleapi/standard-server#93, aws/aws-lambda-dotnet#1901.)
pub fn decoded(path: &str) -> String {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    decoded.split('?').next().unwrap_or_default().to_owned()
}

fn parse_method(text: &str) -> Result<Option<Method>, PatternError> {
    if text.eq_ignore_ascii_case(ANY) {
        return Ok(None);
    }
    const ALLOWED: [Method; 6] =
        [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
    ALLOWED
        .into_iter()
        .find(|method| method.as_str().eq_ignore_ascii_case(text))
        .map(Some)
        .ok_or_else(|| PatternError::Method(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(pattern: &str, path: &str) -> Option<PathParameters> {
        Route::parse("GET", pattern).unwrap().matches(&Method::GET, &decoded(path))
    }

    #[test]
    fn a_parameter_is_one_whole_segment() {
        let parameters = matched("/{provider}/auth-url", "/google-calendar/auth-url").unwrap();
        assert_eq!(parameters["provider"], "google-calendar");
        assert_eq!(matched("/{provider}/auth-url", "//auth-url"), None);
        assert_eq!(matched("/{provider}/auth-url", "/a/b/auth-url"), None);
    }

    #[test]
    fn case_and_a_last_slash_matter() {
        assert_eq!(matched("/status", "/status"), Some(PathParameters::new()));
        assert_eq!(matched("/status", "/Status"), None);
        assert_eq!(matched("/status", "/status/"), None);
    }

    #[test]
    fn a_parameter_is_decoded() {
        let parameters =
            matched("/posts/{post_id}", "/posts/urn%3Ali%3Ashare%3A1%20%C3%A9").unwrap();
        assert_eq!(parameters["post_id"], "urn:li:share:1 é");
    }

    #[test]
    fn an_encoded_slash_separates_and_an_encoded_question_mark_ends() {
        assert_eq!(matched("/posts/{post_id}", "/posts/a%2Fb"), None);
        assert_eq!(matched("/posts/{post_id}", "/posts/a%3Fb").unwrap()["post_id"], "a");
    }

    #[test]
    fn another_method_does_not_match() {
        let route = Route::parse("get", "/status").unwrap();
        assert_eq!(route.key(), "GET /status");
        assert_eq!(route.matches(&Method::HEAD, "/status"), None);
        let any = Route::parse("any", "/status").unwrap();
        assert_eq!(any.key(), "ANY /status");
        assert_eq!(any.matches(&Method::HEAD, "/status"), Some(PathParameters::new()));
        assert!(route.rank() < any.rank(), "a method goes before");
    }

    #[test]
    fn greedy_empty_and_half_parametric_segments_are_refused() {
        for pattern in ["status", "", "//", "/{proxy+}", "/{}", "/a{b}", "/{a", "/a/"] {
            assert_eq!(Route::parse("GET", pattern), Err(PatternError::Path(pattern.to_owned())));
        }
        assert_eq!(Route::parse("TRACE", "/a"), Err(PatternError::Method("TRACE".to_owned())));
    }
}
