//! `GET /linkedin/organizations`: the pages a member may post for (B10).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::posts::{LAGUNE, NORTH, SAHEL, connected};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};

async fn list(scene: &Scene) -> Value {
    scene.call("organizations", MARIAM, |_| ()).await.ok()
}

fn ids(answer: &Value) -> Vec<&str> {
    let pages = answer["organizations"].as_array().unwrap();
    pages.iter().map(|page| page["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn b10_both_roles_that_may_post_count_and_names_are_told() {
    let scene = connected("claire").await;
    let answer = list(&scene).await;
    let mut found = ids(&answer);
    found.sort_unstable();
    assert_eq!(found, [SAHEL, NORTH]);
    let names = answer["organizations"].to_string();
    assert!(names.contains("Atelier Nord & Fils") && names.contains("Sahel Énergie"), "{names}");
    assert_eq!(answer["default_organization_id"], Value::Null);
}

#[tokio::test]
async fn b10_all_pages_of_results_are_read_and_the_only_page_is_the_default() {
    assert_eq!(ids(&list(&connected("yao").await).await).len(), 134);
    let answer = list(&connected("kofi").await).await;
    assert_eq!(answer["default_organization_id"], LAGUNE);
}

#[tokio::test]
async fn b10_a_role_that_is_not_in_force_is_none_and_the_empty_list_says_why() {
    for account in ["amina", "ines"] {
        let answer = list(&connected(account).await).await;
        assert_eq!(answer["organizations"], json!([]));
        assert!(answer["reason"].as_str().unwrap().contains("administrator"), "{answer}");
    }
}

#[tokio::test]
async fn b10_a_role_that_is_lost_leaves_the_stored_list_too() {
    let scene = connected("kofi").await;
    let linkedin = scene.world.origins[Provider::LinkedIn].clone();
    scene.turn(&linkedin, "kofi", json!({"role_lost": true})).await;
    assert_eq!(list(&scene).await["organizations"], json!([]));
    let answer = scene.publish(MARIAM, json!({"job_id": 1, "organization_id": LAGUNE})).await;
    answer.expect(404, "unknown_organization");
    scene.turn(&linkedin, "kofi", json!({"role_lost": false})).await;
    assert_eq!(ids(&list(&scene).await), [LAGUNE]);
    scene.publish(MARIAM, json!({"job_id": 1, "organization_id": LAGUNE})).await.ok();
}

#[tokio::test]
async fn b10_a_list_that_can_t_be_read_is_no_empty_one_and_forgets_nothing() {
    let scene = connected("kofi").await;
    for odd in [
        json!({"elements": "q"}),
        json!({"elements": [{"x": 1}]}),
        json!({"elements": [{"role": "ADMINISTRATOR", "newName": LAGUNE}]}),
        json!({}),
        json!(null),
    ] {
        let fault = Fault::respond(StatusCode::OK, odd).on("GET", "/rest/organizationAcls");
        scene.world.controls[Provider::LinkedIn].inject(fault);
        let answer = scene.call("organizations", MARIAM, |_| ()).await;
        answer.expect(502, "provider_unavailable");
    }
    let answer = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(answer["published"][0]["organization_id"], LAGUNE);
}

#[tokio::test]
async fn a_read_has_no_content_that_could_be_refused() {
    let scene = connected("kofi").await;
    for status in [StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND] {
        let fault =
            Fault::respond(status, json!({"message": "x"})).on("GET", "/rest/organizationAcls");
        scene.world.controls[Provider::LinkedIn].inject(fault);
        let answer = scene.call("organizations", MARIAM, |_| ()).await;
        answer.expect(502, "provider_unavailable");
    }
}

#[tokio::test]
async fn what_was_meant_for_a_page_goes_nowhere_else_while_the_page_is_gone_and_there_again_after()
{
    for (account, chosen) in [("kofi", LAGUNE), ("claire", NORTH)] {
        let scene = connected(account).await;
        scene.put("choose-organization", MARIAM, json!({"organization_id": chosen})).await.ok();
        // Another page is offered all the while, or none.
        let left = if account == "claire" { vec![SAHEL] } else { Vec::new() };
        let role = |page: &str| json!({"role": "ADMINISTRATOR", "state": "APPROVED", "organization": page});
        let roles: Vec<_> = left.iter().map(|page| role(page)).collect();
        let lost = Fault::respond(StatusCode::OK, json!({"elements": roles}));
        scene.world.controls[Provider::LinkedIn].inject(lost.on("GET", "/rest/organizationAcls"));
        let answer = list(&scene).await;
        assert_eq!((ids(&answer), &answer["default_organization_id"]), (left, &Value::Null));
        let refused = scene.publish(MARIAM, json!({"job_id": 1})).await;
        let refused = refused.expect(409, "organization_required");
        assert_eq!(scene.posts_sent(), 0, "{}", refused.text);
        assert_eq!(list(&scene).await["default_organization_id"], chosen);
        let answer = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
        assert_eq!(answer["published"][0]["organization_id"], chosen);
    }
}

#[tokio::test]
async fn a_consent_that_is_told_of_no_page_keeps_the_choice() {
    let scene = connected("claire").await;
    scene.put("choose-organization", MARIAM, json!({"organization_id": NORTH})).await.ok();
    let denied = Fault::respond(StatusCode::FORBIDDEN, json!({"code": "ACCESS_DENIED"}));
    scene.world.controls[Provider::LinkedIn].inject(denied.on("GET", "/rest/organizationAcls"));
    scene.connect(MARIAM, "linkedin", "claire").await.ok();
    let refused = scene.publish(MARIAM, json!({"job_id": 1})).await;
    let detail = refused.expect(409, "organization_required").json()["detail"].to_string();
    assert!(detail.contains("no longer offers the page"), "{detail}");
    scene.connect(MARIAM, "linkedin", "claire").await.ok();
    let answer = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(answer["published"][0]["organization_id"], NORTH);
}

#[tokio::test]
async fn a_missing_permission_is_a_reason_and_forgets_nothing() {
    let scene = connected("kofi").await;
    let denied = Fault::respond(StatusCode::FORBIDDEN, json!({"code": "ACCESS_DENIED"}));
    scene.world.controls[Provider::LinkedIn].inject(denied.on("GET", "/rest/organizationAcls"));
    let answer = list(&scene).await;
    assert!(answer["reason"].as_str().unwrap().contains("rw_organization_admin"), "{answer}");
    scene.publish(MARIAM, json!({"job_id": 1, "organization_id": LAGUNE})).await.ok();
}

#[tokio::test]
async fn s21_another_company_has_no_pages_here() {
    let scene = connected("kofi").await;
    scene.call("organizations", STRANGER, |_| ()).await.expect(409, "not_connected");
}

#[tokio::test]
async fn s23_whoever_connected_may_publish_on_the_own_profile_and_a_colleague_is_told_why_not() {
    for (account, name) in [("kofi", "Kofi Mensah"), ("amina", "Amina Diallo")] {
        let scene = connected(account).await;
        let personal = list(&scene).await["personal"].clone();
        let possible = json!({"is_possible": true, "account": name, "code": null, "reason": null});
        assert_eq!(personal, possible);
        let answer = scene.call("organizations", COLLEAGUE, |_| ()).await.ok();
        let personal = &answer["personal"];
        assert_eq!(
            (&personal["is_possible"], &personal["code"]),
            (&json!(false), &json!("not_owner"))
        );
        let body = json!({"job_id": 1, "organization_id": "personal"});
        let refused = scene.publish(COLLEAGUE, body).await.expect(403, "not_owner").json();
        assert_eq!(personal["reason"], refused["detail"], "as publishing would say");
    }
}

#[tokio::test]
async fn s23_an_imported_connection_of_nobody_known_has_no_profile_to_publish_on() {
    let scene = connected("kofi").await;
    let store = &scene.world.app.store;
    let provider = shared::model::provider::Provider::LinkedIn;
    let mut connection =
        store.connection(ConnectionId::of_company(1, provider)).await.unwrap().known().unwrap();
    (connection.account, connection.version) = (None, connection.version + 1);
    store.save(&connection, Some(connection.version - 1)).await.unwrap();
    let personal = list(&scene).await["personal"].clone();
    assert_eq!(personal["code"], "reauthorization_required", "{personal}");
    assert_eq!((&personal["is_possible"], &personal["account"]), (&json!(false), &Value::Null));
}

#[tokio::test]
async fn the_personal_profile_is_told_of_even_where_pages_can_t_be_listed() {
    let scene = connected("kofi").await;
    let denied = Fault::respond(StatusCode::FORBIDDEN, json!({"code": "ACCESS_DENIED"}));
    scene.world.controls[Provider::LinkedIn].inject(denied.on("GET", "/rest/organizationAcls"));
    assert_eq!(list(&scene).await["personal"]["is_possible"], true);
}
