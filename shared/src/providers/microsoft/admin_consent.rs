//! An administrator's consent for a whole organization.

use url::Url;

use crate::oauth::Registration;
use crate::platform::endpoints::Endpoints;
use crate::providers::{AdminConsent, Settings};

const GRAPH: &str = "https://graph.microsoft.com";
const STATE: &str = "admin-consent";

/// The link, and how its answer is known.
pub(super) const ADMIN_CONSENT: AdminConsent = AdminConsent { state: STATE, url };

/// Where an administrator agrees for a whole tenant, after which its people can connect. By default
/// people may not agree to calendar permissions themselves (message center MC1163922).
///
/// Every scope that people are asked for is in it: with one less, they would need the administrator again.
fn url(registration: &Registration, endpoints: &Endpoints, settings: &Settings) -> Option<String> {
    let (login, tenant) = (&endpoints.microsoft_login, settings.microsoft_tenant_id.as_str());
    // Personal accounts have no administrator.
    let tenant = if tenant == "common" { "organizations" } else { tenant };
    let scopes: Vec<String> = registration.scopes.iter().map(qualified).collect();
    let query = [
        ("client_id", registration.client_id.as_str()),
        ("scope", &scopes.join(" ")),
        ("redirect_uri", &registration.redirect_uri),
        ("state", STATE),
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
