//! Pages and who may act for them: organizationAcls, organizations, organizationsLookup.

use axum::extract::{Path, State as Site};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::LinkedIn;
use super::accounts::{Organization, Role, State, organization, organizations};
use super::call::Call;
use super::errors::{ApiError, ApiResult};
use super::query::{Page, Query};
use super::rights::{Assignment, administers, assignments};

const READ: [&str; 2] = ["rw_organization_admin", "r_organization_admin"];

/// `GET /rest/organizationAcls`, `/rest/organizations`, `/rest/organizations/{id}` and
/// `/rest/organizationsLookup`; all need `rw_organization_admin` or `r_organization_admin`.
pub fn routes() -> Router<LinkedIn> {
    Router::new()
        .route("/rest/organizationAcls", get(find_acls))
        .route("/rest/organizations", get(find_by_vanity_name))
        .route("/rest/organizations/{id}", get(read))
        .route("/rest/organizationsLookup", get(look_up))
}

/// The caller's own roles, filtered by `role` and `state`, a page at a time.
async fn find_acls(_: Site<LinkedIn>, call: Call, query: Query) -> ApiResult {
    call.require_scope(&READ, "organizationAcls.FINDER-roleAssignee")?;
    let query = query.permit(&["q", "role", "state", "start", "count"])?;
    query.expect("q", "roleAssignee")?;
    let (role, state): (Option<Role>, Option<State>) =
        (choice(&query, "role")?, choice(&query, "state")?);
    let page = query.page()?;
    let found: Vec<Value> = assignments(call.bearer.member, &call.bearer.knobs)
        .into_iter()
        .filter(|one| role.is_none_or(|role| one.role == role))
        .filter(|one| state.is_none_or(|state| one.state == state))
        .map(|one| acl(&one, &call))
        .collect();
    Ok(paged(&found, page))
}

async fn find_by_vanity_name(call: Call, query: Query) -> ApiResult {
    call.require_scope(&READ, "organizations.FINDER-vanityName")?;
    let query = query.permit(&["q", "vanityName", "start", "count"])?;
    query.expect("q", "vanityName")?;
    let name = query.text("vanityName")?.ok_or_else(|| ApiError::query("vanityName"))?;
    let named = organizations().filter(|page| page.vanity_name == name);
    let found: Vec<Value> = named.map(|page| fields(page, &call)).collect();
    Ok(paged(&found, query.page()?))
}

async fn read(Path(id): Path<String>, call: Call) -> ApiResult<Json<Value>> {
    call.require_scope(&READ, "organizations.GET")?;
    let id = id.parse().map_err(|_| ApiError::path_syntax())?;
    let page = organization(id).ok_or_else(|| ApiError::not_found(&id.to_string()))?;
    Ok(Json(fields(page, &call)))
}

async fn look_up(Site(site): Site<LinkedIn>, call: Call, query: Query) -> ApiResult<Json<Value>> {
    site.application.allows_batches("organizationsLookup")?;
    call.require_scope(&READ, "organizationsLookup.BATCH_GET")?;
    let query = query.permit(&["ids"])?;
    let (mut results, mut statuses, mut errors) = (Map::new(), Map::new(), Map::new());
    for text in query.list("ids")? {
        let id: u64 = text.parse().map_err(|_| ApiError::query("ids"))?;
        if let Some(page) = organization(id) {
            results.insert(text, fields(page, &call));
            continue;
        }
        statuses.insert(text.clone(), 404.into());
        errors.insert(text.clone(), ApiError::not_found(&text).body());
    }
    Ok(Json(json!({ "results": results, "statuses": statuses, "errors": errors })))
}

fn acl(assignment: &Assignment, call: &Call) -> Value {
    json!({
        "organization": assignment.organization.urn().to_string(),
        "role": assignment.role,
        "roleAssignee": call.bearer.member.urn().to_string(),
        "state": assignment.state,
    })
}

/// What the caller may see of a page: everybody its public fields, administrators more.
fn fields(page: &Organization, call: &Call) -> Value {
    let (language, country) = page.locale;
    let mut fields = json!({
        "id": page.id,
        "name": {
            "localized": { format!("{language}_{country}"): page.name },
            "preferredLocale": { "language": language, "country": country },
        },
        "localizedName": page.name,
        "localizedWebsite": format!("https://www.{}.example", page.vanity_name),
        "vanityName": page.vanity_name,
        "locations": [],
        "primaryOrganizationType": "NONE",
    });
    if let (true, Some(fields)) = (administers(&call.bearer, &page.urn()), fields.as_object_mut()) {
        fields.insert("organizationStatus".into(), "OPERATING".into());
        fields.insert("staffCountRange".into(), "SIZE_51_TO_200".into());
    }
    fields
}

/// One of LinkedIn's enumerated words in a parameter, where it is there.
fn choice<T: DeserializeOwned>(query: &Query, name: &str) -> ApiResult<Option<T>> {
    let Some(word) = query.text(name)? else { return Ok(None) };
    serde_json::from_value(Value::String(word)).map(Some).map_err(|_| ApiError::query(name))
}

/// A page of `found` in LinkedIn's collection envelope, which tells no total.
pub(super) fn paged(found: &[Value], page: Page) -> Response {
    let elements: Vec<&Value> = found.iter().skip(page.start).take(page.count).collect();
    let paging = json!({ "start": page.start, "count": page.count, "links": [] });
    Json(json!({ "paging": paging, "elements": elements })).into_response()
}

#[cfg(test)]
mod tests;
