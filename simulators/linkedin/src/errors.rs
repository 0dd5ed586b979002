//! The error envelope of LinkedIn's REST API: `{status, serviceErrorCode, code, message}`.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::json;

/// One refusal. Messages are no contract at LinkedIn; codes are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ApiError {
    status: StatusCode,
    service_code: Option<u32>,
    code: &'static str,
    message: String,
}

/// What a handler of the REST API gives.
pub type ApiResult<T = Response> = Result<T, ApiError>;

impl ApiError {
    /// An error without a `serviceErrorCode`.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, service_code: None, code, message: message.into() }
    }

    /// The same error with LinkedIn's number.
    pub fn numbered(mut self, service_code: u32) -> Self {
        self.service_code = Some(service_code);
        self
    }

    /// 400 with one of the validation codes of the Posts API, such as `MISSING_FIELD`.
    pub fn invalid(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// 403: the token's scopes, or the app's products, do not reach `resource`
    /// (`partnerApiPostsExternal.CREATE.20260901`).
    pub fn denied(resource: &str) -> Self {
        let message = format!("Not enough permissions to access: {resource}");
        Self::new(StatusCode::FORBIDDEN, "ACCESS_DENIED", message).numbered(100)
    }

    /// 403: the caller may not put this value into `field` (wording recalled).
    pub fn forbidden_value(field: &str) -> Self {
        let message = format!(
            "Field Value validation failed in REQUEST_BODY: Data Processing Exception while \
             processing fields [/{field}]"
        );
        Self::new(StatusCode::FORBIDDEN, "ACCESS_DENIED", message).numbered(100)
    }

    /// 403: a field the API does not know or does not let the caller send (wording recalled).
    pub fn unpermitted_field(field: &str) -> Self {
        let message = format!(
            "Unpermitted fields present in REQUEST_BODY: Data Processing Exception while \
             processing fields [/{field}]"
        );
        Self::new(StatusCode::FORBIDDEN, "ACCESS_DENIED", message).numbered(100)
    }

    /// 400: a key in the path is not percent-encoded as Rest.li 2.0 wants it (wording recalled).
    pub fn path_syntax() -> Self {
        Self::invalid("ILLEGAL_ARGUMENT", "Syntax exception in path variables")
    }

    /// 400: a query parameter is missing, unknown or not written as Rest.li 2.0 wants it
    /// (wording recalled).
    pub fn query(name: &str) -> Self {
        let message = format!("Invalid query parameters passed to request: {name}");
        Self::invalid("ILLEGAL_ARGUMENT", message)
    }

    /// 404: a wrong URN, or one hidden from the caller.
    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", format!("Could not find entity {what}"))
    }

    /// The JSON body; as an element of a batch answer too.
    pub fn body(&self) -> serde_json::Value {
        let mut body =
            json!({"status": self.status.as_u16(), "code": self.code, "message": self.message});
        if let (Some(number), Some(fields)) = (self.service_code, body.as_object_mut()) {
            fields.insert("serviceErrorCode".into(), number.into());
        }
        body
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.status, Json(self.body())).into_response()
    }
}

/// A path LinkedIn does not have (wording recalled).
pub async fn no_resource() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND", "No virtual resource found")
}
