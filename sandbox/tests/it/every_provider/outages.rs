//! A provider that is out of order for hours (F11).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::{connected, health, life, new_use, refreshes};
use crate::scene::Scene;
use crate::upkeep::sweep;

/// The next sixteen renewals fail, each time in another way.
fn is_down(scene: &Scene, provider: Provider) {
    for _ in 0..4 {
        for fault in [
            Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null),
            Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, "<html>".into()),
            Fault::respond(StatusCode::OK, json!({"unexpected": true})),
            // As a name that does not resolve, or a handshake that fails: no answer at all.
            Fault::drop_before(),
        ] {
            let refresh = fault.body_contains("grant_type=refresh_token");
            scene.world.controls[provider].inject(refresh);
        }
    }
}

#[tokio::test]
async fn f11_hours_of_outage_cost_no_connection_and_the_provider_is_asked_less_and_less() {
    for provider in Provider::ALL {
        let scene = connected(&[provider]).await;
        scene.advance(life(provider));
        let since = scene.world.clock.now().strftime("%-d %B %Y, %H:%M UTC").to_string();
        is_down(&scene, provider);
        // Five hours of the schedule's runs.
        for _ in 0..60 {
            sweep(&scene).await;
            scene.advance("5m");
        }
        let asked = refreshes(&scene, provider);
        // Where an answer may have been lost, Slack is asked once more at once.
        let most = if provider == Provider::Slack { 11 } else { 9 };
        assert!((6..=most).contains(&asked), "{provider}: {asked}");
        let health = health(&scene, provider).await;
        let state = (&health["state"], &health["is_connected"]);
        assert_eq!(state, (&"degraded".into(), &true.into()), "{provider}");
        assert!(health["reason"].as_str().unwrap().contains(&since), "{since}: {health}");
        new_use(&scene, provider, 1).await.expect(502, "provider_unavailable");
        is_well_again(&scene, provider).await;
    }
}

async fn is_well_again(scene: &Scene, provider: Provider) {
    scene.world.controls[provider].clear();
    scene.advance("1h");
    assert_eq!(sweep(scene).await["renewed"], 1, "{provider}");
    assert_eq!(health(scene, provider).await["state"], "active", "{provider}");
    new_use(scene, provider, 2).await.ok();
}
