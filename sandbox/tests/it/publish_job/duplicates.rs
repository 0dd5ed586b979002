//! A post that LinkedIn takes for another one: it counts where it is ours or can be seen (F1, F2).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::connected;
use crate::scene::{MARIAM, Scene};

const PAGE: &str = "urn:li:organization:5515715";

/// LinkedIn calls the next post a duplicate of `post`, in the form `told`.
fn duplicate(scene: &Scene, told: Value) {
    let fault = Fault::respond(StatusCode::UNPROCESSABLE_ENTITY, told);
    scene.world.controls[Provider::LinkedIn].inject(fault.on("POST", "/rest/posts"));
}

fn named(post: &str) -> Value {
    json!({"code": "DUPLICATE_POST", "message": format!("Content is a duplicate of {post}")})
}

#[tokio::test]
async fn f2_a_duplicate_of_a_post_that_nobody_can_see_is_not_published() {
    let scene = connected("kofi").await;
    scene
        .turn(&scene.world.origins[Provider::LinkedIn], "kofi", json!({"phantom_duplicates": true}))
        .await;
    for _ in 0..2 {
        scene.publish(MARIAM, json!({"job_id": 1})).await.expect(502, "outcome_unknown");
        scene.advance("2m");
    }
    assert_eq!(scene.posts(MARIAM).await["posts"], json!([]));
    // Once LinkedIn has forgotten, the same request really posts.
    scene
        .turn(
            &scene.world.origins[Provider::LinkedIn],
            "kofi",
            json!({"phantom_duplicates": false}),
        )
        .await;
    scene.advance("1h");
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn f2_a_duplicate_that_can_t_be_looked_at_is_open() {
    let phantom = "urn:li:share:7000000000000000001";
    // A member's own post, which nobody may read; a page without the right to read; LinkedIn down.
    let scene = connected("kofi").await;
    duplicate(&scene, named(phantom));
    let personal = json!({"job_id": 1, "organization_id": "personal"});
    scene.publish(MARIAM, personal).await.expect(502, "outcome_unknown");
    duplicate(&scene, named(phantom));
    scene.world.controls[Provider::LinkedIn]
        .inject(Fault::drop_before().on("GET", "/rest/posts/*").times(9));
    let on_page = json!({"job_id": 2, "organization_id": PAGE});
    scene.publish(MARIAM, on_page.clone()).await.expect(502, "outcome_unknown");
    scene.world.controls[Provider::LinkedIn].clear();
    scene.withdraw(&["r_organization_social"]).await;
    duplicate(&scene, named(phantom));
    scene.publish(MARIAM, on_page).await.expect(502, "outcome_unknown");
    assert_eq!(scene.posts(MARIAM).await["posts"], json!([]));
}

#[tokio::test]
async fn f2_a_duplicate_that_is_there_is_the_post() {
    let scene = connected("kofi").await;
    let first = scene.posted(json!({"job_id": 1})).await;
    // LinkedIn's own answer names it; so does one that says so in the details only.
    let body = json!({"job_id": 1});
    let again = scene.call("publish-job", MARIAM, |event| {
        event["headers"]["idempotency-key"] = "another".into();
        event["body"] = body.to_string().into();
    });
    assert_eq!(again.await.ok()["post_id"], first);
    let details = json!({"inputErrors": [{"description": named(&first)["message"], "code": "DUPLICATE_POST"}]});
    duplicate(
        &scene,
        json!({"code": "UNPROCESSABLE_ENTITY", "message": "x", "errorDetails": details}),
    );
    assert_eq!(scene.posted(json!({"job_id": 2})).await, first);
}

#[tokio::test]
async fn f1_f2_a_duplicate_in_answer_to_a_resend_needs_no_look() {
    let scene = connected("kofi").await;
    scene.withdraw(&["r_organization_social"]).await;
    scene.world.controls[Provider::LinkedIn].inject(Fault::drop_after().on("POST", "/rest/posts"));
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    // An attempt that broke off, and the next request's first sending.
    scene.world.controls[Provider::LinkedIn]
        .inject(Fault::drop_after().on("POST", "/rest/posts").times(2));
    scene.publish(MARIAM, json!({"job_id": 2})).await.expect(502, "outcome_unknown");
    scene.publish(MARIAM, json!({"job_id": 2})).await.ok();
    assert_eq!(scene.posts_online().await, 2);
}
