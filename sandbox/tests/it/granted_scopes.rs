//! A consent that grants less than was asked for: what no connection does without is refused (S13, F23),
//! and the loss of anything else is said and costs one feature only.

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};

use crate::connect_calendars::{EVENTS_SCOPE, connect, connect_with};
use crate::interviews::search;
use crate::posts::LAGUNE;
use crate::scene::{MARIAM, Scene};

async fn turn_outlook(scene: &Scene, account: &str, knobs: Value) {
    scene.turn(&scene.world.origins[Provider::OutlookCalendar], account, knobs).await;
}

/// The one thing that is said of the connection, when it is made and in `status`.
async fn said(scene: &Scene, provider: Provider, answer: &Value) -> String {
    let detail = answer["warnings"][0]["detail"].as_str().unwrap();
    assert_eq!(answer["warnings"][0]["code"], "scope_not_granted");
    assert_eq!(scene.status(MARIAM).await[provider.key()]["warnings"], json!([detail]));
    detail.to_owned()
}

#[tokio::test]
async fn an_id_token_proves_what_the_list_of_scopes_leaves_out() {
    for (unlisted, provider, account) in [
        (vec!["openid"], OutlookCalendar, "fatou"),
        (vec!["openid", "profile", "email", "User.Read"], OutlookCalendar, "fatou"),
        (vec!["openid"], GoogleCalendar, "awa"),
    ] {
        let scene = Scene::new().await;
        let origin = match provider {
            GoogleCalendar => &scene.world.origins[Provider::GoogleCalendar],
            _ => &scene.world.origins[Provider::OutlookCalendar],
        };
        scene.turn(origin, account, json!({"unlisted_scopes": unlisted})).await;
        let answer = connect(&scene, provider, account).await.ok();
        assert_eq!(answer["warnings"], json!([]), "{unlisted:?}");
    }
}

#[tokio::test]
async fn a_work_only_permission_that_a_personal_account_lacks_keeps_nobody_out() {
    let scopes = "offline_access openid profile email User.Read Calendars.ReadWrite \
                  Calendars.Read.Shared OnlineMeetings.ReadWrite";
    let scopes = shared::oauth::Scopes::parse(scopes);
    let scene =
        Scene::deployed(|config| config.clients[Provider::OutlookCalendar].scopes = scopes).await;
    connect(&scene, OutlookCalendar, "sophie").await.ok();
}

#[tokio::test]
async fn f23_without_the_permission_to_find_times_only_finding_times_is_lost_and_that_is_said() {
    let scene = Scene::new().await;
    turn_outlook(&scene, "fatou", json!({"withheld_scopes": ["Calendars.Read.Shared"]})).await;
    let answer = connect(&scene, OutlookCalendar, "fatou").await.ok();
    assert!(said(&scene, OutlookCalendar, &answer).await.contains("Calendars.Read.Shared"));
    let google = Scene::new().await;
    let boxes = [EVENTS_SCOPE];
    let answer = connect_with(&google, GoogleCalendar, "awa", &boxes).await.ok();
    assert!(said(&google, GoogleCalendar, &answer).await.contains("calendar.freebusy"));
    for (scene, provider, scope) in [
        (scene, OutlookCalendar, "Calendars.Read.Shared"),
        (google, GoogleCalendar, "calendar.freebusy"),
    ] {
        let refused = search(&scene, (MARIAM, provider), json!({})).await;
        let refused = refused.expect(403, "scope_not_granted");
        assert!(refused.text.contains(scope), "{refused:?}");
        let made = scene.call("create-event", MARIAM, |event| {
            crate::scene::at_provider(event, provider.slug());
        });
        assert!(made.await.ok()["event_id"].is_string(), "{provider}");
    }
}

#[tokio::test]
async fn f23_a_calendar_that_can_t_be_written_or_an_account_that_is_not_known_is_refused() {
    for (withheld, missing) in
        [("Calendars.ReadWrite", "Calendars.ReadWrite"), ("openid", "openid")]
    {
        let scene = Scene::new().await;
        turn_outlook(&scene, "fatou", json!({"withheld_scopes": [withheld]})).await;
        let answer = connect(&scene, OutlookCalendar, "fatou").await.expect(400, "missing_scope");
        assert!(answer.text.contains(missing), "{answer:?}");
        assert_eq!(scene.dump(), "[]");
    }
    let scene = Scene::new().await;
    turn_outlook(&scene, "fatou", json!({"omit_refresh_token": true})).await;
    connect(&scene, OutlookCalendar, "fatou").await.expect(400, "refresh_token_missing");
}

#[tokio::test]
async fn f23_at_linkedin_the_scope_of_one_target_is_lost_for_that_target_only() {
    for (withheld, lost, kept) in
        [("w_organization_social", LAGUNE, "personal"), ("w_member_social", "personal", LAGUNE)]
    {
        let scene = Scene::new().await;
        let knobs = json!({"withheld_scopes": [withheld]});
        scene.turn(&scene.world.origins[Provider::LinkedIn], "kofi", knobs).await;
        let answer = scene.connect(MARIAM, "linkedin", "kofi").await.ok();
        assert!(said(&scene, Provider::LinkedIn, &answer).await.contains(withheld));
        let post = |place: &str| json!({"job_id": 1, "organization_id": place});
        let refused = scene.publish(MARIAM, post(lost)).await.expect(403, "scope_not_granted");
        assert!(refused.text.contains(withheld), "{refused:?}");
        scene.publish(MARIAM, post(kept)).await.ok();
    }
}

#[tokio::test]
async fn f23_a_member_whose_pages_can_t_be_listed_still_has_a_profile_and_is_told() {
    let scene = Scene::new().await;
    let knobs = json!({"withheld_scopes": ["rw_organization_admin"]});
    scene.turn(&scene.world.origins[Provider::LinkedIn], "kofi", knobs).await;
    let answer = scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    assert!(said(&scene, Provider::LinkedIn, &answer).await.contains("rw_organization_admin"));
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
}
