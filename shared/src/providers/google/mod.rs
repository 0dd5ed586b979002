//! Google: OAuth 2.0 for web servers.

use crate::endpoints::Endpoints;
use crate::oauth::Metadata;

/// Where Google puts its scopes.
const SCOPE_PREFIX: &str = "https://www.googleapis.com/auth/";

/// Google's authorization server.
pub(super) fn metadata(endpoints: &Endpoints) -> Metadata {
    Metadata {
        // Sent since 2026 without being advertised: checked where present.
        issuer: Some("https://accounts.google.com"),
        authorization_endpoint: format!("{}/o/oauth2/v2/auth", endpoints.google_accounts),
        token_endpoint: format!("{}/token", endpoints.google_oauth),
        revocation_endpoint: Some(format!("{}/revoke", endpoints.google_oauth)),
        // `consent` is the only way to be sure of a refresh token when a person connects again.
        authorization_parameters: &[("access_type", "offline"), ("prompt", "consent")],
        pkce: true,
        default_expires_in: 3600,
    }
}

/// `email` and `profile` come back under their long names.
pub(super) fn canonical_scope(scope: &str) -> String {
    match scope {
        "email" | "profile" => format!("{SCOPE_PREFIX}userinfo.{scope}"),
        _ => scope.to_owned(),
    }
}
