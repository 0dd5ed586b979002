//! Publishing again: what counts as repeated, for how long, and what is said of it (B21).

use futures::future::join_all;
use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::connected;
use super::once::publish_under;
use crate::answer::Answer;
use crate::posts::{NORTH, SAHEL};
use crate::scene::{MARIAM, Scene};

/// Mariam publishes job 1 without a key; with `republish` she wants a new post.
async fn publish(scene: &Scene, republish: bool) -> Answer {
    let body = json!({"job_id": 1, "republish": republish});
    publish_under(scene, Value::Null, body).await
}

/// The same, to both pages of `claire`.
async fn to_both(scene: &Scene, republish: bool) -> Value {
    let body = json!({"job_id": 1, "organization_ids": [NORTH, SAHEL], "republish": republish});
    publish_under(scene, Value::Null, body).await.ok()
}

fn flags(answer: &Value) -> Vec<bool> {
    let published = answer["published"].as_array().unwrap();
    published.iter().map(|post| post["already_published"].as_bool().unwrap()).collect()
}

#[tokio::test]
async fn b21_the_same_content_is_repeated_for_a_day_and_says_so_with_the_post_s_time() {
    let scene = connected("kofi").await;
    let first = publish(&scene, false).await.ok();
    assert_eq!(first["already_published"], false);
    assert_eq!(first["published"][0]["published_at"], "2026-11-23T09:00:00Z");
    scene.advance("23h 59m");
    let again = publish(&scene, false).await.ok();
    assert_eq!(again["already_published"], true);
    assert_eq!(again["post_id"], first["post_id"]);
    assert_eq!(again["published"][0]["published_at"], "2026-11-23T09:00:00Z");
    assert!(again["message"].as_str().unwrap().contains("nothing new"), "{again}");
    assert_eq!(scene.posts_sent(), 1);
}

#[tokio::test]
async fn b21_after_a_day_the_same_content_is_a_new_post_and_both_are_known() {
    let scene = connected("kofi").await;
    let first = publish(&scene, false).await.ok();
    scene.advance("24h");
    let second = publish(&scene, false).await.ok();
    assert_eq!(second["already_published"], false);
    assert_ne!(second["post_id"], first["post_id"]);
    assert_eq!(publish(&scene, false).await.ok()["post_id"], second["post_id"]);
    let listed = scene.posts(MARIAM).await;
    let ids: Vec<_> = listed["posts"].as_array().unwrap().iter().map(|it| &it["post_id"]).collect();
    assert_eq!(ids, [&second["post_id"], &first["post_id"]]);
    assert_eq!(scene.snapshot().await["snapshots"], 2);
    let first = first["post_id"].as_str().unwrap();
    scene.at_post("post-statistics", MARIAM, first).await.ok();
    scene.at_post("delete-post", MARIAM, first).await.ok();
    let left = scene.posts(MARIAM).await;
    assert_eq!(left["posts"].as_array().unwrap().len(), 1, "{left}");
    assert_eq!(left["posts"][0]["post_id"], second["post_id"]);
    assert_eq!(scene.posts_online().await, 1);
    assert_eq!(publish(&scene, false).await.ok()["post_id"], second["post_id"], "it is online");
}

#[tokio::test]
async fn b21_republish_makes_a_new_post_once_ten_minutes_have_passed() {
    let scene = connected("kofi").await;
    let first = publish(&scene, true).await.ok();
    assert_eq!(first["already_published"], false, "there was none");
    scene.advance("9m 59s");
    let early = publish(&scene, true).await.ok();
    assert_eq!((&early["already_published"], &early["post_id"]), (&json!(true), &first["post_id"]));
    scene.advance("1s");
    let second = publish(&scene, true).await.ok();
    assert_eq!(second["already_published"], false);
    assert_eq!(scene.posts_online().await, 2);
    let pressed_twice = publish(&scene, true).await.ok();
    assert_eq!(pressed_twice["post_id"], second["post_id"], "ten minutes from the last post");
    assert_eq!(scene.posts_sent(), 2);
}

#[tokio::test]
async fn b21_f31_fifty_wishes_for_a_new_post_make_one() {
    let scene = connected("kofi").await;
    publish(&scene, false).await.ok();
    scene.advance("1h");
    let answers = join_all((0..50).map(|_| publish(&scene, true))).await;
    let new = answers.into_iter().filter(|it| it.json()["already_published"] == false).count();
    assert_eq!((new, scene.posts_online().await), (1, 2));
}

#[tokio::test]
async fn b21_f30_each_target_tells_for_itself_whether_it_is_repeated() {
    let scene = connected("claire").await;
    let lost = Fault::respond(StatusCode::FORBIDDEN, json!({"code": "ACCESS_DENIED"}))
        .on("POST", "/rest/posts")
        .body_contains(SAHEL);
    scene.world.controls[Provider::LinkedIn].inject(lost);
    assert_eq!(flags(&to_both(&scene, false).await), [false]);
    let mended = to_both(&scene, false).await;
    assert_eq!((flags(&mended), &mended["already_published"]), (vec![true, false], &json!(false)));
    let all = to_both(&scene, true).await;
    assert_eq!((flags(&all), &all["already_published"]), (vec![true, true], &json!(true)));
    scene.advance("10m");
    assert_eq!(flags(&to_both(&scene, true).await), [false, false]);
}

#[tokio::test]
async fn b21_f1_an_unclear_post_stays_unclear_until_a_new_one_is_wanted() {
    let scene = connected("kofi").await;
    let lost = Fault::drop_after().on("POST", "/rest/posts").times(2);
    scene.world.controls[Provider::LinkedIn].inject(lost);
    publish(&scene, false).await.expect(502, "outcome_unknown");
    scene.advance("3 days");
    publish(&scene, false).await.expect(502, "outcome_unknown");
    assert_eq!(scene.posts_online().await, 1, "it was posted, which nobody here knows");
    let wanted = publish(&scene, true).await.ok();
    assert_eq!(wanted["already_published"], false);
    assert_eq!(scene.posts_online().await, 2);
    assert_eq!(publish(&scene, false).await.ok()["post_id"], wanted["post_id"]);
}

#[tokio::test]
async fn b21_f1_an_unclear_post_that_linkedin_still_knows_is_found_even_where_a_new_one_is_wanted()
{
    let scene = connected("kofi").await;
    let lost = Fault::drop_after().on("POST", "/rest/posts").times(2);
    scene.world.controls[Provider::LinkedIn].inject(lost);
    publish(&scene, false).await.expect(502, "outcome_unknown");
    scene.advance("5m");
    assert_eq!(publish(&scene, true).await.ok()["already_published"], false, "it is this one");
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn f31_a_key_is_answered_as_the_first_time_for_ever() {
    let scene = connected("kofi").await;
    for republish in [false, true] {
        let key = json!(format!("key-{republish}"));
        let body =
            json!({"job_id": 2, "republish": republish, "custom_message": republish.to_string()});
        let first = publish_under(&scene, key.clone(), body.clone()).await.ok();
        scene.advance("20 days");
        assert_eq!(publish_under(&scene, key, body).await.ok(), first);
    }
    assert_eq!(scene.posts_sent(), 2);
}

#[tokio::test]
async fn b21_f2_a_post_of_another_request_that_linkedin_names_is_no_new_one() {
    let scene = connected("kofi").await;
    let body = json!({"job_id": 1});
    let first = publish_under(&scene, "one".into(), body.clone()).await.ok();
    scene.advance("2m");
    let second = publish_under(&scene, "two".into(), body).await.ok();
    assert_eq!(second["post_id"], first["post_id"]);
    assert_eq!(second["already_published"], true);
    assert_eq!(second["published"][0]["published_at"], first["published"][0]["published_at"]);
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn b21_f31_a_repeated_key_does_not_turn_the_old_post_into_a_new_one() {
    let scene = connected("kofi").await;
    publish(&scene, false).await.ok();
    scene.advance("1m");
    let mut first = Vec::new();
    for (key, republish) in [("plain", false), ("wished", true)] {
        let body = json!({"job_id": 1, "republish": republish});
        let answer = publish_under(&scene, key.into(), body.clone()).await.ok();
        assert_eq!(answer["already_published"], true, "{answer}");
        first.push((key, body, answer));
    }
    scene.advance("20 days");
    for (key, body, answer) in first {
        assert_eq!(publish_under(&scene, key.into(), body).await.ok(), answer, "{key}");
    }
}

#[tokio::test]
async fn b21_a_post_that_two_requests_are_answered_with_is_listed_once_with_its_own_time() {
    let scene = connected("kofi").await;
    let first = publish(&scene, false).await.ok();
    scene.advance("3m");
    scene.publish(MARIAM, json!({"job_id": 2})).await.ok();
    scene.advance("3m");
    publish_under(&scene, "later".into(), json!({"job_id": 1})).await.ok();
    let listed = scene.posts(MARIAM).await;
    let posts = listed["posts"].as_array().unwrap();
    assert_eq!((posts.len(), &listed["totals"]["posts"]), (2, &json!(2)), "{listed}");
    assert_eq!(posts[1]["post_id"], first["post_id"]);
    assert_eq!(posts[1]["published_at"], "2026-11-23T09:00:00Z");
}

#[tokio::test]
async fn b21_a_wish_for_a_new_post_that_linkedin_refuses_leaves_the_old_one_for_a_day() {
    let scene = connected("kofi").await;
    let first = publish(&scene, false).await.ok();
    scene.advance("15m");
    let busy = Fault::respond(StatusCode::TOO_MANY_REQUESTS, json!({"status": 429}));
    scene.world.controls[Provider::LinkedIn].inject(busy.on("POST", "/rest/posts"));
    publish(&scene, true).await.expect(429, "throttled");
    let again = publish(&scene, false).await.ok();
    assert_eq!((&again["already_published"], &again["post_id"]), (&json!(true), &first["post_id"]));
    assert_eq!(scene.posts_online().await, 1);
    assert_eq!(publish(&scene, true).await.ok()["already_published"], false, "still wished for");
}

#[tokio::test]
async fn s24_republish_is_true_or_false() {
    let scene = connected("kofi").await;
    let answer = scene.publish(MARIAM, json!({"job_id": 1, "republish": "yes"})).await;
    let detail = answer.expect(400, "invalid_request").json()["detail"].to_string();
    assert!(detail.contains("republish"), "{detail}");
}
