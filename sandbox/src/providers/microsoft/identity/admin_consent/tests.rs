use super::directory;
use crate::providers::microsoft::testing::Desk;

const URL: &str = "/sahel.sn/v2.0/adminconsent?client_id=app&state=7&scope=Calendars.ReadWrite\
                   &redirect_uri=https%3A%2F%2Fapp.example%2Fcallback";

#[tokio::test]
async fn an_ordinary_user_needs_the_administrator_first() {
    let desk = Desk::new();
    let url = desk.authorize_url("organizations", &[]);
    let form = [("account", "ibrahim"), ("decision", "accept")];
    let before = desk.post_form(&url, &form).await;
    assert_eq!(before.redirected("error").unwrap(), "access_denied");
    assert!(before.redirected("error_description").unwrap().starts_with("AADSTS90094: "));
    assert!(desk.get(URL).await.text.contains("Approve"));
    let approved = desk.post_form(URL, &[("decision", "approve")]).await;
    let told = ["admin_consent", "tenant", "state", "scope"]
        .map(|name| approved.redirected(name).unwrap());
    assert_eq!(told, ["True", "c47d0b93-6e18-4d52-b3fa-7a91e5d80c33", "7", "Calendars.ReadWrite"]);
    assert!(desk.post_form(&url, &form).await.redirected("code").is_some());
}

#[tokio::test]
async fn without_calendar_permissions_nobody_needs_one() {
    let desk = Desk::new();
    let url = desk.authorize_url("common", &[("scope", "openid User.Read")]);
    let answer = desk.post_form(&url, &[("account", "ibrahim"), ("decision", "accept")]).await;
    assert!(answer.redirected("code").is_some());
}

#[tokio::test]
async fn an_administrator_may_cancel_or_name_the_tenant() {
    let desk = Desk::new();
    let cancelled = desk.post_form(URL, &[("decision", "cancel")]).await;
    assert_eq!(cancelled.redirected("error").unwrap(), "access_denied");
    assert!(!desk.microsoft.admin_consents.cover(directory::tenant("sahel.sn").unwrap()));
    let url = URL.replace("sahel.sn", "organizations");
    let named = desk.post_form(&url, &[("decision", "approve"), ("tenant", "sahel.sn")]).await;
    assert_eq!(named.redirected("admin_consent").unwrap(), "True");
    let personal =
        desk.post_form(&url, &[("decision", "approve"), ("tenant", "outlook.com")]).await;
    assert_eq!(personal.status, 400);
}
