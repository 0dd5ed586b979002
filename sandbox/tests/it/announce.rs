//! The table's stream: what happened is told once, in order, to nobody who should not know.

use forget::{Whom, erase};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use crate::adverts;
use crate::ats_events;
use crate::bookings;
use crate::calendars::connect;
use crate::interviews::{create, delete, update};
use crate::offers;
use crate::plans;
use crate::posts;
use crate::scene::{MARIAM, STRANGER, Scene};
use crate::start_plans;
use crate::sync_calendar;
use crate::upkeep::sweep;

/// Where the ATS takes events.
pub(crate) const HOOK: &str = "/api/webhooks/integrations";

impl Scene {
    /// The types of what the ATS was told, in their order; each was signed by us.
    pub(crate) fn told(&self) -> Vec<String> {
        self.told_of(None)
    }

    /// The same of one company.
    pub(crate) fn told_of(&self, company: Option<i64>) -> Vec<String> {
        let received = self.world.webhooks.received().into_iter();
        let of_company = received.filter(|it| {
            assert!(it.is_verified, "{it:?}");
            company.is_none_or(|id| it.body["data"]["company_id"] == id)
        });
        of_company.map(|it| it.body["type"].as_str().unwrap().to_owned()).collect()
    }

    /// What the ATS was told last.
    pub(crate) fn told_last(&self) -> Value {
        self.world.webhooks.received().last().unwrap().body.clone()
    }

    /// The ATS answers `status` to so many events.
    pub(crate) fn ats_answers(&self, status: StatusCode, times: u32) {
        let fault = Fault::respond(status, json!({})).times(times).on("POST", HOOK);
        self.world.controls.api.inject(fault);
    }
}

/// A person's own calendar beside the company's, about to be told of.
async fn connected() -> Scene {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    scene
}

#[tokio::test]
async fn each_thing_that_happens_is_told_once_and_with_its_type() {
    let scene = posts::connected("kofi").await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    let post = scene.posted(json!({"job_id": 1})).await;
    let made = create(&scene, GoogleCalendar, json!({})).await.ok();
    let id = made["event_id"].as_str().unwrap();
    let moved = json!({"start_time": "2026-11-26T13:00:00Z", "end_time": "2026-11-26T14:00:00Z"});
    update(&scene, (MARIAM, GoogleCalendar), id, json!({"title": "Autre"})).await.ok();
    update(&scene, (MARIAM, GoogleCalendar), id, moved).await.ok();
    delete(&scene, (MARIAM, GoogleCalendar), id).await.ok();
    scene.at_post("delete-post", MARIAM, &post).await.ok();
    scene.disconnect(MARIAM, "linkedin").await.ok();
    scene.world.poll().await;
    let expected = [
        "connection.connected",
        "connection.connected",
        "offer.published",
        "interview.scheduled",
        "interview.moved",
        "interview.cancelled",
        "offer.removed",
        "connection.disconnected",
    ];
    assert_eq!(scene.told(), expected);
    scene.world.poll().await;
    assert_eq!(scene.told(), expected, "and once");
    let moved = scene.world.webhooks.received()[4].body["data"].clone();
    assert_eq!((&moved["actor"], &moved["application_id"]), (&json!("user:1"), &json!(1)));
    assert_ne!(moved["was"]["start"], moved["is"]["start"]);
    assert!(scene.world.webhooks.received().iter().all(|it| it.count == 1));
}

#[tokio::test]
async fn s50_no_event_holds_a_token_an_address_a_passcode_or_a_provider_s_words() {
    let scene = posts::connected("kofi").await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    scene.posted(json!({"job_id": 1})).await;
    let body = json!({"title": "Entretien awa@example.com", "attendees": ["candidate@example.com"],
        "create_meeting_link": true});
    create(&scene, GoogleCalendar, body).await.ok();
    scene.world.poll().await;
    let told: String =
        scene.world.webhooks.received().iter().map(|it| it.body.to_string()).collect();
    assert_eq!(scene.told().len(), 4);
    for secret in ["@", "meet.google.com", "pwd", "token", "sealed", "Entretien", "Kofi"] {
        assert!(!told.contains(secret), "{secret}: {told}");
    }
}

#[tokio::test]
async fn f22_a_linkedin_connection_is_told_of_14_7_and_1_days_before_its_end_and_at_it() {
    let scene = posts::connected("kofi").await;
    for _ in 0..(62 * 4) {
        sweep(&scene).await;
        scene.world.poll().await;
        scene.advance("6h");
    }
    let told = scene.told();
    let expected = [
        "connection.connected",
        "connection.expiring",
        "connection.expiring",
        "connection.expiring",
        "connection.needs_reauthorization",
    ];
    assert_eq!(told, expected);
    let received = scene.world.webhooks.received();
    let days: Vec<_> = received.iter().map(|it| it.body["data"]["days_left"].clone()).collect();
    assert_eq!(days[1..4], [json!(14), json!(7), json!(1)]);
    assert_eq!(scene.told_last()["data"]["reason"], "expired");
}

#[tokio::test]
async fn a_dying_connection_is_told_once() {
    let scene = connected().await;
    scene.advance("2h");
    let dead = Fault::respond(StatusCode::BAD_REQUEST, json!({"error": "invalid_grant"}));
    scene.world.controls[GoogleCalendar].inject(dead.on("POST", "/token").times(100));
    for _ in 0..3 {
        sweep(&scene).await;
        scene.advance("5m");
    }
    scene.world.poll().await;
    assert_eq!(scene.told(), ["connection.connected", "connection.needs_reauthorization"]);
}

#[tokio::test]
async fn what_is_cleaned_up_renewed_or_used_is_told_to_nobody() {
    let scene = connected().await;
    create(&scene, GoogleCalendar, json!({})).await.ok();
    scene.world.poll().await;
    let before = scene.told();
    scene.advance("2h");
    sweep(&scene).await;
    scene.advance("200 days");
    assert!(scene.world.dynamodb.sweep().unwrap() > 0);
    scene.world.poll().await;
    assert_eq!(scene.told(), before);
}

#[tokio::test]
async fn s55_after_an_erasure_nobody_is_told_however_late_the_stream_is() {
    let scene = connected().await;
    create(&scene, GoogleCalendar, json!({})).await.ok();
    connect(&scene, GoogleCalendar, STRANGER, 2).await;
    // Not handed over yet, when the company goes.
    let whom = Whom { company: 1, user: None, application: None };
    erase(&scene.world.app, whom, |_| Ok(()), |_| ()).await.unwrap();
    scene.world.poll().await;
    assert_eq!(scene.told_of(Some(1)), [] as [String; 0]);
    assert_eq!(scene.told_of(Some(2)), ["connection.connected"]);
    assert!(!scene.dump().contains("COMPANY#1\""), "{}", scene.dump());
}

#[tokio::test]
async fn s55_what_waits_is_told_to_nobody_once_its_company_is_erased() {
    let scene = connected().await;
    scene.ats_answers(StatusCode::INTERNAL_SERVER_ERROR, 1);
    scene.world.poll().await;
    assert!(scene.dump().contains("DELIVERY#"));
    // The queue is in a run's hands when the company goes.
    let whom = Whom { company: 1, user: None, application: None };
    erase(&scene.world.app, whom, |_| Ok(()), |_| ()).await.unwrap();
    scene.advance("1h");
    scene.redeliver(json!({})).await;
    assert_eq!(scene.told(), [] as [String; 0]);
}

#[tokio::test]
async fn f38_a_poison_record_is_set_aside_and_the_next_ones_are_told() {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, STRANGER, 2).await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    scene.world.dynamodb.stream().poison(1);
    create(&scene, GoogleCalendar, json!({})).await.ok();
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.world.poll().await;
    assert_eq!(scene.told_of(Some(1)), ["interview.scheduled", "connection.connected"]);
    assert_eq!(scene.told_of(Some(2)), ["connection.connected"]);
    let [aside] = &scene.world.streams[0].aside()[..] else { panic!() };
    assert_eq!(aside["dynamodb"]["Keys"]["sk"]["S"], "CREDENTIAL#google_calendar");
    let shown = scene.get(&format!("{}/_stream", scene.world.origins.api)).await.ok();
    assert_eq!(shown[0]["set_aside"][0]["Keys"]["pk"]["S"], "COMPANY#1");
    assert!(!shown.to_string().contains("sealed_tokens"), "{shown}");
}

#[tokio::test]
async fn f38_a_record_that_comes_twice_is_told_twice_under_one_id() {
    let scene = connected().await;
    let records: Vec<_> = (0..4).flat_map(|it| scene.world.dynamodb.stream().records(it)).collect();
    scene.world.poll().await;
    let event = json!({ "Records": records });
    scene.world.scheduler.fire("announce", event).await.unwrap().unwrap();
    let [one] = &scene.world.webhooks.received()[..] else { panic!() };
    assert_eq!(one.count, 2, "the same id and the same body");
}

#[tokio::test]
async fn both_keys_sign_while_one_is_being_replaced() {
    use sandbox::world::environment::{SIGNING_KEY, WEBHOOK_SECRET};
    const NEXT: &str = "whsec_c2FuZGJveC1zaWduaW5nLWtleS1vZi1ub2JvZHktMDI=";
    let scene = Scene::new().await;
    let both = json!({"SIGNING_KEY": NEXT, "SIGNING_KEY_PREVIOUS": SIGNING_KEY});
    scene.change_secret(WEBHOOK_SECRET, both);
    for keys in [&[SIGNING_KEY][..], &[NEXT]] {
        scene.world.webhooks.accept(keys);
        connect(&scene, GoogleCalendar, MARIAM, 1).await;
        scene.world.poll().await;
        scene.disconnect(MARIAM, "google-calendar").await.ok();
        scene.world.poll().await;
    }
    assert_eq!(scene.told().len(), 4);
}

#[tokio::test]
async fn without_an_address_nobody_is_told_and_nothing_waits() {
    let scene = Scene::deployed(|config| config.ats_webhook_url = None).await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    let app = scene.world.apps["announce"].clone();
    let records: Vec<_> = (0..4).flat_map(|it| scene.world.dynamodb.stream().records(it)).collect();
    let event = serde_json::from_value(json!({ "Records": records })).unwrap();
    let answer = announce::handle(app, event, scene.world.clock.now()).await.unwrap();
    assert_eq!(serde_json::to_value(answer).unwrap(), json!({"batchItemFailures": []}));
    assert_eq!(scene.told(), [] as [String; 0]);
    assert!(!scene.dump().contains("DELIVERY#"));
}

#[tokio::test]
async fn s50_a_redirect_is_not_followed() {
    let scene = connected().await;
    let api = scene.world.origins.api.clone();
    let elsewhere = HeaderValue::try_from(format!("{api}/_elsewhere")).unwrap();
    let away = Fault::respond(StatusCode::TEMPORARY_REDIRECT, json!({}));
    let away = away.header(header::LOCATION, elsewhere).on("POST", HOOK);
    scene.world.controls.api.inject(away);
    scene.world.poll().await;
    assert_eq!(scene.world.controls.api.count("POST", "/_elsewhere"), 0);
    assert!(scene.dump().contains("DELIVERY#"), "it waits");
}

#[tokio::test]
async fn f38_wherever_announcing_is_killed_nothing_is_lost_and_nothing_doubled_but_by_id() {
    let begin = async || {
        let scene = connected().await;
        create(&scene, GoogleCalendar, json!({})).await.ok();
        // One event fails, so that something is queued and the next one queued behind it.
        scene.ats_answers(StatusCode::SERVICE_UNAVAILABLE, 1);
        scene.world.controls.dynamodb.forget();
        scene
    };
    let scene = begin().await;
    scene.world.poll().await;
    let calls = scene.world.controls.dynamodb.requests().len();
    assert!(calls > 8, "{calls}");
    let mut killed = 0;
    for (kind, fault) in [("before", Fault::drop_before()), ("after", Fault::drop_after())] {
        for call in 0..u32::try_from(calls).unwrap() {
            let scene = begin().await;
            scene.world.controls.dynamodb.inject(fault.clone().after(call).times(3));
            scene.world.poll().await;
            scene.world.controls.dynamodb.clear();
            for _ in 0..3 {
                scene.advance("20m");
                scene.redeliver(json!({})).await;
            }
            let expected = ["connection.connected", "interview.scheduled"];
            assert_eq!(scene.told(), expected, "call {call} dropped {kind}");
            assert!(!scene.dump().contains("QUEUE#"), "call {call} dropped {kind}");
            killed += 1;
        }
    }
    assert_eq!(killed, calls * 2);
}

/// What `docs/events` says of events of the type `kind`.
fn schema(kind: &str) -> Value {
    let path = format!("{}/../docs/events/{kind}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// That `event` is as `docs/events` says.
pub(crate) fn as_described(event: &Value) {
    let kind = event["type"].as_str().unwrap();
    conforms(kind, &schema(kind), event);
}

/// That `value` has what `schema` demands, and nothing that it does not name.
fn conforms(place: &str, schema: &Value, value: &Value) {
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(
            !value[name.as_str().unwrap()].is_null() || name == "actor",
            "{place}: {name} in {value}"
        );
    }
    if let Some(one) = schema.get("const") {
        assert_eq!(one, value, "{place}");
    }
    if let Some(some) = schema["enum"].as_array() {
        assert!(some.contains(value), "{place}: {value}");
    }
    let Some(properties) = schema["properties"].as_object() else { return };
    for (name, member) in value.as_object().unwrap() {
        let schema = properties.get(name).unwrap_or_else(|| panic!("{place}: {name} in {value}"));
        conforms(&format!("{place}.{name}"), schema, member);
    }
}

#[tokio::test]
async fn every_event_is_as_its_schema_says_and_every_type_has_one() {
    let scene = posts::connected("kofi").await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    let post = scene.posted(json!({"job_id": 1})).await;
    let made = create(&scene, GoogleCalendar, json!({})).await.ok();
    let id = made["event_id"].as_str().unwrap();
    let moved = json!({"start_time": "2026-11-26T13:00:00Z", "end_time": "2026-11-26T14:00:00Z"});
    update(&scene, (MARIAM, GoogleCalendar), id, moved).await.ok();
    delete(&scene, (MARIAM, GoogleCalendar), id).await.ok();
    sync_calendar::everything_told(&scene).await;
    scene.at_post("delete-post", MARIAM, &post).await.ok();
    let refused = Fault::respond(StatusCode::UNPROCESSABLE_ENTITY, json!({"code": "X"}));
    let linkedin = &scene.world.controls[Provider::LinkedIn];
    linkedin.inject(refused.on("POST", "/rest/posts"));
    scene.publish(MARIAM, json!({"job_id": 2})).await;
    let plan = plans::planned(&scene, json!({"custom_message": "x"})).await;
    let moved = json!({"publish_at": "2026-11-25T09:00:00Z"});
    plans::change(&scene, MARIAM, &plan["id"], moved).await.ok();
    plans::take_back(&scene, MARIAM, &plan["id"]).await.ok();
    plans::planned(&scene, json!({"custom_message": "y"})).await;
    offers::put(&scene, MARIAM, 2, json!({})).await.ok();
    adverts::keep(&scene, MARIAM, (2, "fuzu"), json!({"state": "prepared"})).await.ok();
    connect(&scene, OutlookCalendar, MARIAM, 1).await;
    for application in [1, 3] {
        let of = json!({"application_id": application});
        bookings::offer(&scene, OutlookCalendar, of).await.ok();
    }
    let closed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 1}});
    ats_events::report(&scene, "msg_1", &closed).await.ok();
    plans::planned(&scene, json!({"job_id": 2, "custom_message": "late"})).await;
    scene.disconnect(MARIAM, "google-calendar").await.ok();
    for _ in 0..62 {
        scene.world.poll().await;
        sweep(&scene).await;
        start_plans::start(&scene).await;
        scene.advance("1 day");
    }
    let received = scene.world.webhooks.received();
    let mut kinds = std::collections::BTreeSet::new();
    for event in &received {
        as_described(&event.body);
        kinds.insert(event.body["type"].as_str().unwrap().to_owned());
    }
    let directory = format!("{}/../docs/events", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(directory).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let named: std::collections::BTreeSet<_> =
        files.map(|name| name.trim_end_matches(".json").to_owned()).collect();
    assert_eq!(kinds, named, "each type that is described is told, and no other");
    let description = std::fs::read_to_string("../docs/openapi.yaml").unwrap();
    for kind in kinds {
        assert!(description.contains(&format!("\n  {kind}:\n    post:")), "{kind}");
    }
}

#[test]
fn every_provider_may_be_connected_in_an_event() {
    for kind in ["connected", "disconnected", "expiring", "needs_reauthorization"] {
        let schema = schema(&format!("connection.{kind}"));
        let told = &schema["properties"]["data"]["properties"]["provider"]["enum"];
        assert_eq!(told, &json!(Provider::ALL.map(Provider::key)), "{kind}");
    }
}

#[tokio::test]
async fn a_connection_that_dynamodb_cleaned_up_is_told_to_nobody_and_one_that_a_person_removed_is()
{
    let scene = connected().await;
    scene.world.poll().await;
    scene.disconnect(MARIAM, "google-calendar").await.ok();
    let stream = scene.world.dynamodb.stream();
    let removed = (0..stream.shards()).flat_map(|shard| stream.records(shard));
    let mut removed = removed.filter(|it| it["eventName"] == "REMOVE").collect::<Vec<_>>();
    removed.retain(|it| it["dynamodb"]["Keys"]["sk"]["S"] == "CREDENTIAL#google_calendar");
    let [record] = &mut removed[..] else { panic!("{removed:?}") };
    let by_person = record.clone();
    record["userIdentity"] = json!({"type": "Service", "principalId": "dynamodb.amazonaws.com"});
    for (record, told) in [(record.clone(), 1), (by_person, 2)] {
        let event = json!({ "Records": [record] });
        scene.world.scheduler.fire("announce", event).await.unwrap().unwrap();
        assert_eq!(scene.told().len(), told);
    }
}
