//! What people see of planned posts: in the list, in answers, and how long.

use serde_json::{Value, json};
use shared::model::provider::Provider::LinkedIn;

use crate::own::connect_for;
use crate::plans::{change, in_an_hour, listed, planned, publish, take_back};
use crate::posts::{LAGUNE, connected};
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::start_plans::start;

/// The job with a picture.
const PICTURED: i64 = 7;

async fn plans(scene: &Scene) -> Vec<Value> {
    scene.posts(MARIAM).await["plans"].as_array().unwrap().clone()
}

#[tokio::test]
async fn b19_a_plan_whose_post_was_deleted_leads_nowhere() {
    let scene = connected("kofi").await;
    let body = json!({"job_id": 1, "publish_at": in_an_hour(&scene)});
    let plan = publish(&scene, MARIAM, Some("k"), &body).await.json()["plan"].clone();
    scene.advance("1h");
    start(&scene).await;
    let target = listed(&scene, &plan["id"]).await["targets"][0].clone();
    assert_eq!(target["state"], "published");
    let post = target["post_id"].as_str().unwrap();
    scene.at_post("delete-post", MARIAM, post).await.ok();
    let again = publish(&scene, MARIAM, Some("k"), &body).await.json()["plan"].clone();
    for seen in [listed(&scene, &plan["id"]).await, again] {
        let target = &seen["targets"][0];
        assert_eq!((&target["state"], &target["post_url"]), (&json!("deleted"), &Value::Null));
        assert_eq!(target["post_id"], post);
    }
}

#[tokio::test]
async fn b19_the_plans_that_ended_last_are_listed_first_whenever_their_time_is() {
    let scene = connected("kofi").await;
    let far = "2027-02-01T09:00:00Z";
    for number in 0..55 {
        let body = json!({"publish_at": far, "custom_message": format!("n° {number}")});
        let plan = planned(&scene, body).await;
        take_back(&scene, MARIAM, &plan["id"]).await.ok();
    }
    let plan = planned(&scene, json!({})).await;
    scene.advance("1h");
    start(&scene).await;
    let ended = plans(&scene).await;
    assert_eq!((ended.len(), &ended[0]["id"]), (50, &plan["id"]));
}

#[tokio::test]
async fn b19_a_plan_s_places_say_what_it_is_and_whose_connection_they_need() {
    let scene = Scene::new().await;
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    let plan = planned(&scene, json!({"organization_ids": [LAGUNE, "personal"]})).await;
    let places = |plan: &Value, name: &str| {
        let targets = plan["targets"].as_array().unwrap().iter();
        targets.map(|target| target[name].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(places(&plan, "connection"), ["company", "me"]);
    assert_eq!(places(&plan, "state"), ["planned", "planned"]);
    let taken = take_back(&scene, MARIAM, &plan["id"]).await.ok()["plan"].clone();
    assert_eq!(places(&taken, "state"), ["taken_back", "taken_back"]);
    // His own profile goes by the connection that he made for the company.
    let his = json!({"job_id": 1, "organization_id": "personal", "publish_at": in_an_hour(&scene)});
    let his = publish(&scene, COLLEAGUE, None, &his).await.json()["plan"].clone();
    assert_eq!(places(&his, "connection"), ["company"]);
    let page = planned(&scene, json!({"organization_id": LAGUNE})).await;
    scene.disconnect(MARIAM, "linkedin").await.ok();
    assert_eq!(places(&listed(&scene, &page["id"]).await, "state"), ["stopped"]);
}

#[tokio::test]
async fn s36_a_planned_post_that_went_without_its_picture_says_so() {
    let scene = connected("kofi").await;
    let origin = &scene.world.origins[LinkedIn];
    scene.turn(origin, "kofi", json!({"picture_processing_seconds": 10_000})).await;
    let bare = planned(&scene, json!({"job_id": PICTURED})).await;
    scene.advance("1h");
    assert_eq!(scene.while_time_passes(start(&scene)).await["published"], 1);
    let bare = listed(&scene, &bare["id"]).await;
    assert_eq!(bare["warnings"][0]["code"], "picture_left_out", "{bare}");
    scene.turn(origin, "kofi", json!({"picture_processing_seconds": 0})).await;
    let whole = planned(&scene, json!({"job_id": PICTURED, "custom_message": "x"})).await;
    scene.advance("1h");
    start(&scene).await;
    assert_eq!(listed(&scene, &whole["id"]).await["warnings"], json!([]));
}

#[tokio::test]
async fn b19_a_connection_that_ends_before_the_post_is_told_of_when_it_is_planned_or_moved() {
    let scene = connected("kofi").await;
    let body = json!({"job_id": 1, "publish_at": "2027-02-15T09:00:00Z"});
    let answer = publish(&scene, MARIAM, None, &body).await.json();
    let warned = answer["warnings"].as_array().unwrap();
    assert_eq!(warned.len(), 1, "{answer}");
    assert_eq!(warned[0]["code"], "connection_ends", "{answer}");
    let id = &answer["plan"]["id"];
    let nearer = json!({"publish_at": "2026-12-15T09:00:00Z"});
    assert_eq!(change(&scene, MARIAM, id, nearer).await.ok()["warnings"], json!([]));
    let further = json!({"publish_at": "2027-02-16T09:00:00Z"});
    let moved = change(&scene, MARIAM, id, further).await.ok();
    assert_eq!(moved["warnings"][0]["code"], "connection_ends", "{moved}");
}

#[tokio::test]
async fn b19_what_has_ended_without_a_post_leaves_the_list_when_somebody_says_so() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    scene.advance("2h");
    assert_eq!(start(&scene).await["late"], 1);
    let told = scene.world.webhooks.received().len();
    for _ in 0..2 {
        let answer = take_back(&scene, MARIAM, &plan["id"]).await.ok();
        assert_eq!(answer["plan"]["state"], "failed", "{answer}");
        assert_eq!(plans(&scene).await.len(), 0);
    }
    scene.world.poll().await;
    let events = scene.world.webhooks.received();
    let withdrawn = events.iter().skip(told).filter(|it| it.body["type"] == "offer.plan_withdrawn");
    assert_eq!(withdrawn.count(), 0, "it ended long before");
    let online = planned(&scene, json!({"job_id": 2})).await;
    scene.advance("1h");
    start(&scene).await;
    take_back(&scene, MARIAM, &online["id"]).await.expect(409, "plan_started");
}

#[tokio::test]
async fn s34_the_row_of_a_plan_goes_a_month_after_it_ended_and_not_after_its_time() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({"publish_at": "2027-02-15T09:00:00Z"})).await;
    take_back(&scene, MARIAM, &plan["id"]).await.ok();
    let items = scene.world.dynamodb.dump().unwrap();
    let is_plan = |item: &&Value| item["sk"]["S"].as_str().unwrap().starts_with("PLAN#");
    let row = items.as_array().unwrap().iter().find(is_plan).unwrap();
    let month = 30 * 24 * 3600;
    let expected = scene.world.clock.now().as_second() + month;
    assert_eq!(row["ttl"]["N"], expected.to_string(), "{row}");
}
