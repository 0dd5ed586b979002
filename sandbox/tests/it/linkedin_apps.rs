//! The two kinds of LinkedIn app, and what each is connected, posted and counted with.

use serde_json::{Value, json};
use shared::config::Config;
use shared::model::provider::Provider;
use shared::oauth::Scopes;
use simulator_kit::wire::Fault;

use crate::posts::{LAGUNE, connected};
use crate::scene::{MARIAM, Scene};

const SIGN_IN: &str = "openid profile w_member_social";
/// The default, with what it takes to read the figures of posts on a personal profile.
const WITH_ANALYTICS: &str = "r_basicprofile w_member_social w_organization_social \
                              r_organization_social rw_organization_admin r_member_postAnalytics";
/// A day's calls of one member in the Development tier.
const BUDGET: u64 = 100;

fn asking(scopes: &str) -> impl FnOnce(&mut Config) {
    let scopes = Scopes::parse(scopes);
    move |config| config.clients[Provider::LinkedIn].scopes = scopes
}

/// An app with the Community Management API alone.
const COMMUNITY: &str = "community_management";
/// An app with OpenID Connect and Share on LinkedIn.
const SIGN_IN_AND_SHARE: &str = "sign_in";

/// A world with an app of `kind`, deployed as the guide says for it.
async fn app(kind: &str) -> Scene {
    let scene = match kind {
        SIGN_IN_AND_SHARE => Scene::deployed(asking(SIGN_IN)).await,
        _ => Scene::new().await,
    };
    scene.register(json!({"kind": kind})).await;
    scene
}

/// A world with an app that LinkedIn has not reviewed yet.
async fn before_the_review(deployed: impl FnOnce(&mut Config)) -> Scene {
    let scene = Scene::deployed(deployed).await;
    scene.register(json!({"tier": "development"})).await;
    scene
}

/// How often `member` called LinkedIn today.
async fn calls(scene: &Scene, member: &str) -> u64 {
    let url = format!("{}/_application", scene.world.origins[Provider::LinkedIn]);
    scene.get(&url).await.ok()["calls"][member].as_u64().unwrap_or_default()
}

async fn organizations(scene: &Scene) -> Vec<Value> {
    let answer = scene.call("organizations", MARIAM, |_| ()).await.ok();
    answer["organizations"].as_array().unwrap().clone()
}

fn named(pages: &[Value]) -> usize {
    pages.iter().filter(|page| !page["name"].as_str().unwrap().starts_with("Page ")).count()
}

#[tokio::test]
async fn an_app_set_up_as_the_guide_says_connects_and_posts_on_pages_and_profiles() {
    let scene = app(COMMUNITY).await;
    let answer = scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    assert_eq!((&answer["account"], &answer["warnings"]), (&json!("Kofi Mensah"), &json!([])));
    for place in [LAGUNE, "personal"] {
        scene.publish(MARIAM, json!({"job_id": 1, "organization_id": place})).await.ok();
    }
    assert_eq!(scene.world.controls[Provider::LinkedIn].count("GET", "/v2/userinfo"), 0);
}

#[tokio::test]
async fn b10_an_app_without_pages_sends_nobody_to_reconnect_and_wastes_no_call() {
    let scene = app(SIGN_IN_AND_SHARE).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let answer = scene.call("organizations", MARIAM, |_| ()).await.ok();
    let reason = answer["reason"].as_str().unwrap();
    assert!(reason.contains("personal profile") && !reason.contains("econnect"), "{answer}");
    assert_eq!(answer["personal"]["is_possible"], true);
    assert_eq!(scene.world.controls[Provider::LinkedIn].count("GET", "/rest/organizationAcls"), 0);
}

#[tokio::test]
async fn an_app_with_sign_in_and_share_connects_and_posts_on_profiles_without_asking_for_pages() {
    let scene = app(SIGN_IN_AND_SHARE).await;
    let answer = scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    assert_eq!((&answer["account"], &answer["warnings"]), (&json!("Kofi Mensah"), &json!([])));
    let linkedin = &scene.world.controls[Provider::LinkedIn];
    assert_eq!((linkedin.count("GET", "/v2/me"), linkedin.count("GET", "/v2/userinfo")), (0, 1));
    assert_eq!(
        linkedin.count("GET", "/rest/organizationAcls"),
        0,
        "no call for what is not granted"
    );
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
}

#[tokio::test]
async fn s14_the_same_member_of_the_other_kind_of_app_is_the_same_account() {
    let scene = app(SIGN_IN_AND_SHARE).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let before = scene.connection(1);
    let id = |item: &str| item.contains("yrZCpj2Z12");
    assert!(id(&before), "{before}");
    let scene = app(COMMUNITY).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    assert!(id(&scene.connection(1)));
}

#[tokio::test]
async fn an_app_refuses_the_scopes_of_the_other_kind_and_that_is_our_fault() {
    for (kind, scopes) in [
        (COMMUNITY, SIGN_IN),
        (SIGN_IN_AND_SHARE, WITH_ANALYTICS),
        (SIGN_IN_AND_SHARE, "openid profile w_member_social w_organization_social"),
    ] {
        let scene = Scene::deployed(asking(scopes)).await;
        scene.register(json!({"kind": kind})).await;
        let (url, _) = scene.begin(MARIAM, "linkedin").await;
        let back = scene.decide(&url, "kofi", "allow").await;
        let next = scene.bounce("linkedin", back.query().unwrap()).await.location();
        assert!(next.as_str().ends_with("error=provider_misconfigured"), "{kind:?}: {next}");
    }
}

#[tokio::test]
async fn f43_the_development_tier_names_pages_one_by_one_and_asks_only_for_those_without_a_name() {
    let scene = before_the_review(|_| ()).await;
    scene.connect(MARIAM, "linkedin", "claire").await.ok();
    let pages = organizations(&scene).await;
    assert_eq!((pages.len(), named(&pages)), (2, 2), "{pages:?}");
    let linkedin = &scene.world.controls[Provider::LinkedIn];
    assert_eq!(
        linkedin.count("GET", "/rest/organizations/27113908"),
        1,
        "a name is asked for once"
    );
}

#[tokio::test]
async fn f43_a_member_of_134_pages_connects_lists_and_publishes_within_the_day_s_calls() {
    let scene = before_the_review(|_| ()).await;
    scene.connect(MARIAM, "linkedin", "yao").await.ok();
    assert!(
        calls(&scene, "yao").await < BUDGET / 3,
        "connecting took {}",
        calls(&scene, "yao").await
    );
    let mut before = 0;
    for _ in 0..2 {
        let pages = organizations(&scene).await;
        assert_eq!(pages.len(), 134);
        assert!(named(&pages) > before, "each look names some more");
        before = named(&pages);
    }
    let page = organizations(&scene).await[0]["id"].clone();
    scene.publish(MARIAM, json!({"job_id": 1, "organization_id": page})).await.ok();
    assert!(calls(&scene, "yao").await < BUDGET, "{}", calls(&scene, "yao").await);
}

#[tokio::test]
async fn f43_figures_are_read_within_the_day_s_calls_and_a_used_up_day_keeps_the_connection() {
    let scene = before_the_review(asking(WITH_ANALYTICS)).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let personal = |job_id: i64| json!({"job_id": job_id, "organization_id": "personal"});
    for body in [json!({"job_id": 1}), personal(1), json!({"job_id": 2})] {
        scene.posted(body).await;
    }
    scene.advance("1 day");
    scene.posts(MARIAM).await;
    assert!(calls(&scene, "kofi").await <= 21, "{}", calls(&scene, "kofi").await);
    while calls(&scene, "kofi").await < BUDGET {
        scene.posts(MARIAM).await;
    }
    let list = scene.posts(MARIAM).await;
    assert_eq!(list["posts"].as_array().unwrap().len(), 3, "{list}");
    assert_eq!(scene.status(MARIAM).await["linkedin"]["is_connected"], true);
    scene.publish(MARIAM, personal(2)).await.expect(429, "throttled");
    scene.advance("1 day");
    scene.publish(MARIAM, personal(2)).await.ok();
}

#[tokio::test]
async fn a_token_that_linkedin_takes_only_after_seconds_is_waited_for_with_the_same_code() {
    for (kind, seconds) in [(COMMUNITY, 5), (SIGN_IN_AND_SHARE, 10), (COMMUNITY, 13)] {
        let scene = app(kind).await;
        let knobs = json!({"token_settling_seconds": seconds});
        scene.turn(&scene.world.origins[Provider::LinkedIn], "kofi", knobs).await;
        scene.while_time_passes(scene.connect(MARIAM, "linkedin", "kofi")).await.ok();
        assert_eq!(scene.exchanges(), 1, "{seconds}");
        assert_eq!(scene.status(MARIAM).await["linkedin"]["account"], "Kofi Mensah");
    }
}

/// A refusal that LinkedIn gives in other words, or only where pages are listed, is waited for alike.
#[tokio::test]
async fn a_new_token_is_waited_for_wherever_and_however_it_is_refused() {
    for (path, body) in [
        ("/v2/me", json!({"serviceErrorCode": 65602, "code": "EXPIRED_ACCESS_TOKEN"})),
        ("/v2/me", Value::Null),
        (
            "/rest/organizationAcls",
            json!({"serviceErrorCode": 65601, "code": "REVOKED_ACCESS_TOKEN"}),
        ),
    ] {
        let scene = Scene::new().await;
        let refused = Fault::respond(http::StatusCode::UNAUTHORIZED, body).on("GET", path);
        scene.world.controls[Provider::LinkedIn].inject(refused.times(2));
        scene.while_time_passes(scene.connect(MARIAM, "linkedin", "kofi")).await.ok();
        assert!(scene.connection(1).contains(LAGUNE), "{path}");
    }
}

#[tokio::test]
async fn a_token_that_is_never_taken_ends_within_the_budget_as_an_outage_and_stores_nothing() {
    let scene = Scene::new().await;
    let knobs = json!({"token_settling_seconds": 600});
    scene.turn(&scene.world.origins[Provider::LinkedIn], "kofi", knobs).await;
    let began = scene.world.clock.now();
    let answer = scene.while_time_passes(scene.connect(MARIAM, "linkedin", "kofi")).await;
    answer.expect(502, "provider_unavailable");
    let took = scene.world.clock.now().duration_since(began).as_secs();
    assert!((12..20).contains(&took), "{took}");
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn figures_of_a_post_on_a_personal_profile_are_told_where_they_were_granted() {
    let scene = Scene::deployed(asking(WITH_ANALYTICS)).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let post = scene.posted(json!({"job_id": 1, "organization_id": "personal"})).await;
    scene.advance("2 days");
    let told = scene.at_post("post-statistics", MARIAM, &post).await.ok();
    for name in ["likes", "comments", "shares"] {
        assert!(told[name].is_u64(), "{told}");
    }
    assert!(told["impressions"].as_u64().unwrap() > 100, "{told}");
    for name in ["clicks", "engagement"] {
        assert_eq!(told[name], Value::Null);
        assert!(told["unavailable"][name].as_str().unwrap().contains("clicks"), "{told}");
    }
    let list = scene.posts(MARIAM).await;
    assert_eq!(list["posts"][0]["statistics"]["impressions"], told["impressions"]);
}

#[tokio::test]
async fn figures_of_a_personal_post_are_null_with_a_reason_where_they_are_not_told() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1, "organization_id": "personal"})).await;
    scene.advance("2 days");
    let reason = |told: &Value| told["unavailable"]["impressions"].as_str().unwrap().to_owned();
    let told = scene.at_post("post-statistics", MARIAM, &post).await.ok();
    assert!(reason(&told).contains("r_member_postAnalytics"), "{told}");
    let scene = Scene::deployed(asking(WITH_ANALYTICS)).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let post = scene.posted(json!({"job_id": 1, "organization_id": "personal"})).await;
    let denied = json!({"code": "ACCESS_DENIED", "serviceErrorCode": 100});
    let denied = Fault::respond(http::StatusCode::FORBIDDEN, denied);
    let denied = denied.on("GET", "/rest/memberCreatorPostAnalytics").times(4);
    scene.world.controls[Provider::LinkedIn].inject(denied);
    let told = scene.at_post("post-statistics", MARIAM, &post).await.ok();
    assert!(reason(&told).contains("only to its author"), "{told}");
}
