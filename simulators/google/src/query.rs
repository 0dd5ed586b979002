//! Query parameters, refused in Google's words where they are wrong.

use std::convert::Infallible;
use std::ops::RangeInclusive;

use axum::extract::FromRequestParts;
use http::request::Parts;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::error::ApiError;

/// The query of a request. Unknown parameters are ignored.
#[derive(Clone, Debug, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// The query of the request.
    pub fn of(parts: &Parts) -> Self {
        let query = parts.uri.query().unwrap_or_default();
        Self(serde_urlencoded::from_str(query).unwrap_or_default())
    }

    /// The last value of `name`.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().rfind(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a repeated parameter.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A whole number within `range`.
    pub fn integer(&self, name: &str, range: RangeInclusive<u32>) -> Result<Option<u32>, ApiError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let number = text
            .parse()
            .map_err(|_| ApiError::parameter(name, format!("Invalid integer value: '{text}'.")))?;
        if range.contains(&number) {
            return Ok(Some(number));
        }
        let (low, high) = range.into_inner();
        let range = format!("Values must be within the range: [{low}, {high}]");
        Err(ApiError::parameter(name, format!("Invalid value '{text}'. {range}")))
    }

    /// `true` or `false`; absent is `false`.
    pub fn boolean(&self, name: &str) -> Result<bool, ApiError> {
        match self.text(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => {
                Err(ApiError::parameter(name, format!("Invalid boolean value: '{other}'.")))
            }
        }
    }

    /// One of the `allowed` words.
    pub fn choice(
        &self,
        name: &str,
        allowed: &[&'static str],
    ) -> Result<Option<&'static str>, ApiError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let found = allowed.iter().copied().find(|word| *word == text);
        let list = allowed.join(", ");
        let refused = || format!("Invalid string value: '{text}'. Allowed values: [{list}]");
        found.map(Some).ok_or_else(|| ApiError::parameter(name, refused()))
    }

    /// An RFC 3339 instant; the offset is mandatory.
    pub fn instant(&self, name: &str) -> Result<Option<Timestamp>, ApiError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let refused = |_| ApiError::bad_request("badRequest", "Bad Request");
        text.parse().map(Some).map_err(refused)
    }

    /// The IANA zone that `timeZone` asks the answer to be in.
    pub fn zone(&self) -> Result<Option<TimeZone>, ApiError> {
        let Some(text) = self.text("timeZone") else { return Ok(None) };
        let refused = |_| ApiError::parameter("timeZone", "Invalid time zone.");
        TimeZone::get(text).map(Some).map_err(refused)
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}
