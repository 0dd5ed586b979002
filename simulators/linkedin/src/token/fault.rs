//! LinkedIn's wording for everything the token endpoint refuses.

use super::{CodeFault, IntoResponse, Json, RefreshFault, Response, StatusCode, Value, json};

/// Why no token is given.
#[derive(Debug)]
pub(in super::super) enum TokenFailure {
    /// A parameter is absent or empty.
    Missing(&'static str),
    /// Neither of the two grant types.
    GrantType(String),
    /// Wrong client id or secret.
    Client,
    Code(CodeFault),
    /// The refresh token: one text whatever is wrong.
    Refresh,
    /// What a knob says.
    Canned(StatusCode, Value),
}

const CODE_UNKNOWN: &str = "Unable to retrieve access token: authorization code not found";
const CODE_MISMATCH: &str = "Unable to retrieve access token: appid/redirect uri/code verifier \
                             does not match authorization code. Or authorization code expired. \
                             Or external member binding exists";
const REFRESH_DEAD: &str =
    "The provided authorization grant or refresh token is invalid, expired or revoked";

impl From<CodeFault> for TokenFailure {
    fn from(fault: CodeFault) -> Self {
        Self::Code(fault)
    }
}

impl From<RefreshFault> for TokenFailure {
    fn from(_: RefreshFault) -> Self {
        Self::Refresh
    }
}

impl IntoResponse for TokenFailure {
    fn into_response(self) -> Response {
        let bad = StatusCode::BAD_REQUEST;
        match self {
            Self::Missing(name) => oauth(
                bad,
                "invalid_request",
                &format!("A required parameter \"{name}\" is missing"),
            ),
            Self::GrantType(other) => {
                let text = format!("Grant type \"{other}\" is not supported");
                oauth(bad, "unsupported_grant_type", &text)
            }
            Self::Client => {
                oauth(StatusCode::UNAUTHORIZED, "invalid_client", "Client authentication failed")
            }
            Self::Code(fault) => code(fault),
            Self::Refresh => oauth(bad, "invalid_request", REFRESH_DEAD),
            Self::Canned(status, body) => (status, Json(body)).into_response(),
        }
    }
}

fn code(fault: CodeFault) -> Response {
    use CodeFault::{
        AlreadyRedeemed, Expired, OtherClient, OtherRedirect, Unknown, VerifierMissing,
        VerifierUnneeded, VerifierWrong,
    };
    match fault {
        Unknown | AlreadyRedeemed(_) => {
            oauth(StatusCode::UNAUTHORIZED, "invalid_request", CODE_UNKNOWN)
        }
        Expired | OtherClient | OtherRedirect | VerifierMissing | VerifierWrong => {
            oauth(StatusCode::BAD_REQUEST, "invalid_redirect_uri", CODE_MISMATCH)
        }
        // The web flow and the native one mixed: one of the listed causes of `invalid_request`.
        VerifierUnneeded => oauth(StatusCode::BAD_REQUEST, "invalid_request", CODE_MISMATCH),
    }
}

fn oauth(status: StatusCode, error: &str, description: &str) -> Response {
    let body = json!({ "error": error, "error_description": description });
    (status, Json(body)).into_response()
}
