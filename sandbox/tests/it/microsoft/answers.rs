//! What the simulator answers as Graph, against Microsoft's description of it.

use http::{Method, Request, header};
use serde_json::{Value, json};
use shared::platform::http::Http;

use super::Graph;
use super::description::Description;

impl Graph {
    async fn call(&self, method: Method, path: &str, body: Value) -> Value {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}/v1.0/me{path}", self.served.url))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, "application/json");
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let answer = Http::new(None).unwrap().send(request.body(body).unwrap()).await.unwrap();
        assert!(answer.status().is_success(), "{path}: {answer:?}");
        serde_json::from_slice(answer.body()).unwrap_or_default()
    }
}

fn at(time: &str) -> Value {
    json!({"dateTime": format!("2026-12-02T{time}"), "timeZone": "UTC"})
}

fn person(email: &str) -> Value {
    json!({"type": "required", "emailAddress": {"address": email}})
}

fn interview() -> Value {
    json!({
        "subject": "Entretien", "body": {"contentType": "html", "content": "<p>Bonjour</p>"},
        "start": at("10:00:00"), "end": at("11:00:00"), "transactionId": "itv1g0",
        "location": {"displayName": "Salle A", "locationType": "conferenceRoom"},
        "attendees": [person("lead@acme.ci"), person("candidate@example.com")],
        "isOnlineMeeting": true, "onlineMeetingProvider": "teamsForBusiness",
    })
}

/// Every answer about one event, with the type that the reference gives it.
async fn answers() -> Vec<(&'static str, Value)> {
    let graph = Graph::start().await;
    let made = graph.call(Method::POST, "/events", interview()).await;
    let own = format!("/events/{}", made["id"].as_str().unwrap());
    let again = graph.call(Method::POST, "/calendar/events", interview()).await;
    assert_eq!(made["id"], again["id"]);
    let changes = json!({"subject": "Entretien 2", "attendees": []});
    let changed = graph.call(Method::PATCH, &own, changes).await;
    let day = "startDateTime=2026-12-02T00:00:00&endDateTime=2026-12-03T00:00:00";
    let view = format!("/calendarView?{day}&$top=1&$select=subject,isOnlineMeeting,onlineMeeting");
    let search = json!({
        "attendees": [person("lead@acme.ci"), person("candidate@example.com")],
        "timeConstraint": {"activityDomain": "work", "timeSlots": [{"start": at("08:00:00"), "end": at("17:00:00")}]},
        "meetingDuration": "PT1H", "returnSuggestionReasons": true,
    });
    let schedules = json!({
        "schedules": ["fatou@acme.ci", "nobody@acme.ci"], "startTime": at("08:00:00"), "endTime": at("17:00:00"),
    });
    let search = graph.call(Method::POST, "/findMeetingTimes", search).await;
    let mut schedules = graph.call(Method::POST, "/calendar/getSchedule", schedules).await;
    vec![
        ("graph.event", made),
        ("graph.event", changed),
        ("graph.event", graph.call(Method::GET, &own, Value::Null).await),
        ("Collection(graph.event)", page(graph.call(Method::GET, "/events", Value::Null).await)),
        ("Collection(graph.event)", page(graph.call(Method::GET, &view, Value::Null).await)),
        ("graph.calendar", graph.call(Method::GET, "/calendar", Value::Null).await),
        ("graph.user", graph.call(Method::GET, "", Value::Null).await),
        ("graph.meetingTimeSuggestionsResult", search),
        ("Collection(graph.scheduleInformation)", schedules["value"].take()),
    ]
}

/// What a page holds; beside it stand annotations only.
fn page(mut page: Value) -> Value {
    let names = page.as_object().unwrap().keys();
    assert!(names.into_iter().all(|name| name == "value" || name.starts_with("@odata.")));
    page["value"].take()
}

#[tokio::test]
async fn every_answer_is_as_microsoft_describes_it() {
    let graph = Description::read();
    for (kind, answer) in answers().await {
        let is_empty = answer.as_array().is_some_and(Vec::is_empty);
        assert!(!is_empty, "{kind}: nothing was checked");
        assert_eq!(graph.problems(kind, &answer), [""; 0], "{kind}: {answer:#}");
    }
}
