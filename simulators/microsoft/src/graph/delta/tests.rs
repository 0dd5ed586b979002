//! Rounds of changes as a client meets them.

use serde_json::{Value, json};

use crate::testing::{Bench, Graph, Words};

const WINDOW: &str =
    "/me/calendarView/delta?startDateTime=2026-11-30T00:00:00Z&endDateTime=2026-12-05T00:00:00Z";

async fn get(graph: &Graph<'_>, path: &str) -> Value {
    let answer = graph.get(path).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

/// The path of a link, below `/v1.0`.
fn link(page: &Value, name: &str) -> String {
    let url = page[name].as_str().unwrap_or_else(|| panic!("no {name} in {page}"));
    url.strip_prefix("http://localhost:8004/v1.0").unwrap().to_owned()
}

/// All items from `path` on, and the path of the next round.
async fn round(graph: &Graph<'_>, path: &str) -> (Vec<Value>, String) {
    let (mut items, mut path) = (Vec::new(), path.to_owned());
    loop {
        let page = get(graph, &path).await;
        items.extend(page["value"].as_array().unwrap().clone());
        match page.get("@odata.nextLink") {
            Some(_) => path = link(&page, "@odata.nextLink"),
            None => return (items, link(&page, "@odata.deltaLink")),
        }
    }
}

fn at(start: &str, end: &str) -> Value {
    let moment = |text: &str| json!({"dateTime": text, "timeZone": "UTC"});
    json!({"start": moment(start), "end": moment(end)})
}

#[tokio::test]
async fn the_first_round_is_the_window_and_the_next_what_changed() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let event = graph.create(json!({})).await;
    let (items, next) = round(&graph, WINDOW).await;
    assert_eq!(items.iter().map(|item| &item["id"]).collect::<Vec<_>>(), [&event["id"]]);
    let (items, next) = round(&graph, &next).await;
    assert!(items.is_empty());
    let path = format!("/me/events/{}", event["id"].as_str().unwrap());
    graph.patch(&path, json!({"subject": "Bis"})).await;
    let (items, next) = round(&graph, &next).await;
    assert_eq!((items.len(), &items[0]["subject"]), (1, &json!("Bis")));
    graph.delete(&path).await;
    let (items, next) = round(&graph, &next).await;
    assert_eq!(items, [json!({"id": event["id"], "@removed": {"reason": "deleted"}})]);
    assert!(round(&graph, &next).await.0.is_empty());
    let as_sdks_write_it = WINDOW.replace("/delta?", "/delta()?");
    assert!(round(&graph, &as_sdks_write_it).await.0.is_empty());
}

#[tokio::test]
async fn what_leaves_the_window_or_never_was_in_it_is_removed_and_still_there() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let event = graph.create(json!({})).await;
    let (_, next) = round(&graph, WINDOW).await;
    let path = format!("/me/events/{}", event["id"].as_str().unwrap());
    graph.patch(&path, at("2027-01-10T10:00:00", "2027-01-10T11:00:00")).await;
    let (items, next) = round(&graph, &next).await;
    let removed = json!({"id": event["id"], "@removed": {"reason": "deleted"}});
    assert_eq!(items, std::slice::from_ref(&removed));
    assert_eq!(graph.get(&path).await.status, 200);
    graph.patch(&path, json!({"subject": "Bis"})).await;
    let (items, next) = round(&graph, &next).await;
    assert_eq!(items, [removed], "it merely changed");
    graph.patch(&path, at("2026-12-02T10:00:00", "2026-12-02T11:00:00")).await;
    let (items, _) = round(&graph, &next).await;
    assert_eq!(items[0]["subject"], "Bis", "back in the window");
}

#[tokio::test]
async fn pages_are_as_long_as_preferred_and_miss_nothing_that_changes_between_them() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let mut events = Vec::new();
    for _ in 0..5 {
        events.push(graph.create(json!({})).await);
    }
    let paged = graph.with("prefer", "odata.maxpagesize=2");
    let answer = paged.get(WINDOW).await;
    assert_eq!(answer.header("preference-applied"), "odata.maxpagesize=\"2\"");
    let first = answer.json();
    assert_eq!(first["value"].as_array().unwrap().len(), 2);
    assert!(first.get("@odata.deltaLink").is_none());
    let path = format!("/me/events/{}", events[0]["id"].as_str().unwrap());
    graph.patch(&path, json!({"subject": "Bis"})).await;
    let (rest, next) = round(&paged, &link(&first, "@odata.nextLink")).await;
    assert_eq!(rest.len(), 4, "what changed comes again");
    let (again, _) = round(&paged, &next).await;
    assert!(again.iter().all(|item| item["subject"] == "Bis"), "a replay at most: {again:?}");
}

#[tokio::test]
async fn ids_are_immutable_where_preferred() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let preferring = graph.with("prefer", r#"IdType="ImmutableId""#);
    let event = preferring.create(json!({})).await;
    let (items, next) = round(&preferring, WINDOW).await;
    assert_eq!(items[0]["id"], event["id"]);
    preferring.delete(&format!("/me/events/{}", event["id"].as_str().unwrap())).await;
    assert_eq!(round(&preferring, &next).await.0[0]["id"], event["id"]);
}

#[tokio::test]
async fn options_of_other_lists_are_refused() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    for option in ["$select=id", "$expand=x", "$filter=x", "$orderby=x", "$search=x", "$top=2"] {
        let answer = graph.get(&format!("{WINDOW}&{option}")).await;
        answer.refused(400, "ErrorInvalidUrlQuery");
    }
    graph.get("/me/calendarView/delta").await.refused(400, "ErrorInvalidParameter");
    let nobody = bench.graph_for("fatou", "openid User.Read").await;
    nobody.get(WINDOW).await.refused(403, "ErrorAccessDenied");
}

#[tokio::test]
async fn on_command_every_link_is_refused_with_either_status_and_new_ones_are_good() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let (_, next) = round(&graph, WINDOW).await;
    assert_eq!(bench.form("/_calendars/fatou/expire", &[]).await.status, 204);
    let answer = graph.get(&next).await;
    answer.refused(410, "SyncStateNotFound");
    let again = answer.header("location").strip_prefix("http://localhost:8004/v1.0").unwrap();
    round(&graph, again).await;
    bench.turn("fatou", json!({"delta_reset_as_400": true})).await;
    graph.get(&next).await.refused(400, "SyncStateNotFound");
    assert_eq!(bench.form("/_calendars/nobody/expire", &[]).await.status, 404);
}

#[tokio::test]
async fn a_link_is_of_one_mailbox() {
    let bench = Bench::new();
    let (fatou, lead) = (bench.graph("fatou").await, bench.graph("lead").await);
    let (_, next) = round(&fatou, WINDOW).await;
    assert_eq!(lead.get(&next).await.status, 410);
}
