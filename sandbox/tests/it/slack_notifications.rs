//! Choosing a channel.

use serde_json::{Value, json};

use crate::scene::{MARIAM, Scene};
use crate::slack::{PRIVATE, PUBLIC, change, channels, choose, connected, messages, test, turn};

#[tokio::test]
async fn channels_are_listed_a_few_pages_at_a_time_with_what_notes_look_like() {
    let scene = connected(PUBLIC).await;
    let listed = channels(&scene, MARIAM, "").await.ok();
    let names: Vec<_> =
        listed["channels"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["recrutement", "direction"]);
    assert_eq!(
        (&listed["next_cursor"], listed["notes"].as_array().unwrap().len()),
        (&Value::Null, 10)
    );
    let preview = listed["notes"][0]["preview"].to_string();
    assert!(preview.contains("Awa K.") && !preview.contains("Koné"), "{preview}");
    turn(&scene, "sali", json!({"crowd": 4000})).await;
    let (mut cursor, mut found) = (String::new(), Vec::new());
    loop {
        let page = channels(&scene, MARIAM, &cursor).await.ok();
        found.push(page["channels"].as_array().unwrap().len());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = next.replace('=', "%3D");
    }
    // One of Slack's pages is empty.
    assert_eq!(found, [1998, 2004]);
}

#[tokio::test]
async fn a_cursor_that_is_none_is_refused() {
    let scene = connected(PUBLIC).await;
    channels(&scene, MARIAM, "x").await.expect(400, "invalid_request");
    let long = "x".repeat(300);
    channels(&scene, MARIAM, &long).await.expect(400, "invalid_request");
}

#[tokio::test]
async fn a_channel_is_chosen_by_its_id_or_its_link_and_checked() {
    let scene = connected(PUBLIC).await;
    let link = format!("https://baobab.slack.com/archives/{PRIVATE}");
    let answer =
        choose(&scene, MARIAM, json!({"channel_id": link, "kinds": ["offer_failed"]})).await.ok();
    let expected =
        json!({"id": PRIVATE, "name": "direction", "is_private": true, "is_shared": false});
    assert_eq!((&answer["channel"], &answer["kinds"]), (&expected, &json!(["offer_failed"])));
    let shown = scene.status(MARIAM).await["slack"]["channel"].clone();
    assert_eq!((&shown["name"], &shown["chosen_by"]), (&json!("direction"), &json!(MARIAM)));
    for (body, status, code) in [
        (json!({"channel_id": "recrutement"}), 400, "invalid_request"),
        (json!({"channel_id": PUBLIC, "kinds": ["birthday"]}), 400, "invalid_request"),
        (json!({"channel_id": "C0NOWHERE1"}), 404, "channel_not_found"),
        (json!({"channel_id": "C0ARCHIV01"}), 409, "channel_refused"),
    ] {
        choose(&scene, MARIAM, body).await.expect(status, code);
    }
    change(&scene, "direction", json!({"is_member": false})).await;
    choose(&scene, MARIAM, json!({"channel_id": PRIVATE})).await.expect(404, "channel_not_found");
    assert_eq!(scene.status(MARIAM).await["slack"]["channel"]["name"], "direction");
}

#[tokio::test]
async fn without_a_connection_nothing_is_chosen() {
    let scene = Scene::new().await;
    choose(&scene, MARIAM, json!({"channel_id": PUBLIC})).await.expect(409, "not_connected");
    scene.connect(MARIAM, "slack", "sali").await.ok();
    test(&scene, MARIAM).await.expect(409, "channel_required");
}

#[tokio::test]
async fn a_test_is_posted_or_says_why_not_and_status_names_who_chose() {
    let scene = connected(PUBLIC).await;
    assert_eq!(test(&scene, MARIAM).await.ok()["channel_name"], "recrutement");
    assert_eq!(messages(&scene, "sali").await.len(), 1);
    change(&scene, "recrutement", json!({"is_archived": true})).await;
    test(&scene, MARIAM).await.expect(409, "channel_refused");
    let entry = scene.status(MARIAM).await["slack"].clone();
    assert_eq!(entry["state"], "active", "the connection works");
    let trouble = entry["channel"]["trouble"].as_str().unwrap().to_owned();
    assert!(trouble.contains("archived") && trouble.contains("…"), "{trouble}");
    change(&scene, "recrutement", json!({"is_archived": false})).await;
    test(&scene, MARIAM).await.ok();
    assert_eq!(scene.status(MARIAM).await["slack"]["channel"]["trouble"], Value::Null);
}
