//! Microsoft: the identity platform, and Graph's calendar, version 1.0.

mod api;
mod body;
mod calendar;
mod event;
mod meeting_times;
mod zone;

pub use api::OutlookCalendar;

use url::Url;

use crate::oauth::{IdToken, Metadata, Registration, Scopes};
use crate::platform::endpoints::Endpoints;

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
        revocation_authenticates: false,
        authorization_parameters: &[("response_mode", "query"), ("prompt", "select_account")],
        pkce: true,
        default_expires_in: Some(3600),
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

/// Whether `MICROSOFT_TENANT_ID` is `configured` for one organization: what its directory says of our app
/// holds for everybody then.
pub fn is_one_tenant(configured: &str) -> bool {
    !matches!(configured, "common" | "organizations" | "consumers")
}

/// Whether the AADSTS `numbers` of a refused code mean a personal account where companies' accounts
/// only are let in: it is of another tenant (700005), or unknown there (50020). Where one tenant is
/// `configured`, they may as well mean another company's account, and nothing is concluded.
pub fn refuses_personal(numbers: &[u64], configured: &str) -> bool {
    configured == "organizations" && numbers.iter().any(|code| matches!(code, 50_020 | 700_005))
}

/// The `state` of a visit that an administrator's answer ends in. It protects nothing: such a visit changes
/// nothing, and only tells what the administrator chose.
pub const ADMIN_CONSENT_STATE: &str = "admin-consent";

/// Where an administrator agrees for a whole tenant, after which its people can connect. By default
/// people may not agree to calendar permissions themselves (message center MC1163922).
///
/// Every scope that people are asked for is in it: with one less, they would need the administrator again.
pub fn admin_consent_url(registration: &Registration, login: &str, tenant: &str) -> Option<String> {
    // Personal accounts have no administrator.
    let tenant = if tenant == "common" { "organizations" } else { tenant };
    let scopes: Vec<String> = registration.scopes.iter().map(qualified).collect();
    let query = [
        ("client_id", registration.client_id.as_str()),
        ("scope", &scopes.join(" ")),
        ("redirect_uri", &registration.redirect_uri),
        ("state", ADMIN_CONSENT_STATE),
    ];
    let url = Url::parse_with_params(&format!("{login}/{tenant}/v2.0/adminconsent"), query).ok()?;
    Some(url.to_string().replace('+', "%20"))
}

/// A permission with its resource; OpenID Connect's own scopes have none.
fn qualified(scope: &str) -> String {
    match scope {
        "openid" | "profile" | "email" | "offline_access" => scope.to_owned(),
        _ if scope.contains("://") => scope.to_owned(),
        _ => format!("{GRAPH}/{scope}"),
    }
}

/// `offline_access` is never listed back, and without it no new refresh token comes.
pub(super) fn refresh_scopes(granted: &Scopes) -> Scopes {
    Scopes::parse(&format!("{granted} offline_access"))
}
