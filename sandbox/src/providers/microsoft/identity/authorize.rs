//! `/{tenant}/oauth2/v2.0/authorize`: a person is asked, and answers.

use axum::Form;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::request::{self, AuthorizationRequest};
use super::{consent_page, refusal};
use crate::providers::microsoft::directory::{self, Person};
use crate::providers::microsoft::{Microsoft, uuid};
use crate::providers::oauth::Authorization;

/// Seconds a code can be redeemed ("about 10 minutes").
const CODE_LIFETIME: i64 = 600;

/// What the person chose.
#[derive(Debug, Deserialize)]
pub struct Choice {
    /// Short name of the account.
    #[serde(default)]
    account: String,
    decision: Decision,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Decision {
    Accept,
    Cancel,
}

/// Shows the page, unless the request is wrong.
pub async fn ask(
    State(microsoft): State<Microsoft>,
    Path(tenant): Path<String>,
    OriginalUri(uri): OriginalUri,
    Query(query): Query<request::Query>,
) -> Response {
    let request = match AuthorizationRequest::read(&microsoft, &tenant, query) {
        Ok(request) => request,
        Err(answer) => return *answer,
    };
    let unasked = request.unasked(microsoft.clock.now());
    unasked.unwrap_or_else(|| consent_page::page(&microsoft, &request, &uri).into_response())
}

/// Takes the answer; the request is checked again, since the browser holds it.
pub async fn decide(
    State(microsoft): State<Microsoft>,
    Path(tenant): Path<String>,
    Query(query): Query<request::Query>,
    Form(choice): Form<Choice>,
) -> Response {
    let request = match AuthorizationRequest::read(&microsoft, &tenant, query) {
        Ok(request) => request,
        Err(answer) => return *answer,
    };
    match choice.decision {
        Decision::Accept => accept(&microsoft, &request, &choice.account),
        Decision::Cancel => cancel(&request),
    }
}

fn cancel(request: &AuthorizationRequest) -> Response {
    request.back.with(&[
        ("error", "access_denied"),
        ("error_subcode", "cancel"),
        ("error_description", "AADSTS65004: User declined to consent to access the app."),
    ])
}

fn accept(microsoft: &Microsoft, request: &AuthorizationRequest, account: &str) -> Response {
    let now = microsoft.clock.now();
    let audience = microsoft.application.audience();
    let admitted =
        directory::person(account).filter(|person| request.authority.admits(person, audience));
    let Some(person) = admitted else { return refusal::page(50020, now) };
    if lacks_admin_consent(microsoft, person, request) {
        return request.back.with_error("access_denied", 90094, now);
    }
    let code = microsoft.grants.issue_code(authorization(request, person), CODE_LIFETIME);
    request.back.with(&[("code", &code), ("session_state", &uuid::fresh())])
}

fn lacks_admin_consent(
    microsoft: &Microsoft,
    person: &Person,
    request: &AuthorizationRequest,
) -> bool {
    microsoft.roster.knobs(person.id).needs_admin_consent
        && request.scopes.touch_calendars()
        && !microsoft.admin_consents.cover(person.tenant)
}

fn authorization(request: &AuthorizationRequest, person: &Person) -> Authorization {
    Authorization {
        client_id: request.query.client_id.clone(),
        redirect_uri: request.query.redirect_uri.clone(),
        account: person.id.to_owned(),
        scopes: request.scopes.names.clone(),
        code_challenge: request.query.code_challenge.clone(),
        nonce: request.query.nonce.clone(),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http::Request;

    use crate::providers::microsoft::testing::{Answer, Desk, REDIRECT};

    async fn decided(desk: &Desk, url: &str, account: &str, decision: &str) -> Answer {
        desk.post_form(url, &[("account", account), ("decision", decision)]).await
    }

    #[tokio::test]
    async fn a_person_accepts_and_the_app_gets_a_code_and_its_state() {
        let desk = Desk::new();
        let url = desk.authorize_url("organizations", &[("login_hint", "lead@acme.ci")]);
        let page = desk.get(&url).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Simulator") && page.text.contains(r#"value="lead" checked"#));
        let answer = decided(&desk, &url, "fatou", "accept").await;
        assert_eq!(answer.status, 303);
        assert!(answer.header("location").starts_with(REDIRECT));
        assert_eq!(answer.redirected("state").unwrap(), "s t&1");
        assert!(
            answer.redirected("code").is_some() && answer.redirected("session_state").is_some()
        );
    }

    #[tokio::test]
    async fn a_person_cancels() {
        let desk = Desk::new();
        let answer = decided(&desk, &desk.authorize_url("common", &[]), "", "cancel").await;
        let told = ["error", "error_subcode", "state"].map(|name| answer.redirected(name).unwrap());
        assert_eq!(told, ["access_denied", "cancel", "s t&1"]);
        assert!(answer.redirected("code").is_none());
    }

    #[tokio::test]
    async fn what_casts_doubt_on_the_app_stays_on_microsofts_page() {
        let desk = Desk::new();
        for (tenant, changes, number) in [
            ("common", [("redirect_uri", "https://app.example/callback/")], "AADSTS50011"),
            ("common", [("client_id", "other")], "AADSTS700016"),
            ("nowhere.example", [("prompt", "consent")], "AADSTS90002"),
        ] {
            let page = desk.get(&desk.authorize_url(tenant, &changes)).await;
            assert_eq!((page.status.as_u16(), page.header("location")), (400, ""));
            assert!(page.text.contains(number), "{}", page.text);
        }
    }

    #[tokio::test]
    async fn a_single_tenant_app_is_not_for_the_shared_path() {
        let desk = Desk::new();
        let settings = Body::from(r#"{"sign_in_audience":"AzureADMyOrg"}"#);
        let request = Request::put("/_application").header("content-type", "application/json");
        assert_eq!(desk.send(request.body(settings).unwrap()).await.status, 200);
        assert!(desk.get(&desk.authorize_url("common", &[])).await.text.contains("AADSTS50194"));
        assert_eq!(desk.get(&desk.authorize_url("acme.ci", &[])).await.status, 200);
        assert!(
            desk.get(&desk.authorize_url("globex.fr", &[])).await.text.contains("AADSTS700016")
        );
    }

    #[tokio::test]
    async fn each_path_admits_its_own_accounts() {
        let desk = Desk::new();
        for (tenant, account, admitted) in [
            ("organizations", "sophie", false),
            ("organizations", "marc", true),
            ("consumers", "sophie", true),
            ("consumers", "fatou", false),
            ("common", "sophie", true),
            ("acme.ci", "marc", false),
            ("1c9f6a0e-52d3-4b7e-9a68-0e4d2f7b3c11", "fatou", true),
        ] {
            let answer = decided(&desk, &desk.authorize_url(tenant, &[]), account, "accept").await;
            assert_eq!(answer.status == 303, admitted, "{tenant} {account}");
            assert!(admitted || answer.text.contains("AADSTS50020"));
        }
    }

    #[tokio::test]
    async fn a_mistake_of_a_known_app_goes_back_to_it() {
        let desk = Desk::new();
        for (change, error) in [
            (("response_type", "token"), "unsupported_response_type"),
            (("scope", ""), "invalid_request"),
            (("scope", "Calendars.Write"), "invalid_scope"),
            (("code_challenge", "short"), "invalid_request"),
            (("prompt", "none"), "login_required"),
        ] {
            let answer = desk.get(&desk.authorize_url("common", &[change])).await;
            assert_eq!(answer.redirected("error").unwrap(), error);
            assert_eq!(answer.redirected("state").unwrap(), "s t&1");
        }
    }
}
