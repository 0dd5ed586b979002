//! Connecting Google Calendar and Outlook through `auth-url` and `callback`.

use http::{Request, header};
use serde_json::Value;
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Control;
use url::Url;

use crate::answer::Answer;
use crate::calendars::wire;
use crate::scene::{MARIAM, Scene};

const GOOGLE: &str = "google-calendar";
const OUTLOOK: &str = "outlook";
pub(crate) const EVENTS_SCOPE: &str = "https://www.googleapis.com/auth/calendar.events";
pub(crate) const FREE_BUSY_SCOPE: &str = "https://www.googleapis.com/auth/calendar.freebusy";

/// `account` decides on the consent page at `url`; at Google with the boxes of `scopes` ticked.
pub(crate) async fn decide(scene: &Scene, url: &str, account: &str, scopes: &[&str]) -> Url {
    let decision = if url.contains("/o/oauth2/") { "allow" } else { "accept" };
    let boxes: String = scopes.iter().map(|scope| format!("&scope={scope}")).collect();
    let form = format!("account={account}&decision={decision}{boxes}");
    let request =
        Request::post(url).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    scene.send(request.body(form.into_bytes()).unwrap()).await.location()
}

/// Mariam connects `account`, granting all that is asked for.
pub(crate) async fn connect(scene: &Scene, provider: Provider, account: &str) -> Answer {
    let scopes = [EVENTS_SCOPE, FREE_BUSY_SCOPE];
    connect_with(scene, provider, account, &scopes).await
}

pub(crate) async fn connect_with(
    scene: &Scene,
    provider: Provider,
    account: &str,
    scopes: &[&str],
) -> Answer {
    let (url, _) = scene.begin(MARIAM, provider.slug()).await;
    let back = decide(scene, &url, account, scopes).await;
    scene.complete(MARIAM, provider.slug(), &back).await
}

pub(crate) fn parameter(url: &str, name: &str) -> Option<String> {
    let url = Url::parse(url).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// What was sent to the token endpoint.
fn exchanges(wire: &Control) -> Vec<Value> {
    let bodies = wire.requests().into_iter().map(|request| request.body);
    bodies.filter(|body| body["grant_type"] == "authorization_code").collect()
}

#[tokio::test]
async fn both_calendars_connect_and_name_the_account() {
    for (provider, account, label) in
        [(GoogleCalendar, "awa", "awa@acme.ci"), (OutlookCalendar, "fatou", "fatou@acme.ci")]
    {
        let scene = Scene::new().await;
        let answer = connect(&scene, provider, account).await.ok();
        assert_eq!((answer["account"].as_str(), &answer["success"]), (Some(label), &true.into()));
        let status = scene.status(MARIAM).await[provider.key()].clone();
        assert_eq!((status["account"].as_str(), &status["state"]), (Some(label), &"active".into()));
    }
}

#[tokio::test]
async fn s6_a_state_of_one_provider_is_burnt_at_another_s_callback() {
    let scene = Scene::new().await;
    let (url, _) = scene.begin(MARIAM, GOOGLE).await;
    let back = decide(&scene, &url, "awa", &[EVENTS_SCOPE]).await;
    scene.complete(MARIAM, OUTLOOK, &back).await.expect(400, "invalid_state");
    scene.complete(MARIAM, GOOGLE, &back).await.expect(400, "invalid_state");
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn s7_the_challenge_is_s256_and_its_verifier_is_sent_once_and_unique() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        let (url, _) = scene.begin(MARIAM, provider.slug()).await;
        let (another, _) = scene.begin(MARIAM, provider.slug()).await;
        for url in [&url, &another] {
            assert_eq!(parameter(url, "code_challenge_method").as_deref(), Some("S256"));
            assert_eq!(parameter(url, "code_challenge").unwrap().len(), 43);
        }
        assert_ne!(parameter(&url, "code_challenge"), parameter(&another, "code_challenge"));
        connect(&scene, provider, account).await.ok();
        // The recording hides its value; the simulators compare it with the challenge.
        let sent = exchanges(wire(&scene, provider));
        assert_eq!(sent.len(), 1, "{provider}");
        assert!(sent[0]["code_verifier"].is_string());
    }
}

#[tokio::test]
async fn s8_an_answer_of_another_issuer_is_refused() {
    let scene = Scene::new().await;
    let (url, _) = scene.begin(MARIAM, GOOGLE).await;
    let back = decide(&scene, &url, "awa", &[EVENTS_SCOPE]).await;
    let mut forged = back.clone();
    let pairs: Vec<_> = back.query_pairs().into_owned().filter(|(key, _)| key != "iss").collect();
    forged.query_pairs_mut().clear().extend_pairs(pairs).append_pair("iss", "https://evil.example");
    scene.complete(MARIAM, GOOGLE, &forged).await.expect(400, "issuer_mismatch");
    assert!(exchanges(&scene.world.controls[Provider::GoogleCalendar]).is_empty());
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn s13_an_unticked_box_is_named_and_the_grant_given_back() {
    let scene = Scene::new().await;
    let answer = connect_with(&scene, GoogleCalendar, "awa", &[]).await;
    let detail = answer.expect(400, "missing_scope").json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains(EVENTS_SCOPE), "{detail}");
    assert_eq!(scene.world.controls[Provider::GoogleCalendar].count("POST", "/revoke"), 1);
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn s13_f23_a_good_connection_survives_a_smaller_grant_of_the_same_account() {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, "awa").await.ok();
    let before = scene.dump();
    connect_with(&scene, GoogleCalendar, "awa", &[]).await.expect(400, "missing_scope");
    assert_eq!(scene.dump(), before);
    assert_eq!(scene.world.controls[Provider::GoogleCalendar].count("POST", "/revoke"), 0);
}

#[tokio::test]
async fn s14_another_account_takes_nothing_over() {
    for (provider, first, second) in
        [(GoogleCalendar, "awa", "jean"), (OutlookCalendar, "fatou", "marc")]
    {
        let scene = Scene::new().await;
        connect(&scene, provider, first).await.ok();
        let before = scene.dump();
        connect(&scene, provider, second).await.expect(409, "account_mismatch");
        assert_eq!(scene.dump(), before, "{provider}");
    }
}
