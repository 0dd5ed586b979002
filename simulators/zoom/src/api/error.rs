//! The API's error envelope: `{"code": .., "message": ".."}`, and `errors` where fields are wrong.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

/// A refusal as Zoom words it.
#[derive(Debug)]
pub struct ApiError {
    status: StatusCode,
    code: u32,
    message: String,
    errors: Vec<Value>,
    /// Boxed: an error is no larger for those that few have.
    headers: Box<HeaderMap>,
}

impl ApiError {
    fn new(status: u16, code: u32, message: impl Into<String>) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        Self { status, code, message: message.into(), errors: vec![], headers: Box::default() }
    }

    /// 401: the token is unknown, dead or expired.
    pub fn token() -> Self {
        Self::new(401, 124, "Invalid access token.")
    }

    /// 400: the token lacks `scope`.
    pub fn scope(scope: &str) -> Self {
        Self::new(400, 4711, format!("Invalid access token, does not contain scopes:[{scope}]."))
    }

    /// 404: another user than `me`, which a user's token does not see.
    pub fn user(user: &str) -> Self {
        Self::new(404, 1001, format!("User does not exist: {user}."))
    }

    /// 400: the body is no JSON object.
    pub fn json() -> Self {
        Self::new(400, 300, "Request Body should be a valid JSON object.")
    }

    /// 400: these fields are wrong.
    pub fn fields(names: &[&str]) -> Self {
        let error = |name: &&str| json!({"field": name, "message": "Invalid field."});
        let errors = names.iter().map(error).collect();
        Self { errors, ..Self::new(400, 300, "Validation Failed.") }
    }

    /// 404: no such meeting of the caller's, or none any more.
    pub fn meeting(id: &str) -> Self {
        Self::new(404, 3001, format!("Meeting does not exist: {id}."))
    }

    /// 400: the meeting has begun and can't be changed.
    pub fn started() -> Self {
        Self::new(400, 3000, "Cannot access meeting information; the meeting has already started.")
    }

    /// 400: the meeting is in progress and can't be deleted.
    pub fn in_progress() -> Self {
        Self::new(400, 3002, "Sorry, you cannot delete this meeting since it is in progress.")
    }

    /// 429 with the headers of a limit.
    pub fn limit(message: &str, headers: HeaderMap) -> Self {
        Self { headers: Box::new(headers), ..Self::new(429, 429, message) }
    }

    /// 500, as a knob wants.
    pub fn broken() -> Self {
        Self::new(500, 500, "Internal server error.")
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut body = json!({"code": self.code, "message": self.message});
        if let (false, Some(members)) = (self.errors.is_empty(), body.as_object_mut()) {
            members.insert("errors".to_owned(), self.errors.into());
        }
        (self.status, *self.headers, Json(body)).into_response()
    }
}
