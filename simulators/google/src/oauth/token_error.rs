//! What the token endpoint refuses with: `{"error": "..", "error_description": ".."}`.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::{Value, json};

use simulator_kit::oauth::{CodeFault, RefreshFault};

/// An answer other than tokens.
#[derive(Debug)]
pub struct TokenError {
    status: StatusCode,
    body: Value,
}

impl TokenError {
    fn new(status: StatusCode, error: &str, description: &str) -> Self {
        Self { status, body: json!({"error": error, "error_description": description}) }
    }

    fn invalid_grant(description: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_grant", description)
    }

    /// 400: the request is not understood.
    pub fn invalid_request(description: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    /// 400: a parameter is missing.
    pub fn missing(name: &str) -> Self {
        Self::invalid_request(&format!("Missing required parameter: {name}"))
    }

    /// 400: the client has a secret and did not send it.
    pub fn secret_missing() -> Self {
        Self::invalid_request("client_secret is missing.")
    }

    /// 401: no such client.
    pub fn unknown_client() -> Self {
        let description = "The OAuth client was not found.";
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", description)
    }

    /// 401: the secret is not the client's.
    pub fn wrong_secret() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", "Unauthorized")
    }

    /// 400: neither a code nor a refresh token is offered.
    pub fn unsupported_grant_type(grant_type: &str) -> Self {
        let description = format!("Invalid grant_type: {grant_type}");
        Self::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", &description)
    }

    /// 400: the code was not decoded, or decoded twice.
    pub fn malformed_code() -> Self {
        Self::invalid_grant("Malformed auth code.")
    }

    /// 400: the Workspace's session control asks the person to sign in again.
    pub fn invalid_rapt() -> Self {
        let body = json!({
            "error": "invalid_grant",
            "error_description": "reauth related error (invalid_rapt)",
            "error_uri": "https://support.google.com/a/answer/9368756",
            "error_subtype": "invalid_rapt",
        });
        Self { status: StatusCode::BAD_REQUEST, body }
    }
}

impl From<CodeFault> for TokenError {
    fn from(fault: CodeFault) -> Self {
        match fault {
            CodeFault::Unknown => Self::malformed_code(),
            CodeFault::AlreadyRedeemed(_) | CodeFault::Expired | CodeFault::OtherClient => {
                Self::invalid_grant("Bad Request")
            }
            CodeFault::OtherRedirect => {
                Self::new(StatusCode::BAD_REQUEST, "redirect_uri_mismatch", "Bad Request")
            }
            CodeFault::VerifierMissing => Self::invalid_grant("Missing code verifier."),
            CodeFault::VerifierWrong => Self::invalid_grant("Invalid code verifier."),
            CodeFault::VerifierUnneeded => {
                Self::invalid_grant("code_verifier or verifier is not needed.")
            }
        }
    }
}

impl From<RefreshFault> for TokenError {
    fn from(fault: RefreshFault) -> Self {
        match fault {
            RefreshFault::Unknown => Self::invalid_grant("Bad Request"),
            RefreshFault::OtherClient => {
                Self::new(StatusCode::UNAUTHORIZED, "unauthorized_client", "Unauthorized")
            }
            RefreshFault::Expired | RefreshFault::Revoked | RefreshFault::Reused(_) => {
                Self::invalid_grant("Token has been expired or revoked.")
            }
        }
    }
}

impl From<(StatusCode, Value)> for TokenError {
    /// A canned answer, turned on by a knob.
    fn from((status, body): (StatusCode, Value)) -> Self {
        Self { status, body }
    }
}

impl IntoResponse for TokenError {
    fn into_response(self) -> Response {
        (self.status, Json(self.body)).into_response()
    }
}
