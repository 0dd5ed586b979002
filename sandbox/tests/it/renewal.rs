//! Renewal on use: races, failures, and what stays as it was.

use aws_sdk_kms::Client as Kms;
use futures::future::{join, join_all};
use http::{HeaderValue, StatusCode, header};
use sandbox::world::environment::{KEY_ALIAS, OWNER, sdk};
use serde_json::json;
use shared::connecting::access::{Access, access};
use shared::model::error::Result;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;
use tracing::Level;

use crate::logs::Logs;
use crate::scene::{COLLEAGUE, MARIAM, Scene, at_provider};
use crate::upkeep::{
    asked, key_of, partner, publish, refresh, refreshes, slow_refresh, status, stored, turn,
};

#[tokio::test]
async fn f5_fifty_uses_of_one_expired_connection_renew_once_at_a_provider_that_punishes_reuse() {
    let scene = partner(json!({"rotate_refresh_tokens": true, "punish_reuse": true})).await;
    scene.advance("61 days");
    let texts: Vec<_> = (0..50).map(|n| format!("post {n}")).collect();
    for answer in join_all(texts.iter().map(|text| publish(&scene, text))).await {
        answer.ok();
    }
    assert_eq!(refreshes(&scene), 1);
    assert_eq!(stored(&scene, "linkedin")["lease"], json!(null));
}

#[tokio::test]
async fn f5_who_finds_somebody_renewing_uses_a_token_that_still_lives() {
    let scene = partner(json!({})).await;
    scene.advance("55 days");
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh());
    let first = publish(&scene, "first");
    let second = async {
        asked(&scene, 1).await;
        let answer = publish(&scene, "second").await;
        assert_eq!(scene.posts_sent(), 1, "the second has not waited for the first");
        answer
    };
    let (first, second) = join(first, second).await;
    first.ok();
    second.ok();
    assert_eq!(refreshes(&scene), 1);
}

/// A renewal in a process that knows of no deadline, as one that is frozen and wakes up knows of none.
async fn stalling(scene: &Scene) -> Result<Access> {
    access(&scene.world.app, ConnectionId::of_company(1, Provider::LinkedIn)).await
}

#[tokio::test]
async fn f6_a_lease_holder_that_stalls_finds_the_newer_token_and_uses_it() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh());
    let stalls = stalling(&scene);
    let takes_over = async {
        asked(&scene, 1).await;
        scene.advance("31s");
        let answer = publish(&scene, "takes over").await;
        let version = stored(&scene, "linkedin")["version"].clone();
        (answer, version)
    };
    let (late, (taken_over, version)) = join(stalls, takes_over).await;
    late.unwrap();
    taken_over.ok();
    assert_eq!(refreshes(&scene), 2);
    assert_eq!(stored(&scene, "linkedin")["version"], version, "the late write was refused");
}

#[tokio::test]
async fn f7_a_refresh_token_that_a_sibling_has_rotated_out_ends_nothing() {
    let scene = partner(json!({"rotate_refresh_tokens": true})).await;
    scene.advance("61 days");
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh());
    let stalls = stalling(&scene);
    let takes_over = async {
        asked(&scene, 1).await;
        scene.advance("31s");
        publish(&scene, "takes over").await
    };
    let (late, taken_over) = join(stalls, takes_over).await;
    late.unwrap();
    taken_over.ok();
    assert_eq!(stored(&scene, "linkedin")["state"], "active");
}

#[tokio::test]
async fn f8_new_tokens_are_written_however_often_the_table_fails_within_bounds() {
    let scene = partner(json!({"rotate_refresh_tokens": true, "punish_reuse": true})).await;
    scene.advance("61 days");
    let body = json!({"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"});
    let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, body);
    scene.world.controls.dynamodb.inject(fault.on_target("UpdateItem").after(1).times(7));
    publish(&scene, "first").await.ok();
    publish(&scene, "second").await.ok();
    assert_eq!(refreshes(&scene), 1);
}

#[tokio::test]
async fn f8_tokens_that_could_not_be_written_are_not_used_and_asked_for_again() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    let body = json!({"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"});
    let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, body);
    scene.world.controls.dynamodb.inject(fault.on_target("UpdateItem").after(1).times(100));
    publish(&scene, "post").await.expect(503, "storage_unavailable");
    assert_eq!(scene.posts_sent(), 0);
    scene.world.controls.dynamodb.clear();
    scene.advance("31s");
    publish(&scene, "post").await.ok();
    assert_eq!(refreshes(&scene), 2);
}

#[tokio::test]
async fn f8_a_write_whose_answer_was_lost_counts() {
    let scene = partner(json!({"rotate_refresh_tokens": true, "punish_reuse": true})).await;
    scene.advance("61 days");
    scene.world.controls.dynamodb.inject(Fault::drop_after().on_target("UpdateItem").after(1));
    publish(&scene, "post").await.ok();
    assert_eq!(refreshes(&scene), 1);
}

#[tokio::test]
async fn f9_an_answer_without_a_refresh_token_keeps_the_old_one() {
    let scene = partner(json!({})).await;
    turn(&scene, json!({"omit_refresh_token": true})).await;
    for text in ["first", "second"] {
        scene.advance("61 days");
        publish(&scene, text).await.ok();
    }
    assert_eq!(refreshes(&scene), 2);
}

#[tokio::test]
async fn f10_a_provider_that_wants_a_pause_gets_it() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    let fault = Fault::respond(StatusCode::TOO_MANY_REQUESTS, json!({}))
        .header(header::RETRY_AFTER, HeaderValue::from_static("120"));
    scene.world.controls[Provider::LinkedIn].inject(refresh(fault));
    let refused = publish(&scene, "post").await.expect(429, "throttled");
    assert_eq!(refused.headers[header::RETRY_AFTER], "120");
    let again = publish(&scene, "post").await.expect(429, "throttled");
    assert_eq!(again.headers[header::RETRY_AFTER], "120");
    assert_eq!(refreshes(&scene), 1, "nobody asks during the pause");
    scene.advance("121s");
    publish(&scene, "post").await.ok();
}

#[tokio::test]
async fn f10_an_absurd_pause_is_capped_and_a_past_one_is_none() {
    for (value, wait) in [("86400", "3601s"), ("Sat, 21 Nov 2026 09:00:00 GMT", "1s")] {
        let scene = partner(json!({})).await;
        scene.advance("61 days");
        let fault = Fault::respond(StatusCode::TOO_MANY_REQUESTS, json!({}))
            .header(header::RETRY_AFTER, HeaderValue::from_static(value));
        scene.world.controls[Provider::LinkedIn].inject(refresh(fault));
        publish(&scene, "post").await.expect(429, "throttled");
        scene.advance(wait);
        publish(&scene, "post").await.ok();
    }
}

#[tokio::test]
async fn f11_a_provider_that_is_down_costs_no_connection_and_no_use_of_a_living_token() {
    let scene = partner(json!({})).await;
    scene.advance("55 days");
    let down = json!({"token_error": {"status": 500, "body": "oops"}});
    turn(&scene, down).await;
    publish(&scene, "with the old token").await.ok();
    let health = status(&scene, "linkedin").await;
    assert_eq!((&health["state"], &health["is_connected"]), (&json!("degraded"), &json!(true)));
    assert!(health["reason"].as_str().unwrap().contains("has not answered since"), "{health}");
    scene.advance("6 days");
    publish(&scene, "with a dead one").await.expect(502, "provider_unavailable");
    turn(&scene, json!({"token_error": null})).await;
    publish(&scene, "again").await.ok();
    assert_eq!(status(&scene, "linkedin").await["state"], "active");
}

#[tokio::test]
async fn f12_without_kms_nothing_is_overwritten_and_nothing_marked() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    let before = stored(&scene, "linkedin");
    let denied = json!({"__type": "AccessDeniedException", "message": "no"});
    let fault = Fault::respond(StatusCode::BAD_REQUEST, denied).on_target("Decrypt").times(100);
    scene.world.controls.kms_and_secrets.inject(fault);
    publish(&scene, "post").await.expect(503, "storage_unavailable");
    assert_eq!(stored(&scene, "linkedin"), before);
    scene.world.controls.kms_and_secrets.clear();
    publish(&scene, "post").await.ok();
}

#[tokio::test]
async fn f13_a_throttled_table_is_503_and_nothing_is_asked_of_the_provider() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    let code = "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
    let fault = Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": code, "message": ""}));
    scene.world.controls.dynamodb.inject(fault.on_target("UpdateItem").times(100));
    publish(&scene, "post").await.expect(503, "storage_unavailable");
    assert_eq!(refreshes(&scene), 0);
}

#[tokio::test]
async fn f14_a_token_that_dies_earlier_than_told_is_renewed_and_the_call_made_once_more() {
    let scene = partner(json!({"clock_skew_seconds": -30 * 86_400})).await;
    turn(&scene, json!({"clock_skew_seconds": 0})).await;
    scene.advance("31 days");
    publish(&scene, "post").await.ok();
    assert_eq!((refreshes(&scene), scene.posts_sent()), (1, 2));
}

#[tokio::test]
async fn f15_an_absurd_life_is_renewed_at_every_use_and_panics_nowhere() {
    for life in [json!(0), json!(-7), json!("soon"), json!(1e300)] {
        let scene = partner(json!({"expires_in": life})).await;
        publish(&scene, "first").await.ok();
        publish(&scene, "second").await.ok();
    }
}

#[tokio::test]
async fn f22_access_withdrawn_at_the_provider_is_noticed_once() {
    let scene = partner(json!({})).await;
    scene.advance("1h");
    let revoke = format!("{}/_accounts/kofi/revoke", scene.world.origins[Provider::LinkedIn]);
    scene.send(http::Request::post(revoke).body(Vec::new()).unwrap()).await;
    publish(&scene, "post").await.expect(409, "reauthorization_required");
    assert_eq!(refreshes(&scene), 1);
    publish(&scene, "post").await.expect(409, "reauthorization_required");
    assert_eq!((refreshes(&scene), scene.posts_sent()), (1, 1), "nobody asks in vain again");
    let health = status(&scene, "linkedin").await;
    assert_eq!(health["state"], "needs_reauthorization");
    assert!(health["reason"].as_str().unwrap().contains("withdrawn"), "{health}");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    publish(&scene, "post").await.ok();
    assert_eq!(status(&scene, "linkedin").await["state"], "active");
}

#[tokio::test]
async fn f24_a_disconnect_during_a_renewal_wins() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh());
    let disconnect = async {
        asked(&scene, 1).await;
        scene.call("disconnect", MARIAM, |event| at_provider(event, "linkedin")).await
    };
    let (used, disconnected) = join(publish(&scene, "post"), disconnect).await;
    disconnected.ok();
    used.expect(409, "not_connected");
    assert_eq!(stored(&scene, "linkedin"), json!(null));
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn f25_a_reconnect_during_a_renewal_wins() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh());
    let reconnect = async {
        asked(&scene, 1).await;
        scene.connect(COLLEAGUE, "linkedin", "kofi").await.ok();
        stored(&scene, "linkedin")
    };
    let (used, new) = join(publish(&scene, "post"), reconnect).await;
    used.ok();
    let now = stored(&scene, "linkedin");
    assert_eq!(
        (&now["sealed_tokens"], &now["user_id"]),
        (&new["sealed_tokens"], &json!(COLLEAGUE))
    );
}

#[tokio::test]
async fn s14_a_reconnect_keeps_the_account_unless_it_is_replaced_on_purpose() {
    let scene = partner(json!({})).await;
    let before = stored(&scene, "linkedin");
    scene.connect(MARIAM, "linkedin", "claire").await.expect(409, "account_mismatch");
    assert_eq!(stored(&scene, "linkedin"), before);
    scene.advance("61 days");
    publish(&scene, "post").await.ok();
    assert_eq!(stored(&scene, "linkedin")["account"], before["account"]);
}

#[tokio::test]
async fn s30_renewed_tokens_move_to_the_key_the_alias_leads_to() {
    let scene = partner(json!({})).await;
    let old = key_of(&stored(&scene, "linkedin"));
    let kms = Kms::from_conf(kms_config(&scene));
    let created = kms.create_key().send().await.unwrap().key_metadata.unwrap();
    let update = kms.update_alias().alias_name(KEY_ALIAS);
    update.target_key_id(created.key_id()).send().await.unwrap();
    publish(&scene, "what is under the old key stays readable").await.ok();
    assert_eq!(key_of(&stored(&scene, "linkedin")), old);
    scene.advance("61 days");
    publish(&scene, "renewed").await.ok();
    assert_eq!(Some(key_of(&stored(&scene, "linkedin")).as_str()), created.arn());
    assert_ne!(Some(old.as_str()), created.arn());
}

#[tokio::test]
async fn s30_a_renewal_costs_one_call_of_kms_and_keeps_the_data_key() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    publish(&scene, "the name of the key is learnt").await.ok();
    turn(&scene, json!({"expires_in": 60})).await;
    scene.advance("61 days");
    publish(&scene, "due again at once").await.ok();
    scene.advance("6m");
    let kms = &scene.world.controls.kms_and_secrets;
    kms.forget();
    publish(&scene, "renewed under the same data key").await.ok();
    assert_eq!((kms.count_target("Decrypt"), kms.count_target("GenerateDataKey")), (1, 0));
}

#[tokio::test]
async fn s31_a_client_secret_rotated_a_moment_ago_is_read_again_once() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    scene.learn_client_secret("publish-job", "outdated").await;
    scene.change_secret("LinkedInSecret", json!({}));
    publish(&scene, "post").await.ok();
    assert_eq!(refreshes(&scene), 2);
}

#[tokio::test]
async fn f21_a_wrong_client_secret_touches_no_connection() {
    let logs = Logs::capture(Level::INFO);
    let scene = partner(json!({})).await;
    scene.learn_client_secret("publish-job", "wrong").await;
    scene.advance("61 days");
    publish(&scene, "post").await.expect(503, "provider_misconfigured");
    assert_eq!(refreshes(&scene), 2, "once more after reading the secret again, then never");
    assert_eq!(logs.lines("\"ProviderMisconfigured\":1").len(), 1, "an operator is told");
    let connection = stored(&scene, "linkedin");
    assert_eq!(connection["state"], "active");
    assert_eq!(connection["failure"]["cause"], "configuration");
    let health = status(&scene, "linkedin").await;
    assert!(health["reason"].as_str().unwrap().contains("on our side"), "{health}");
}

/// RFC 6749, section 5, knows none of these answers (F33).
#[tokio::test]
async fn f33_an_answer_that_is_none_is_an_outage_and_changes_no_token() {
    let scene = partner(json!({})).await;
    scene.advance("61 days");
    let before = stored(&scene, "linkedin");
    for (status, body) in [
        (200, "<html>Maintenance</html>".into()),
        (200, json!({"error": "invalid_grant"})),
        (200, json!(["token", "refresh"])),
        (200, json!({"access_token": "", "refresh_token": "r"})),
        (200, json!({"access_token": "t", "token_type": "mac"})),
        (400, "invalid_grant".into()),
        (400, json!({"error": ["invalid_grant"]})),
        (400, json!({"error": null, "error_description": "invalid_grant"})),
        (403, json!({"error": "invalid_grant"})),
        (404, json!({"error": "invalid_grant"})),
    ] {
        let status = StatusCode::from_u16(status).unwrap();
        scene.world.controls[Provider::LinkedIn].inject(refresh(Fault::respond(status, body)));
        publish(&scene, "post").await.expect(502, "provider_unavailable");
        let after = stored(&scene, "linkedin");
        let own = ["state", "reason", "sealed_tokens", "expires_at", "scopes"];
        assert!(own.iter().all(|name| after[name] == before[name]), "{status}: {after}");
        scene.advance("1h");
    }
    publish(&scene, "post").await.ok();
}

fn kms_config(scene: &Scene) -> aws_sdk_kms::Config {
    let config = aws_sdk_kms::config::Builder::from(&sdk(OWNER, &scene.world.app.http));
    config.endpoint_url(&scene.world.origins.kms_and_secrets).build()
}
