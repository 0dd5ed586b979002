//! The schedule that posts what is planned (B19, F44, S58).

use futures::future::{join, join_all};
use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::LinkedIn;
use simulator_kit::wire::Fault;

use crate::ats_events::report;
use crate::own::{connect_for, disconnect_for};
use crate::plans::{change, listed, planned, publish, take_back};
use crate::posts::{LAGUNE, connected};
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::sweep;

/// Fires the schedule; its report.
pub(crate) async fn start(scene: &Scene) -> Value {
    scene.world.scheduler.fire("start-plans", json!({})).await.unwrap().unwrap()
}

/// What was told to the ATS since, by type.
pub(crate) async fn told(scene: &Scene) -> Vec<String> {
    scene.world.poll().await;
    let told = scene.world.webhooks.received().into_iter();
    let told = told.map(|event| event.body["type"].as_str().unwrap().to_owned());
    told.filter(|kind| kind.starts_with("offer.")).collect()
}

async fn state(scene: &Scene, plan: &Value) -> (String, String) {
    let plan = listed(scene, &plan["id"]).await;
    let text = |name: &str| plan[name].as_str().unwrap_or_default().to_owned();
    (text("state"), text("reason"))
}

fn is(state: &str, reason: &str) -> (String, String) {
    (state.to_owned(), reason.to_owned())
}

fn refusing(scene: &Scene, status: StatusCode, times: u32) {
    let refused = Fault::respond(status, Value::Null).on("POST", "/rest/posts").times(times);
    scene.world.controls[LinkedIn].inject(refused);
}

#[tokio::test]
async fn b19_f44_a_planned_post_goes_at_its_minute_once_and_is_told() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    scene.advance("59m");
    start(&scene).await;
    assert_eq!(scene.posts_sent(), 0);
    scene.advance("1m");
    let (first, second) = join(start(&scene), start(&scene)).await;
    assert_eq!(first["published"].as_i64().unwrap() + second["published"].as_i64().unwrap(), 1);
    start(&scene).await;
    assert_eq!((scene.posts_sent(), scene.posts_online().await), (1, 1));
    let plan = listed(&scene, &plan["id"]).await;
    assert_eq!((&plan["state"], &plan["text"]), (&json!("published"), &Value::Null));
    let posts = scene.posts(MARIAM).await;
    assert_eq!(posts["posts"][0]["post_id"], plan["targets"][0]["post_id"]);
    assert_eq!(plan["targets"][0]["already_published"], false);
    assert_eq!(told(&scene).await, ["offer.planned", "offer.published"]);
    take_back(&scene, MARIAM, &plan["id"]).await.expect(409, "plan_started");
}

#[tokio::test]
async fn b21_f44_a_plan_and_a_post_by_hand_of_the_same_content_are_one_post_in_every_order() {
    let now = json!({"job_id": 1});
    for key in [None, Some("k")] {
        // The plan is made, the button pressed, the plan starts.
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        let by_hand = publish(&scene, MARIAM, key, &now).await.ok();
        scene.advance("1h");
        start(&scene).await;
        let target = listed(&scene, &plan["id"]).await["targets"][0].clone();
        assert_eq!(
            (&target["post_id"], &target["already_published"]),
            (&by_hand["post_id"], &json!(true))
        );
        assert_eq!(scene.posts_online().await, 1, "{key:?}");

        // The button is pressed, the plan made and started.
        let scene = connected("kofi").await;
        publish(&scene, MARIAM, key, &now).await.ok();
        scene.advance("20m");
        planned(&scene, json!({})).await;
        scene.advance("1h");
        assert_eq!(start(&scene).await["published"], 1);
        assert_eq!(scene.posts_online().await, 1, "{key:?}");

        // The plan starts, and the button is pressed afterwards.
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        scene.advance("1h");
        start(&scene).await;
        scene.advance("20m");
        for _ in 0..2 {
            let by_hand = publish(&scene, MARIAM, key, &now).await.ok();
            assert_eq!(by_hand["already_published"], true, "{key:?}");
            let target = listed(&scene, &plan["id"]).await["targets"][0].clone();
            assert_eq!(by_hand["post_id"], target["post_id"]);
        }
        assert_eq!(scene.posts_online().await, 1, "{key:?}");
        // A day later it is another one.
        scene.advance("1 day");
        publish(&scene, MARIAM, Some("tomorrow"), &now).await.ok();
        assert_eq!(scene.posts_online().await, 2, "{key:?}");
    }
}

#[tokio::test]
async fn f2_f44_a_keyed_click_whose_answer_was_lost_and_a_plan_make_one_post_or_say_that_it_is_open()
 {
    for (pause, expected) in [("5m", is("published", "")), ("30m", is("failed", "outcome_unknown"))]
    {
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        let before: jiff::Span = pause.parse().unwrap();
        let until = jiff::Span::new().minutes(60 - before.get_minutes());
        scene.advance(&until.to_string());
        let lost = Fault::drop_after().on("POST", "/rest/posts").times(2);
        scene.world.controls[LinkedIn].inject(lost);
        let click = publish(&scene, MARIAM, Some("k"), &json!({"job_id": 1})).await;
        click.expect(502, "outcome_unknown");
        scene.advance(pause);
        for _ in 0..27 {
            start(&scene).await;
            scene.advance("1m");
        }
        assert_eq!(state(&scene, &plan).await, expected, "{pause}");
        assert_eq!(scene.posts_online().await, 1, "{pause}");
    }
}

#[tokio::test]
async fn f44_fifty_clicks_while_a_plan_starts_are_one_post() {
    let scene = connected("kofi").await;
    planned(&scene, json!({})).await;
    scene.advance("1h");
    let keys: Vec<_> = (0..50).map(|number| format!("key-{}", number % 2)).collect();
    let body = json!({"job_id": 1});
    let clicks = keys.iter().map(|key| publish(&scene, MARIAM, Some(key), &body));
    join(start(&scene), join_all(clicks)).await;
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn f44_fifteen_minutes_late_it_still_goes_and_later_it_is_failed_and_said() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    scene.advance("75m");
    assert_eq!(start(&scene).await["published"], 1);
    assert_eq!(state(&scene, &plan).await, is("published", ""));
    let plan = planned(&scene, json!({"job_id": 2})).await;
    scene.advance("75m");
    scene.advance("1s");
    assert_eq!(start(&scene).await["late"], 1);
    assert_eq!(state(&scene, &plan).await, is("failed", "late"));
    assert_eq!(scene.posts_sent(), 1);
    let expected =
        ["offer.planned", "offer.published", "offer.planned", "offer.publication_failed"];
    assert_eq!(told(&scene).await, expected);
}

#[tokio::test]
async fn f10_f44_a_quota_is_tried_again_within_fifteen_minutes_and_then_the_reason() {
    let scene = connected("kofi").await;
    let mut plans = Vec::new();
    for number in 0..4 {
        plans.push(planned(&scene, json!({"custom_message": format!("n° {number}")})).await);
    }
    scene.advance("1h");
    refusing(&scene, StatusCode::TOO_MANY_REQUESTS, 100);
    assert_eq!(start(&scene).await["waiting"], 4);
    assert_eq!(scene.world.controls[LinkedIn].count("POST", "/rest/posts"), 1, "the others rest");
    for plan in &plans {
        assert_eq!(state(&scene, plan).await, is("planned", "quota"));
    }
    scene.world.controls[LinkedIn].clear();
    scene.advance("5m");
    assert_eq!(start(&scene).await["published"], 4);
    assert_eq!(scene.posts_online().await, 4);

    let plan = planned(&scene, json!({"job_id": 2})).await;
    let other = planned(&scene, json!({"job_id": 2, "custom_message": "x"})).await;
    refusing(&scene, StatusCode::TOO_MANY_REQUESTS, 100);
    scene.advance("1h");
    for _ in 0..17 {
        start(&scene).await;
        scene.advance("1m");
    }
    for plan in [&plan, &other] {
        assert_eq!(state(&scene, plan).await, is("failed", "quota"));
    }
    let told = told(&scene).await;
    let failed = told.iter().filter(|kind| *kind == "offer.publication_failed").count();
    assert_eq!(failed, 2, "each once: {told:?}");
}

#[tokio::test]
async fn f11_f44_an_outage_that_ends_in_time_is_no_failure() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    scene.advance("1h");
    refusing(&scene, StatusCode::SERVICE_UNAVAILABLE, 2);
    start(&scene).await;
    scene.world.controls[LinkedIn].clear();
    for _ in 0..14 {
        scene.advance("1m");
        start(&scene).await;
    }
    assert_eq!(state(&scene, &plan).await, is("published", ""));
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn s58_a_job_that_is_closed_stops_its_plans_at_once_or_at_their_start() {
    let closed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 1}});
    for is_swept in [true, false] {
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        let other = planned(&scene, json!({"job_id": 2})).await;
        scene.advance("10m");
        report(&scene, "msg_1", &closed).await.ok();
        if is_swept {
            assert_eq!(sweep(&scene).await["reports"], 1);
            assert_eq!(state(&scene, &plan).await, is("stopped", "job_closed"));
        }
        scene.advance("50m");
        let started = start(&scene).await;
        assert_eq!(started["stopped"], u32::from(!is_swept));
        assert_eq!(state(&scene, &plan).await, is("stopped", "job_closed"));
        assert_eq!(state(&scene, &other).await, is("published", ""));
        let expected = ["offer.planned", "offer.planned", "offer.plan_stopped", "offer.published"];
        let mut told = told(&scene).await;
        told.sort_unstable();
        let mut expected = expected.map(str::to_owned);
        expected.sort_unstable();
        assert_eq!(told, expected);
    }
}

#[tokio::test]
async fn s58_a_job_that_has_changed_asks_and_goes_on_with_its_new_text() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    scene.advance("10m");
    let updated = json!({"type": "job.updated", "data": {"company_id": 1, "job_id": 1}});
    report(&scene, "msg_1", &updated).await.ok();
    sweep(&scene).await;
    assert_eq!(state(&scene, &plan).await, is("stopped", "job_updated"));
    let asked = listed(&scene, &plan["id"]).await;
    assert!(asked["text"].is_string() && asked["can_change"] == true, "{asked}");
    scene.advance("1m");
    let again = json!({"custom_message": "Toujours d’actualité"});
    assert_eq!(change(&scene, MARIAM, &plan["id"], again).await.ok()["plan"]["state"], "planned");
    scene.advance("50m");
    assert_eq!(start(&scene).await["published"], 1);
    let expected = ["offer.planned", "offer.plan_stopped", "offer.plan_changed", "offer.published"];
    assert_eq!(told(&scene).await, expected);
}

#[tokio::test]
async fn s56_s58_who_has_left_posts_nothing_and_what_a_colleague_planned_goes() {
    for kind in ["employer.left_company", "employer.deactivated"] {
        let scene = connected("kofi").await;
        let hers = planned(&scene, json!({})).await;
        let at = crate::plans::in_an_hour(&scene);
        let his = json!({"job_id": 2, "publish_at": at});
        let his = publish(&scene, COLLEAGUE, None, &his).await.json()["plan"].clone();
        scene.advance("10m");
        let left = json!({"type": kind, "data": {"company_id": 1, "user_id": MARIAM}});
        report(&scene, "msg_1", &left).await.ok();
        scene.advance("50m");
        // It is worked on while the plans start.
        join(start(&scene), sweep(&scene)).await;
        start(&scene).await;
        assert_eq!(state(&scene, &hers).await, is("stopped", "planner_left"), "{kind}");
        assert_eq!(state(&scene, &his).await, is("published", ""), "{kind}");
        assert_eq!(scene.posts_online().await, 1);
    }
}

#[tokio::test]
async fn s56_s58_of_a_company_that_is_gone_nothing_is_posted() {
    let scene = connected("kofi").await;
    planned(&scene, json!({})).await;
    scene.advance("10m");
    let gone = json!({"type": "company.deleted", "data": {"company_id": 1}});
    report(&scene, "msg_1", &gone).await.ok();
    sweep(&scene).await;
    scene.advance("50m");
    start(&scene).await;
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn s58_whoever_disconnects_takes_the_plans_along_and_a_new_connection_posts_none_of_them() {
    let scene = Scene::new().await;
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    let own = planned(&scene, json!({"organization_id": "personal"})).await;
    let page = planned(&scene, json!({"organization_id": LAGUNE})).await;
    scene.advance("1m");
    disconnect_for(&scene, (MARIAM, "me"), LinkedIn).await;
    assert_eq!(state(&scene, &own).await, is("stopped", "disconnected"));
    assert_eq!(state(&scene, &page).await, is("planned", ""));
    // The plans can't be stopped now: the schedule does.
    let down = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null).on_target("Query");
    scene.world.controls.dynamodb.inject(down.times(100));
    disconnect_for(&scene, (MARIAM, "company"), LinkedIn).await;
    scene.world.controls.dynamodb.clear();
    assert_eq!(state(&scene, &page).await, is("planned", ""));
    scene.advance("10m");
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    scene.advance("49m");
    assert_eq!(start(&scene).await["stopped"], 1);
    assert_eq!(state(&scene, &page).await, is("stopped", "disconnected"));
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn s56_s58_a_colleague_s_change_keeps_no_plan_of_who_has_left() {
    for is_swept in [true, false] {
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        scene.advance("10m");
        let left =
            json!({"type": "employer.left_company", "data": {"company_id": 1, "user_id": 1}});
        report(&scene, "msg_1", &left).await.ok();
        scene.advance("1m");
        let text = json!({"custom_message": "Toujours là"});
        change(&scene, COLLEAGUE, &plan["id"], text).await.expect(409, "plan_started");
        assert_eq!(state(&scene, &plan).await, is("stopped", "planner_left"));
        if is_swept {
            sweep(&scene).await;
        }
        scene.advance("49m");
        start(&scene).await;
        assert_eq!(scene.posts_sent(), 0);
        assert_eq!(told(&scene).await, ["offer.planned", "offer.plan_stopped"]);
    }
}

#[tokio::test]
async fn s58_a_change_keeps_no_plan_whose_connection_was_disconnected() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    let other = planned(&scene, json!({"job_id": 2})).await;
    scene.advance("1m");
    // The plans can't be stopped now: the schedule does.
    let down = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null).on_target("Query");
    scene.world.controls.dynamodb.inject(down.times(100));
    disconnect_for(&scene, (MARIAM, "company"), LinkedIn).await;
    scene.world.controls.dynamodb.clear();
    assert_eq!(state(&scene, &plan).await, is("planned", ""));
    scene.advance("1m");
    let text = json!({"custom_message": "Quand même"});
    change(&scene, COLLEAGUE, &plan["id"], text).await.expect(409, "plan_started");
    assert_eq!(state(&scene, &plan).await, is("stopped", "disconnected"));
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    scene.advance("10m");
    assert_eq!(sweep(&scene).await["reports"], 1);
    assert_eq!(state(&scene, &other).await, is("stopped", "disconnected"));
    let new = planned(&scene, json!({"job_id": 2})).await;
    scene.advance("1h");
    assert_eq!(start(&scene).await["published"], 1);
    assert_eq!(state(&scene, &new).await, is("published", ""));
}

/// A world in which the company's page is Kofi's, Mariam's profile Amina's, and Mariam plans on both.
async fn on_both() -> (Scene, Value) {
    let scene = Scene::new().await;
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    let plan = planned(&scene, json!({"organization_ids": [LAGUNE, "personal"]})).await;
    (scene, plan)
}

/// State, reason and detail of `plan` as a colleague sees it.
async fn seen_by_colleague(scene: &Scene, plan: &Value) -> [Value; 3] {
    let posts = scene.posts(COLLEAGUE).await;
    let plans = posts["plans"].as_array().unwrap();
    let seen = plans.iter().find(|other| other["id"] == plan["id"]).unwrap();
    ["state", "reason", "detail"].map(|name| seen[name].clone())
}

#[tokio::test]
async fn s47_a_colleague_sees_how_a_plan_ended_on_the_page_and_nothing_of_the_own_profile() {
    let online = [json!("published"), Value::Null, Value::Null];
    let (scene, plan) = on_both().await;
    crate::unreadable::spoil(&scene, "CREDENTIAL#linkedin#1", "state").await;
    scene.advance("1h");
    assert_eq!(start(&scene).await["published"], 1);
    assert_eq!(state(&scene, &plan).await, is("published", "reauthorization_required"));
    assert_eq!(seen_by_colleague(&scene, &plan).await, online);

    let (scene, plan) = on_both().await;
    crate::unreadable::spoil(&scene, "CREDENTIAL#linkedin", "state").await;
    scene.advance("1h");
    assert_eq!(start(&scene).await["published"], 1);
    assert_eq!(state(&scene, &plan).await, is("published", "reauthorization_required"));
    let [state_there, reason, _] = seen_by_colleague(&scene, &plan).await;
    assert_eq!((state_there, reason), (json!("failed"), json!("reauthorization_required")));

    let (scene, plan) = on_both().await;
    scene.turn(&scene.world.origins[LinkedIn], "amina", json!({"daily_quota_reached": true})).await;
    scene.advance("1h");
    assert_eq!(start(&scene).await["waiting"], 1);
    assert_eq!(state(&scene, &plan).await, is("planned", "quota"));
    assert_eq!(seen_by_colleague(&scene, &plan).await, online);
}

#[tokio::test]
async fn f10_f44_whose_own_account_may_post_no_more_keeps_no_post_of_the_company_waiting() {
    let (scene, both) = on_both().await;
    scene.turn(&scene.world.origins[LinkedIn], "amina", json!({"daily_quota_reached": true})).await;
    scene.advance("1m");
    let mut pages = Vec::new();
    for number in 0..3 {
        let body = json!({"organization_id": LAGUNE, "custom_message": format!("n° {number}")});
        pages.push(planned(&scene, body).await);
    }
    let second = json!({"organization_ids": [LAGUNE, "personal"], "job_id": 2});
    let second = planned(&scene, second).await;
    scene.advance("1h");
    scene.forget();
    let report = start(&scene).await;
    assert_eq!((&report["published"], &report["waiting"]), (&json!(3), &json!(2)), "{report}");
    for page in &pages {
        assert_eq!(state(&scene, page).await, is("published", ""));
    }
    for plan in [&both, &second] {
        assert_eq!(state(&scene, plan).await, is("planned", "quota"));
    }
    let sent = scene.world.controls[LinkedIn].count("POST", "/rest/posts");
    assert_eq!(sent, 6, "five on the page, and Amina's account is asked once");
}

#[tokio::test]
async fn b19_a_dead_connection_and_a_page_that_is_lost_fail_with_what_to_do() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    crate::unreadable::spoil(&scene, "CREDENTIAL#linkedin", "state").await;
    scene.advance("1h");
    assert_eq!(start(&scene).await["failed"], 1);
    assert_eq!(state(&scene, &plan).await, is("failed", "reauthorization_required"));
    let detail = listed(&scene, &plan["id"]).await["detail"].clone();
    assert!(
        detail.as_str().unwrap().contains("reconnect")
            || detail.as_str().unwrap().contains("Reconnect"),
        "{detail}"
    );
    assert_eq!(told(&scene).await, ["offer.planned", "offer.publication_failed"]);

    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    let forbidden = Fault::respond(StatusCode::FORBIDDEN, json!({"code": "ACCESS_DENIED"}));
    scene.world.controls[LinkedIn].inject(forbidden.on("POST", "/rest/posts"));
    scene.advance("1h");
    start(&scene).await;
    assert_eq!(state(&scene, &plan).await, is("failed", "permission_denied"));
}

#[tokio::test]
async fn f30_each_place_of_a_plan_is_posted_and_told_by_itself() {
    let scene = Scene::new().await;
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    let plan = planned(&scene, json!({"organization_ids": [LAGUNE, "personal"]})).await;
    scene.advance("10m");
    disconnect_for(&scene, (MARIAM, "me"), LinkedIn).await;
    assert_eq!(state(&scene, &plan).await, is("stopped", "disconnected"), "it needs both");
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    scene.advance("1m");
    let plan = planned(&scene, json!({"organization_ids": [LAGUNE, "personal"]})).await;
    crate::unreadable::spoil(&scene, "CREDENTIAL#linkedin#1", "state").await;
    scene.advance("1h");
    assert_eq!(start(&scene).await["published"], 1);
    assert_eq!(state(&scene, &plan).await, is("published", "reauthorization_required"));
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn s56_s58_a_mixed_plan_of_who_has_left_says_that_and_not_that_linkedin_is_disconnected() {
    let (scene, plan) = on_both().await;
    scene.advance("10m");
    let left =
        json!({"type": "employer.left_company", "data": {"company_id": 1, "user_id": MARIAM}});
    report(&scene, "msg_1", &left).await.ok();
    sweep(&scene).await;
    assert_eq!(seen_by_colleague(&scene, &plan).await[..2], ["stopped", "planner_left"]);
}

#[tokio::test]
async fn b21_f44_a_late_plan_whose_post_somebody_made_by_hand_is_that_post() {
    for key in [None, Some("k")] {
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        scene.advance("30m");
        let by_hand = publish(&scene, MARIAM, key, &json!({"job_id": 1})).await.ok();
        scene.advance("1h");
        start(&scene).await;
        assert_eq!(state(&scene, &plan).await, is("published", ""), "{key:?}");
        let target = listed(&scene, &plan["id"]).await["targets"][0].clone();
        assert_eq!(target["post_id"], by_hand["post_id"]);
        assert_eq!(target["already_published"], true, "{key:?}");
        assert_eq!(told(&scene).await, ["offer.planned", "offer.published"]);
    }
}

#[tokio::test]
async fn f2_f44_while_it_is_open_whether_a_post_is_online_the_list_says_that() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    scene.advance("1h");
    let lost = Fault::drop_after().on("POST", "/rest/posts").times(2);
    scene.world.controls[LinkedIn].inject(lost);
    start(&scene).await;
    let seen = listed(&scene, &plan["id"]).await;
    assert_eq!(seen["reason"], "in_progress", "{seen}");
    assert!(seen["detail"].as_str().unwrap().starts_with("It is not known yet"), "{seen}");
    scene.advance("1m");
    start(&scene).await;
    assert_eq!(state(&scene, &plan).await, is("published", ""));
    assert_eq!(scene.posts_online().await, 1);
}

/// Takes minutes: `cargo test -p sandbox --test it -- --ignored five_thousand`.
#[tokio::test]
#[ignore = "takes minutes"]
async fn f44_five_thousand_plans_of_one_minute_drain_over_the_runs_and_none_is_lost_or_doubled() {
    use shared::model::owner::Owner;
    use shared::model::plan::PlanKey;

    const LANES: i64 = 50;
    const EACH: i64 = 100;
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    let store = &scene.world.app.store;
    let key = PlanKey::parse(1, plan["id"].as_str().unwrap()).unwrap();
    let model = store.plan(&key).await.unwrap().unwrap();
    take_back(&scene, MARIAM, &plan["id"]).await.ok();
    let total = usize::try_from(LANES * EACH).unwrap();
    for number in 0..LANES * EACH {
        let mut plan = model.clone();
        plan.job_id = 1000 + number;
        let content = plan.content.as_mut().unwrap();
        content.on_pages = format!("{} {number}", content.on_pages);
        // Sealed tokens are one company's, so all are of this one and go by lanes of their own.
        let lane = number / EACH;
        let owner = if lane == 0 { Owner::Company } else { Owner::Person(lane) };
        let key = PlanKey { company: 1, owner, number: format!("{number:032x}") };
        store.put_plan(&key, &plan).await.unwrap();
    }
    scene.advance("1h");
    let linkedin = &scene.world.controls[LinkedIn];
    let (mut runs, mut published, mut sent) = (0, 0, 0);
    let began = std::time::Instant::now();
    while published < total {
        let (first, second) = join(start(&scene), start(&scene)).await;
        for report in [first, second] {
            published += usize::try_from(report["published"].as_u64().unwrap()).unwrap();
            assert_eq!((&report["failed"], &report["late"]), (&json!(0), &json!(0)), "{report}");
        }
        // Each time: what is recorded has an end.
        sent += linkedin.count("POST", "/rest/posts");
        linkedin.forget();
        runs += 1;
        assert!(runs < 15, "{published} in {runs} minutes");
        scene.advance("30s");
    }
    println!("{published} plans in {runs} pairs of runs, {:?}", began.elapsed());
    assert_eq!(sent, total);
}
