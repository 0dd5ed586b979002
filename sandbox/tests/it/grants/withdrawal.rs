//! Grants that nobody wants any more: given back, disconnected, replaced (S33, S45).

use http::StatusCode;
use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::model::provider::Provider::{GoogleCalendar, LinkedIn};
use simulator_kit::wire::Fault;

use crate::answer::Answer;
use crate::connect_calendars::decide;
use crate::scene::{MARIAM, STRANGER, Scene, at_provider};
use crate::upkeep::{stored, sweep};

const GOOGLE: &str = "google-calendar";
const EVENTS: &str = "https://www.googleapis.com/auth/calendar.events";

/// `user` connects Google as `account`, granting `scopes`; `query` as in `replace=true`.
async fn google(
    scene: &Scene,
    user: i64,
    (account, scopes, query): (&str, &[&str], &str),
) -> Answer {
    let begun = scene.call("auth-url", user, |event| {
        at_provider(event, GOOGLE);
        event["rawQueryString"] = query.into();
    });
    let url = begun.await.ok()["auth_url"].as_str().unwrap().to_owned();
    let back = decide(scene, &url, account, scopes).await;
    scene.complete(user, GOOGLE, &back).await
}

async fn whole(scene: &Scene, user: i64, account: &str) -> Answer {
    google(scene, user, (account, &[EVENTS], "")).await
}

fn revocations(scene: &Scene) -> usize {
    scene.world.controls[Provider::GoogleCalendar].count("POST", "/revoke")
        + scene.world.controls[Provider::LinkedIn].count("POST", "/oauth/v2/revoke")
}

/// Renews the company's connection to Google: it works, or its grant is gone.
async fn renews(scene: &Scene, company: i64) -> bool {
    scene.advance("2h");
    access(&scene.world.app, ConnectionId::of_company(company, GoogleCalendar)).await.is_ok()
}

fn revoking_fails(scene: &Scene, times: u32) {
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null);
    scene.world.controls[Provider::GoogleCalendar].inject(down.on("POST", "/revoke").times(times));
}

#[tokio::test]
async fn s45_a_consent_that_is_not_kept_leaves_the_other_company_s_connection_alone() {
    let scene = Scene::new().await;
    whole(&scene, MARIAM, "awa").await.ok();
    google(&scene, STRANGER, ("awa", &[], "")).await.expect(400, "missing_scope");
    whole(&scene, STRANGER, "jean").await.ok();
    whole(&scene, STRANGER, "awa").await.expect(409, "account_mismatch");
    assert_eq!(revocations(&scene), 0);
    scene.advance("6m");
    sweep(&scene).await;
    assert!(renews(&scene, 1).await && renews(&scene, 2).await);
    assert_eq!(revocations(&scene), 0);
}

#[tokio::test]
async fn s13_what_nobody_stands_on_is_given_back_and_tried_again_where_google_is_down() {
    for scopes in [&[] as &[&str], &[EVENTS]] {
        let scene = Scene::new().await;
        whole(&scene, MARIAM, "jean").await.ok();
        revoking_fails(&scene, 1);
        let refused = google(&scene, MARIAM, ("awa", scopes, "")).await;
        assert!(refused.status.is_client_error(), "{refused:?}");
        assert_eq!((revocations(&scene), remembered(&scene)), (1, 1));
        assert!(!scene.dump().contains("ya29") && !scene.dump().contains("1//0"));
        scene.advance("6m");
        assert_eq!(sweep(&scene).await["withdrawn"], 1);
        assert_eq!((revocations(&scene), remembered(&scene)), (2, 0));
        assert!(renews(&scene, 1).await);
    }
}

/// How many grants wait to be withdrawn.
fn remembered(scene: &Scene) -> usize {
    scene.dump().matches("\"WITHDRAWAL#").count()
}

#[tokio::test]
async fn s33_what_could_not_be_withdrawn_is_tried_again() {
    let scene = Scene::new().await;
    whole(&scene, MARIAM, "awa").await.ok();
    revoking_fails(&scene, 3);
    assert_eq!(scene.disconnect(MARIAM, GOOGLE).await.ok()["revoked"], false);
    for (minutes, withdrawn) in [("6m", 0), ("4m", 0), ("7m", 0), ("21m", 1)] {
        scene.advance(minutes);
        assert_eq!(sweep(&scene).await["withdrawn"], withdrawn, "{minutes}");
    }
    assert_eq!((revocations(&scene), scene.rest().await.as_str()), (4, "[]"));
}

#[tokio::test]
async fn s33_after_a_week_the_tokens_are_gone_whatever_the_provider_says() {
    let scene = Scene::new().await;
    whole(&scene, MARIAM, "awa").await.ok();
    revoking_fails(&scene, 1000);
    scene.disconnect(MARIAM, GOOGLE).await.ok();
    for _ in 0..29 {
        scene.advance("6h");
        sweep(&scene).await;
    }
    assert_eq!(scene.rest().await, "[]");
}

#[tokio::test]
async fn s45_whoever_connects_the_account_meanwhile_keeps_it() {
    for user in [MARIAM, STRANGER] {
        let scene = Scene::new().await;
        whole(&scene, MARIAM, "awa").await.ok();
        revoking_fails(&scene, 1);
        scene.disconnect(MARIAM, GOOGLE).await.ok();
        whole(&scene, user, "awa").await.ok();
        scene.advance("6m");
        assert_eq!(sweep(&scene).await["withdrawn"], 1, "settled: it is in use");
        assert_eq!((revocations(&scene), remembered(&scene)), (1, 0));
        assert!(renews(&scene, if user == MARIAM { 1 } else { 2 }).await);
    }
}

#[tokio::test]
async fn s45_of_two_companies_on_one_account_the_last_to_leave_withdraws() {
    let scene = Scene::new().await;
    whole(&scene, MARIAM, "awa").await.ok();
    whole(&scene, STRANGER, "awa").await.ok();
    assert_eq!(scene.disconnect(MARIAM, GOOGLE).await.ok()["revoked"], Value::Null);
    assert!(renews(&scene, 2).await);
    assert_eq!(scene.disconnect(STRANGER, GOOGLE).await.ok()["revoked"], true);
    assert_eq!(scene.rest().await, "[]");
}

#[tokio::test]
async fn s45_a_replaced_account_is_withdrawn_unless_another_company_stands_on_it() {
    for shared in [false, true] {
        let scene = Scene::new().await;
        whole(&scene, MARIAM, "awa").await.ok();
        if shared {
            whole(&scene, STRANGER, "awa").await.ok();
        }
        google(&scene, MARIAM, ("jean", &[EVENTS], "replace=true")).await.ok();
        scene.advance("6m");
        assert_eq!(sweep(&scene).await["withdrawn"], 1);
        assert_eq!((revocations(&scene), remembered(&scene)), (usize::from(!shared), 0));
        assert!(renews(&scene, 1).await, "{shared}");
        assert!(!shared || renews(&scene, 2).await);
    }
}

#[tokio::test]
async fn s33_a_disconnect_whose_answers_were_lost_still_withdraws() {
    for lost in 1..=3 {
        let scene = Scene::new().await;
        whole(&scene, MARIAM, "awa").await.ok();
        let fault = Fault::drop_after().on_target("DeleteItem").times(lost);
        scene.world.controls.dynamodb.inject(fault);
        let answer = scene.disconnect(MARIAM, GOOGLE).await;
        assert_eq!(answer.status.is_success(), lost < 3, "{answer:?}");
        assert_eq!(stored(&scene, "google_calendar"), Value::Null);
        scene.world.controls.dynamodb.clear();
        scene.advance("6m");
        sweep(&scene).await;
        assert_eq!((revocations(&scene), scene.rest().await.as_str()), (1, "[]"), "{lost}");
    }
}

#[tokio::test]
async fn s33_a_disconnect_that_broke_off_before_the_deletion_withdraws_nothing() {
    let scene = Scene::new().await;
    whole(&scene, MARIAM, "awa").await.ok();
    let fault = Fault::drop_before().on_target("DeleteItem").times(3);
    scene.world.controls.dynamodb.inject(fault);
    scene.disconnect(MARIAM, GOOGLE).await.expect(503, "storage_unavailable");
    scene.advance("6m");
    sweep(&scene).await;
    assert_eq!((revocations(&scene), remembered(&scene)), (0, 0));
    assert!(renews(&scene, 1).await);
}

#[tokio::test]
async fn linkedin_is_asked_with_our_credentials_and_not_while_another_company_uses_the_member() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.connect(STRANGER, "linkedin", "kofi").await.ok();
    assert_eq!(scene.disconnect(MARIAM, "linkedin").await.ok()["revoked"], Value::Null);
    access(&scene.world.app, ConnectionId::of_company(2, LinkedIn)).await.unwrap();
    assert_eq!(revocations(&scene), 0);
    assert_eq!(scene.disconnect(STRANGER, "linkedin").await.ok()["revoked"], true);
    let sent = scene.world.controls[Provider::LinkedIn].requests();
    let sent = sent.iter().find(|it| it.is("POST", "/oauth/v2/revoke")).unwrap();
    assert!(sent.body["client_id"].is_string() && sent.body["client_secret"].is_string());
    assert_eq!(scene.rest().await, "[]");
}

#[tokio::test]
async fn linkedin_s_undocumented_endpoint_may_be_gone_and_the_person_learns_where_to_withdraw() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let gone = Fault::respond(StatusCode::NOT_FOUND, json!({"code": "RESOURCE_NOT_FOUND"}));
    scene.world.controls[Provider::LinkedIn].inject(gone.on("POST", "/oauth/v2/revoke"));
    let answer = scene.disconnect(MARIAM, "linkedin").await.ok();
    assert_eq!(answer["revoked"], Value::Null);
    assert!(answer["manage_url"].as_str().unwrap().starts_with("https://www.linkedin.com/"));
    assert_eq!(scene.rest().await, "[]");
}
