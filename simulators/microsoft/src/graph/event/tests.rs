use serde_json::{Value, json};

use crate::outlook::mail::Occasion;
use crate::testing::{Bench, Words};

fn path(event: &Value) -> String {
    format!("/me/events/{}", event["id"].as_str().unwrap())
}

#[tokio::test]
async fn only_sent_properties_change_and_the_etag_with_them() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let event = graph.create(json!({})).await;
    let etag = event["@odata.etag"].as_str().unwrap();
    let changed =
        graph.with("if-match", etag).patch(&path(&event), json!({ "subject": "Bis" })).await.json();
    assert_eq!((&changed["subject"], &changed["attendees"]), (&json!("Bis"), &event["attendees"]));
    assert_eq!(changed["onlineMeeting"], event["onlineMeeting"]);
    let stale =
        graph.with("if-match", etag).patch(&path(&event), json!({ "subject": "Ter" })).await;
    stale.refused(412, "ErrorIrresolvableConflict");
    graph
        .with("if-match", etag)
        .delete(&path(&event))
        .await
        .refused(412, "ErrorIrresolvableConflict");
    assert_eq!(graph.get(&path(&event)).await.json()["subject"], "Bis");
}

#[tokio::test]
async fn attendees_are_replaced_whole_and_only_they_are_told() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let guest = |address: &str| json!({ "emailAddress": { "address": address } });
    let event = graph.create(json!({ "attendees": [guest("a@x.io"), guest("b@x.io")] })).await;
    let changed = graph
        .patch(&path(&event), json!({ "attendees": [guest("b@x.io"), guest("c@x.io")] }))
        .await;
    assert_eq!(changed.json()["attendees"].as_array().unwrap().len(), 2);
    let occasions = |address| {
        let mails = bench.microsoft.outlook.mails(address).into_iter();
        mails.rev().map(|mail| mail.occasion).collect::<Vec<_>>()
    };
    assert_eq!(occasions("a@x.io"), [Occasion::Invitation, Occasion::Cancellation(String::new())]);
    assert_eq!(occasions("b@x.io"), [Occasion::Invitation]);
    assert_eq!(occasions("c@x.io"), [Occasion::Invitation]);
    graph.patch(&path(&event), json!({ "isReminderOn": false })).await;
    assert_eq!(occasions("b@x.io").len(), 1);
    graph.patch(&path(&event), json!({ "location": { "displayName": "Plateau" } })).await;
    assert_eq!(occasions("b@x.io"), [Occasion::Invitation, Occasion::Update]);
}

#[tokio::test]
async fn the_link_lives_as_long_as_its_block_in_the_body() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let event = graph.create(json!({})).await;
    let content = event["body"]["content"].as_str().unwrap().replace("Bonjour", "Bonsoir");
    let body = |content: &str| json!({ "body": { "contentType": "html", "content": content } });
    let kept = graph.patch(&path(&event), body(&content)).await.json();
    assert_eq!(kept["onlineMeeting"], event["onlineMeeting"]);
    assert!(kept["body"]["content"].as_str().unwrap().contains("Bonsoir"));
    let still = graph.patch(&path(&event), json!({ "isOnlineMeeting": false })).await.json();
    assert_eq!(still["isOnlineMeeting"], true);
    let dropped = graph.patch(&path(&event), body("<p>Bonsoir</p>")).await.json();
    assert_eq!(
        (&dropped["isOnlineMeeting"], &dropped["onlineMeeting"]),
        (&json!(false), &json!(null))
    );
}

#[tokio::test]
async fn a_second_delete_finds_nothing() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let event = graph.create(json!({})).await;
    assert_eq!(graph.delete(&path(&event)).await.status, 204);
    let error = graph.delete(&path(&event)).await.refused(404, "ErrorItemNotFound");
    assert_eq!(error["message"], "The specified object was not found in the store.");
    graph.get("/me/events/42").await.refused(400, "ErrorInvalidIdMalformed");
    let mails = bench.microsoft.outlook.mails("candidate@example.com");
    assert_eq!(mails[0].occasion, Occasion::Cancellation(String::new()));
}

#[tokio::test]
async fn an_immutable_id_works_only_while_preferred() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let preferring = graph.with("prefer", r#"IdType="ImmutableId""#);
    let event = preferring.create(json!({})).await;
    assert_eq!(preferring.get(&path(&event)).await.status, 200);
    graph.get(&path(&event)).await.refused(404, "ErrorItemNotFound");
    let encoded = path(&event).replace('=', "%3D");
    assert_eq!(preferring.get(&encoded).await.json()["id"], event["id"]);
}

#[tokio::test]
async fn an_attendee_has_a_copy_of_their_own() {
    let bench = Bench::new();
    let (fatou, lead) = (bench.graph("fatou").await, bench.graph("lead").await);
    let event = fatou
        .create(json!({ "attendees": [{ "emailAddress": { "address": "lead@acme.ci" } }] }))
        .await;
    lead.get(&path(&event)).await.refused(404, "ErrorItemNotFound");
    let find =
        format!("/me/events?$filter=iCalUId%20eq%20'{}'", event["iCalUId"].as_str().unwrap());
    let copy = lead.get(&find).await.json()["value"][0].clone();
    assert_eq!((&copy["isOrganizer"], &copy["showAs"]), (&json!(false), &json!("tentative")));
    lead.patch(&path(&copy), json!({ "subject": "Chez moi" })).await;
    assert_eq!(fatou.get(&path(&event)).await.json()["subject"], event["subject"]);
    fatou.patch(&path(&event), json!({ "subject": "Pour tous" })).await;
    assert_eq!(lead.get(&path(&copy)).await.json()["subject"], "Pour tous");
}

#[tokio::test]
async fn a_link_needs_its_flag_selected_with_it() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let event = graph.create(json!({})).await;
    let select =
        async |names: &str| graph.get(&format!("{}?$select={names}", path(&event))).await.json();
    assert!(select("onlineMeeting").await.get("onlineMeeting").is_none());
    assert_eq!(
        select("onlineMeeting,isOnlineMeeting").await["onlineMeeting"],
        event["onlineMeeting"]
    );
    let text =
        graph.with("prefer", r#"outlook.body-content-type="text""#).get(&path(&event)).await.json();
    assert_eq!(text["body"]["contentType"], "text");
    assert!(text["body"]["content"].as_str().unwrap().starts_with("Bonjour A. Koné"));
}
