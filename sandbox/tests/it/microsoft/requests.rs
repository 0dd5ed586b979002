//! What the functions send to Graph, against Microsoft's description of it.

use serde_json::{Value, json};
use shared::model::provider::Provider::OutlookCalendar;
use simulator_kit::wire::Received;

use super::description::Description;
use crate::calendars::wire;
use crate::interviews::{delete, every_change, scheduled_whole, search, update};
use crate::scene::MARIAM;

/// The type of a request's body, by Graph's reference.
fn kind(request: &Received) -> &'static str {
    match (request.method.as_str(), request.path.trim_start_matches("/v1.0/me/")) {
        ("POST", "events") => "graph.event",
        ("POST", "calendar/getSchedule") => "graph.getSchedule",
        ("POST", "findMeetingTimes") => "graph.findMeetingTimes",
        ("POST", path) if path.ends_with("/cancel") => "graph.cancel",
        ("PATCH", path) if path.starts_with("events/") => "graph.event",
        other => panic!("what is {other:?}?"),
    }
}

#[tokio::test]
async fn all_that_is_sent_is_as_microsoft_describes_it() {
    let (scene, id) = scheduled_whole(OutlookCalendar).await;
    let asked = (MARIAM, OutlookCalendar);
    update(&scene, asked, &id, every_change()).await.ok();
    search(&scene, asked, json!({})).await.ok();
    delete(&scene, asked, &id).await.ok();
    let graph = Description::read();
    let requests = wire(&scene, OutlookCalendar).requests();
    let sent: Vec<_> = requests.iter().filter(|request| request.body.is_object()).collect();
    let kinds: Vec<_> = sent.iter().map(|request| kind(request)).collect();
    let expected = ["getSchedule", "event", "event", "findMeetingTimes", "cancel"]
        .map(|kind| format!("graph.{kind}"));
    assert_eq!(kinds, expected);
    for (request, kind) in sent.into_iter().zip(kinds) {
        let body = if kind == "graph.getSchedule" {
            capitals(&request.body)
        } else {
            request.body.clone()
        };
        assert_eq!(graph.problems(kind, &body), [""; 0], "{} {kind}", request.method);
    }
}

/// Of this action Microsoft's description begins the parameters with capitals, and its reference does not.
fn capitals(body: &Value) -> Value {
    let capital = |name: &String| name[..1].to_uppercase() + &name[1..];
    body.as_object().unwrap().iter().map(|(name, value)| (capital(name), value.clone())).collect()
}
