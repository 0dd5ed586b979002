use crate::testing::{Bench, SCOPES};

const URL: &str = "/sahel.sn/v2.0/adminconsent?client_id=app&state=7\
                   &scope=https%3A%2F%2Fgraph.microsoft.com%2F.default\
                   &redirect_uri=https%3A%2F%2Fapp.example%2Fcallback";
const DEFAULT: &str = "https%3A%2F%2Fgraph.microsoft.com%2F.default";

#[tokio::test]
async fn an_ordinary_user_needs_the_administrator_first() {
    let bench = Bench::new();
    let url = bench.authorize_url("organizations", &[]);
    let form = [("account", "ibrahim"), ("decision", "accept")];
    let before = bench.form(&url, &form).await;
    assert_eq!(before.redirected("error").unwrap(), "access_denied");
    assert!(before.redirected("error_description").unwrap().starts_with("AADSTS90094: "));
    assert!(bench.get(URL).await.text.contains("Approve"));
    let approved = bench.form(URL, &[("decision", "approve")]).await;
    let told = ["admin_consent", "tenant", "state", "scope"]
        .map(|name| approved.redirected(name).unwrap());
    let scope = "https://graph.microsoft.com/.default";
    assert_eq!(told, ["True", "c47d0b93-6e18-4d52-b3fa-7a91e5d80c33", "7", scope]);
    assert!(bench.form(&url, &form).await.redirected("code").is_some());
}

#[tokio::test]
async fn without_calendar_permissions_nobody_needs_one() {
    let bench = Bench::new();
    let url = bench.authorize_url("common", &[("scope", "openid User.Read")]);
    let answer = bench.form(&url, &[("account", "ibrahim"), ("decision", "accept")]).await;
    assert!(answer.redirected("code").is_some());
}

#[tokio::test]
async fn an_administrator_may_cancel_or_name_the_tenant() {
    let bench = Bench::new();
    let cancelled = bench.form(URL, &[("decision", "cancel")]).await;
    assert_eq!(cancelled.redirected("error").unwrap(), "access_denied");
    let sign_in = bench.authorize_url("common", &[]);
    let form = [("account", "ibrahim"), ("decision", "accept")];
    assert!(bench.form(&sign_in, &form).await.redirected("code").is_none());
    let url = URL.replace("sahel.sn", "organizations");
    let named = bench.form(&url, &[("decision", "approve"), ("tenant", "sahel.sn")]).await;
    assert_eq!(named.redirected("admin_consent").unwrap(), "True");
    let personal = bench.form(&url, &[("decision", "approve"), ("tenant", "outlook.com")]).await;
    assert_eq!(personal.status, 400);
}

#[tokio::test]
async fn what_was_not_approved_needs_the_administrator_again() {
    let whole = SCOPES.replace(' ', "+");
    let without = |name: &str| whole.replace(&format!("+{name}"), "");
    for (approved, is_enough) in [
        ("Calendars.ReadWrite", false),
        (without("Calendars.Read.Shared").as_str(), false),
        (without("offline_access").as_str(), false),
        (whole.as_str(), true),
    ] {
        let bench = Bench::new();
        let url = URL.replace(DEFAULT, approved);
        bench.form(&url, &[("decision", "approve")]).await;
        let sign_in = bench.authorize_url("organizations", &[]);
        let form = [("account", "ibrahim"), ("decision", "accept")];
        let answer = bench.form(&sign_in, &form).await;
        assert_eq!(answer.redirected("code").is_some(), is_enough, "{approved}");
    }
}

#[tokio::test]
async fn a_scope_nobody_knows_is_refused_on_microsofts_page() {
    let bench = Bench::new();
    for wrong in ["Calendars.Write", "https%3A%2F%2Fgraph.microsoft.com%2F.default+User.Read"] {
        let answer = bench.get(&URL.replace(DEFAULT, wrong)).await;
        assert_eq!(answer.status, 400, "{wrong}");
        assert!(answer.text.contains("AADSTS70011"), "{}", answer.text);
    }
}
