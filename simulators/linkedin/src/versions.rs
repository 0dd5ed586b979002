//! The monthly versions of the REST API and when each is served.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use serde_json::json;

use super::errors::ApiError;

/// Version and its sunset, from LinkedIn's lifecycle page; the last two sunsets are estimates.
/// Not every month has a version: there is no 202512.
const SUNSETS: [(&str, Date); 11] = [
    ("202510", date(2026, 10, 15)),
    ("202511", date(2026, 11, 16)),
    ("202601", date(2027, 1, 15)),
    ("202602", date(2027, 2, 15)),
    ("202603", date(2027, 3, 16)),
    ("202604", date(2027, 4, 15)),
    ("202605", date(2027, 5, 15)),
    ("202606", date(2027, 6, 15)),
    ("202607", date(2027, 7, 15)),
    ("202608", date(2027, 8, 15)),
    ("202609", date(2027, 9, 15)),
];

/// A version served at the time of the call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Version(&'static str);

/// Why a call is refused before anything else is looked at.
#[derive(Debug)]
pub enum VersionFault {
    /// No `LinkedIn-Version` header.
    Missing,
    /// Not served: sunset, not yet released, or never a version.
    Nonexistent(String),
}

impl Version {
    /// The version named by `LinkedIn-Version`, if it is served at `now`.
    pub fn of(headers: &HeaderMap, now: Timestamp) -> Result<Self, VersionFault> {
        let header = headers.get("linkedin-version").ok_or(VersionFault::Missing)?;
        let asked = header.to_str().unwrap_or_default();
        let today = now.to_zoned(TimeZone::UTC).date();
        let served = SUNSETS.iter().find(|(name, sunset)| *name == asked && today < *sunset);
        let released = |name: &str| *name <= *today.strftime("%Y%m").to_string();
        match served {
            Some((name, _)) if released(name) => Ok(Self(name)),
            _ => Err(VersionFault::Nonexistent(asked.to_owned())),
        }
    }

    /// As LinkedIn writes it in messages: `YYYYMM01`.
    pub fn internal(self) -> String {
        format!("{}01", self.0)
    }
}

impl IntoResponse for VersionFault {
    fn into_response(self) -> Response {
        match self {
            Self::Missing => missing(),
            Self::Nonexistent(asked) => {
                let message = format!("Requested version {asked}01 is not active");
                ApiError::new(StatusCode::UPGRADE_REQUIRED, "NONEXISTENT_VERSION", message)
                    .into_response()
            }
        }
    }
}

/// The one error body without a `status`.
fn missing() -> Response {
    let message = "A version must be present. Please specify a version by adding the \
                   Linkedin-Version header.";
    let body = json!({ "code": "VERSION_MISSING", "message": message });
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn served(version: &'static str, at: &str) -> bool {
        let headers = HeaderMap::from_iter([(
            "linkedin-version".parse().unwrap(),
            HeaderValue::from_static(version),
        )]);
        Version::of(&headers, at.parse().unwrap()).is_ok()
    }

    #[test]
    fn a_version_is_served_until_its_sunset() {
        assert!(served("202609", "2026-11-22T00:00:00Z"));
        assert!(served("202601", "2027-01-14T23:59:59Z"));
        assert!(!served("202601", "2027-01-15T00:00:00Z"));
        assert!(!served("202511", "2026-11-22T00:00:00Z"));
    }

    #[test]
    fn a_version_is_not_served_before_its_month_nor_where_there_is_none() {
        assert!(!served("202609", "2026-08-31T23:59:59Z"));
        assert!(!served("202512", "2026-03-01T00:00:00Z"));
        assert!(!served("2026-09", "2026-11-22T00:00:00Z"));
    }
}
