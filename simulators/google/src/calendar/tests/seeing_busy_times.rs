use serde_json::json;

use super::*;

async fn ask(bench: &Bench, token: &str, body: Value) -> Answer {
    bench.call(token, (Method::POST, "/calendar/v3/freeBusy"), body).await
}

fn wednesday(items: Value) -> Value {
    json!({"timeMin": "2026-12-02T00:00:00Z", "timeMax": "2026-12-03T00:00:00Z", "items": items})
}

#[tokio::test]
async fn colleagues_are_seen_and_strangers_are_not_found() {
    let (bench, token) = bench_as("awa").await;
    let items = json!([{"id": "lead@acme.ci"}, {"id": "jean.kouassi@gmail.com"}]);
    let answer = ask(&bench, &token, wednesday(items)).await.json();
    insta::assert_json_snapshot!(answer);
}

#[tokio::test]
async fn invitations_block_time_until_they_are_declined() {
    let (bench, token) = bench_as("awa").await;
    let mut body = interview();
    body["start"] = json!({"dateTime": "2026-12-02T20:00:00Z"});
    body["end"] = json!({"dateTime": "2026-12-02T21:00:00Z"});
    insert(&bench, &token, "", body).await;
    let evening = json!({
        "timeMin": "2026-12-02T20:30:00Z", "timeMax": "2026-12-02T23:00:00Z",
        "timeZone": "Europe/Paris", "items": [{"id": "lead@acme.ci"}],
    });
    let busy = ask(&bench, &token, evening.clone()).await.json();
    let cut = json!([{"start": "2026-12-02T21:30:00+01:00", "end": "2026-12-02T22:00:00+01:00"}]);
    assert_eq!(busy["calendars"]["lead@acme.ci"]["busy"], cut);
    let lead = bench.token("lead", &["calendar.events"]).await;
    bench.call(&lead, (Method::DELETE, EVENT), Value::Null).await;
    let free = ask(&bench, &token, evening).await.json();
    assert_eq!(free["calendars"]["lead@acme.ci"]["busy"], json!([]));
}

#[tokio::test]
async fn transparent_events_do_not_block_time() {
    let (bench, token) = bench_as("jean").await;
    let mut body = interview();
    body["transparency"] = json!("transparent");
    insert(&bench, &token, "", body).await;
    let answer = ask(&bench, &token, wednesday(json!([{"id": "primary"}]))).await.json();
    assert_eq!(answer["calendars"]["primary"]["busy"], json!([]));
}

#[tokio::test]
async fn wrong_ranges_are_refused() {
    let (bench, token) = bench_as("awa").await;
    let range = |min: &str, max: &str| json!({"timeMin": min, "timeMax": max, "items": []});
    for (body, reason) in [
        (range("2026-12-02T00:00:00Z", "2026-12-02T00:00:00Z"), "timeRangeEmpty"),
        (range("2026-12-02T00:00:00Z", "2027-12-02T00:00:00Z"), "timeRangeTooLong"),
        (range("2026-12-02T00:00:00", "2026-12-03T00:00:00"), "badRequest"),
        (json!({"timeMin": "2026-12-02T00:00:00Z"}), "required"),
    ] {
        assert_eq!(ask(&bench, &token, body.clone()).await.refusal().1, reason, "{body}");
    }
}

#[tokio::test]
async fn calendars_beyond_the_maximum_are_not_answered() {
    let (bench, token) = bench_as("awa").await;
    let mut body = wednesday(json!([{"id": "primary"}, {"id": "lead@acme.ci"}]));
    body["calendarExpansionMax"] = json!(1);
    let answer = ask(&bench, &token, body.clone()).await.json();
    let errors = &answer["calendars"]["lead@acme.ci"]["errors"];
    assert_eq!(errors[0]["reason"], "tooManyCalendarsRequested");
    body["calendarExpansionMax"] = json!(51);
    assert_eq!(ask(&bench, &token, body).await.refusal().0, 400);
}
