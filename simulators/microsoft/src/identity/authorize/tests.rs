use axum::body::Body;
use http::Request;

use crate::testing::{Answer, Bench, REDIRECT};

async fn decided(bench: &Bench, url: &str, account: &str, decision: &str) -> Answer {
    bench.form(url, &[("account", account), ("decision", decision)]).await
}

#[tokio::test]
async fn a_person_accepts_and_the_app_gets_a_code_and_its_state() {
    let bench = Bench::new();
    let url = bench.authorize_url("organizations", &[("login_hint", "lead@acme.ci")]);
    let page = bench.get(&url).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Simulator") && page.text.contains(r#"value="lead" checked"#));
    let answer = decided(&bench, &url, "fatou", "accept").await;
    assert_eq!(answer.status, 303);
    assert!(answer.header("location").starts_with(REDIRECT));
    assert_eq!(answer.redirected("state").unwrap(), "s t&1");
    assert!(answer.redirected("code").is_some() && answer.redirected("session_state").is_some());
}

#[tokio::test]
async fn a_person_cancels() {
    let bench = Bench::new();
    let answer = decided(&bench, &bench.authorize_url("common", &[]), "", "cancel").await;
    let told = ["error", "error_subcode", "state"].map(|name| answer.redirected(name).unwrap());
    assert_eq!(told, ["access_denied", "cancel", "s t&1"]);
    assert!(answer.redirected("code").is_none());
}

#[tokio::test]
async fn what_casts_doubt_on_the_app_stays_on_microsofts_page() {
    let bench = Bench::new();
    for (tenant, changes, number) in [
        ("common", [("redirect_uri", "https://app.example/callback/")], "AADSTS50011"),
        ("common", [("client_id", "other")], "AADSTS700016"),
        ("nowhere.example", [("prompt", "consent")], "AADSTS90002"),
    ] {
        let page = bench.get(&bench.authorize_url(tenant, &changes)).await;
        assert_eq!((page.status.as_u16(), page.header("location")), (400, ""));
        assert!(page.text.contains(number), "{}", page.text);
    }
}

#[tokio::test]
async fn a_single_tenant_app_is_not_for_the_shared_path() {
    let bench = Bench::new();
    let settings = Body::from(r#"{"sign_in_audience":"AzureADMyOrg"}"#);
    let request = Request::put("/_application").header("content-type", "application/json");
    assert_eq!(bench.send(request.body(settings).unwrap()).await.status, 200);
    assert!(bench.get(&bench.authorize_url("common", &[])).await.text.contains("AADSTS50194"));
    assert_eq!(bench.get(&bench.authorize_url("acme.ci", &[])).await.status, 200);
    assert!(bench.get(&bench.authorize_url("globex.fr", &[])).await.text.contains("AADSTS700016"));
}

#[tokio::test]
async fn each_path_admits_its_own_accounts() {
    let bench = Bench::new();
    for (tenant, account, admitted) in [
        ("organizations", "sophie", false),
        ("organizations", "marc", true),
        ("consumers", "sophie", true),
        ("consumers", "fatou", false),
        ("common", "sophie", true),
        ("acme.ci", "marc", false),
        ("1c9f6a0e-52d3-4b7e-9a68-0e4d2f7b3c11", "fatou", true),
    ] {
        let answer = decided(&bench, &bench.authorize_url(tenant, &[]), account, "accept").await;
        assert_eq!(answer.status == 303, admitted, "{tenant} {account}");
        assert!(admitted || answer.text.contains("AADSTS50020"));
    }
}

#[tokio::test]
async fn a_mistake_of_a_known_app_goes_back_to_it() {
    let bench = Bench::new();
    for (change, error) in [
        (("response_type", "token"), "unsupported_response_type"),
        (("scope", ""), "invalid_request"),
        (("scope", "Calendars.Write"), "invalid_scope"),
        (("code_challenge", "short"), "invalid_request"),
        (("prompt", "none"), "login_required"),
    ] {
        let answer = bench.get(&bench.authorize_url("common", &[change])).await;
        assert_eq!(answer.redirected("error").unwrap(), error);
        assert_eq!(answer.redirected("state").unwrap(), "s t&1");
    }
}

/// `OnlineMeetings.ReadWrite` and `Calendars.ReadWrite.Shared` are for work accounts only.
#[tokio::test]
async fn a_personal_account_gets_no_permission_that_only_companies_have() {
    let asked = "openid offline_access Calendars.ReadWrite Calendars.Read.Shared \
                 OnlineMeetings.ReadWrite Calendars.ReadWrite.Shared";
    for (account, count) in [("sophie", 3), ("fatou", 5)] {
        let bench = Bench::new();
        let code = bench.code(account, asked).await;
        let told = bench.redeem(&code, &[]).await.json()["scope"].as_str().unwrap().to_owned();
        assert_eq!(told.split(' ').count(), count, "{account}: {told}");
        assert_eq!(told.contains("OnlineMeetings"), count == 5, "{account}: {told}");
    }
}

/// azure-docs #68619: the `scope` of an answer need not list what it grants.
#[tokio::test]
async fn a_scope_can_be_granted_unlisted_and_withheld_in_silence() {
    let bench = Bench::new();
    let knobs = serde_json::json!({
        "unlisted_scopes": ["openid", "profile"], "withheld_scopes": ["Calendars.Read.Shared"],
    });
    bench.turn("fatou", knobs).await;
    let tokens = bench.tokens("fatou").await;
    let told = tokens["scope"].as_str().unwrap();
    for absent in ["openid", "profile", "Calendars.Read.Shared"] {
        assert!(!told.contains(absent), "{told}");
    }
    assert!(tokens["id_token"].is_string() && tokens["refresh_token"].is_string());
}
