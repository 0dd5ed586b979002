//! Microsoft: the identity platform, and Graph's calendar, version 1.0.

mod api;
mod body;
mod calendar;
mod event;
mod meeting_times;
mod zone;

pub use api::OutlookCalendar;

use url::Url;

use crate::endpoints::Endpoints;
use crate::oauth::{IdToken, Metadata, Registration, Scopes};

/// The tenant of every personal account.
const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
const GRAPH: &str = "https://graph.microsoft.com";

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

/// The tenant and the person's id in it, where Microsoft issued the token for that tenant.
pub fn identity(token: &IdToken) -> Option<(&str, &str)> {
    let (tenant, person) = (token.tid.as_deref()?, token.oid.as_deref()?);
    let issuer = format!("https://login.microsoftonline.com/{tenant}/v2.0");
    (token.iss == issuer && !person.is_empty()).then_some((tenant, person))
}

/// Whether an account of `tenant` may connect where `MICROSOFT_TENANT_ID` is `configured`: personal
/// accounts have no Teams meetings and no meeting times, and only `common` lets them in.
pub fn is_personal_and_unwanted(tenant: &str, configured: &str) -> bool {
    tenant.eq_ignore_ascii_case(PERSONAL) && configured != "common"
}

/// Whether the AADSTS `numbers` of a refused code mean a personal account where companies' accounts
/// only are let in: it is of another tenant (700005), or unknown there (50020). Where one tenant is
/// `configured`, they may as well mean another company's account, and nothing is concluded.
pub fn refuses_personal(numbers: &[u64], configured: &str) -> bool {
    configured == "organizations" && numbers.iter().any(|code| matches!(code, 50_020 | 700_005))
}

/// Where an administrator agrees for a whole tenant, after which its people can connect. By default
/// people may not agree to calendar permissions themselves (message center MC1163922).
pub fn admin_consent_url(registration: &Registration, login: &str, tenant: &str) -> Option<String> {
    // Personal accounts have no administrator.
    let tenant = if tenant == "common" { "organizations" } else { tenant };
    let is_graph = |scope: &&str| {
        !matches!(scope.to_lowercase().as_str(), "openid" | "profile" | "email" | "offline_access")
    };
    let scopes: Vec<String> = registration
        .scopes
        .iter()
        .filter(is_graph)
        .map(
            |scope| {
                if scope.contains("://") { scope.to_owned() } else { format!("{GRAPH}/{scope}") }
            },
        )
        .collect();
    let query = [
        ("client_id", registration.client_id.as_str()),
        ("scope", &scopes.join(" ")),
        ("redirect_uri", &registration.redirect_uri),
    ];
    let url = Url::parse_with_params(&format!("{login}/{tenant}/v2.0/adminconsent"), query).ok()?;
    Some(url.to_string().replace('+', "%20"))
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
