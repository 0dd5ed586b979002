//! What the token endpoint refuses with: `{"reason": "..", "error": ".."}`.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::{Value, json};
use simulator_kit::oauth::{CodeFault, RefreshFault};

/// An answer other than tokens.
#[derive(Debug)]
pub(super) enum TokenError {
    /// Status, error and reason.
    Plain(StatusCode, &'static str, &'static str),
    /// A canned answer, turned on by a knob.
    Canned(StatusCode, Value),
    /// A gateway in front speaks XML.
    Xml,
}

const BAD: StatusCode = StatusCode::BAD_REQUEST;

impl TokenError {
    /// 401: no such client, or not its secret.
    pub(super) const INVALID_CLIENT: Self = Self::Plain(
        StatusCode::UNAUTHORIZED,
        "invalid_client",
        "Invalid client_id or client_secret",
    );
    /// 400: the request is not understood.
    pub(super) const INVALID_REQUEST: Self = Self::Plain(BAD, "invalid_request", "Bad request");
    /// 400: neither a code nor a refresh token is offered.
    pub(super) const GRANT_TYPE: Self =
        Self::Plain(BAD, "unsupported_grant_type", "unsupported grant type");
    /// 400: a refresh token that is spent, dead or nobody's.
    pub(super) const INVALID_TOKEN: Self = Self::Plain(BAD, "invalid_grant", "Invalid Token!");
    /// 400: the app has other scopes by now (4711).
    pub(super) const SCOPES: Self =
        Self::Plain(BAD, "invalid_grant", "The token's scopes differ from the client's (4711)");
}

impl From<CodeFault> for TokenError {
    fn from(fault: CodeFault) -> Self {
        match fault {
            CodeFault::OtherRedirect => {
                Self::Plain(BAD, "invalid_request", "Redirect URI mismatch.")
            }
            CodeFault::VerifierMissing | CodeFault::VerifierWrong => {
                Self::Plain(BAD, "invalid_request", "Invalid code verifier.")
            }
            CodeFault::VerifierUnneeded
            | CodeFault::Unknown
            | CodeFault::AlreadyRedeemed(_)
            | CodeFault::Expired
            | CodeFault::OtherClient => {
                Self::Plain(BAD, "invalid_request", "Invalid authorization code .")
            }
        }
    }
}

impl From<RefreshFault> for TokenError {
    fn from(_: RefreshFault) -> Self {
        Self::INVALID_TOKEN
    }
}

impl IntoResponse for TokenError {
    fn into_response(self) -> Response {
        match self {
            Self::Plain(status, error, reason) => {
                (status, Json(json!({"reason": reason, "error": error}))).into_response()
            }
            Self::Canned(status, body) => (status, Json(body)).into_response(),
            Self::Xml => {
                let kind = [(header::CONTENT_TYPE, "application/xml")];
                (BAD, kind, "<?xml version=\"1.0\"?><errorMessage>Bad Request</errorMessage>")
                    .into_response()
            }
        }
    }
}
