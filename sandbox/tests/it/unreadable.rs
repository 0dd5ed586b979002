//! One item of the table that can't be read costs a company nothing but itself (F16, F35).

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use futures::future::join;
use jiff::SignedDuration;
use sandbox::world::environment::{OWNER, TABLE, sdk};
use serde_json::{Value, json};
use shared::connection::{Lease, State};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::store::{Leased, Save, Stored, When};
use simulator_kit::wire::Fault;
use tracing::Level;

use crate::interviews::{
    CALENDARS, create, delete, in_calendar, keyed, list, scheduled, scheduled_whole, sent,
};
use crate::logs::Logs;
use crate::posts::connected;
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::{partner, sweep};

/// Spoils the first of the company's items whose sort keys begin with `kind`: `attribute` becomes a list.
pub(crate) async fn spoil(scene: &Scene, kind: &str, attribute: &str) {
    set(scene, kind, attribute, AttributeValue::L(Vec::new())).await;
}

pub(crate) async fn set(scene: &Scene, kind: &str, attribute: &str, value: AttributeValue) {
    let items = scene.world.dynamodb.dump().unwrap();
    let spoilt = items.as_array().unwrap().iter();
    let keys: Vec<String> = spoilt
        .filter_map(|item| item["sk"]["S"].as_str().filter(|sk| sk.starts_with(kind)))
        .map(str::to_owned)
        .collect();
    assert!(!keys.is_empty(), "{kind}");
    let key = keys.first().unwrap();
    owner(scene)
        .update_item()
        .table_name(TABLE)
        .key("pk", AttributeValue::S("COMPANY#1".to_owned()))
        .key("sk", AttributeValue::S(key.clone()))
        .update_expression("SET #a = :v")
        .expression_attribute_names("#a", attribute)
        .expression_attribute_values(":v", value)
        .send()
        .await
        .unwrap();
}

/// The table as its owner reaches it.
fn owner(scene: &Scene) -> Client {
    let config = aws_sdk_dynamodb::config::Builder::from(&sdk(OWNER, &scene.world.app.http));
    Client::from_conf(config.endpoint_url(&scene.world.origins.dynamodb).build())
}

/// Takes the item away that stands under this sort key of company 1.
pub(crate) async fn take_away(scene: &Scene, sort_key: &str) {
    let request = owner(scene).delete_item().table_name(TABLE);
    let request = request.key("pk", AttributeValue::S("COMPANY#1".to_owned()));
    request.key("sk", AttributeValue::S(sort_key.to_owned())).send().await.unwrap();
}

/// Puts `item` under another sort key of company 1.
pub(crate) async fn move_to(scene: &Scene, item: &Value, sort_key: &str) {
    let mut item = crate::stored::map(item);
    item.insert("sk".to_owned(), AttributeValue::S(sort_key.to_owned()));
    let put = owner(scene).put_item().table_name(TABLE);
    put.set_item(Some(item)).send().await.unwrap();
}

#[tokio::test]
async fn f35_a_spoilt_row_of_the_ledger_leaves_the_list_the_deletion_and_the_figures() {
    let scene = connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    for (job, attribute) in [(2, "state"), (5, "started_at"), (6, "author")] {
        spoil(&scene, "POST#1#", attribute).await;
        let post = scene.posted(json!({"job_id": job})).await;
        let list = scene.posts(MARIAM).await;
        assert_eq!(list["totals"]["posts"], 1, "{list}");
        scene.at_post("post-statistics", MARIAM, &post).await.ok();
        scene.advance("1 day");
        let report = scene.snapshot().await;
        assert_eq!((&report["failed"], &report["snapshots"]), (&json!(0), &json!(1)), "{report}");
        scene.at_post("delete-post", MARIAM, &post).await.ok();
        scene.advance("1h");
    }
    // Whether the post of the spoilt row is online nobody can tell.
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(502, "outcome_unknown");
}

#[tokio::test]
async fn f35_who_has_looked_can_publish_over_a_spoilt_row_which_is_kept_beside_the_new_one() {
    for attribute in ["state", "attempt", "nonce", "published_at"] {
        let scene = connected("kofi").await;
        let first = scene.posted(json!({"job_id": 1})).await;
        spoil(&scene, "POST#1#", attribute).await;
        scene.advance("11m");
        scene.publish(MARIAM, json!({"job_id": 1})).await.expect(502, "outcome_unknown");
        let second = scene.posted(json!({"job_id": 1, "republish": true})).await;
        assert_ne!(second, first, "{attribute}");
        let again = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
        assert_eq!((&again["post_id"], scene.posts_sent()), (&json!(second), 2), "{attribute}");
        let items = scene.world.dynamodb.dump().unwrap();
        let is_kept = |item: &&Value| {
            item["sk"]["S"].as_str().is_some_and(|sk| sk.starts_with("POST#1#"))
                && item["post_id"]["S"] == first
                && item[attribute]["L"].is_array()
        };
        assert_eq!(items.as_array().unwrap().iter().filter(is_kept).count(), 1, "{attribute}");
    }
}

#[tokio::test]
async fn f35_a_spoilt_snapshot_is_a_point_that_is_missing() {
    let scene = connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    for _ in 0..2 {
        scene.advance("1 day");
        scene.snapshot().await;
    }
    spoil(&scene, "SNAPSHOT#", "at").await;
    let list = scene.posts(MARIAM).await;
    assert_eq!(list["posts"][0]["statistics"]["history"].as_array().unwrap().len(), 1, "{list}");
}

#[tokio::test]
async fn f35_a_spoilt_template_leaves_the_standard_text() {
    let scene = connected("kofi").await;
    let own = json!({"template": "Propre {{ apply_url }}"});
    scene.put("template", MARIAM, own).await.ok();
    spoil(&scene, "TEMPLATE#", "template").await;
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    let shown = scene.put("preview", MARIAM, json!({"job_id": 1})).await.ok();
    assert!(shown["text"].as_str().unwrap().contains("💼 Baobab"), "{shown}");
}

#[tokio::test]
async fn f35_a_spoilt_interview_is_listed_as_the_row_of_its_request_tells() {
    for provider in CALENDARS {
        let (scene, _) = scheduled(provider).await;
        let later = json!({"start_time": "2026-12-02T14:00:00", "end_time": "2026-12-02T15:00:00"});
        crate::interviews::create(&scene, provider, later).await.ok();
        spoil(&scene, "EVENT#", "title").await;
        assert_eq!(list(&scene, MARIAM).await.len(), 2);
        // Where both can't be read, the interview is missing alone.
        spoil(&scene, "INVITATION#", "started_at").await;
        spoil(&scene, "EVENT#", "title").await;
        assert!(!list(&scene, MARIAM).await.is_empty());
    }
}

#[tokio::test]
async fn f35_a_spoilt_authorization_is_begun_anew() {
    let scene = Scene::new().await;
    let (url, _) = scene.begin(MARIAM, "linkedin").await;
    let back = scene.decide(&url, "kofi", "allow").await;
    let items = scene.world.dynamodb.dump().unwrap();
    let begun = items.as_array().unwrap().iter().find(|item| item["sk"]["S"] == "STATE").unwrap();
    let pk = begun["pk"]["S"].as_str().unwrap().to_owned();
    let config = aws_sdk_dynamodb::config::Builder::from(&sdk(OWNER, &scene.world.app.http));
    let config = config.endpoint_url(&scene.world.origins.dynamodb).build();
    let spoil = Client::from_conf(config).update_item().table_name(TABLE);
    let spoil =
        spoil.key("pk", AttributeValue::S(pk)).key("sk", AttributeValue::S("STATE".to_owned()));
    let spoil = spoil.update_expression("SET user_id = :v");
    spoil.expression_attribute_values(":v", AttributeValue::L(Vec::new())).send().await.unwrap();
    scene.complete(MARIAM, "linkedin", &back).await.expect(400, "invalid_state");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
}

#[tokio::test]
async fn f16_a_spoilt_connection_leaves_the_list_of_posts_and_is_mended_by_a_new_consent() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    spoil(&scene, "CREDENTIAL#", "expires_at").await;
    assert_eq!(scene.posts(MARIAM).await["totals"]["posts"], 1);
    scene.at_post("delete-post", MARIAM, &post).await.expect(409, "reauthorization_required");
    scene.publish(MARIAM, json!({"job_id": 2})).await.expect(409, "reauthorization_required");
    let organizations = scene.call("organizations", MARIAM, |_| ()).await;
    organizations.expect(409, "reauthorization_required");
    for organization_id in [json!(crate::posts::LAGUNE), Value::Null] {
        let choice = json!({"organization_id": organization_id});
        let chosen = scene.put("choose-organization", MARIAM, choice).await;
        chosen.expect(409, "reauthorization_required");
    }
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.at_post("delete-post", MARIAM, &post).await.ok();
}

/// The attributes that a row of a request can't be read without.
const OF_A_REQUEST: [&str; 4] = ["state", "content_hash", "generation", "attempt"];

#[tokio::test]
async fn f35_the_request_of_a_spoilt_row_is_answered_with_the_interview_that_stands() {
    for provider in CALENDARS {
        for attribute in OF_A_REQUEST {
            let scene = crate::calendars::connected(provider).await;
            let body = json!({"description": "Bonjour", "attendees": ["lead@acme.ci"]});
            let made = create(&scene, provider, body.clone()).await.ok();
            spoil(&scene, "INVITATION#", attribute).await;
            crate::calendars::wire(&scene, provider).forget();
            let again = create(&scene, provider, body).await.ok();
            assert_eq!(again["event_id"], made["event_id"], "{provider} {attribute}");
            assert_eq!(sent(&scene, provider, "POST"), 0, "{provider} {attribute}");
            assert_eq!(list(&scene, MARIAM).await.len(), 1);
        }
    }
}

#[tokio::test]
async fn f35_what_a_spoilt_row_scheduled_and_the_calendar_does_not_have_is_said_to_be_unknown() {
    for provider in CALENDARS {
        let (scene, id) = scheduled_whole(provider).await;
        delete(&scene, (MARIAM, provider), &id).await.ok();
        spoil(&scene, "INVITATION#", "state").await;
        let body = json!({
            "description": "Bonjour", "attendees": ["candidate@example.com"], "create_meeting_link": true,
        });
        let again = create(&scene, provider, body.clone()).await;
        again.expect(502, "outcome_unknown");
        let other = keyed(&scene, provider, body, Some("anew")).await.ok();
        assert!(in_calendar(&scene, provider, other["event_id"].as_str().unwrap()).await.is_some());
    }
}

#[tokio::test]
async fn f35_a_key_whose_row_is_spoilt_answers_with_no_other_interview_than_the_one_asked_for() {
    for provider in CALENDARS {
        let scene = crate::calendars::connected(provider).await;
        let made = keyed(&scene, provider, json!({}), Some("k")).await.ok();
        spoil(&scene, "INVITATION#", "content_hash").await;
        let other = keyed(&scene, provider, json!({"title": "Autre"}), Some("k")).await;
        other.expect(502, "outcome_unknown");
        let same = keyed(&scene, provider, json!({}), Some("k")).await.ok();
        assert_eq!(same["event_id"], made["event_id"]);
    }
}

#[tokio::test]
async fn f16_tokens_that_can_t_be_opened_are_mended_by_a_new_consent() {
    let logs = Logs::capture(Level::INFO);
    let scene = connected("kofi").await;
    let cut_off = AttributeValue::B(Blob::new([2, 0, 0]));
    set(&scene, "CREDENTIAL#", "sealed_tokens", cut_off).await;
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(409, "reauthorization_required");
    assert_eq!(logs.lines("connection_unreadable").len(), 1, "an operator is told");
    let told = &scene.status(MARIAM).await["linkedin"];
    assert!(told["reason"].as_str().unwrap().contains("Something is wrong"), "{told}");
    assert_eq!(
        (&told["is_connected"], &told["state"]),
        (&json!(false), &json!("needs_reauthorization"))
    );
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
}

#[tokio::test]
async fn f16_a_connection_whose_key_is_none_of_ours_is_never_skipped_in_silence() {
    let logs = Logs::capture(Level::INFO);
    let scene = partner(json!({})).await;
    let items = scene.world.dynamodb.dump().unwrap();
    let own = items.as_array().unwrap().first().unwrap();
    let told = || logs.lines("item_unreadable").len();
    for (count, key) in ["CREDENTIAL#linkedin#1#2", "CREDENTIAL#telepathy"].iter().enumerate() {
        move_to(&scene, own, key).await;
        let before = told();
        assert_eq!(scene.status(MARIAM).await["linkedin"]["state"], "active");
        assert_eq!(told() - before, count + 1, "status tells of each");
        scene.advance("54 days");
        let before = told();
        sweep(&scene).await;
        assert_eq!(told() - before, count + 1, "the schedule tells of each");
        let before = told();
        scene.world.app.store.rows(1, None).await.unwrap();
        assert_eq!(told() - before, count + 1, "a listing of all rows tells of each");
    }
    let metrics = logs.lines("ItemsUnreadable").len();
    assert!(metrics >= told(), "{metrics} of {}", told());
}

#[tokio::test]
async fn f25_a_consent_that_is_stored_while_another_mends_an_unreadable_connection_is_not_lost() {
    let scene = Scene::new().await;
    scene.connect(COLLEAGUE, "linkedin", "claire").await.ok();
    let store = &scene.world.app.store;
    let id = ConnectionId::of_company(1, Provider::LinkedIn);
    let claire = store.connection(id).await.unwrap().known().unwrap();
    spoil(&scene, "CREDENTIAL#", "expires_at").await;
    let (url, _) = scene.begin(MARIAM, "linkedin").await;
    let back = scene.decide(&url, "kofi", "allow").await;
    let Stored::Unreadable(seen) = store.connection(id).await.unwrap() else { panic!() };
    scene.forget();
    let late = Fault::delay(Duration::from_millis(500)).on_target("PutItem");
    scene.world.controls.dynamodb.inject(late);
    let (mends, ()) = join(scene.complete(MARIAM, "linkedin", &back), async {
        while scene.world.controls.dynamodb.count_target("PutItem") == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(store.mend(&claire, &seen).await.unwrap(), Save::Saved);
    })
    .await;
    mends.expect(409, "account_mismatch");
    let stored = store.connection(id).await.unwrap().known().unwrap();
    assert_eq!(stored.user_id, COLLEAGUE);
}

#[tokio::test]
async fn f16_a_connection_made_anew_is_not_set_aside_by_who_leased_the_unreadable_one() {
    let scene = connected("kofi").await;
    spoil(&scene, "CREDENTIAL#", "expires_at").await;
    let store = &scene.world.app.store;
    let id = ConnectionId::of_company(1, Provider::LinkedIn);
    let now = scene.world.clock.now();
    let leases = ["late", "newer"].map(|owner| Lease::new(owner.to_owned(), now));
    let due = When::Due(now + SignedDuration::from_hours(24 * 365));
    let leased = store.lease(id, &leases[0], now, due).await.unwrap();
    assert!(matches!(leased, Leased::Unreadable), "{leased:?}");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let leased = store.lease(id, &leases[1], now, due).await.unwrap();
    assert!(matches!(leased, Leased::Taken(_)), "{leased:?}");
    store.set_aside(id, &leases[0]).await.unwrap();
    let stored = store.connection(id).await.unwrap().known().unwrap();
    assert_eq!((stored.state, stored.lease.as_ref()), (State::Active, Some(&leases[1])));
}
