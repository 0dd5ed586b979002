//! Connecting, renewing and disconnecting.

use futures::future::join_all;
use http::StatusCode;
use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use simulator_kit::wire::Fault;

use super::{CALENDAR, Zoom, at_zoom, connected, rooms, turn, wire, works};
use crate::connect_calendars::parameter;
use crate::interviews::create;
use crate::scene::{MARIAM, Scene};
use crate::upkeep::{stored, sweep};

const OURS: ConnectionId = ConnectionId::of_company(1, Zoom);

#[tokio::test]
async fn zoom_connects_with_pkce_and_basic_and_names_the_account() {
    let scene = Scene::new().await;
    let (url, _) = scene.begin(MARIAM, "zoom").await;
    assert_eq!(parameter(&url, "code_challenge_method").as_deref(), Some("S256"));
    assert_eq!(parameter(&url, "scope"), None, "an app has the scopes that it is configured with");
    let back = scene.decide(&url, "zoe", "allow").await;
    let answer = scene.complete(MARIAM, "zoom", &back).await.ok();
    assert_eq!((&answer["account"], &answer["warnings"]), (&json!("zoe@acme.ci"), &json!([])));
    let exchange =
        wire(&scene).requests().into_iter().find(|it| it.path == "/oauth/token").unwrap();
    assert_eq!(exchange.headers["authorization"], "Basic [REDACTED]");
    assert_eq!(exchange.body["client_secret"], Value::Null, "{exchange:?}");
    let entry = scene.status(MARIAM).await["zoom"].clone();
    assert_eq!((&entry["state"], &entry["is_connected"]), (&json!("active"), &json!(true)));
}

#[tokio::test]
async fn what_a_consent_leaves_out_is_said_and_costs_only_that() {
    let scene = Scene::new().await;
    turn(&scene, "zoe", json!({"withheld_scopes": ["meeting:update:meeting"]})).await;
    let answer = scene.connect(MARIAM, "zoom", "zoe").await.ok();
    let warnings = answer["warnings"].to_string();
    assert!(warnings.contains("meeting:update:meeting"), "{warnings}");
    assert!(warnings.contains("does not move with its interview"), "{warnings}");
}

#[tokio::test]
async fn f5_fifty_uses_of_an_expired_connection_renew_once() {
    let scene = connected(CALENDAR, "zoe").await;
    scene.advance("2h");
    create(&scene, CALENDAR, json!({"title": "Avant"})).await.ok();
    scene.forget();
    let uses = (0..50).map(async |number| {
        let title = format!("Entretien {number}");
        let mut body = at_zoom();
        body["title"] = title.into();
        create(&scene, CALENDAR, body).await.ok();
    });
    join_all(uses).await;
    assert_eq!(wire(&scene).count("POST", "/oauth/token"), 1);
    assert_eq!(rooms(&scene, "zoe").await.len(), 50);
}

#[tokio::test]
async fn f9_each_renewal_keeps_the_new_refresh_token_and_an_idle_one_is_kept_alive_monthly() {
    let scene = connected(CALENDAR, "zoe").await;
    for _ in 0..6 {
        scene.advance("55m");
        sweep(&scene).await;
    }
    assert!(works(&scene, OURS).await);
    for _ in 0..40 {
        scene.advance("5 days");
        sweep(&scene).await;
    }
    assert!(works(&scene, OURS).await, "200 days later, with a refresh token that lives 90");
    assert_eq!(scene.status(MARIAM).await["zoom"]["state"], "active");
}

#[tokio::test]
async fn f21_a_token_endpoint_that_speaks_xml_ends_nothing() {
    let scene = connected(CALENDAR, "zoe").await;
    scene.advance("2h");
    create(&scene, CALENDAR, json!({"title": "Avant"})).await.ok();
    turn(&scene, "zoe", json!({"xml": true})).await;
    create(&scene, CALENDAR, at_zoom()).await.expect(502, "provider_unavailable");
    assert_eq!(scene.status(MARIAM).await["zoom"]["state"], "degraded");
    turn(&scene, "zoe", json!({"xml": false})).await;
    scene.advance("10m");
    create(&scene, CALENDAR, at_zoom()).await.ok();
}

#[tokio::test]
async fn s33_disconnecting_revokes_an_access_token_and_renews_one_that_is_over_for_that() {
    for pause in ["0s", "2h"] {
        let scene = connected(CALENDAR, "zoe").await;
        scene.advance(pause);
        let answer = scene.disconnect(MARIAM, "zoom").await.ok();
        assert_eq!(answer["revoked"], true, "{pause}: {answer}");
        assert!(!scene.dump().contains("#zoom"), "{pause}: {}", scene.dump());
        let revoked = wire(&scene).requests();
        let revoked = revoked.iter().rfind(|it| it.path == "/oauth/revoke").unwrap();
        assert_eq!(revoked.headers["authorization"], "Basic [REDACTED]");
        scene.connect(MARIAM, "zoom", "zoe").await.ok();
        assert!(works(&scene, OURS).await, "{pause}");
    }
}

#[tokio::test]
async fn f37_an_answer_that_is_lost_on_its_way_is_said_to_have_broken_off() {
    let scene = connected(CALENDAR, "zoe").await;
    scene.advance("2h");
    create(&scene, CALENDAR, json!({"title": "Avant"})).await.ok();
    wire(&scene).inject(Fault::drop_after().on("POST", "/oauth/token"));
    create(&scene, CALENDAR, at_zoom()).await.expect(502, "provider_unavailable");
    scene.advance("10m");
    sweep(&scene).await;
    let reason = scene.status(MARIAM).await["zoom"]["reason"].as_str().unwrap().to_owned();
    assert!(reason.contains("broke off") && reason.contains("reconnect"), "{reason}");
    assert_eq!(stored(&scene, "zoom")["reason"], "interrupted");
}

#[tokio::test]
async fn a_person_whose_administrator_must_approve_first_is_connected_afterwards() {
    let scene = Scene::new().await;
    let (url, _) = scene.begin(MARIAM, "zoom").await;
    let form = http::Request::post(&url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(b"account=nour&decision=allow".to_vec());
    let page = scene.send(form.unwrap()).await;
    assert_eq!(page.status, StatusCode::OK);
    turn(&scene, "nour", json!({"approval_needed": false})).await;
    let back = scene.decide(&url, "nour", "allow").await;
    scene.complete(MARIAM, "zoom", &back).await.ok();
}
