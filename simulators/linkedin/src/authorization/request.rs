//! The authorization request (RFC 6749, section 4.1.1), and the answers it can get.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use url::Url;

use crate::application::Kind;
use crate::consent::refusal;
use crate::scopes;
use simulator_kit::oauth::Registration;

/// The parameters LinkedIn knows; others are ignored (RFC 6749, section 3.1).
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) response_type: String,
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) scope: String,
    pub(super) state: Option<String>,
    pub(super) nonce: Option<String>,
    pub(super) code_challenge: Option<String>,
}

/// Why a request does not lead to a code.
pub(super) enum Refusal {
    /// The app cannot be trusted with the answer: LinkedIn's own page.
    Page(StatusCode, &'static str),
    /// `error` and `error_description` for the app.
    ToApp(&'static str, String),
}

impl Asked {
    /// The scopes of a request that can be put to a member; one that apps of this `kind` don't have
    /// refuses the whole request.
    pub(super) fn scopes(&self, app: &Registration, kind: Kind) -> Result<Vec<String>, Refusal> {
        self.check(app)?;
        let scopes = scopes::split(&self.scope);
        match scopes.iter().find(|scope| !scopes::is_granted_to(scope, kind)) {
            _ if scopes.is_empty() => Err(Refusal::Page(StatusCode::UNAUTHORIZED, "Invalid scope")),
            Some(scope) => {
                let text = format!("Scope \"{scope}\" is not authorized for your application");
                Err(Refusal::ToApp("unauthorized_scope_error", text))
            }
            None => Ok(scopes),
        }
    }

    /// 303 to the app, or LinkedIn's page.
    pub(super) fn refused(&self, refused: Refusal) -> Response {
        match refused {
            Refusal::Page(status, text) => refusal(status, text).into_response(),
            Refusal::ToApp(error, text) => {
                self.answered(&[("error", error), ("error_description", &text)])
            }
        }
    }

    /// 303 to the app with `parameters` and the `state` as it came.
    pub(super) fn answered(&self, parameters: &[(&str, &str)]) -> Response {
        let Ok(mut uri) = Url::parse(&self.redirect_uri) else {
            return self.refused(REDIRECT_MISMATCH);
        };
        let state = self.state.iter().map(|state| ("state", state.as_str()));
        uri.query_pairs_mut().extend_pairs(parameters.iter().copied().chain(state));
        Redirect::to(uri.as_str()).into_response()
    }

    fn check(&self, app: &Registration) -> Result<(), Refusal> {
        if self.client_id != app.client_id {
            return Err(Refusal::Page(StatusCode::UNAUTHORIZED, "Client_id doesn't match"));
        }
        if !allows_redirect(app, &self.redirect_uri) {
            return Err(REDIRECT_MISMATCH);
        }
        if self.code_challenge.is_some() {
            let text = "invalid_request: code_challenge belongs to the native PKCE flow";
            return Err(Refusal::Page(StatusCode::BAD_REQUEST, text));
        }
        if self.response_type != "code" {
            let text = "The response type must be \"code\"".into();
            return Err(Refusal::ToApp("unsupported_response_type", text));
        }
        Ok(())
    }
}

const REDIRECT_MISMATCH: Refusal =
    Refusal::Page(StatusCode::UNAUTHORIZED, "Redirect_uri doesn't match");

/// LinkedIn compares without the query and takes no fragment ("Authorization Code Flow").
fn allows_redirect(app: &Registration, redirect_uri: &str) -> bool {
    let path = redirect_uri.split('?').next().unwrap_or_default();
    Url::parse(redirect_uri).is_ok() && !redirect_uri.contains('#') && app.allows_redirect(path)
}
