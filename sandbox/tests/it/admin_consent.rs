//! An administrator allows Outlook for a whole organization (message center MC1163922).

use std::collections::BTreeSet;

use http::{Request, StatusCode, header};
use shared::model::denial::Denial;
use url::Url;

use crate::connect_calendars::{decide, parameter};
use crate::scene::{MARIAM, Scene, at_provider};

const OUTLOOK: &str = "outlook";
const ASKED: &str = "offline_access openid profile email User.Read Calendars.ReadWrite \
                     Calendars.Read.Shared";

async fn link(scene: &Scene) -> String {
    let answer = scene.call("auth-url", MARIAM, |event| at_provider(event, OUTLOOK)).await.ok();
    answer["admin_consent_url"].as_str().unwrap().to_owned()
}

/// The administrator of `tenant` decides on the page behind `link`; where our callback sends the browser.
async fn administrator(scene: &Scene, link: &str, tenant: &str, decision: &str) -> Url {
    let form = format!("tenant={tenant}&decision={decision}");
    let request =
        Request::post(link).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let back = scene.send(request.body(form.into_bytes()).unwrap()).await.location();
    scene.bounce(OUTLOOK, back.query().unwrap()).await.location()
}

/// Whether Ibrahim, whose company lets an administrator decide, comes back with a code; else our word.
async fn ibrahim(scene: &Scene) -> Option<String> {
    let (url, _) = scene.begin(MARIAM, OUTLOOK).await;
    let back = decide(scene, &url, "ibrahim", &[]).await;
    let next = scene.bounce(OUTLOOK, back.query().unwrap()).await.location();
    parameter(next.as_str(), "error")
}

#[tokio::test]
async fn the_link_covers_every_scope_that_people_are_asked_for() {
    let scene = Scene::new().await;
    let link = link(&scene).await;
    assert!(link.contains("/organizations/v2.0/adminconsent?"), "{link}");
    let scope = parameter(&link, "scope").unwrap();
    let covered: BTreeSet<_> =
        scope.split(' ').map(|name| name.rsplit('/').next().unwrap()).collect();
    assert_eq!(covered, ASKED.split_ascii_whitespace().collect());
    let (url, _) = scene.begin(MARIAM, OUTLOOK).await;
    let asked = parameter(&url, "scope").unwrap();
    assert_eq!(covered, asked.split(' ').collect());
    let google =
        scene.call("auth-url", MARIAM, |event| at_provider(event, "google-calendar")).await.ok();
    assert!(google["admin_consent_url"].is_null());
}

#[tokio::test]
async fn once_the_administrator_agreed_people_connect_and_before_they_are_told_who_must() {
    let scene = Scene::new().await;
    assert_eq!(ibrahim(&scene).await.as_deref(), Some("admin_consent_required"));
    let link = link(&scene).await;
    administrator(&scene, &link, "sahel.sn", "approve").await;
    assert_eq!(ibrahim(&scene).await, None);
}

#[tokio::test]
async fn an_approval_of_fewer_scopes_or_of_another_organization_helps_nobody() {
    for (from, to, tenant) in [
        ("https%3A%2F%2Fgraph.microsoft.com%2FCalendars.Read.Shared", "", "sahel.sn"),
        ("offline_access", "", "sahel.sn"),
        ("offline_access", "offline_access", "acme.ci"),
    ] {
        let scene = Scene::new().await;
        let link = link(&scene).await;
        assert!(link.contains(from), "{link}");
        administrator(&scene, &link.replacen(from, to, 1), tenant, "approve").await;
        assert_eq!(
            ibrahim(&scene).await.as_deref(),
            Some("admin_consent_required"),
            "{from} {tenant}"
        );
    }
}

#[tokio::test]
async fn an_administrator_without_an_account_lands_on_a_page_of_our_own_whatever_the_decision() {
    let scene = Scene::new().await;
    let link = link(&scene).await;
    for (decision, outcome) in [("approve", "granted"), ("cancel", "refused")] {
        let landed = administrator(&scene, &link, "sahel.sn", decision).await;
        let frontend = &scene.world.origins.dashboard;
        let page = format!(
            "{frontend}/dashboard/integrations/admin-consent?provider=outlook&admin_consent={outcome}"
        );
        assert_eq!(landed.as_str(), page);
        let page = scene.get(landed.as_str()).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("admin-consent.js"), "{}", page.text);
        let script = scene.get(&format!("{frontend}/assets/scripts/admin-consent.js")).await.text;
        assert!(!script.contains("session") && !script.contains("api.js"), "nobody is signed in");
    }
}

/// S9: what an administrator's visit carries decides between two addresses, and a person's cancelled
/// visit is not an administrator's.
#[tokio::test]
async fn s9_only_an_administrator_s_visit_ends_on_that_page() {
    let scene = Scene::new().await;
    for (provider, query, page) in [
        (OUTLOOK, "error=access_denied&state=admin-consent", true),
        (OUTLOOK, "error=x%26y&state=admin-consent&admin_consent=%3Cscript%3E", true),
        (OUTLOOK, "admin_consent=True&tenant=x", true),
        (OUTLOOK, "error=access_denied&state=x", false),
        (OUTLOOK, "state=admin-consent&state=admin-consent", false),
        ("linkedin", "error=access_denied&state=admin-consent", false),
    ] {
        let next = scene.bounce(provider, query).await.location();
        assert_eq!(next.path() == "/dashboard/integrations/admin-consent", page, "{query}: {next}");
        assert!(!next.as_str().contains("script"), "{next}");
    }
}

/// What the dashboard's `outcome` texts say besides: of success, and what goes with a code or stands alone.
const NO_CODES: [&str; 4] = ["connected", "request", "signOutFirst", "state_mismatch"];

/// The codes that the dashboard's texts have a sentence for.
fn sentences(texts: &str) -> BTreeSet<&str> {
    let (_, outcomes) = texts.split_once("\"outcome\": {\n").unwrap();
    let (outcomes, _) = outcomes.split_once("\n  }").unwrap();
    let keys = outcomes.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next());
    keys.filter(|key| !NO_CODES.contains(key)).collect()
}

#[test]
fn the_dashboard_has_a_sentence_for_every_code_that_the_callback_sends_and_no_other() {
    let texts = std::fs::read_to_string("src/dashboard/assets/texts/en.js").unwrap();
    let sent: BTreeSet<_> = Denial::ALL.iter().map(|denial| denial.code()).collect();
    assert_eq!(sent.len(), Denial::ALL.len());
    assert_eq!(sentences(&texts), sent);
    let description = std::fs::read_to_string("../docs/openapi.yaml").unwrap();
    let (_, told) = description.split_once("with `success=false` and an `error`:").unwrap();
    let told = told.split_once("Then by that page").unwrap().0;
    for code in sent {
        assert!(told.contains(&format!("`{code}`")), "docs/openapi.yaml: {code}");
    }
    let card = "src/dashboard/assets/scripts/connections/administrator.js";
    let card = std::fs::read_to_string(card).unwrap();
    assert!(card.contains("admin_consent_url") && card.contains("clipboard"), "the link to copy");
}
