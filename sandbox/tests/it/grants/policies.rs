//! Refusals that only the operator, or only the customer's administrator, can mend: who is told what.

use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use tracing::Level;

use crate::calendars::{connected, turn};
use crate::logs::Logs;
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::{status, stored, sweep};

/// What the schedule finds when the token endpoint refuses with `body`; status, and whether an operator
/// was alarmed.
async fn met(provider: Provider, body: Value) -> (Value, bool) {
    let logs = Logs::capture(Level::INFO);
    let scene = connected(provider).await;
    turn(&scene, provider, json!({"token_error": {"status": 400, "body": body}})).await;
    scene.advance("2h");
    sweep(&scene).await;
    assert_eq!(stored(&scene, provider.key())["state"], "active");
    (status(&scene, provider.key()).await, is_alarmed(&logs))
}

fn is_alarmed(logs: &Logs) -> bool {
    !logs.lines("\"ProviderMisconfigured\":1").is_empty()
}

#[tokio::test]
async fn f21_what_only_we_can_mend_alarms_us_and_people_are_told_that_it_is_ours() {
    for (provider, error) in [
        (GoogleCalendar, "deleted_client"),
        (GoogleCalendar, "disabled_client"),
        (GoogleCalendar, "org_internal"),
        (OutlookCalendar, "invalid_client"),
    ] {
        let (health, alarmed) = met(provider, json!({"error": error})).await;
        assert!(alarmed, "{error}");
        assert_eq!(health["state"], "degraded", "{error}: {health}");
        assert!(health["reason"].as_str().unwrap().contains("on our side"), "{error}: {health}");
    }
}

#[tokio::test]
async fn what_only_the_customer_s_administrator_can_mend_is_told_to_the_customer_and_alarms_nobody()
{
    for (provider, body, whom) in [
        (GoogleCalendar, json!({"error": "admin_policy_enforced"}), "Google Workspace"),
        (GoogleCalendar, json!({"error": "policy_enforced"}), "Advanced Protection"),
        (GoogleCalendar, json!({"error": "access_denied"}), "Google Workspace"),
        (
            OutlookCalendar,
            json!({"error": "unauthorized_client", "error_codes": [700_016]}),
            "Microsoft Entra",
        ),
        (
            OutlookCalendar,
            json!({"error": "unauthorized_client", "error_codes": [7_000_112]}),
            "Microsoft Entra",
        ),
        (OutlookCalendar, json!({"error": "access_denied", "error_codes": [90_094]}), "Entra"),
    ] {
        let (health, alarmed) = met(provider, body.clone()).await;
        assert!(!alarmed, "{body}");
        assert_eq!(
            (&health["state"], &health["is_connected"]),
            (&json!("blocked"), &json!(true)),
            "{body}: {health}"
        );
        assert!(health["reason"].as_str().unwrap().contains(whom), "{body}: {health}");
    }
}

/// Gives the companies 101 to 100 + `count` copies of company 1's Outlook connection, each of another
/// tenant.
async fn tenants(scene: &Scene, count: i64) {
    let app = &scene.world.app;
    let own = app
        .store
        .connection(ConnectionId::of_company(1, OutlookCalendar))
        .await
        .unwrap()
        .known()
        .unwrap();
    let context = shared::vault::Context::of(ConnectionId::of_company(1, OutlookCalendar));
    let plaintext = app.vault.open(&own.sealed_tokens, context).await.unwrap();
    for company_id in 101..=100 + count {
        let id = ConnectionId::of_company(company_id, OutlookCalendar);
        let context = shared::vault::Context::of(id);
        let key = app.vault.data_key(context).await.unwrap();
        let mut copy = own.clone();
        copy.id = id;
        copy.account.as_mut().unwrap().id = format!("tenant-{company_id}.person");
        let plaintext = secrecy::ExposeSecret::expose_secret(&plaintext);
        copy.sealed_tokens = app.vault.seal(&key, context, plaintext).unwrap();
        app.store.save(&copy, None).await.unwrap();
    }
}

#[tokio::test]
async fn an_app_that_every_directory_has_lost_is_our_trouble() {
    let logs = Logs::capture(Level::INFO);
    let scene = connected(OutlookCalendar).await;
    tenants(&scene, 4).await;
    turn(&scene, OutlookCalendar, json!({"aadsts": 700_016})).await;
    scene.advance("2h");
    let mut told = Vec::new();
    for company in [101, 102, 103, 104] {
        let refused = access(&scene.world.app, ConnectionId::of_company(company, OutlookCalendar))
            .await
            .unwrap_err();
        told.push(refused.code());
    }
    assert_eq!(told[..2], ["blocked_by_policy"; 2]);
    assert_eq!(told[2..], ["provider_misconfigured"; 2]);
    assert!(is_alarmed(&logs));
    turn(&scene, OutlookCalendar, json!({"aadsts": null})).await;
    access(&scene.world.app, ConnectionId::of_company(101, OutlookCalendar)).await.unwrap();
}

#[tokio::test]
async fn a_use_of_a_blocked_calendar_says_who_can_let_it_in_again() {
    let scene = connected(GoogleCalendar).await;
    let body = json!({"status": 400, "body": {"error": "admin_policy_enforced"}});
    turn(&scene, GoogleCalendar, json!({"token_error": body})).await;
    scene.advance("2h");
    for user in [MARIAM, COLLEAGUE] {
        let refused = scene.call("available-slots", user, |event| {
            crate::scene::at_provider(event, "google-calendar");
        });
        refused.await.expect(403, "blocked_by_policy");
    }
    turn(&scene, GoogleCalendar, json!({"token_error": null})).await;
    scene.advance("1h");
    assert_eq!(sweep(&scene).await["renewed"], 1, "it goes on by itself");
    assert_eq!(status(&scene, "google_calendar").await["state"], "active");
}
