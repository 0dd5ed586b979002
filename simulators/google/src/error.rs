//! The error envelope of the Calendar API (Calendar API guide, "Handle API errors").

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use super::object::Object;
use super::scope::{Method, PREFIX};

/// A refusal as Google words it: `{"error": {"errors": [..], "code": .., "message": ".."}}`.
#[derive(Debug)]
pub struct ApiError {
    status: StatusCode,
    domain: &'static str,
    reason: &'static str,
    message: String,
    location: Option<(&'static str, String)>,
    scope_missing_for: Option<Method>,
}

impl ApiError {
    fn new(status: StatusCode, reason: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { status, domain: "global", reason, message, location: None, scope_missing_for: None }
    }

    fn at(self, kind: &'static str, location: impl Into<String>) -> Self {
        Self { location: Some((kind, location.into())), ..self }
    }

    /// 400: a value of the body is wrong.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid", message)
    }

    /// 400: a required value is absent.
    pub fn required(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "required", message)
    }

    /// 400 with a reason of its own, where the API has one for the case.
    pub fn bad_request(reason: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, reason, message)
    }

    /// 400: the query parameter `name` has a wrong value.
    pub fn parameter(name: &str, message: impl Into<String>) -> Self {
        Self::bad_request("invalidParameter", message).at("parameter", name)
    }

    /// 400: the body is not JSON.
    pub fn parse() -> Self {
        Self::bad_request("parseError", "Parse Error")
    }

    /// 400: the end does not come after the start.
    pub fn empty_range() -> Self {
        let message = "The specified time range is empty.";
        let error = Self::bad_request("timeRangeEmpty", message).at("parameter", "timeMax");
        Self { domain: "calendar", ..error }
    }

    /// 401: no token at all.
    pub fn login_required() -> Self {
        let error = Self::new(StatusCode::UNAUTHORIZED, "required", "Login Required");
        error.at("header", "Authorization")
    }

    /// 401: the access token is unknown, expired or revoked.
    pub fn invalid_credentials() -> Self {
        let error = Self::new(StatusCode::UNAUTHORIZED, "authError", "Invalid Credentials");
        error.at("header", "Authorization")
    }

    /// 403: the token lacks every scope that opens `method`.
    pub fn insufficient_scope(method: Method) -> Self {
        let message = "Request had insufficient authentication scopes.";
        let error = Self::new(StatusCode::FORBIDDEN, "insufficientPermissions", message);
        Self { scope_missing_for: Some(method), ..error }
    }

    /// 403: a limit was reached; `reason` tells which.
    pub fn usage_limit(reason: &'static str, message: &str) -> Self {
        Self { domain: "usageLimits", ..Self::new(StatusCode::FORBIDDEN, reason, message) }
    }

    /// 403: the calendar is visible, but not writable.
    pub fn writer_access() -> Self {
        let message = "You need to have writer access to this calendar.";
        let error = Self::new(StatusCode::FORBIDDEN, "requiredAccessLevel", message);
        Self { domain: "calendar", ..error }
    }

    /// 403: an attendee tried to change what belongs to the organizer.
    pub fn not_organizer() -> Self {
        let message = "Shared properties can only be changed by the organizer of the event.";
        let error = Self::new(StatusCode::FORBIDDEN, "forbiddenForNonOrganizer", message);
        Self { domain: "calendar", ..error }
    }

    /// 404: no such calendar or event, or none that the caller can see.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "notFound", "Not Found")
    }

    /// 409: the event id was used before, even by an event deleted since.
    pub fn duplicate() -> Self {
        let message = "The requested identifier already exists.";
        Self::new(StatusCode::CONFLICT, "duplicate", message)
    }

    /// 410: the event was deleted before.
    pub fn deleted() -> Self {
        Self::new(StatusCode::GONE, "deleted", "Resource has been deleted")
    }

    /// 410: the sync token is unknown or too old.
    pub fn full_sync_required() -> Self {
        let message = "Sync token is no longer valid, a full sync is required.";
        let error = Self::new(StatusCode::GONE, "fullSyncRequired", message);
        Self { domain: "calendar", ..error }.at("parameter", "syncToken")
    }

    /// 404: no channel of this id and resource is open for the caller.
    pub fn no_channel(id: &str) -> Self {
        let message = format!("Channel '{id}' not found for project 'sandbox'");
        Self::new(StatusCode::NOT_FOUND, "notFound", message)
    }

    /// 401: the domain of the address is not verified for the project.
    pub fn unauthorized_webhook(address: &str) -> Self {
        let message = format!("Unauthorized WebHook callback channel: {address}");
        Self::new(StatusCode::UNAUTHORIZED, "push.webhookUrlUnauthorized", message)
    }

    /// 410: changes are not kept for as long as `updatedMin` goes back.
    pub fn updated_min_too_long_ago() -> Self {
        let message = "The requested minimum modification time lies too far in the past.";
        let error = Self::new(StatusCode::GONE, "updatedMinTooLongAgo", message);
        Self { domain: "calendar", ..error }.at("parameter", "updatedMin")
    }

    /// 412: `If-Match` names another version than the current one.
    pub fn precondition_failed() -> Self {
        let message = "Precondition Failed";
        let error = Self::new(StatusCode::PRECONDITION_FAILED, "conditionNotMet", message);
        error.at("header", "If-Match")
    }

    fn body(&self) -> Value {
        let head = json!({"domain": self.domain, "reason": self.reason, "message": self.message});
        let (kind, location) = self.location.as_ref().map(|(kind, name)| (kind, name)).unzip();
        let entry =
            Object::of(head).with_some("locationType", kind).with_some("location", location);
        let detail = self.scope_missing_for.map(scope_detail);
        let error = Object::default()
            .with("errors", [Value::from(entry)])
            .with("code", self.status.as_u16())
            .with("message", &self.message)
            .with_some("status", detail.as_ref().map(|_| "PERMISSION_DENIED"))
            .with_some("details", detail.map(|detail| [detail]));
        json!({ "error": Value::from(error) })
    }

    /// The `WWW-Authenticate` value of a refused token (RFC 6750, section 3).
    fn challenge(&self) -> Option<String> {
        const REALM: &str = r#"Bearer realm="https://accounts.google.com/""#;
        if let Some(method) = self.scope_missing_for {
            let scopes: Vec<_> = method.scopes().iter().map(|s| format!("{PREFIX}{s}")).collect();
            let scopes = scopes.join(" ");
            return Some(format!(r#"{REALM}, error="insufficient_scope", scope="{scopes}""#));
        }
        (self.status == StatusCode::UNAUTHORIZED)
            .then(|| format!(r#"{REALM}, error="invalid_token""#))
    }
}

fn scope_detail(method: Method) -> Value {
    json!({
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
        "metadata": {"service": "calendar-json.googleapis.com", "method": method.name()},
    })
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body())).into_response();
        let challenge = self.challenge().and_then(|text| HeaderValue::try_from(text).ok());
        if let Some(challenge) = challenge {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
