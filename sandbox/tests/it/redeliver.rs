//! Events that wait: in order for each company, without a storm, and never for ever.

use std::time::{Duration, Instant};

use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use shared::model::delivery::{Delivery, Sink};
use shared::model::provider::Provider::GoogleCalendar;
use simulator_kit::wire::Fault;

use crate::announce::HOOK;
use crate::calendars::connect;
use crate::interviews::{create, delete, update};
use crate::scene::{MARIAM, STRANGER, Scene};

/// How often both companies change something while time is measured.
const ROUNDS: usize = 60;

impl Scene {
    /// Fires `redeliver` with `event`; its report.
    pub(crate) async fn redeliver(&self, event: Value) -> Value {
        self.world.scheduler.fire("redeliver", event).await.unwrap().unwrap()
    }

    /// Fires it each minute for so long.
    async fn redeliver_for(&self, minutes: usize) -> Vec<Value> {
        let mut reports = Vec::new();
        for _ in 0..minutes {
            self.advance("1m");
            reports.push(self.redeliver(json!({})).await);
        }
        reports
    }

    /// How many events were sent.
    fn sent(&self) -> usize {
        self.world.controls.api.count("POST", HOOK)
    }
}

/// An interview that is scheduled and cancelled: two events of company 1.
async fn busy(scene: &Scene) {
    let made = create(scene, GoogleCalendar, json!({})).await.ok();
    let id = made["event_id"].as_str().unwrap();
    let moved = json!({"start_time": "2026-11-26T13:00:00Z", "end_time": "2026-11-26T14:00:00Z"});
    update(scene, (MARIAM, GoogleCalendar), id, moved).await.ok();
    delete(scene, (MARIAM, GoogleCalendar), id).await.ok();
}

const BUSY: [&str; 4] =
    ["connection.connected", "interview.scheduled", "interview.moved", "interview.cancelled"];

#[tokio::test]
async fn f39_after_six_hours_without_the_ats_everything_arrives_in_order() {
    let scene = Scene::new().await;
    scene.ats_answers(StatusCode::INTERNAL_SERVER_ERROR, 10_000);
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    connect(&scene, GoogleCalendar, STRANGER, 2).await;
    busy(&scene).await;
    scene.world.poll().await;
    let reports = scene.redeliver_for(360).await;
    assert!(reports.iter().all(|report| report["delivered"] == 0));
    // 1, 5 and 15 minutes, then every 15, for two companies.
    assert!(scene.sent() < 2 * (3 + 360 / 15) + 6, "{}", scene.sent());
    assert_eq!(scene.told(), [] as [String; 0]);
    scene.world.controls.api.clear();
    scene.redeliver_for(20).await;
    assert_eq!(scene.told_of(Some(1)), BUSY);
    assert_eq!(scene.told_of(Some(2)), ["connection.connected"]);
    assert!(!scene.dump().contains("DELIVERY#") && !scene.dump().contains("QUEUE#"));
}

#[tokio::test]
async fn f39_what_the_ats_refuses_of_one_company_delays_no_other() {
    let scene = Scene::new().await;
    let refused = Fault::respond(StatusCode::UNPROCESSABLE_ENTITY, json!({})).times(10_000);
    let refused = refused.on("POST", HOOK).body_contains("\"company_id\":1,");
    scene.world.controls.api.inject(refused);
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    busy(&scene).await;
    scene.world.poll().await;
    scene.redeliver_for(90).await;
    connect(&scene, GoogleCalendar, STRANGER, 2).await;
    scene.world.poll().await;
    assert_eq!(scene.told_of(Some(2)), ["connection.connected"], "at once");
    scene.world.controls.api.clear();
    scene.redeliver_for(16).await;
    assert_eq!(scene.told_of(Some(1)), BUSY);
}

#[tokio::test]
async fn f39_an_ats_that_hangs_on_one_company_s_events_keeps_no_other_waiting() {
    let scene = Scene::new().await;
    let hang = Fault::hang().on("POST", HOOK).body_contains("\"company_id\":1,");
    scene.world.controls.api.inject(hang.times(2));
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    connect(&scene, GoogleCalendar, STRANGER, 2).await;
    let mut poll = std::pin::pin!(scene.world.poll());
    let told = async {
        while scene.told_of(Some(2)).is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        biased;
        () = &mut poll => panic!("the clock stands still, and company 1's event hangs"),
        () = told => {}
    }
    scene.advance("4s");
    poll.await;
    assert!(scene.dump().contains("DELIVERY#"), "company 1's waits");
}

/// How long company 2's events take to the ATS, while company 1 has as many, which the ATS refuses or not.
async fn told_after(is_refusing: bool) -> Duration {
    let scene = Scene::new().await;
    if is_refusing {
        let refused = Fault::respond(StatusCode::UNPROCESSABLE_ENTITY, json!({})).times(10_000);
        let refused = refused.on("POST", HOOK).body_contains("\"company_id\":1,");
        scene.world.controls.api.inject(refused);
    }
    let mut took = Duration::ZERO;
    for round in 1..=ROUNDS {
        scene.advance("1m");
        scene.connect(MARIAM, "linkedin", "kofi").await.ok();
        scene.connect(STRANGER, "linkedin", "claire").await.ok();
        let begun = Instant::now();
        scene.world.poll().await;
        took += begun.elapsed();
        assert_eq!(scene.told_of(Some(2)).len(), round, "at once");
    }
    took
}

#[tokio::test]
#[ignore = "measures time: for a machine that does nothing else"]
async fn f39_a_company_whose_events_are_refused_costs_another_at_most_half_as_much_again() {
    let (without, with) = (told_after(false).await, told_after(true).await);
    let ratio = with.as_secs_f64() / without.as_secs_f64();
    println!("{ROUNDS} rounds: {without:?} without, {with:?} with a refusal: {ratio:.2}");
    assert!(ratio <= 1.5);
}

#[tokio::test]
async fn f39_what_was_tried_for_72_hours_is_given_up_shown_and_taken_up_again_by_an_operator() {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    scene.ats_answers(StatusCode::INTERNAL_SERVER_ERROR, 10_000);
    scene.world.poll().await;
    let status = scene.status(MARIAM).await;
    assert_eq!((&status["events"]["waiting"], &status["events"]["failed"]), (&json!(1), &json!(0)));
    scene.advance("71h");
    assert_eq!(scene.redeliver(json!({})).await["given_up"], 0);
    scene.advance("1h");
    assert_eq!(scene.redeliver(json!({})).await["given_up"], 1);
    let status = scene.status(MARIAM).await;
    assert_eq!((&status["events"]["waiting"], &status["events"]["failed"]), (&json!(0), &json!(1)));
    assert!(status["events"]["message"].as_str().unwrap().starts_with("One event"), "{status}");
    scene.world.controls.api.clear();
    scene.redeliver_for(30).await;
    assert_eq!(scene.told(), [] as [String; 0], "by nobody but an operator");
    let other = json!({"retry_given_up": {"company_id": 2}});
    assert_eq!(scene.redeliver(other).await["taken_up"], 0);
    let report = scene.redeliver(json!({"retry_given_up": true})).await;
    assert_eq!((&report["taken_up"], &report["delivered"]), (&json!(1), &json!(1)), "{report}");
    assert_eq!(scene.told(), ["connection.connected"]);
    assert!(scene.status(MARIAM).await["events"].is_null());
}

/// Puts `count` events into company `company`'s queue.
async fn wait_for(scene: &Scene, company: i64, count: usize) {
    let now = scene.world.app.clock.now();
    for number in 0..count {
        let place = format!("{number:05}");
        let event_id = format!("evt_{company}_{number}");
        let body = json!({"type": "offer.published", "data": {"company_id": company}}).to_string();
        let delivery = Delivery { company, place, event_id, body, since: now };
        scene.world.app.store.queue(Sink::Ats, &delivery, now).await.unwrap();
    }
}

#[tokio::test]
async fn f39_many_are_given_up_in_one_run_and_one_company_s_are_found_among_many_of_another() {
    let scene = Scene::new().await;
    wait_for(&scene, 1, 45).await;
    wait_for(&scene, 2, 2).await;
    scene.ats_answers(StatusCode::INTERNAL_SERVER_ERROR, 2);
    scene.advance("72h");
    assert_eq!(scene.redeliver(json!({})).await["given_up"], 47);
    scene.advance("1h");
    let report = scene.redeliver(json!({"retry_given_up": {"company_id": 2}})).await;
    assert_eq!((&report["taken_up"], &report["delivered"]), (&json!(2), &json!(2)), "{report}");
    let report = scene.redeliver(json!({"retry_given_up": true})).await;
    assert_eq!(report["taken_up"], 45, "{report}");
    assert_eq!(scene.told().len(), 47);
}

#[tokio::test]
async fn f39_retry_after_is_honoured() {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    let busy = Fault::respond(StatusCode::TOO_MANY_REQUESTS, json!({}));
    let busy = busy.header(header::RETRY_AFTER, HeaderValue::from_static("600"));
    scene.world.controls.api.inject(busy.on("POST", HOOK));
    scene.world.poll().await;
    scene.redeliver_for(9).await;
    assert_eq!((scene.sent(), scene.told().len()), (1, 0));
    scene.redeliver_for(2).await;
    assert_eq!(scene.told().len(), 1);
}

#[tokio::test]
async fn f39_an_ats_that_fails_everybody_is_asked_once_a_minute_and_then_drained() {
    let scene = Scene::new().await;
    for company in 1..=12 {
        connect(&scene, GoogleCalendar, MARIAM, company).await;
    }
    scene.ats_answers(StatusCode::BAD_GATEWAY, 10_000);
    scene.world.poll().await;
    let before = scene.sent();
    connect(&scene, GoogleCalendar, MARIAM, 13).await;
    scene.world.poll().await;
    assert_eq!(scene.sent(), before, "what happens now waits unsent");
    scene.redeliver_for(30).await;
    assert!(scene.sent() - before <= 30, "{}", scene.sent() - before);
    scene.world.controls.api.clear();
    scene.redeliver_for(20).await;
    assert_eq!(scene.told().len(), 13);
    assert!(scene.world.webhooks.received().iter().all(|it| it.count == 1));
}

#[tokio::test]
async fn f38_two_runs_at_once_send_nothing_twice() {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    scene.ats_answers(StatusCode::INTERNAL_SERVER_ERROR, 1);
    busy(&scene).await;
    scene.world.poll().await;
    scene.advance("1h");
    tokio::join!(scene.redeliver(json!({})), scene.redeliver(json!({})));
    assert_eq!(scene.told(), BUSY);
    assert!(scene.world.webhooks.received().iter().all(|it| it.count == 1));
}
