//! Renewal of Google Calendar's and Outlook's tokens: their own ways, and the months that pass.

use jiff::SignedDuration;
use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::model::error::Error;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};

use crate::calendars::{connect, connected, turn, wire};
use crate::scene::{MARIAM, Scene};
use crate::upkeep::{status, stored, sweep};

const CALENDARS: [Provider; 2] = [GoogleCalendar, OutlookCalendar];

/// How often the provider's token endpoint was asked.
fn asked(scene: &Scene, provider: Provider) -> usize {
    let received = wire(scene, provider).requests();
    let is_refresh = |body: &Value| body["grant_type"] == "refresh_token";
    received.iter().filter(|it| it.method == "POST" && is_refresh(&it.body)).count()
}

#[tokio::test]
async fn seventy_days_with_the_schedule_keep_the_calendars_and_warn_of_linkedin_s_end() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "amina").await.ok();
    for provider in CALENDARS {
        connect(&scene, provider, MARIAM, 1).await;
    }
    let mut linkedin = Vec::new();
    for _ in 0..70 {
        scene.advance("1 day");
        sweep(&scene).await;
        let state = status(&scene, "linkedin").await["state"].as_str().unwrap().to_owned();
        if linkedin.last() != Some(&state) {
            linkedin.push(state);
        }
        for provider in CALENDARS {
            assert_eq!(status(&scene, provider.key()).await["state"], "active", "{provider}");
        }
    }
    assert_eq!(linkedin, ["active", "expiring", "needs_reauthorization"]);
    for provider in CALENDARS {
        // Daily here while it counts as used, then only to keep it alive.
        let asked = asked(&scene, provider);
        assert!((30..36).contains(&asked), "{provider}: {asked}");
        access(&scene.world.app, ConnectionId::of_company(1, provider)).await.unwrap();
    }
}

#[tokio::test]
async fn idle_connections_outlive_the_providers_patience_with_the_schedule_and_not_without() {
    for (provider, months, reason) in
        [(OutlookCalendar, 4, "expired"), (GoogleCalendar, 7, "revoked")]
    {
        let kept = connected(provider).await;
        let forgotten = connected(provider).await;
        for _ in 0..months * 4 {
            kept.advance("180h");
            forgotten.advance("180h");
            sweep(&kept).await;
        }
        access(&kept.world.app, ConnectionId::of_company(1, provider)).await.unwrap();
        let refused =
            access(&forgotten.world.app, ConnectionId::of_company(1, provider)).await.unwrap_err();
        assert!(matches!(refused, Error::ReauthorizationRequired(_)), "{provider}: {refused:?}");
        assert_eq!(stored(&forgotten, provider.key())["reason"], reason);
    }
}

#[tokio::test]
async fn f9_google_keeps_its_refresh_token_and_microsoft_s_newest_is_kept() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        if provider == OutlookCalendar {
            turn(&scene, provider, json!({"rotate_refresh_tokens": true, "punish_reuse": true}))
                .await;
        }
        for _ in 0..3 {
            scene.advance("2h");
            access(&scene.world.app, ConnectionId::of_company(1, provider)).await.unwrap();
        }
        assert_eq!(asked(&scene, provider), 3, "{provider}");
    }
}

#[tokio::test]
async fn microsoft_is_told_the_granted_scopes_and_google_none() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        scene.advance("2h");
        access(&scene.world.app, ConnectionId::of_company(1, provider)).await.unwrap();
        let received = wire(&scene, provider).requests();
        let scope = &received.last().unwrap().body["scope"];
        match provider {
            OutlookCalendar => {
                let scope = scope.as_str().unwrap();
                assert!(
                    scope.contains("Calendars.ReadWrite") && scope.ends_with(" offline_access")
                );
            }
            _ => assert_eq!(*scope, Value::Null),
        }
    }
}

#[tokio::test]
async fn each_refusal_of_microsoft_has_its_class() {
    for (number, error, state, reason) in [
        (700_082, "reauthorization_required", "needs_reauthorization", "expired"),
        (50_173, "reauthorization_required", "needs_reauthorization", "revoked"),
        (50_076, "reauthorization_required", "needs_reauthorization", "interaction"),
        (65_001, "reauthorization_required", "needs_reauthorization", "interaction"),
        (7_000_222, "provider_misconfigured", "active", ""),
        (700_016, "blocked_by_policy", "active", ""),
        (7_000_112, "blocked_by_policy", "active", ""),
        (90_094, "blocked_by_policy", "active", ""),
        (90_002, "provider_misconfigured", "active", ""),
        (90_033, "provider_unavailable", "active", ""),
        (50_196, "throttled", "active", ""),
    ] {
        let scene = connected(OutlookCalendar).await;
        turn(&scene, OutlookCalendar, json!({"aadsts": number})).await;
        scene.advance("2h");
        let refused = access(&scene.world.app, ConnectionId::of_company(1, OutlookCalendar))
            .await
            .unwrap_err();
        assert_eq!(refused.code(), error, "AADSTS{number}");
        let connection = stored(&scene, "outlook_calendar");
        assert_eq!(connection["state"], state, "AADSTS{number}");
        assert_eq!(connection["reason"].as_str().unwrap_or_default(), reason, "AADSTS{number}");
    }
}

#[tokio::test]
async fn google_s_session_control_asks_for_a_sign_in_and_a_person_is_told_so() {
    let scene = connected(GoogleCalendar).await;
    turn(&scene, GoogleCalendar, json!({"invalid_rapt": true})).await;
    scene.advance("2h");
    assert_eq!(sweep(&scene).await["ended"], 1);
    let health = status(&scene, "google_calendar").await;
    assert!(health["reason"].as_str().unwrap().contains("new sign-in"), "{health}");
    assert_eq!(health["is_connected"], false);
}

#[tokio::test]
async fn f10_microsoft_s_pause_is_kept_by_use_and_schedule() {
    let scene = connected(OutlookCalendar).await;
    let fault =
        simulator_kit::wire::Fault::respond(http::StatusCode::SERVICE_UNAVAILABLE, json!({}))
            .header(http::header::RETRY_AFTER, http::HeaderValue::from_static("900"));
    wire(&scene, OutlookCalendar).inject(fault.body_contains("grant_type=refresh_token"));
    scene.advance("2h");
    assert_eq!(sweep(&scene).await["failed"], json!({"throttled": 1}));
    let refused =
        access(&scene.world.app, ConnectionId::of_company(1, OutlookCalendar)).await.unwrap_err();
    assert_eq!((refused.code(), refused.retry_after()), ("throttled", Some(900)));
    scene.advance("10m");
    assert_eq!(sweep(&scene).await["due"], 0);
    scene.advance("5m");
    assert_eq!(sweep(&scene).await["renewed"], 1);
}

#[tokio::test]
async fn f14_a_token_within_ten_minutes_of_its_end_is_renewed_first() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let before = stored(&scene, provider.key())["expires_at"].as_i64().unwrap();
        let left = before - scene.world.clock.now().as_second();
        scene.world.clock.advance(SignedDuration::from_secs(left - 601));
        access(&scene.world.app, ConnectionId::of_company(1, provider)).await.unwrap();
        assert_eq!(asked(&scene, provider), 0, "{provider}");
        scene.advance("1s");
        access(&scene.world.app, ConnectionId::of_company(1, provider)).await.unwrap();
        assert_eq!(asked(&scene, provider), 1, "{provider}");
    }
}
