//! CORS as an HTTP API does it: preflights are answered before any route is looked at, and the answers
//! of functions get the headers configured, never their own.
//!
//! "Configuring CORS for HTTP APIs", API Gateway developer guide; Fetch standard, section 3.3.

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderName, InvalidHeaderValue, ORIGIN,
    VARY,
};
use http::{HeaderMap, HeaderValue};
use thiserror::Error;
use url::Url;

/// What the template says about requests from other origins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Methods a page may use.
    pub methods: Vec<String>,
    /// Request headers a page may set.
    pub headers: Vec<String>,
    /// Response headers a page may read.
    pub exposed_headers: Vec<String>,
    /// Seconds a browser may remember the answer to a preflight.
    pub max_age: u32,
}

/// A policy and the origins it is for.
#[derive(Clone, Debug)]
pub struct Cors {
    origins: Vec<HeaderValue>,
    preflight: HeaderMap,
    exposed: HeaderValue,
}

/// Why a policy cannot be applied.
#[derive(Debug, Error)]
pub enum CorsError {
    /// Not exactly what a browser sends as `Origin`: `*`, `null`, a path, a default port, upper case.
    #[error("`{0}` is not an origin such as https://www.example.com")]
    Origin(String),
    /// A method or header name of the template that cannot stand in a header.
    #[error("CorsConfiguration: {0}")]
    Header(#[from] InvalidHeaderValue),
}

impl Cors {
    /// Applies `policy` to exactly these `origins`.
    pub fn new(policy: &Policy, origins: &[String]) -> Result<Self, CorsError> {
        let mut preflight = HeaderMap::new();
        preflight.insert(ACCESS_CONTROL_ALLOW_METHODS, policy.methods.join(",").parse()?);
        preflight.insert(ACCESS_CONTROL_ALLOW_HEADERS, policy.headers.join(",").parse()?);
        preflight.insert(ACCESS_CONTROL_MAX_AGE, policy.max_age.into());
        Ok(Self {
            origins: origins.iter().map(|text| exact_origin(text)).collect::<Result<_, _>>()?,
            preflight,
            exposed: policy.exposed_headers.join(",").parse()?,
        })
    }

    /// The headers of the answer (204) to an OPTIONS request that carries `request`.
    pub fn preflight(&self, request: &HeaderMap) -> HeaderMap {
        let mut headers = HeaderMap::from_iter([(VARY, HeaderValue::from_static("Origin"))]);
        if let Some(origin) = self.allowed(request) {
            headers.extend(self.preflight.clone());
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        headers
    }

    /// Puts our headers in the place of the function's on the answer to `request`.
    pub fn apply(&self, request: &HeaderMap, response: &mut HeaderMap) {
        let theirs: Vec<HeaderName> =
            response.keys().filter(|name| is_cors(name)).cloned().collect();
        for name in theirs {
            response.remove(name);
        }
        response.append(VARY, HeaderValue::from_static("Origin"));
        if let Some(origin) = self.allowed(request) {
            response.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.insert(ACCESS_CONTROL_EXPOSE_HEADERS, self.exposed.clone());
        }
    }

    /// The origin of `request`, where there is one and it is on the list.
    fn allowed(&self, request: &HeaderMap) -> Option<HeaderValue> {
        let origin = request.get(ORIGIN)?;
        self.origins.contains(origin).then(|| origin.clone())
    }
}

fn exact_origin(text: &str) -> Result<HeaderValue, CorsError> {
    let refused = || CorsError::Origin(text.to_owned());
    let url = Url::parse(text).map_err(|_| refused())?;
    let exact = url.origin().ascii_serialization() == text && !text.contains('*');
    if !exact || !matches!(url.scheme(), "http" | "https") {
        return Err(refused());
    }
    Ok(text.parse()?)
}

fn is_cors(name: &HeaderName) -> bool {
    name.as_str().starts_with("access-control-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRONTEND: &str = "https://intowork.co";

    fn cors(origins: &[&str]) -> Result<Cors, CorsError> {
        let policy = Policy {
            methods: vec!["GET".to_owned(), "POST".to_owned()],
            headers: vec!["authorization".to_owned()],
            exposed_headers: vec!["retry-after".to_owned()],
            max_age: 600,
        };
        Cors::new(&policy, &origins.iter().map(|&origin| origin.to_owned()).collect::<Vec<_>>())
    }

    fn from(origin: &str) -> HeaderMap {
        HeaderMap::from_iter([(ORIGIN, origin.parse().unwrap())])
    }

    #[test]
    fn a_listed_origin_may_do_what_the_template_says() {
        let headers = cors(&[FRONTEND]).unwrap().preflight(&from(FRONTEND));
        assert_eq!(headers[ACCESS_CONTROL_ALLOW_ORIGIN], FRONTEND);
        assert_eq!(headers[ACCESS_CONTROL_ALLOW_METHODS], "GET,POST");
        assert_eq!(headers[ACCESS_CONTROL_ALLOW_HEADERS], "authorization");
        assert_eq!(headers[ACCESS_CONTROL_MAX_AGE], "600");
        assert!(!headers.contains_key("access-control-allow-credentials"));
    }

    #[test]
    fn look_alikes_null_and_plain_http_get_no_allow_origin_s25() {
        let cors = cors(&[FRONTEND]).unwrap();
        for origin in [
            "https://intowork-evil.vercel.app",
            "https://intowork.co.evil.example",
            "https://evil-intowork.co",
            "https://intowork.co:8443",
            "http://intowork.co",
            "HTTPS://INTOWORK.CO",
            "null",
            "*",
        ] {
            let mut response = HeaderMap::new();
            cors.apply(&from(origin), &mut response);
            for headers in [cors.preflight(&from(origin)), response] {
                assert_eq!(headers[VARY], "Origin");
                assert!(!headers.keys().any(is_cors), "{origin}: {headers:?}");
            }
        }
    }

    #[test]
    fn the_function_s_own_cors_headers_are_replaced() {
        let mut response = from("ignored");
        response.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        response.insert("access-control-allow-credentials", HeaderValue::from_static("true"));
        cors(&[FRONTEND]).unwrap().apply(&from(FRONTEND), &mut response);
        assert_eq!(response[ACCESS_CONTROL_ALLOW_ORIGIN], FRONTEND);
        assert_eq!(response[ACCESS_CONTROL_EXPOSE_HEADERS], "retry-after");
        assert!(!response.contains_key("access-control-allow-credentials"));
    }

    #[test]
    fn only_exact_origins_can_be_listed() {
        assert!(cors(&["http://localhost:3000", FRONTEND]).is_ok());
        for text in [
            "*",
            "null",
            "https://*.vercel.app",
            "https://a.example/",
            "https://a.example:443",
            "ftp://a",
        ] {
            assert!(
                matches!(cors(&[text]), Err(CorsError::Origin(refused)) if refused == text),
                "{text}"
            );
        }
    }
}
