//! What was posted is found before a plan is noted as failed, and what is pressed while it starts is seen (F44, S58).

use std::time::Duration;

use futures::future::join;
use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::LinkedIn;
use simulator_kit::wire::Fault;

use crate::ats_events::report;
use crate::own::{connect_for, disconnect_for};
use crate::plans::{change, listed, planned, publish, take_back};
use crate::posts::{LAGUNE, connected};
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::start_plans::{start, told};

/// A plan that is due, whose start has broken off `late` after its post was made: only LinkedIn knows, or the ledger
/// as well.
async fn broken_off(late: &str, is_in_the_ledger: bool) -> (Scene, Value) {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    scene.advance("1h");
    scene.advance(late);
    let table = &scene.world.controls.dynamodb;
    let down = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null).on_target("PutItem");
    table.inject(match is_in_the_ledger {
        true => down.body_contains("PLAN#").times(1000),
        false => down.after(1).times(1000),
    });
    start(&scene).await;
    table.clear();
    assert_eq!((scene.posts_sent(), scene.posts_online().await), (1, 1), "{late}");
    assert_eq!(listed(&scene, &plan["id"]).await["state"], "starting", "{late}");
    (scene, plan)
}

/// The schedule runs each minute, until the plan has ended; what it is then.
async fn ended(scene: &Scene, plan: &Value) -> Value {
    for _ in 0..30 {
        scene.advance("61s");
        start(scene).await;
        let seen = listed(scene, &plan["id"]).await;
        if !["planned", "starting"].contains(&seen["state"].as_str().unwrap()) {
            return seen;
        }
    }
    panic!("it has not ended: {}", listed(scene, &plan["id"]).await);
}

/// It is told as the post that it has made, once.
async fn is_published(scene: &Scene, plan: &Value, case: &str) {
    let seen = ended(scene, plan).await;
    let target = &seen["targets"][0];
    assert_eq!((&seen["state"], &seen["reason"]), (&json!("published"), &Value::Null), "{case}");
    assert_eq!(
        (&target["state"], &target["already_published"]),
        (&json!("published"), &json!(false)),
        "{case}"
    );
    assert_eq!(scene.posts_online().await, 1, "{case}");
    assert_eq!(told(scene).await, ["offer.planned", "offer.published"], "{case}");
}

#[tokio::test]
async fn f1_f44_a_post_that_a_run_made_before_it_broke_off_is_found_in_whichever_minute() {
    for late in ["0m", "7m", "13m", "14m", "14m 59s", "15m"] {
        for is_in_the_ledger in [true, false] {
            let (scene, plan) = broken_off(late, is_in_the_ledger).await;
            is_published(&scene, &plan, &format!("{late} {is_in_the_ledger}")).await;
        }
    }
}

#[tokio::test]
async fn f44_a_plan_whose_post_the_ledger_knows_is_published_whatever_has_become_of_its_connection()
{
    for (late, what) in [("0m", "dead"), ("0m", "gone"), ("14m", "busy"), ("12m", "busy")] {
        let (scene, plan) = broken_off(late, true).await;
        match what {
            "dead" => crate::unreadable::spoil(&scene, "CREDENTIAL#linkedin", "state").await,
            "gone" => {
                disconnect_for(&scene, (MARIAM, "company"), LinkedIn).await;
            }
            _ => {
                let busy = Fault::respond(StatusCode::TOO_MANY_REQUESTS, Value::Null);
                scene.world.controls[LinkedIn].inject(busy.on("POST", "/rest/posts").times(100));
            }
        }
        let seen = ended(&scene, &plan).await;
        assert_eq!(seen["state"], "published", "{what}: {seen}");
        let told = told(&scene).await;
        assert!(!told.contains(&"offer.publication_failed".to_owned()), "{what}: {told:?}");
    }
}

#[tokio::test]
async fn f44_whether_a_post_is_online_that_nobody_can_ask_for_is_said_to_be_unknown_and_never_failed()
 {
    let (scene, plan) = broken_off("3m", false).await;
    crate::unreadable::spoil(&scene, "CREDENTIAL#linkedin", "state").await;
    let seen = ended(&scene, &plan).await;
    assert_eq!((&seen["state"], &seen["reason"]), (&json!("failed"), &json!("outcome_unknown")));
    assert_eq!(told(&scene).await, ["offer.planned", "offer.publication_failed"]);
}

#[tokio::test]
async fn f44_a_post_that_somebody_deletes_before_its_plan_is_noted_is_not_made_again() {
    let (scene, plan) = broken_off("0m", true).await;
    let posts = scene.posts(MARIAM).await;
    let post_id = posts["posts"][0]["post_id"].as_str().unwrap();
    scene.at_post("delete-post", MARIAM, post_id).await.ok();
    let seen = ended(&scene, &plan).await;
    let target = &seen["targets"][0];
    assert_eq!(
        (&seen["state"], &target["state"]),
        (&json!("published"), &json!("deleted")),
        "{seen}"
    );
    assert_eq!((scene.posts_sent(), scene.posts_online().await), (1, 0));
}

/// Does `meanwhile` while the plan that starts is about to claim its post in the ledger.
async fn while_it_claims<T>(scene: &Scene, meanwhile: impl Future<Output = T>) -> T {
    scene.advance("1h");
    let table = &scene.world.controls.dynamodb;
    table.forget();
    let slow = Fault::delay(Duration::from_millis(2500)).on_target("PutItem");
    table.inject(slow.body_contains("is_planned"));
    let meanwhile = async {
        while table.count_target("PutItem") == 0 {
            tokio::task::yield_now().await;
        }
        meanwhile.await
    };
    join(start(scene), meanwhile).await.1
}

#[tokio::test]
async fn b21_f44_who_presses_between_a_plan_s_look_and_its_claim_has_one_post() {
    for key in [None, Some("k")] {
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        let now = json!({"job_id": 1});
        let by_hand = while_it_claims(&scene, publish(&scene, MARIAM, key, &now)).await.ok();
        let seen = match listed(&scene, &plan["id"]).await {
            seen if seen["state"] == "published" => seen,
            _ => ended(&scene, &plan).await,
        };
        assert_eq!(seen["state"], "published", "{key:?}");
        assert_eq!(seen["targets"][0]["post_id"], by_hand["post_id"], "{key:?}");
        assert_eq!(scene.posts_sent(), 1, "{key:?}");
        assert_eq!(told(&scene).await, ["offer.planned", "offer.published"], "{key:?}");
    }
}

#[tokio::test]
async fn s58_what_ends_a_plan_after_it_was_taken_in_hand_stops_it_before_its_post_is_sent() {
    for (what, reason) in
        [("job", "job_closed"), ("person", "planner_left"), ("link", "disconnected")]
    {
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        let ends = async {
            let (kind, data) = match what {
                "job" => ("job.closed", json!({"company_id": 1, "job_id": 1})),
                _ => ("employer.left_company", json!({"company_id": 1, "user_id": MARIAM})),
            };
            match what {
                "link" => {
                    disconnect_for(&scene, (COLLEAGUE, "company"), LinkedIn).await;
                }
                _ => {
                    report(&scene, "msg_1", &json!({"type": kind, "data": data})).await.ok();
                }
            }
        };
        while_it_claims(&scene, ends).await;
        let seen = listed(&scene, &plan["id"]).await;
        assert_eq!(
            (&seen["state"], &seen["reason"]),
            (&json!("stopped"), &json!(reason)),
            "{what}"
        );
        assert_eq!(scene.posts_sent(), 0, "{what}");
        let told = told(&scene).await;
        assert_eq!(told, ["offer.planned", "offer.plan_stopped"], "{what}");
    }
}

#[tokio::test]
async fn b19_who_is_told_that_a_plan_is_taken_back_never_sees_it_published() {
    for is_change in [true, false] {
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        let text = json!({"custom_message": "Autre"});
        let refused = async {
            match is_change {
                true => change(&scene, MARIAM, &plan["id"], text).await,
                false => take_back(&scene, MARIAM, &plan["id"]).await,
            }
        };
        while_it_claims(&scene, refused).await.expect(409, "plan_started");
        assert_eq!(listed(&scene, &plan["id"]).await["state"], "published");
    }
}

#[tokio::test]
async fn f30_a_place_that_fails_while_another_waits_is_told_once() {
    let scene = Scene::new().await;
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    let plan = planned(&scene, json!({"organization_ids": [LAGUNE, "personal"]})).await;
    scene.turn(&scene.world.origins[LinkedIn], "amina", json!({"daily_quota_reached": true})).await;
    let forbidden = Fault::respond(StatusCode::FORBIDDEN, json!({"code": "ACCESS_DENIED"}));
    let forbidden = forbidden.on("POST", "/rest/posts").body_contains(LAGUNE);
    scene.world.controls[LinkedIn].inject(forbidden.times(10));
    scene.advance("1h");
    assert_eq!(start(&scene).await["waiting"], 1);
    let failed = ["offer.planned", "offer.publication_failed"];
    assert_eq!(told(&scene).await, failed, "the page has failed");
    let seen = ended(&scene, &plan).await;
    assert_eq!((&seen["state"], &seen["reason"]), (&json!("failed"), &json!("permission_denied")));
    let each = ["offer.planned", "offer.publication_failed", "offer.publication_failed"];
    assert_eq!(told(&scene).await, each, "each place once");
}
