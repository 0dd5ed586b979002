//! Microsoft: the identity platform and Graph.

use crate::endpoints::Endpoints;
use crate::oauth::{Metadata, Scopes};

/// Microsoft's authorization server for `tenant`: `common`, `organizations` or a tenant's id.
pub(super) fn metadata(endpoints: &Endpoints, tenant: &str) -> Metadata {
    let base = format!("{}/{tenant}/oauth2/v2.0", endpoints.microsoft_login);
    Metadata {
        issuer: None,
        authorization_endpoint: format!("{base}/authorize"),
        token_endpoint: format!("{base}/token"),
        revocation_endpoint: None,
        authorization_parameters: &[("response_mode", "query"), ("prompt", "select_account")],
        pkce: true,
        default_expires_in: 3600,
    }
}

/// Scopes come back with or without the resource, in any case; `offline_access` never comes back.
pub(super) fn canonical_scope(scope: &str) -> String {
    let name = scope.rsplit('/').next().unwrap_or(scope).to_lowercase();
    if name == "offline_access" { "openid".to_owned() } else { name }
}

/// `offline_access` is never listed back, and without it no new refresh token comes.
pub(super) fn refresh_scopes(granted: &Scopes) -> Scopes {
    Scopes::parse(&format!("{granted} offline_access"))
}
