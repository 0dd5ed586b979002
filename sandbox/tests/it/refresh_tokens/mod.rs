//! The schedule `refresh-tokens`: everything that is due is renewed, whatever happens to a run.

mod kills;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use futures::future::join;
use http::StatusCode;
use jiff::SignedDuration;
use sandbox::world::environment::{OWNER, TABLE, sdk};
use serde_json::{Value, json};
use shared::model::error::Error;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::scene::{MARIAM, Scene, event};
use crate::upkeep::{
    asked, partner, publish, refresh, refreshes, renewed, seed, slow_refresh, status, stored,
    sweep, sweep_with, turn,
};

#[tokio::test]
async fn what_is_due_is_renewed_before_anybody_asks_and_the_rest_is_left_alone() {
    let scene = partner(json!({})).await;
    assert_eq!(sweep(&scene).await["due"], 0);
    scene.advance("54 days");
    let report = sweep(&scene).await;
    assert_eq!(
        (&report["due"], &report["renewed"], &report["left_over"]),
        (&json!(1), &json!(1), &json!(0))
    );
    assert!(report["oldest_overdue_seconds"].as_i64().unwrap() > 86_400, "{report}");
    assert_eq!(sweep(&scene).await["due"], 0);
    publish(&scene, "post").await.ok();
    assert_eq!(refreshes(&scene), 1);
}

#[tokio::test]
async fn a_renewal_is_four_calls() {
    let scene = partner(json!({})).await;
    scene.advance("54 days");
    sweep(&scene).await;
    scene.advance("54 days");
    // The hourly look at where the key's name leads is not part of every renewal.
    sweep(&scene).await;
    seed(&scene, 3).await;
    scene.advance("6m");
    // Nor is the look at the secret every five minutes.
    let secrets = &scene.world.apps["refresh-tokens"].secrets;
    secrets.reload_client(Provider::LinkedIn).await.unwrap();
    scene.forget();
    assert_eq!(sweep_with(&scene, event("refresh-tokens")).await["renewed"], 3);
    let parts = &scene.world.controls;
    assert_eq!(parts.dynamodb.count_target("UpdateItem"), 6, "a lease and a write each");
    assert_eq!(
        parts.dynamodb.count_target("Query"),
        22,
        "a shard each, withdrawals, reports, those for plans, rooms, adverts, booking links"
    );
    assert_eq!(parts.kms_and_secrets.requests().len(), 3);
    assert_eq!(refreshes(&scene), 3);
    assert_eq!(scene.outside_calls(), 22 + 3 * 4);
}

#[tokio::test]
async fn s44_an_event_names_shards_and_nothing_else() {
    let scene = partner(json!({})).await;
    seed(&scene, 3).await;
    let report = sweep_with(&scene, json!({"shards": [6], "company_id": 101})).await;
    assert_eq!(report["renewed"], 1);
    assert_eq!(renewed(&scene, 3).await, [2], "company 102 is in shard 6");
    for event in
        [json!({"shards": [16]}), json!({"shards": []}), json!({"shards": "all"}), json!(7)]
    {
        let refused = scene.world.scheduler.fire("refresh-tokens", event).await.unwrap();
        assert!(matches!(refused, Err(Error::InvalidRequest(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn linkedin_without_a_refresh_token_ends_in_words_on_its_last_day_and_nobody_is_asked() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "amina").await.ok();
    scene.advance("59 days");
    let report = sweep(&scene).await;
    assert_eq!((&report["due"], &report["warned"]), (&json!(1), &json!(1)), "its last day is near");
    scene.advance("1 day");
    let report = sweep(&scene).await;
    assert_eq!((&report["due"], &report["ended"]), (&json!(1), &json!(1)));
    let connection = stored(&scene, "linkedin");
    assert_eq!(
        (&connection["state"], &connection["reason"]),
        (&json!("needs_reauthorization"), &json!("expired"))
    );
    assert_eq!(refreshes(&scene), 0);
    assert_eq!(sweep(&scene).await["due"], 0, "it is on the index no more");
}

#[tokio::test]
async fn f11_a_provider_that_is_down_is_asked_again_later_and_less_often() {
    let scene = partner(json!({})).await;
    scene.advance("54 days");
    turn(&scene, json!({"token_error": {"status": 503, "body": {}}})).await;
    let report = sweep(&scene).await;
    assert_eq!(report["failed"], json!({"transient": 1}));
    assert_eq!(status(&scene, "linkedin").await["state"], "degraded");
    assert_eq!(sweep(&scene).await["due"], 0);
    scene.advance("5m");
    assert_eq!(sweep(&scene).await["due"], 1);
    scene.advance("5m");
    assert_eq!(sweep(&scene).await["due"], 0, "twice as long the second time");
    turn(&scene, json!({"token_error": null})).await;
    scene.advance("5m");
    assert_eq!(sweep(&scene).await["renewed"], 1);
    assert_eq!(status(&scene, "linkedin").await["state"], "active");
}

#[tokio::test]
async fn f12_without_kms_a_run_fails_for_now_and_marks_nothing() {
    let scene = partner(json!({})).await;
    scene.advance("54 days");
    let denied = json!({"__type": "KMSInternalException", "message": "no"});
    let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, denied).times(100);
    scene.world.controls.kms_and_secrets.inject(fault);
    assert_eq!(sweep(&scene).await["failed"], json!({"storage": 1}));
    assert_eq!(stored(&scene, "linkedin")["state"], "active");
    scene.world.controls.kms_and_secrets.clear();
    scene.advance("5m");
    assert_eq!(sweep(&scene).await["renewed"], 1);
}

#[tokio::test]
async fn f16_a_poisoned_item_is_marked_and_the_run_goes_on() {
    let scene = partner(json!({})).await;
    seed(&scene, 5).await;
    let poisons = [
        ("sealed_tokens", AttributeValue::B(Blob::new([2, 0, 0]))),
        ("version", AttributeValue::S("x".to_owned())),
        ("scopes", AttributeValue::Null(true)),
    ];
    for (company, (attribute, value)) in (101..).zip(poisons) {
        poison(&scene, company, attribute, value).await;
    }
    let report = sweep(&scene).await;
    assert_eq!((&report["set_aside"], &report["renewed"]), (&json!(3), &json!(2)), "{report}");
    assert_eq!(sweep(&scene).await["due"], 0);
}

#[tokio::test]
async fn f16_a_poisoned_connection_shows_as_such_and_a_reconnect_mends_it() {
    let scene = partner(json!({})).await;
    poison(&scene, 1, "expires_at", AttributeValue::S("soon".to_owned())).await;
    scene.advance("54 days");
    assert_eq!(sweep(&scene).await["set_aside"], 1);
    let health = status(&scene, "linkedin").await;
    assert_eq!(health["state"], "needs_reauthorization");
    assert!(health["reason"].as_str().unwrap().contains("to fix it"), "{health}");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    publish(&scene, "post").await.ok();
    assert_eq!(status(&scene, "linkedin").await["state"], "active");
}

#[tokio::test]
async fn f17_a_run_out_of_time_finishes_what_it_began_and_the_next_one_goes_on() {
    let scene = partner(json!({})).await;
    seed(&scene, 20).await;
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh().times(8));
    let deadline = scene.world.clock.now() + SignedDuration::from_secs(60);
    let run = refresh_tokens::handle(scene.world.app.clone(), Default::default(), deadline);
    let (report, ()) = join(run, async {
        asked(&scene, 8).await;
        scene.advance("40s");
    })
    .await;
    let report = report.unwrap();
    assert_eq!((report.due, report.renewed, report.left_over), (20, 8, 12));
    assert_eq!(report.oldest_overdue_seconds, 20 * 60);
    let oldest: Vec<_> = (13..=20).collect();
    assert_eq!(renewed(&scene, 20).await, oldest, "the longest due come first (F19)");
    let report = sweep(&scene).await;
    assert_eq!((&report["due"], &report["renewed"]), (&json!(12), &json!(12)));
    assert_eq!(refreshes(&scene), 20);
}

#[tokio::test]
async fn f18_two_runs_at_once_share_the_work_and_double_nothing() {
    let scene = partner(json!({"rotate_refresh_tokens": true})).await;
    scene.advance("54 days");
    let (one, other) = join(sweep(&scene), sweep(&scene)).await;
    assert_eq!(refreshes(&scene), 1);
    assert_eq!(one["renewed"].as_i64().unwrap() + other["renewed"].as_i64().unwrap(), 1);
    assert_eq!(stored(&scene, "linkedin")["state"], "active");
}

#[tokio::test]
async fn f18_a_use_and_a_run_at_once_renew_once() {
    let scene = partner(json!({"rotate_refresh_tokens": true, "punish_reuse": true})).await;
    scene.advance("61 days");
    let (used, _) = join(publish(&scene, "post"), sweep(&scene)).await;
    used.ok();
    assert_eq!(refreshes(&scene), 1);
}

#[tokio::test]
async fn f19_a_provider_is_asked_for_eight_at_a_time_and_what_was_renewed_at_once_spreads() {
    let scene = partner(json!({})).await;
    seed(&scene, 20).await;
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh().times(8));
    let (report, ()) = join(sweep(&scene), async {
        asked(&scene, 8).await;
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
        assert_eq!(refreshes(&scene), 8);
    })
    .await;
    assert_eq!(report["renewed"], 20);
    let mut times = std::collections::BTreeSet::new();
    for n in 1..=20 {
        let id = ConnectionId::of_company(100 + n, Provider::LinkedIn);
        let copy = scene.world.app.store.connection(id).await.unwrap().known().unwrap();
        times.insert(copy.refresh_at.unwrap());
    }
    let spread = times.last().unwrap().duration_since(*times.first().unwrap());
    assert!(times.len() > 15 && spread > SignedDuration::from_hours(24), "{times:?}");
}

#[tokio::test]
async fn f21_a_wrong_client_secret_ends_the_run_early_and_no_connection() {
    let scene = partner(json!({})).await;
    seed(&scene, 60).await;
    let wrong =
        json!({"error": "invalid_client", "error_description": "Client authentication failed"});
    let fault = Fault::respond(StatusCode::UNAUTHORIZED, wrong).times(1000);
    scene.world.controls[Provider::LinkedIn].inject(refresh(fault));
    let report = sweep(&scene).await;
    let refused = report["failed"]["config"].as_i64().unwrap();
    assert!((10..20).contains(&refused), "{report}");
    assert_eq!(report["left_over"], 60 - refused);
    assert!(!scene.dump().contains("needs_reauthorization"), "{}", scene.dump());
    scene.world.controls[Provider::LinkedIn].clear();
    scene.advance("15m");
    assert_eq!(sweep(&scene).await["renewed"], 60);
}

#[tokio::test]
async fn f22_a_revoked_grant_is_found_by_the_schedule_once() {
    let scene = partner(json!({})).await;
    let revoke = format!("{}/_accounts/kofi/revoke", scene.world.origins[Provider::LinkedIn]);
    scene.send(http::Request::post(revoke).body(Vec::new()).unwrap()).await;
    scene.advance("54 days");
    assert_eq!(sweep(&scene).await["ended"], 1);
    scene.advance("54 days");
    assert_eq!(sweep(&scene).await["due"], 0);
    assert_eq!(refreshes(&scene), 1);
}

#[tokio::test]
async fn f24_a_disconnect_during_a_run_wins() {
    let scene = partner(json!({})).await;
    scene.advance("54 days");
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh());
    let (report, _) = join(sweep(&scene), async {
        asked(&scene, 1).await;
        scene.disconnect(MARIAM, "linkedin").await.ok()
    })
    .await;
    assert_eq!((&report["renewed"], &report["skipped"]), (&json!(0), &json!(1)));
    assert_eq!(stored(&scene, "linkedin"), Value::Null);
}

#[tokio::test]
async fn f25_a_reconnect_during_a_run_wins() {
    let scene = partner(json!({})).await;
    scene.advance("54 days");
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh());
    let (_, new) = join(sweep(&scene), async {
        asked(&scene, 1).await;
        scene.connect(MARIAM, "linkedin", "kofi").await.ok();
        stored(&scene, "linkedin")
    })
    .await;
    assert_eq!(stored(&scene, "linkedin"), new);
}

#[tokio::test]
async fn f27_renewal_goes_on_while_the_ats_is_down() {
    let scene = partner(json!({})).await;
    scene.advance("54 days");
    let down = Fault::respond(StatusCode::BAD_GATEWAY, Value::Null).times(100);
    scene.world.controls.api.inject(down);
    assert_eq!(sweep(&scene).await["renewed"], 1);
}

/// Spoils one attribute of a company's connection.
async fn poison(scene: &Scene, company: i64, attribute: &str, value: AttributeValue) {
    let config = aws_sdk_dynamodb::config::Builder::from(&sdk(OWNER, &scene.world.app.http));
    let config = config.endpoint_url(&scene.world.origins.dynamodb).build();
    Client::from_conf(config)
        .update_item()
        .table_name(TABLE)
        .key("pk", AttributeValue::S(format!("COMPANY#{company}")))
        .key("sk", AttributeValue::S("CREDENTIAL#linkedin".to_owned()))
        .update_expression("SET #a = :v")
        .expression_attribute_names("#a", attribute)
        .expression_attribute_values(":v", value)
        .send()
        .await
        .unwrap();
}
