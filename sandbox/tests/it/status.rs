//! `GET /status`.

use http::{Request, StatusCode};
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};

#[tokio::test]
async fn b6_every_provider_has_an_entry_connected_or_not() {
    let scene = Scene::new().await;
    let status = scene.status(MARIAM).await;
    let keys: Vec<_> = status.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["google_calendar", "linkedin", "outlook_calendar", "slack", "zoom"]);
    for (key, entry) in status.as_object().unwrap() {
        assert_eq!(entry["provider"], *key);
        assert_eq!(entry["is_connected"], false);
        assert_eq!(entry["connected_at"], Value::Null);
        assert_eq!(entry["last_used_at"], Value::Null);
        assert_eq!(entry["state"], "disconnected");
    }
}

#[tokio::test]
async fn b6_a_connection_tells_who_since_when_and_until_when() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let entry = scene.status(MARIAM).await["linkedin"].clone();
    let companys = entry["company"].clone();
    assert_eq!((&entry["own"], &entry["colleagues"]), (&Value::Null, &json!([])));
    assert_eq!(entry["account"], companys["account"]);
    assert_eq!(
        companys,
        json!({
            "provider": "linkedin", "is_connected": true, "state": "active",
            "account": "Kofi Mensah", "connected_at": "2026-11-23T09:00:00Z", "last_used_at": null,
            "expires_at": "2027-01-22T09:00:00Z", "reauthorize_by": "2027-01-22T09:00:00Z",
            "reason": null, "warnings": [], "account_limits": [],
        })
    );
    scene.advance("2h");
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(scene.status(MARIAM).await["linkedin"]["last_used_at"], "2026-11-23T11:00:00Z");
}

#[tokio::test]
async fn a_use_is_noted_at_most_once_an_hour() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    for (later, noted) in [("0s", "09:00"), ("59m", "09:00"), ("1m", "10:00"), ("59m", "10:00")] {
        scene.advance(later);
        scene.publish(MARIAM, json!({"job_id": 1, "republish": true})).await.ok();
        let last_used_at = scene.status(MARIAM).await["linkedin"]["last_used_at"].clone();
        assert_eq!(last_used_at, format!("2026-11-23T{noted}:00Z"), "{later}");
    }
}

#[tokio::test]
async fn s21_colleagues_share_a_connection_and_strangers_do_not_see_it() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    assert_eq!(scene.status(COLLEAGUE).await["linkedin"]["is_connected"], true);
    assert_eq!(scene.status(STRANGER).await["linkedin"]["is_connected"], false);
}

#[tokio::test]
async fn f22_a_grant_revoked_at_linkedin_is_shown_once_it_is_known() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.advance("1h");
    let revoke = format!("{}/_accounts/kofi/revoke", scene.world.origins[Provider::LinkedIn]);
    scene.send(Request::post(revoke).body(Vec::new()).unwrap()).await;
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(409, "reauthorization_required");
    let entry = scene.status(MARIAM).await["linkedin"].clone();
    assert_eq!(
        (&entry["is_connected"], &entry["state"]),
        (&json!(false), &json!("needs_reauthorization"))
    );
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    assert_eq!(scene.status(MARIAM).await["linkedin"]["state"], "active");
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
}

#[tokio::test]
async fn b6_a_connection_past_its_end_is_not_connected() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.advance("59 days");
    assert_eq!(scene.status(MARIAM).await["linkedin"]["is_connected"], true);
    scene.advance("2 days");
    let entry = scene.status(MARIAM).await["linkedin"].clone();
    assert_eq!(
        (&entry["is_connected"], &entry["state"]),
        (&json!(false), &json!("needs_reauthorization"))
    );
}

#[tokio::test]
async fn f13_a_table_that_fails_is_a_503_never_all_disconnected() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
    scene.world.controls.dynamodb.inject(fault.times(3));
    scene.call("status", MARIAM, |_| ()).await.expect(503, "storage_unavailable");
}

#[tokio::test]
async fn s28_two_calls_leave_and_no_ciphertext_is_read() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.forget();
    scene.status(MARIAM).await;
    assert_eq!(scene.outside_calls(), 2);
    assert_eq!(scene.world.controls.api.count("GET", "/api/employers/me"), 1);
    let queries = scene.world.controls.dynamodb.requests();
    let projection = queries[0].body["ProjectionExpression"].as_str().unwrap();
    assert!(!projection.contains("sealed_tokens"), "{projection}");
}
