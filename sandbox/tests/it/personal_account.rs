//! A personal Microsoft account where only work and school accounts may connect: told apart from other
//! refusals, wherever it shows.

use http::{Request, StatusCode, header};

use crate::answer::Answer;
use crate::scene::{MARIAM, Scene};

const OUTLOOK: &str = "outlook";
/// The tenant of every personal account.
const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// A world whose functions are deployed with `MICROSOFT_TENANT_ID` set to `tenant`.
async fn at_tenant(tenant: &str) -> Scene {
    Scene::deployed(|config| config.settings.microsoft_tenant_id = tenant.to_owned()).await
}

/// Sophie agrees on the consent page at `url`.
async fn agree(scene: &Scene, url: &str) -> Answer {
    let request =
        Request::post(url).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    scene.send(request.body(b"account=sophie&decision=accept".to_vec()).unwrap()).await
}

#[tokio::test]
async fn microsoft_s_own_page_keeps_it_from_coming_back() {
    let scene = at_tenant("organizations").await;
    let (url, _) = scene.begin(MARIAM, OUTLOOK).await;
    assert!(url.contains("/organizations/oauth2/v2.0/authorize?"), "{url}");
    let page = agree(&scene, &url).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(page.text.contains("AADSTS50020"), "{}", page.text);
    assert!(!page.headers.contains_key(header::LOCATION));
}

#[tokio::test]
async fn a_browser_that_is_sent_back_with_the_number_is_told_which_account_is_wanted() {
    let scene = Scene::new().await;
    let description = "AADSTS50020%3A+User+account+from+identity+provider+%27live.com%27";
    for error in ["access_denied", "invalid_request"] {
        let query = format!("error={error}&error_description={description}&state=x");
        let next = scene.bounce(OUTLOOK, &query).await.location();
        assert_eq!(next.query().unwrap(), "provider=outlook&success=false&error=wrong_account");
    }
}

#[tokio::test]
async fn a_code_or_token_of_it_is_refused_in_clear_words_and_connects_nothing() {
    for (tenant, path) in [
        // Whoever edits the address gets a code, which the token endpoint refuses (AADSTS700005).
        ("organizations", "/common/"),
        // Where tokens come, they name the personal tenant.
        (PERSONAL, "/consumers/"),
    ] {
        let scene = at_tenant(tenant).await;
        let (url, _) = scene.begin(MARIAM, OUTLOOK).await;
        let page = agree(&scene, &url.replace(&format!("/{tenant}/"), path)).await;
        let answer = scene.complete(MARIAM, OUTLOOK, &page.location()).await;
        let answer = answer.expect(400, "work_account_required").json();
        assert_eq!(
            answer["detail"],
            "Connect a work or school account: this integration does not take personal Outlook accounts."
        );
        assert_eq!(scene.dump(), "[]", "{tenant}");
    }
}

#[tokio::test]
async fn it_connects_where_every_account_may() {
    let scene = at_tenant("common").await;
    let (url, _) = scene.begin(MARIAM, OUTLOOK).await;
    let back = agree(&scene, &url).await.location();
    scene.complete(MARIAM, OUTLOOK, &back).await.ok();
}
