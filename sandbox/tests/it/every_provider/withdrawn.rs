//! A grant that the person, or we, withdrew (F22, S33).

use http::StatusCode;
use serde_json::Value;
use shared::model::provider::Provider::{self, OutlookCalendar, Slack, Zoom};
use simulator_kit::wire::Fault;
use tracing::Level;

use super::{connected, health, life, new_use, refreshes, withdraw};
use crate::logs::Logs;
use crate::scene::{MARIAM, Scene};
use crate::upkeep::{stored, sweep};

#[tokio::test]
async fn f22_what_a_person_withdraws_at_one_provider_is_noticed_once_and_costs_no_other() {
    for provider in Provider::ALL {
        for is_used in [false, true] {
            let logs = Logs::capture(Level::INFO);
            let scene = connected(&Provider::ALL).await;
            scene.advance(life(provider));
            withdraw(&scene, provider).await;
            if is_used {
                new_use(&scene, provider, 1).await.expect(409, "reauthorization_required");
            }
            sweep(&scene).await;
            for _ in 0..3 {
                scene.advance("1 day");
                sweep(&scene).await;
                new_use(&scene, provider, 2).await.expect(409, "reauthorization_required");
            }
            assert_eq!(refreshes(&scene, provider), 1, "{provider}");
            let told = logs.lines("\"outcome\":\"reauthorization_required\"");
            let told = told.iter().filter(|line| line.contains("\"audit\":\"renew\"")).count();
            assert_eq!(told, 1, "{provider}");
            let reason = health(&scene, provider).await["reason"].as_str().unwrap().to_owned();
            assert!(reason.contains("Reconnect"), "{provider}: {reason}");
            for other in Provider::ALL.into_iter().filter(|other| *other != provider) {
                assert_eq!(health(&scene, other).await["state"], "active", "{provider} {other}");
                new_use(&scene, other, 3).await.ok();
            }
        }
    }
}

/// How often the provider was asked to withdraw a grant.
fn revocations(scene: &Scene, provider: Provider) -> usize {
    let requests = scene.world.controls[provider].requests();
    requests.iter().filter(|request| request.path.ends_with("revoke")).count()
}

#[tokio::test]
async fn s33_a_disconnection_counts_at_once_and_its_revocation_is_tried_until_it_is_confirmed() {
    for provider in Provider::ALL {
        let scene = connected(&[provider]).await;
        for path in ["/revoke", "/oauth/v2/revoke", "/oauth/revoke", "/api/auth.revoke"] {
            let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null).times(3);
            scene.world.controls[provider].inject(down.on("POST", path));
        }
        let told = scene.disconnect(MARIAM, provider.slug()).await.ok();
        assert_eq!(stored(&scene, provider.key()), Value::Null, "{provider}");
        let health = health(&scene, provider).await;
        assert_eq!(
            (&health["state"], &health["is_connected"]),
            (&"disconnected".into(), &false.into())
        );
        new_use(&scene, provider, 1).await.expect(409, "not_connected");
        if provider == OutlookCalendar {
            assert_eq!(told["revoked"], Value::Null, "it offers no revocation: {told}");
            assert_eq!(scene.rest().await, "[]", "{provider}");
            continue;
        }
        assert_eq!(told["revoked"], false, "{provider}: {told}");
        assert!(scene.dump().contains("WITHDRAWAL#"), "{provider}: it waits");
        for _ in 0..12 {
            scene.advance("1h");
            sweep(&scene).await;
        }
        // Zoom takes back a living access token only: by then it is over, and renewed for that. Slack ends each
        // token by itself.
        let last = if matches!(provider, Slack | Zoom) { 2 } else { 1 };
        assert_eq!(
            revocations(&scene, provider),
            3 + last,
            "{provider}: three refused, the last one taken"
        );
        assert_eq!(scene.rest().await, "[]", "{provider}: nothing is left of it");
    }
}
