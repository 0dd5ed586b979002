//! `DELETE /{provider}/disconnect` and the grant at the provider (S33).

use http::StatusCode;
use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use crate::calendars::{connect, connected};
use crate::scene::{MARIAM, STRANGER, Scene};
use crate::upkeep::{status, stored};

/// How often Google was asked to revoke.
fn revocations(scene: &Scene) -> usize {
    scene.world.controls[Provider::GoogleCalendar].count("POST", "/revoke")
}

#[tokio::test]
async fn s33_google_withdraws_the_grant_of_the_last_connection_of_an_account() {
    let scene = connected(GoogleCalendar).await;
    let answer = scene.disconnect(MARIAM, "google-calendar").await.ok();
    assert_eq!(answer["revoked"], true);
    assert_eq!(answer["manage_url"], "https://myaccount.google.com/connections");
    assert_eq!(revocations(&scene), 1);
    assert_eq!(scene.dump(), "[]");
    assert_eq!(status(&scene, "google_calendar").await["state"], "disconnected");
}

#[tokio::test]
async fn s33_an_account_that_another_company_uses_too_is_not_revoked() {
    let scene = connected(GoogleCalendar).await;
    connect(&scene, GoogleCalendar, STRANGER, 2).await;
    let answer = scene.disconnect(MARIAM, "google-calendar").await.ok();
    assert_eq!(answer["revoked"], Value::Null);
    assert!(answer["revocation"].as_str().unwrap().contains("same account"), "{answer}");
    assert_eq!(revocations(&scene), 0);
    scene.advance("2h");
    access(&scene.world.app, ConnectionId::of_company(2, GoogleCalendar)).await.unwrap();
    assert_eq!(scene.disconnect(STRANGER, "google-calendar").await.ok()["revoked"], true);
}

#[tokio::test]
async fn s33_whatever_google_answers_our_copy_is_gone_and_the_person_is_told() {
    for fault in [
        Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({})),
        Fault::respond(StatusCode::BAD_REQUEST, json!({"error": "invalid_request"})),
        Fault::drop_before(),
        Fault::drop_after(),
    ] {
        let scene = connected(GoogleCalendar).await;
        scene.world.controls[Provider::GoogleCalendar].inject(fault.on("POST", "/revoke"));
        let answer = scene.disconnect(MARIAM, "google-calendar").await.ok();
        assert_eq!(answer["revoked"], false);
        assert!(answer["revocation"].as_str().unwrap().contains("did not confirm"), "{answer}");
        assert_eq!(stored(&scene, "google_calendar"), Value::Null);
    }
}

#[tokio::test]
async fn s33_a_grant_that_is_dead_already_counts_as_revoked() {
    let scene = connected(GoogleCalendar).await;
    let url = format!("{}/_accounts/awa/revoke", scene.world.origins[Provider::GoogleCalendar]);
    scene.send(http::Request::post(url).body(Vec::new()).unwrap()).await;
    assert_eq!(scene.disconnect(MARIAM, "google-calendar").await.ok()["revoked"], true);
}

#[tokio::test]
async fn s33_without_kms_the_connection_is_deleted_all_the_same() {
    let scene = connected(GoogleCalendar).await;
    scene.advance("6m");
    let denied = json!({"__type": "AccessDeniedException", "message": "no"});
    let fault = Fault::respond(StatusCode::BAD_REQUEST, denied).times(10);
    scene.world.controls.kms_and_secrets.inject(fault);
    assert_eq!(scene.disconnect(MARIAM, "google-calendar").await.ok()["revoked"], false);
    assert_eq!(stored(&scene, "google_calendar"), Value::Null);
}

#[tokio::test]
async fn s33_where_a_provider_can_t_revoke_the_person_learns_where_they_can() {
    let outlook = connected(OutlookCalendar).await;
    let answer = outlook.disconnect(MARIAM, "outlook").await.ok();
    assert_eq!(answer["revoked"], Value::Null);
    assert_eq!(answer["manage_url"], "https://myapps.microsoft.com");
    assert_eq!(stored(&outlook, "outlook_calendar"), Value::Null);
    let nothing = outlook.disconnect(MARIAM, "outlook").await.ok();
    assert_eq!(nothing["revocation"], "There was nothing to revoke.");
}
