//! Pages and profiles, one or several (B11, S23, F30).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::connected;
use crate::scene::{COLLEAGUE, MARIAM, Scene};

const NORTH: &str = "urn:li:organization:27113908";
const SAHEL: &str = "urn:li:organization:18204331";

/// Who the posts sent so far were for, in their order.
fn authors(scene: &Scene) -> Vec<Value> {
    let requests = scene.world.controls[Provider::LinkedIn].requests();
    let posts = requests.iter().filter(|request| request.is("POST", "/rest/posts"));
    posts.map(|post| post.body["author"].clone()).collect()
}

#[tokio::test]
async fn b11_without_a_target_the_only_page_or_else_the_member_is_meant() {
    let scene = connected("kofi").await;
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(authors(&scene), ["urn:li:organization:5515715"]);
    for account in ["amina", "ines"] {
        let scene = connected(account).await;
        let answer = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
        assert_eq!(answer["published"][0]["target"], "personal");
        assert_eq!(answer["published"][0]["organization_id"], Value::Null);
    }
}

#[tokio::test]
async fn b11_among_several_pages_none_is_chosen_silently() {
    for (account, pages) in [("claire", 2), ("yao", 134)] {
        let scene = connected(account).await;
        let answer = scene.publish(MARIAM, json!({"job_id": 1})).await;
        let problem = answer.expect(409, "organization_required").json();
        let offered = problem["organizations"].as_array().unwrap();
        assert_eq!(offered.len(), pages);
        assert!(offered[0]["id"].as_str().unwrap().starts_with("urn:li:organization:"));
        assert!(!offered[0]["name"].as_str().unwrap().starts_with("Page "));
        assert_eq!(scene.posts_sent(), 0);
    }
}

#[tokio::test]
async fn b11_a_page_can_be_named_by_urn_or_number_and_the_member_in_three_ways() {
    let scene = connected("claire").await;
    for (job, id, author) in [
        (1, NORTH, NORTH),
        (2, "18204331", SAHEL),
        (5, "", "urn:li:person:Hc7tLw04Np"),
        (6, "personal", "urn:li:person:Hc7tLw04Np"),
    ] {
        scene.forget();
        scene.publish(MARIAM, json!({"job_id": job, "organization_id": id})).await.ok();
        assert_eq!(authors(&scene), [author]);
    }
}

#[tokio::test]
async fn b11_each_target_is_published_once_however_often_it_is_named() {
    let scene = connected("claire").await;
    let ids = json!([NORTH, "27113908", "", "personal"]);
    let answer = scene.publish(MARIAM, json!({"job_id": 1, "organization_ids": ids})).await.ok();
    assert_eq!(answer["published"].as_array().unwrap().len(), 2);
    assert_eq!(scene.posts_online().await, 2);
}

#[tokio::test]
async fn s23_nobody_publishes_on_the_profile_of_the_colleague_who_connected() {
    let scene = connected("kofi").await;
    for id in ["", "personal"] {
        let answer = scene.publish(COLLEAGUE, json!({"job_id": 1, "organization_id": id})).await;
        answer.expect(403, "not_owner");
    }
    let both = json!({"job_id": 1, "organization_ids": ["urn:li:organization:5515715", ""]});
    assert_eq!(scene.posts_sent(), 0);
    let answer = scene.publish(COLLEAGUE, both).await.ok();
    assert_eq!(answer["errors"][0]["code"], "not_owner");
    assert_eq!(authors(&scene), ["urn:li:organization:5515715"]);
}

#[tokio::test]
async fn s21_a_page_the_member_does_not_administer_is_refused_before_any_call() {
    let scene = connected("kofi").await;
    for id in [NORTH, "27113908", "urn:li:person:Hc7tLw04Np", "../../posts", "x"] {
        let answer = scene.publish(MARIAM, json!({"job_id": 1, "organization_id": id})).await;
        answer.expect(404, "unknown_organization");
    }
    let many: Vec<_> = (0..21).map(|id| id.to_string()).collect();
    let answer = scene.publish(MARIAM, json!({"job_id": 1, "organization_ids": many})).await;
    answer.expect(400, "invalid_request");
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn f30_an_impossible_target_is_told_and_harms_no_other() {
    let scene = connected("claire").await;
    let ids = json!(["personal", "urn:li:organization:1", NORTH, "x"]);
    let body = json!({"job_id": 1, "organization_ids": ids});
    let answer = scene.publish(COLLEAGUE, body).await.ok();
    assert_eq!(answer["published"].as_array().unwrap().len(), 1);
    assert_eq!(answer["published"][0]["organization_id"], NORTH);
    let errors: Vec<_> = answer["errors"].as_array().unwrap().iter().collect();
    let told = errors.iter().map(|error| (&error["organization_id"], &error["code"]));
    let unknown = json!("unknown_organization");
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (&Value::Null, &json!("not_owner")),
            (&json!("urn:li:organization:1"), &unknown),
            (&json!("x"), &unknown)
        ]
    );
    let none = json!({"job_id": 1, "organization_ids": ["x", "personal"]});
    scene.publish(COLLEAGUE, none).await.expect(404, "unknown_organization");
}

#[tokio::test]
async fn f30_where_the_second_of_three_fails_a_retry_publishes_that_one_only() {
    let scene = connected("claire").await;
    let body = json!({"job_id": 1, "organization_ids": [NORTH, SAHEL, "personal"]});
    let refused = Fault::respond(StatusCode::FORBIDDEN, json!({"code": "ACCESS_DENIED"}));
    scene.world.controls[Provider::LinkedIn]
        .inject(refused.on("POST", "/rest/posts").body_contains(SAHEL));

    let first = scene.publish(MARIAM, body.clone()).await.ok();
    let targets = |answer: &Value, list: &str| -> Vec<Value> {
        let entries = answer[list].as_array().unwrap().iter();
        entries.map(|entry| entry["organization_id"].clone()).collect()
    };
    assert_eq!(targets(&first, "published"), [json!(NORTH), Value::Null]);
    assert_eq!(targets(&first, "errors"), [json!(SAHEL)]);
    assert_eq!(first["errors"][0]["code"], "permission_denied");
    assert!(first["errors"][0]["error"].is_string());
    assert_eq!(first["post_id"], first["published"][0]["post_id"]);

    scene.forget();
    let second = scene.publish(MARIAM, body).await.ok();
    assert_eq!(authors(&scene), [SAHEL]);
    assert_eq!(targets(&second, "published"), [json!(NORTH), json!(SAHEL), Value::Null]);
    assert_eq!(second["published"][0], first["published"][0]);
    assert_eq!(second["errors"], json!([]));
    assert_eq!(scene.posts_online().await, 3);
}

#[tokio::test]
async fn b11_where_all_targets_fail_the_first_error_is_the_answer() {
    let scene = connected("claire").await;
    let posts = |status: StatusCode, author: &str| {
        let fault = Fault::respond(status, json!({"code": "X"}));
        fault.on("POST", "/rest/posts").body_contains(author)
    };
    scene.world.controls[Provider::LinkedIn].inject(posts(StatusCode::FORBIDDEN, NORTH));
    scene.world.controls[Provider::LinkedIn].inject(posts(StatusCode::BAD_REQUEST, SAHEL));
    let body = json!({"job_id": 1, "organization_ids": [NORTH, SAHEL]});
    scene.publish(MARIAM, body).await.expect(403, "permission_denied");
}

#[tokio::test]
async fn b11_a_single_page_is_not_called_several() {
    let scene = connected("kofi").await;
    let nothing = json!({"organization_id": null});
    scene.put("choose-organization", MARIAM, nothing.clone()).await.ok();
    let answer = scene.publish(MARIAM, json!({"job_id": 1})).await;
    let problem = answer.expect(409, "organization_required").json();
    assert_eq!(problem["organizations"].as_array().unwrap().len(), 1);
    let detail = problem["detail"].as_str().unwrap();
    assert!(!detail.contains("several") && detail.contains("page"), "{detail}");
    let scene = connected("claire").await;
    scene.put("choose-organization", MARIAM, nothing).await.ok();
    let problem = scene.publish(MARIAM, json!({"job_id": 1})).await.json();
    assert!(problem["detail"].as_str().unwrap().contains("several"), "{problem}");
}
