use serde_json::{Value, json};

use crate::testing::{Bench, Words};

fn asked(schedules: &[&str], end: &str) -> Value {
    json!({
        "schedules": schedules,
        "startTime": { "dateTime": "2026-11-23T08:00:00", "timeZone": "UTC" },
        "endTime": { "dateTime": end, "timeZone": "UTC" },
        "availabilityViewInterval": 60,
    })
}

#[tokio::test]
async fn free_and_busy_are_told_hour_by_hour() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let body = asked(&["lead@acme.ci", "fatou@acme.ci"], "2026-11-23T18:00:00");
    let answer = graph.post("/me/calendar/getSchedule", body).await.json();
    assert_eq!(answer["value"][0]["availabilityView"], "0200001333");
    assert_eq!(answer["value"][1]["availabilityView"], "0002000000");
    let items = answer["value"][0]["scheduleItems"].as_array().unwrap();
    assert_eq!((items.len(), &items[0]["status"]), (3, &json!("busy")));
}

#[tokio::test]
async fn whom_nobody_can_see_is_an_error_inside_a_200() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    for stranger in ["nobody@acme.ci", "nadia@acme.ci", "marc@globex.fr"] {
        let answer =
            graph.post("/me/calendar/getSchedule", asked(&[stranger], "2026-11-23T18:00:00")).await;
        assert_eq!(answer.status, 200);
        let entry = &answer.json()["value"][0];
        assert_eq!(
            (&entry["error"]["responseCode"], &entry["scheduleItems"]),
            (&json!("5016"), &json!(null))
        );
    }
}

#[tokio::test]
async fn what_a_guest_is_invited_to_occupies_them() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let at = |time: &str| json!({ "dateTime": format!("2026-11-23T{time}"), "timeZone": "UTC" });
    let guests = json!([{ "emailAddress": { "address": "lead@acme.ci" } }]);
    let changes = json!({ "start": at("08:00:00"), "end": at("09:00:00"), "attendees": guests });
    graph.create(changes).await;
    let body = asked(&["lead@acme.ci"], "2026-11-23T10:00:00");
    let answer = graph.post("/me/calendar/getSchedule", body).await.json();
    assert_eq!(answer["value"][0]["availabilityView"], "12");
}

#[tokio::test]
async fn the_limits_are_62_days_20_schedules_and_work_accounts() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let path = "/me/calendar/getSchedule";
    let at_most = graph.post(path, asked(&["lead@acme.ci"], "2027-01-24T08:00:00")).await;
    assert_eq!(at_most.status, 200);
    let beyond = graph.post(path, asked(&["lead@acme.ci"], "2027-01-25T08:00:00")).await;
    beyond.refused(400, "ErrorTimeIntervalTooBig");
    let many = graph.post(path, asked(&["lead@acme.ci"; 21], "2026-11-23T18:00:00")).await;
    many.refused(400, "ErrorInvalidRequest");
    let mut capitals = asked(&["lead@acme.ci"], "2026-11-23T18:00:00");
    let schedules = capitals.as_object_mut().unwrap().remove("schedules").unwrap();
    capitals["Schedules"] = schedules;
    assert_eq!(graph.post(path, capitals).await.status, 200);
    let sophie =
        bench.graph("sophie").await.post(path, asked(&["x@y.z"], "2026-11-23T18:00:00")).await;
    sophie.refused(404, "MailboxNotEnabledForRESTAPI");
}
