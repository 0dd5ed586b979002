//! `/{tenant}/v2.0/adminconsent`: an administrator lets the whole tenant use the app.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Form;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::authority::Authority;
use super::refusal::{self, Return};
use super::scope::Scopes;
use crate::Microsoft;
use crate::directory::{self, Kind, Tenant};
use crate::pages::layout;

/// What the administrator of each tenant agreed to; clones share it.
#[derive(Clone, Default)]
pub struct AdminConsents(Arc<Mutex<HashMap<&'static str, HashSet<String>>>>);

impl AdminConsents {
    /// Whether the tenant's administrator agreed to all of `scopes`: one more, and its people need the
    /// administrator again.
    pub fn cover(&self, tenant: &Tenant, scopes: &Scopes) -> bool {
        let consents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let agreed = consents.get(tenant.id);
        agreed.is_some_and(|agreed| scopes.names.iter().all(|name| agreed.contains(name)))
    }

    fn grant(&self, tenant: &Tenant, scopes: Scopes) {
        let mut consents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        consents.entry(tenant.id).or_default().extend(scopes.names);
    }
}

/// The request's query.
#[derive(Debug, Deserialize)]
pub struct Request {
    #[serde(default)]
    pub client_id: String,
    #[serde(default)]
    pub redirect_uri: String,
    #[serde(default)]
    pub scope: String,
    pub state: Option<String>,
}

/// What the administrator chose.
#[derive(Debug, Deserialize)]
pub struct Choice {
    decision: Decision,
    /// The administrator's tenant, where the path names none.
    tenant: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Decision {
    Approve,
    Cancel,
}

/// Shows the page, unless the request is wrong.
pub async fn ask(
    State(microsoft): State<Microsoft>,
    Path(tenant): Path<String>,
    OriginalUri(uri): OriginalUri,
    Query(request): Query<Request>,
) -> Response {
    match addressed(&microsoft, &tenant, &request) {
        Ok(Addressed { authority, scopes, .. }) => {
            page(&request, authority, &scopes, &uri.to_string()).into_response()
        }
        Err(number) => refusal::page(number, microsoft.clock.now()),
    }
}

/// Takes the answer: `admin_consent=True&tenant={guid}`, or `access_denied`.
pub async fn decide(
    State(microsoft): State<Microsoft>,
    Path(path): Path<String>,
    Query(request): Query<Request>,
    Form(choice): Form<Choice>,
) -> Response {
    let now = microsoft.clock.now();
    let Addressed { authority, back, scopes } = match addressed(&microsoft, &path, &request) {
        Ok(addressed) => addressed,
        Err(number) => return refusal::page(number, now),
    };
    let Some(tenant) = decided(authority, choice.tenant.as_deref()) else {
        return refusal::page(90002, now);
    };
    match choice.decision {
        Decision::Cancel => back.with_error("access_denied", 65004, now),
        Decision::Approve => {
            microsoft.admin_consents.grant(tenant, scopes);
            back.with(&[
                ("admin_consent", "True"),
                ("tenant", tenant.id),
                ("scope", &request.scope),
            ])
        }
    }
}

/// A request that can be put before an administrator.
struct Addressed {
    authority: Authority,
    back: Return,
    scopes: Scopes,
}

/// The number of Microsoft's page otherwise.
fn addressed(microsoft: &Microsoft, path: &str, request: &Request) -> Result<Addressed, u32> {
    let authority = Authority::of(path, &microsoft.application)?;
    if request.client_id != microsoft.registration.client_id {
        return Err(700_016);
    }
    if !microsoft.registration.allows_redirect(&request.redirect_uri) {
        return Err(50011);
    }
    let registered = microsoft.application.permissions();
    let scopes = Scopes::for_everybody(&request.scope, &registered).map_err(|_| 70011_u32)?;
    let (redirect_uri, state) = (request.redirect_uri.clone(), request.state.clone());
    Ok(Addressed { authority, back: Return { redirect_uri, state, in_fragment: false }, scopes })
}

/// The tenant of the path, else of the administrator; only companies have one.
fn decided(authority: Authority, named: Option<&str>) -> Option<&'static Tenant> {
    let tenant = match authority {
        Authority::Tenant(tenant) => Some(tenant),
        Authority::Common | Authority::Organizations => directory::tenant(named?),
        Authority::Consumers => None,
    };
    tenant.filter(|tenant| tenant.kind == Kind::Work)
}

fn page(request: &Request, authority: Authority, scopes: &Scopes, action: &str) -> Markup {
    let domains = match authority {
        Authority::Tenant(tenant) => vec![tenant.domain],
        _ => vec!["sahel.sn", "acme.ci", "globex.fr"],
    };
    layout::page(
        "Admin consent",
        &html! {
            h1 { "Permissions requested: review for your organization" }
            p { code { (request.client_id) } " asks, for everybody in the organization, to:" }
            ul { @for name in &scopes.names { li { (name) } } }
            form method="post" action=(action) {
                label { "Administrator of " select name="tenant" {
                    @for domain in &domains { option { (domain) } }
                } }
                p {
                    button name="decision" value="cancel" { "Cancel" }
                    " "
                    button.primary name="decision" value="approve" { "Approve" }
                }
            }
        },
    )
}

#[cfg(test)]
mod tests;
