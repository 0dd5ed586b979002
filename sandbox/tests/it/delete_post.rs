//! `DELETE /linkedin/posts/{post_id}`: only what this company published here.

use http::{StatusCode, header};
use serde_json::json;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::posts::{LAGUNE, connected};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene, at_provider};

#[tokio::test]
async fn deleting_twice_is_fine_and_asks_linkedin_once() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    let answer = scene.at_post("delete-post", COLLEAGUE, &post).await.ok();
    assert_eq!(answer["post_id"], post);
    assert_eq!(scene.posts_online().await, 0);
    scene.forget();
    scene.at_post("delete-post", MARIAM, &post).await.ok();
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
    assert_eq!(scene.posts(MARIAM).await["posts"], json!([]));
}

#[tokio::test]
async fn f2_after_a_deletion_the_same_request_really_posts_again() {
    let scene = connected("kofi").await;
    let first = scene.posted(json!({"job_id": 1})).await;
    scene.at_post("delete-post", MARIAM, &first).await.ok();
    scene.advance("11m");
    let second = scene.posted(json!({"job_id": 1})).await;
    assert_ne!(first, second);
    assert_eq!(scene.posts_online().await, 1);
    assert_eq!(scene.posted(json!({"job_id": 1})).await, second);
    // The old name stays deleted, and the new post stays.
    scene.at_post("delete-post", MARIAM, &first).await.ok();
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn while_linkedin_takes_a_new_post_for_the_deleted_one_the_answer_says_when_to_try_again() {
    let scene = connected("kofi").await;
    let deleted = scene.posted(json!({"job_id": 1})).await;
    scene.at_post("delete-post", MARIAM, &deleted).await.ok();
    let duplicate = json!({
        "status": 422, "code": "DUPLICATE_POST",
        "message": format!("Content is a duplicate of {deleted}"),
    });
    let duplicate = Fault::respond(StatusCode::UNPROCESSABLE_ENTITY, duplicate);
    scene.world.controls[Provider::LinkedIn].inject(duplicate.on("POST", "/rest/posts"));
    let refused = scene.publish(MARIAM, json!({"job_id": 1})).await.expect(429, "throttled");
    assert_eq!(refused.headers[header::RETRY_AFTER], "600");
    assert_eq!(scene.posts_online().await, 0);
    assert_ne!(scene.posted(json!({"job_id": 1})).await, deleted);
}

#[tokio::test]
async fn s21_a_post_of_another_company_or_of_elsewhere_does_not_exist() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    scene.connect(STRANGER, "linkedin", "claire").await.ok();
    scene.forget();
    scene.at_post("delete-post", STRANGER, &post).await.expect(404, "not_found");
    for post in ["urn:li:share:1", "urn:li:person:yrZCpj2Z12", "../posts", "", LAGUNE] {
        scene.at_post("delete-post", MARIAM, post).await.expect(404, "not_found");
    }
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn s23_nobody_deletes_from_a_colleague_s_profile() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1, "organization_id": "personal"})).await;
    scene.at_post("delete-post", COLLEAGUE, &post).await.expect(403, "not_owner");
    assert_eq!(scene.posts_online().await, 1);
    scene.at_post("delete-post", MARIAM, &post).await.ok();
    assert_eq!(scene.posts_online().await, 0);
}

#[tokio::test]
async fn a_refused_deletion_leaves_the_ledger_and_a_lost_answer_is_made_up_for() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    let path = &format!("/rest/posts/{}", post.replace(':', "%3A"));
    let denied = Fault::respond(StatusCode::FORBIDDEN, json!({"code": "ACCESS_DENIED"}));
    scene.world.controls[Provider::LinkedIn].inject(denied.on("DELETE", path));
    scene.at_post("delete-post", MARIAM, &post).await.expect(403, "permission_denied");
    scene.world.controls[Provider::LinkedIn]
        .inject(Fault::drop_after().on("DELETE", path).times(2));
    scene.at_post("delete-post", MARIAM, &post).await.expect(502, "provider_unavailable");
    scene.world.controls[Provider::LinkedIn].clear();
    scene.at_post("delete-post", MARIAM, &post).await.ok();
    assert_eq!(scene.posts(MARIAM).await["totals"]["posts"], 0);
}

#[tokio::test]
async fn only_what_linkedin_documents_is_a_deletion_anything_else_is_looked_at_and_tried_again() {
    let odd = |status: u16| Fault::respond(StatusCode::from_u16(status).unwrap(), json!({"x": 1}));
    for status in [200, 202, 404, 410] {
        let scene = connected("kofi").await;
        let post = scene.posted(json!({"job_id": 1})).await;
        let path = &format!("/rest/posts/{}", post.replace(':', "%3A"));
        // Nothing was deleted, and once more it is.
        scene.world.controls[Provider::LinkedIn].inject(odd(status).on("DELETE", path));
        scene.at_post("delete-post", MARIAM, &post).await.ok();
        assert_eq!(scene.posts_online().await, 0, "{status}");
        // Nothing is deleted however often: it isn't said to be.
        let post = scene.posted(json!({"job_id": 2})).await;
        let path = &format!("/rest/posts/{}", post.replace(':', "%3A"));
        scene.world.controls[Provider::LinkedIn].inject(odd(status).on("DELETE", path).times(9));
        scene.at_post("delete-post", MARIAM, &post).await.expect(502, "provider_unavailable");
        assert_eq!(scene.posts(MARIAM).await["totals"]["posts"], 1, "{status}");
    }
}

#[tokio::test]
async fn a_post_that_can_t_be_deleted_because_it_is_gone_is_deleted() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    let path = &format!("/rest/posts/{}", post.replace(':', "%3A"));
    let missing = || Fault::respond(StatusCode::NOT_FOUND, json!({"code": "NOT_FOUND"}));
    scene.world.controls[Provider::LinkedIn].inject(missing().on("DELETE", path).times(9));
    scene.world.controls[Provider::LinkedIn].inject(missing().on("GET", path));
    scene.at_post("delete-post", MARIAM, &post).await.ok();
    assert_eq!(scene.posts(MARIAM).await["totals"]["posts"], 0);
}

/// `account` takes the place of the connected member.
async fn replace(scene: &Scene, account: &str) {
    let begun = scene
        .call("auth-url", MARIAM, |event| {
            at_provider(event, "linkedin");
            event["rawQueryString"] = "replace=true".into();
        })
        .await
        .ok();
    let url = begun["authorization_url"].as_str().unwrap();
    let back = scene.decide(url, account, "allow").await;
    scene.complete(MARIAM, "linkedin", &back).await.ok();
    scene.forget();
}

#[tokio::test]
async fn s48_another_member_deletes_nothing_that_it_could_not_find() {
    for place in [LAGUNE, "personal"] {
        let scene = connected("kofi").await;
        let post = scene.posted(json!({"job_id": 1, "organization_id": place})).await;
        replace(&scene, "ines").await;
        let refused = scene.at_post("delete-post", MARIAM, &post).await;
        let refused = refused.expect(409, "other_account");
        assert!(refused.text.contains("Kofi Mensah"), "{refused:?}");
        assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
        assert_eq!(scene.posts(MARIAM).await["posts"][0]["post_id"], post);
        replace(&scene, "kofi").await;
        scene.at_post("delete-post", MARIAM, &post).await.ok();
        assert_eq!(scene.posts_online().await, 0);
    }
}
