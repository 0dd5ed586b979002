//! Answers that hold more, less or other than we know: what we don't need can't hurt us, and what is
//! missing is missing alone.

mod calendars;
mod tokens;

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::posts::{LAGUNE, connected};
use crate::scene::{MARIAM, Scene};

fn answered(scene: &Scene, status: u16, body: Value, method: &str, path: &str) {
    let fault = Fault::respond(StatusCode::from_u16(status).unwrap(), body);
    scene.world.controls[Provider::LinkedIn].inject(fault.on(method, path));
}

#[tokio::test]
async fn connecting_survives_roles_in_every_form_and_loses_only_those_that_name_no_page() {
    for element in [
        json!({"organization": LAGUNE, "organizationTarget": LAGUNE, "role": "ADMINISTRATOR", "state": "APPROVED"}),
        json!({"organizationalTarget": LAGUNE, "organization": LAGUNE, "role": "ADMINISTRATOR"}),
        json!({"organization": null, "organizationTarget": LAGUNE, "role": "ADMINISTRATOR"}),
        json!({"organization": LAGUNE, "role": "ADMINISTRATOR", "roleAssignee": 7, "more": [{}]}),
    ] {
        let scene = Scene::new().await;
        let elements =
            json!([element, {"organization": 7}, null, "x", {"organization": "urn:li:person:x"}]);
        answered(
            &scene,
            200,
            json!({"elements": elements, "paging": null}),
            "GET",
            "/rest/organizationAcls",
        );
        scene.connect(MARIAM, "linkedin", "kofi").await.ok();
        scene.publish(MARIAM, json!({"job_id": 1, "organization_id": LAGUNE})).await.ok();
    }
}

#[tokio::test]
async fn a_page_whose_name_can_t_be_read_is_a_page_and_a_member_s_name_is_a_label() {
    let scene = Scene::new().await;
    let results = json!({"5515715": {"localizedName": {"fr": "x"}, "id": "x"}, "1": null});
    answered(
        &scene,
        200,
        json!({"results": results, "statuses": 7}),
        "GET",
        "/rest/organizationsLookup",
    );
    let member = json!({"sub": "yrZCpj2Z12", "name": ["x"], "locale": {"country": "CI"}, "email_verified": "yes"});
    answered(&scene, 200, member, "GET", "/v2/userinfo");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.publish(MARIAM, json!({"job_id": 1, "organization_id": LAGUNE})).await.ok();
}

#[tokio::test]
async fn f2_a_post_that_is_online_is_published_whatever_else_the_refusal_holds() {
    for odd in [
        json!({"serviceErrorCode": null}),
        json!({"serviceErrorCode": "100"}),
        json!({"serviceErrorCode": -1, "status": "422"}),
        json!({"code": 7, "errorDetailType": {}}),
        json!({"serviceErrorCode": 99_999_999_999_u64, "errorDetails": "x"}),
    ] {
        let scene = connected("kofi").await;
        let post = scene.posted(json!({"job_id": 1})).await;
        let mut body = json!({"code": "DUPLICATE_POST", "message": format!("Content is a duplicate of {post}")});
        body.as_object_mut().unwrap().extend(odd.as_object().unwrap().clone());
        answered(&scene, 422, body, "POST", "/rest/posts");
        assert_eq!(scene.posted(json!({"job_id": 2})).await, post, "{odd}");
    }
}

#[tokio::test]
async fn a_figure_that_can_t_be_read_is_missing_alone_and_has_its_reason() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    let kind = if post.contains("ugcPost") { "ugcPost" } else { "share" };
    let total = json!({"impressionCount": "x", "clickCount": 12, "likeCount": null, "commentCount": 1.5, "shareCount": 2, "engagement": "NaN"});
    let element = json!({kind: post, "organizationalEntity": 7, "totalShareStatistics": total});
    let elements = json!([{"share": 7}, null, {"share": "urn:li:share:1", "ugcPost": "urn:li:ugcPost:1", "totalShareStatistics": {}}, element]);
    answered(
        &scene,
        200,
        json!({"elements": elements}),
        "GET",
        "/rest/organizationalEntityShareStatistics",
    );
    let told = scene.at_post("post-statistics", MARIAM, &post).await.ok();
    assert_eq!((&told["clicks"], &told["shares"]), (&json!(12), &json!(2)), "{told}");
    for name in ["impressions", "likes", "comments", "engagement"] {
        assert_eq!(told[name], Value::Null, "{told}");
        assert!(told["unavailable"][name].is_string(), "{told}");
    }
}

#[tokio::test]
async fn reactions_of_an_unknown_form_cost_their_own_figure_only() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    scene.withdraw(&["rw_organization_admin"]).await;
    let store = &scene.world.app.store;
    let provider = shared::model::provider::Provider::LinkedIn;
    let mut connection =
        store.connection(ConnectionId::of_company(1, provider)).await.unwrap().known().unwrap();
    connection.scopes =
        shared::oauth::Scopes::parse(&format!("{} r_organization_social_feed", connection.scopes));
    store.save(&connection, Some(connection.version)).await.unwrap();
    let told = json!({"commentSummary": {"count": 3, "more": 1}, "reactionSummaries": {"LIKE": {"count": 5}, "NEW": {"sum": 1}}});
    answered(&scene, 200, told, "GET", "/rest/socialMetadata/*");
    let told = scene.at_post("post-statistics", MARIAM, &post).await.ok();
    assert_eq!((&told["comments"], &told["likes"]), (&json!(3), &Value::Null), "{told}");
}

#[tokio::test]
async fn a_job_s_odd_fields_cost_the_post_nothing_but_themselves() {
    let scene = connected("kofi").await;
    let job = json!({
        "id": 1, "company_id": 1, "company_name": {"fr": "x"}, "title": "Caissier", "status": "published",
        "description": ["x"], "requirements": "Rigueur", "location": 7, "job_type": null, "language": [],
        "image_url": {"url": "x"}, "skills": ["Caisse", null, 7, "Accueil"], "more": {},
    });
    let fault = Fault::respond(StatusCode::OK, job).on("GET", "/api/jobs/1");
    scene.world.controls.api.inject(fault);
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    let requests = scene.world.controls[Provider::LinkedIn].requests();
    let post = requests.iter().rfind(|request| request.is("POST", "/rest/posts")).unwrap();
    let text = post.body["commentary"].as_str().unwrap();
    assert!(
        text.contains("Rigueur") && text.contains("|Caisse}") && text.contains("|Accueil}"),
        "{text}"
    );
}

#[tokio::test]
async fn a_page_s_failure_costs_no_other_page_its_figures_of_the_day() {
    let scene = connected("claire").await;
    for page in [crate::posts::NORTH, crate::posts::SAHEL] {
        scene.posted(json!({"job_id": 1, "organization_id": page})).await;
    }
    scene.advance("1 day");
    let failing = Fault::respond(StatusCode::BAD_GATEWAY, Value::Null);
    scene.world.controls[Provider::LinkedIn]
        .inject(failing.on("GET", "/rest/organizationalEntityShareStatistics"));
    let report = scene.snapshot().await;
    assert_eq!(report["failed"], 1, "{report}");
    scene.advance("1 day");
    assert_eq!(scene.snapshot().await["followed"], 1);
}
