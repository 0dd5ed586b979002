//! A personal Microsoft account where only work and school accounts may connect
//! (`MICROSOFT_TENANT_ID` is `organizations`): told apart from other refusals, wherever Microsoft says so.

use http::{Request, StatusCode, header};

use crate::answer::Answer;
use crate::scene::{MARIAM, Scene};

const OUTLOOK: &str = "outlook";

/// Sophie agrees on the consent page at `url`.
async fn agree(scene: &Scene, url: &str) -> Answer {
    let request =
        Request::post(url).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    scene.send(request.body(b"account=sophie&decision=accept".to_vec()).unwrap()).await
}

#[tokio::test]
async fn microsoft_s_own_page_keeps_it_from_coming_back() {
    let scene = Scene::new().await;
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
async fn a_code_of_a_personal_account_is_refused_in_clear_words_and_connects_nothing() {
    let scene = Scene::new().await;
    let (url, _) = scene.begin(MARIAM, OUTLOOK).await;
    // Whoever edits the address gets a code, which the token endpoint refuses with AADSTS700005.
    let back = agree(&scene, &url.replace("/organizations/", "/common/")).await.location();
    let answer = scene.complete(MARIAM, OUTLOOK, &back).await;
    let answer = answer.expect(400, "work_account_required").json();
    let detail = "Connect a work or school account: this integration does not take personal Outlook accounts.";
    assert_eq!(answer["detail"], detail);
    assert_eq!(scene.dump(), "[]");
}
