//! Connecting, status and disconnecting, for oneself and for the company.

use serde_json::{Value, json};
use shared::model::provider::Provider::{GoogleCalendar, LinkedIn, OutlookCalendar};

use super::{connect_for, connections, disconnect_for, entry};
use crate::calendars::wire;
use crate::interviews::CALENDARS;
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene, THIRD, at_provider};

#[tokio::test]
async fn b16_an_own_connection_stands_beside_the_company_s_and_goes_without_it() {
    let scene = Scene::new().await;
    let companys = connect_for(&scene, (COLLEAGUE, "company"), GoogleCalendar, "lead").await.ok();
    let own = connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    assert_eq!((&companys["for"], &own["for"]), (&json!("company"), &json!("me")));
    assert_eq!(own["message"], "Your own Google Calendar account is connected");
    let rows = connections(&scene);
    assert_eq!(rows, ["CREDENTIAL#google_calendar", "CREDENTIAL#google_calendar#1"]);
    let told = entry(&scene, MARIAM, GoogleCalendar).await;
    assert_eq!(told["own"]["account"], "awa@acme.ci");
    assert_eq!(told["company"]["account"], "lead@acme.ci");
    assert_eq!((&told["account"], &told["is_connected"]), (&told["own"]["account"], &json!(true)));
    let gone = disconnect_for(&scene, (MARIAM, "me"), GoogleCalendar).await;
    assert_eq!((&gone["for"], &gone["revoked"]), (&json!("me"), &json!(true)));
    let told = entry(&scene, MARIAM, GoogleCalendar).await;
    assert_eq!((&told["own"], &told["account"]), (&Value::Null, &json!("lead@acme.ci")));
}

#[tokio::test]
async fn b16_without_a_word_the_company_s_is_meant_and_another_word_is_refused() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, ""), OutlookCalendar, "fatou").await.ok();
    assert_eq!(connections(&scene), ["CREDENTIAL#outlook_calendar"]);
    for function in ["auth-url", "disconnect"] {
        for query in ["for=us", "for=me&for=company", "for=Me", "for="] {
            let asked = scene.call(function, MARIAM, |event| {
                at_provider(event, "outlook");
                event["rawQueryString"] = query.into();
            });
            asked.await.expect(400, "invalid_request");
        }
    }
    scene.disconnect(COLLEAGUE, "outlook").await.ok();
    assert_eq!(scene.dump(), "[]", "any employer disconnects the company's");
}

#[tokio::test]
async fn b6_whoever_has_none_uses_the_company_s_and_keys_and_meaning_stay() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    let told = entry(&scene, THIRD, GoogleCalendar).await;
    assert_eq!((&told["is_connected"], &told["state"]), (&json!(false), &json!("disconnected")));
    assert_eq!((&told["own"], &told["company"]), (&Value::Null, &Value::Null));
    connect_for(&scene, (MARIAM, "company"), GoogleCalendar, "lead").await.ok();
    let told = entry(&scene, THIRD, GoogleCalendar).await;
    assert_eq!((&told["is_connected"], &told["account"]), (&json!(true), &json!("lead@acme.ci")));
    assert_eq!(told["own"], Value::Null);
}

#[tokio::test]
async fn s47_of_a_colleague_s_calendar_only_its_existence_is_told() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        connect_for(&scene, (MARIAM, "me"), provider, account).await.ok();
        let told = entry(&scene, COLLEAGUE, provider).await;
        let known = json!([{"user_id": MARIAM, "email": "awa.kone@baobab.example"}]);
        assert_eq!(told["colleagues"], known);
        assert!(!told.to_string().contains("acme.ci"), "{told}");
        assert_eq!(entry(&scene, MARIAM, provider).await["colleagues"], json!([]));
        assert_eq!(entry(&scene, STRANGER, provider).await["colleagues"], json!([]));
        disconnect_for(&scene, (COLLEAGUE, "me"), provider).await;
        disconnect_for(&scene, (COLLEAGUE, "company"), provider).await;
        assert_eq!(connections(&scene).len(), 1, "nobody disconnects another's");
        scene.advance("31 days");
        assert_eq!(entry(&scene, COLLEAGUE, provider).await["colleagues"], json!([]), "a leaver");
    }
}

#[tokio::test]
async fn s28_one_query_tells_of_connections_whoever_s_they_are() {
    let scene = Scene::new().await;
    for provider in CALENDARS {
        let (mine, companys) =
            if provider == GoogleCalendar { ("awa", "lead") } else { ("fatou", "lead") };
        connect_for(&scene, (MARIAM, "me"), provider, mine).await.ok();
        connect_for(&scene, (MARIAM, "company"), provider, companys).await.ok();
    }
    scene.advance("3 days");
    scene.status(MARIAM).await;
    scene.forget();
    scene.status(MARIAM).await;
    let asked = scene.world.controls.dynamodb.requests();
    let of_connections = asked.iter().filter(|one| one.body.to_string().contains("CHANNEL#"));
    assert_eq!(of_connections.count(), 1);
    assert_eq!(scene.outside_calls(), 2, "the ATS, and the connections with what waits for it");
}

#[tokio::test]
async fn s45_one_account_in_both_roles_is_revoked_with_the_last_of_them() {
    for first in ["me", "company"] {
        let scene = Scene::new().await;
        for whose in ["me", "company"] {
            connect_for(&scene, (MARIAM, whose), GoogleCalendar, "awa").await.ok();
        }
        let second = if first == "me" { "company" } else { "me" };
        let kept = disconnect_for(&scene, (COLLEAGUE, first), GoogleCalendar).await;
        let kept = if first == "me" {
            disconnect_for(&scene, (MARIAM, first), GoogleCalendar).await
        } else {
            kept
        };
        assert_eq!(kept["revoked"], Value::Null, "{kept}");
        assert_eq!(wire(&scene, GoogleCalendar).count("POST", "/revoke"), 0);
        let gone = disconnect_for(&scene, (MARIAM, second), GoogleCalendar).await;
        assert_eq!(gone["revoked"], true, "{gone}");
        assert_eq!(scene.dump(), "[]");
    }
}

#[tokio::test]
async fn s45_a_replaced_account_is_not_withdrawn_while_its_owner_uses_it() {
    let scene = Scene::new().await;
    for whose in ["me", "company"] {
        connect_for(&scene, (MARIAM, whose), GoogleCalendar, "awa").await.ok();
    }
    let begun = scene.call("auth-url", MARIAM, |event| {
        at_provider(event, "google-calendar");
        event["rawQueryString"] = "for=company&replace=true".into();
    });
    let begun = begun.await.ok();
    let scopes = [crate::connect_calendars::EVENTS_SCOPE];
    let url = begun["authorization_url"].as_str().unwrap();
    let back = crate::connect_calendars::decide(&scene, url, "lead", &scopes).await;
    scene.complete(MARIAM, "google-calendar", &back).await.ok();
    scene.advance("10m");
    crate::upkeep::sweep(&scene).await;
    assert_eq!(wire(&scene, GoogleCalendar).count("POST", "/revoke"), 0);
    assert_eq!(entry(&scene, MARIAM, GoogleCalendar).await["own"]["state"], "active");
}

#[tokio::test]
async fn s14_another_account_takes_neither_place_over_and_the_two_are_apart() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), OutlookCalendar, "fatou").await.ok();
    let other = connect_for(&scene, (MARIAM, "me"), OutlookCalendar, "lead").await;
    other.expect(409, "account_mismatch");
    connect_for(&scene, (COLLEAGUE, "me"), OutlookCalendar, "lead").await.ok();
    connect_for(&scene, (MARIAM, "company"), OutlookCalendar, "lead").await.ok();
    assert_eq!(connections(&scene).len(), 3);
}

#[tokio::test]
async fn b16_linkedin_too_is_connected_for_oneself_without_asking_for_pages() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "kofi").await.ok();
    assert_eq!(connections(&scene), ["CREDENTIAL#linkedin#1"]);
    let asked = wire(&scene, LinkedIn).requests();
    assert!(!asked.iter().any(|request| request.path.contains("organization")), "{asked:?}");
    assert_eq!(entry(&scene, MARIAM, LinkedIn).await["is_connected"], true);
    assert_eq!(entry(&scene, COLLEAGUE, LinkedIn).await["is_connected"], false);
}
