//! The browser's visit: passed on to the frontend, whatever it carries.

use http::StatusCode;
use shared::model::denial::Denial;
use url::{Url, form_urlencoded};

use crate::answer::Answer;
use crate::scene::{MARIAM, Scene, at_provider, event};

/// Asserts where a failed flow ends (B9, S9) and gives its code.
#[track_caller]
fn failure(scene: &Scene, slug: &str, answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    let location = answer.location().to_string();
    let frontend = &scene.world.origins.dashboard;
    let constant =
        format!("{frontend}/dashboard/integrations?provider={slug}&success=false&error=");
    let code = location.strip_prefix(&constant).unwrap_or_default();
    assert!(Denial::ALL.iter().any(|denial| denial.code() == code), "{location}");
    assert!(location.len() <= 2048);
    code.to_owned()
}

#[tokio::test]
async fn b9_code_and_state_go_on_to_the_interstitial_page_in_the_fragment() {
    let scene = Scene::new().await;
    let (url, state) = scene.begin(MARIAM, "linkedin").await;
    let back = scene.decide(&url, "kofi", "allow").await;
    let location = scene.bounce("linkedin", back.query().unwrap()).await.location();
    let page = format!("{}/dashboard/integrations/callback", scene.world.origins.dashboard);
    assert_eq!(location.as_str().split('?').next().unwrap(), page);
    assert_eq!(location.query(), Some("provider=linkedin"));
    let fragment: Vec<_> =
        form_urlencoded::parse(location.fragment().unwrap().as_bytes()).into_owned().collect();
    let sent: Vec<_> = back.query_pairs().into_owned().collect();
    assert_eq!(fragment, sent);
    assert!(fragment.contains(&("state".to_owned(), state)));
}

#[tokio::test]
async fn b8_the_provider_keeps_its_slug_on_the_way_under_both_spellings() {
    let scene = Scene::new().await;
    for (name, slug) in [
        ("google-calendar", "google-calendar"),
        ("google_calendar", "google-calendar"),
        ("outlook", "outlook"),
        ("outlook_calendar", "outlook"),
    ] {
        let answer = scene.bounce(name, "error=access_denied").await;
        assert_eq!(failure(&scene, slug, &answer), "cancelled");
    }
}

#[tokio::test]
async fn s17_each_provider_s_word_for_cancelled_is_understood() {
    let scene = Scene::new().await;
    for word in ["access_denied", "user_cancelled_login", "user_cancelled_authorize"] {
        let answer = scene.bounce("linkedin", &format!("error={word}&error_description=No")).await;
        assert_eq!(failure(&scene, "linkedin", &answer), "cancelled");
    }
}

#[tokio::test]
async fn s9_no_query_changes_where_the_browser_goes() {
    let scene = Scene::new().await;
    let long = "a".repeat(7000);
    let longer = "a".repeat(10_000);
    for (query, code) in [
        ("error=x&error_description=y&success=true", "provider_error"),
        ("error=access_denied%0D%0ASet-Cookie:%20a=b", "provider_error"),
        ("error=%23success=true", "provider_error"),
        ("error=%3Cscript%3Ealert(1)%3C/script%3E", "provider_error"),
        ("error=invalid_scope&provider=evil", "provider_misconfigured"),
        ("admin_consent=True&tenant=t&state=admin-consent", "invalid_request"),
        ("error=server_error", "provider_unavailable"),
        ("error=consent_required", "consent_required"),
        (&format!("error={long}"), "provider_error"),
        (&format!("error={longer}"), "invalid_request"),
        ("error=%ff", "invalid_request"),
        ("error=a&error=b", "invalid_request"),
        ("code=a&code=b&state=c", "invalid_request"),
        ("state=c", "invalid_request"),
        ("code=c", "invalid_request"),
        ("", "invalid_request"),
        ("code=c&state=not-ours", "invalid_state"),
    ] {
        let answer = scene.bounce("linkedin", query).await;
        assert_eq!(failure(&scene, "linkedin", &answer), code, "{query:.80}");
    }
}

#[tokio::test]
async fn s9_s11_no_code_makes_an_answer_that_the_gateway_could_not_send() {
    let scene = Scene::new().await;
    let state = "A".repeat(43);
    for (code, is_sent) in [("a", true), ("/", false), ("!", false), ("~", false)] {
        let query = format!("code={}&state={state}", code.repeat(4096));
        let answer = scene.bounce("linkedin", &query).await;
        assert!(answer.headers[http::header::LOCATION].len() < 9000, "{code}");
        let is_failed = answer.location().query().unwrap().contains("error=invalid_request");
        assert_eq!(is_failed, !is_sent, "{code}");
    }
}

#[tokio::test]
async fn s8_an_issuer_that_can_t_be_compared_is_not_taken_for_none() {
    let scene = Scene::new().await;
    let state = "A".repeat(43);
    for issuer in ["a".repeat(257), "x".repeat(3000), "a%00b".to_owned(), "%C3%A9".to_owned()] {
        let query = format!("code=c&state={state}&iss={issuer}");
        let answer = scene.bounce("google-calendar", &query).await;
        assert_eq!(failure(&scene, "google-calendar", &answer), "invalid_request");
        let completed = scene.call("callback", MARIAM, |event| {
            at_provider(event, "google-calendar");
            event["rawQueryString"] = query.into();
        });
        completed.await.expect(400, "invalid_request");
    }
}

#[tokio::test]
async fn s10_neither_hosts_nor_return_addresses_are_followed() {
    let scene = Scene::new().await;
    let mut event = event("callback");
    at_provider(&mut event, "linkedin");
    let headers = event["headers"].as_object_mut().unwrap();
    headers.remove("authorization");
    for name in ["host", "x-forwarded-host"] {
        headers.insert(name.to_owned(), "evil.example".into());
    }
    for name in ["referer", "origin"] {
        headers.insert(name.to_owned(), "https://evil.example".into());
    }
    let state = "A".repeat(43);
    let query =
        format!("code=c&state={state}&returnTo=https://evil.example&redirect=//evil.example");
    event["rawQueryString"] = query.into();
    let location = scene.invoke("callback", &event).await.location();
    assert!(!location.as_str().contains("evil"), "{location}");
    assert_eq!(location.origin(), Url::parse(&scene.world.origins.dashboard).unwrap().origin());
}

#[tokio::test]
async fn no_call_leaves_and_nothing_is_written() {
    let scene = Scene::new().await;
    let (url, _) = scene.begin(MARIAM, "linkedin").await;
    let back = scene.decide(&url, "kofi", "allow").await;
    let before = scene.dump();
    scene.forget();
    scene.bounce("linkedin", back.query().unwrap()).await;
    assert_eq!(scene.outside_calls(), 0);
    assert_eq!(scene.dump(), before);
    scene.complete(MARIAM, "linkedin", &back).await.ok();
}

#[tokio::test]
async fn b9_what_only_an_operator_or_only_an_administrator_can_mend_is_not_to_be_tried_again() {
    let scene = Scene::new().await;
    for (query, code) in [
        ("error=unauthorized_client", "provider_misconfigured"),
        ("error=unsupported_response_type", "provider_misconfigured"),
        ("error=invalid_resource&error_description=AADSTS500011%3A+x", "provider_misconfigured"),
        ("error=unauthorized_client&error_description=AADSTS700016%3A+x", "blocked_by_policy"),
        ("error=unauthorized_client&error_description=AADSTS7000112%3A+x", "blocked_by_policy"),
    ] {
        let answer = scene.bounce("outlook", query).await;
        assert_eq!(failure(&scene, "outlook", &answer), code, "{query}");
    }
}
