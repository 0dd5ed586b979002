use serde_json::json;

use super::*;

const FREE_BUSY: &str = "/calendar/v3/freeBusy";

#[tokio::test]
async fn each_method_needs_one_of_its_scopes() {
    let bench = Bench::new();
    let events = bench.token("awa", &["calendar.events"]).await;
    let busy = bench.token("awa", &["calendar.freebusy"]).await;
    let refused = |reply: Answer| {
        assert_eq!(reply.status, 403);
        assert_eq!(reply.refusal().1, "insufficientPermissions");
        let detail = &reply.json()["error"]["details"][0];
        assert_eq!(detail["reason"], "ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        assert!(reply.headers["www-authenticate"].to_str().unwrap().contains("insufficient_scope"));
    };
    refused(bench.call(&events, (Method::POST, FREE_BUSY), json!({})).await);
    refused(bench.call(&busy, (Method::POST, EVENTS), interview()).await);
    refused(bench.call(&busy, (Method::GET, EVENT), Value::Null).await);
    refused(
        bench.call(&events, (Method::GET, "/calendar/v3/calendars/primary"), Value::Null).await,
    );
}

#[tokio::test]
async fn dead_and_missing_tokens_are_401() {
    let (bench, token) = bench_as("awa").await;
    let wrong = bench.call("nonsense", (Method::GET, EVENTS), Value::Null).await;
    assert_eq!(wrong.refusal(), (401, "authError".into(), "Invalid Credentials".into()));
    assert_eq!(wrong.json()["error"]["errors"][0]["location"], "Authorization");
    assert_eq!(bench.get(EVENTS).await.refusal().1, "required");
    bench.clock.advance(jiff::SignedDuration::from_secs(3599));
    let expired = bench.call(&token, (Method::GET, EVENTS), Value::Null).await;
    assert_eq!(expired.refusal().1, "authError");
}

#[tokio::test]
async fn a_colleagues_calendar_shows_busy_times_and_a_strangers_nothing() {
    let (bench, token) = bench_as("awa").await;
    let path = |who: &str| format!("/calendar/v3/calendars/{who}/events");
    let lead = bench.call(&token, (Method::GET, &path("lead@acme.ci")), Value::Null).await.json();
    assert_eq!(lead["accessRole"], "freeBusyReader");
    assert_eq!(lead["items"][0].get("summary"), None);
    let write = bench.call(&token, (Method::POST, &path("lead@acme.ci")), interview()).await;
    assert_eq!(write.refusal().1, "requiredAccessLevel");
    let stranger = path("jean.kouassi@gmail.com");
    let stranger = bench.call(&token, (Method::GET, &stranger), Value::Null).await;
    assert_eq!(stranger.refusal().1, "notFound");
}

#[tokio::test]
async fn limits_are_403_with_a_reason_of_their_own() {
    let (bench, token) = bench_as("awa").await;
    bench.turn("awa", json!({"quota_exceeded": true})).await;
    let reply = insert(&bench, &token, "", interview()).await;
    let message = "Calendar usage limits exceeded.";
    assert_eq!(reply.refusal(), (403, "quotaExceeded".into(), message.into()));
    bench.turn("awa", json!({"rate_limited": true})).await;
    let reply = bench.call(&token, (Method::GET, EVENTS), Value::Null).await;
    assert_eq!(reply.refusal().1, "rateLimitExceeded");
    assert_eq!(reply.json()["error"]["errors"][0]["domain"], "usageLimits");
}
