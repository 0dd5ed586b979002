//! A broken story for each alarm there is: whoever adds one adds what it tells of.

use std::collections::BTreeSet;

use http::StatusCode;
use serde_json::json;
use shared::model::provider::Provider::{self, GoogleCalendar, LinkedIn, OutlookCalendar};
use simulator_kit::wire::Fault;
use tracing::Level;

use super::cloudwatch::{Metrics, alarms};
use super::{PROVIDERS, answers, names, raised};
use crate::filters;
use crate::grants::breaker::dead;
use crate::interviews::scheduled;
use crate::logs::Logs;
use crate::posts;
use crate::scene::{MARIAM, STRANGER, Scene};
use crate::upkeep::{partner, sweep};

/// An alarm on a metric that AWS records: where, under which dimension, and of what; a value that is well and one
/// that is not.
type OfAws = (&'static str, (&'static str, &'static str), (&'static str, &'static str), [f64; 2]);

const OF_AWS: [OfAws; 7] = [
    (
        "AnnounceBehind",
        ("AWS/Lambda", "IteratorAge"),
        ("FunctionName", "AnnounceFunction"),
        [60_000.0, 1_000_000.0],
    ),
    (
        "SyncCalendarBehind",
        ("AWS/Lambda", "IteratorAge"),
        ("FunctionName", "SyncCalendarFunction"),
        [60_000.0, 1_000_000.0],
    ),
    (
        "RecordsAside",
        ("AWS/Lambda", "OnFailureDestinationDeliveredEventCount"),
        ("EventSourceMappingUUID", "AnnounceStream.Id"),
        [0.0, 1.0],
    ),
    (
        "RecordsAside",
        ("AWS/Lambda", "OnFailureDestinationDeliveredEventCount"),
        ("EventSourceMappingUUID", "SyncCalendarStream.Id"),
        [0.0, 1.0],
    ),
    (
        "RecordsDropped",
        ("AWS/Lambda", "DroppedEventCount"),
        ("EventSourceMappingUUID", "AnnounceStream.Id"),
        [0.0, 1.0],
    ),
    (
        "RecordsDropped",
        ("AWS/Lambda", "DroppedEventCount"),
        ("EventSourceMappingUUID", "SyncCalendarStream.Id"),
        [0.0, 1.0],
    ),
    (
        "DeadLettersWaiting",
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
        ("QueueName", "DeadLetters.QueueName"),
        [0.0, 1.0],
    ),
];

/// Those raised by what `metrics` hold, where no schedule is in the story.
fn but_schedules(metrics: &Metrics) -> BTreeSet<String> {
    let mut raised = metrics.raised_meanwhile();
    raised.retain(|alarm| !alarm.ends_with("Overdue"));
    raised
}

fn of_lines(lines: &[String]) -> BTreeSet<String> {
    but_schedules(&Metrics::of_log(&lines.join("\n")))
}

fn of_logs(logs: &Logs) -> BTreeSet<String> {
    but_schedules(&Metrics::of_log(&logs.text()))
}

/// So many grants that are gone meet one run.
async fn grants_are_gone(count: i64) -> BTreeSet<String> {
    let scene = dead(count).await;
    let logs = Logs::capture(Level::INFO);
    sweep(&scene).await;
    of_logs(&logs)
}

/// What the ATS answers to events meanwhile, and how long nobody takes them.
async fn events_wait(status: StatusCode, wait: &str) -> BTreeSet<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    scene.ats_answers(status, 9);
    scene.world.poll().await;
    scene.advance(wait);
    scene.redeliver(json!({})).await;
    of_logs(&logs)
}

/// The alarms on figures, in three days of two companies with posts on a page, to which LinkedIn tells none of it
/// where it `is_down`, and in the `hours` after that, without a run.
async fn figures(is_down: bool, hours: i64) -> BTreeSet<String> {
    let scene = posts::connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    scene.connect(STRANGER, "linkedin", "kofi").await.ok();
    scene.publish(STRANGER, json!({"job_id": 8})).await.ok();
    if is_down {
        let down = answers(StatusCode::SERVICE_UNAVAILABLE, json!({}));
        let path = "/rest/organizationalEntityShareStatistics";
        scene.world.controls[LinkedIn].inject(down.on("GET", path));
    }
    let logs = Logs::capture(Level::INFO);
    let began = scene.world.clock.now().as_second();
    for _ in 0..3 {
        scene.snapshot().await;
        scene.advance("1 day");
    }
    let end = scene.world.clock.now().as_second() + (hours - 24) * 3600;
    let mut raised = Metrics::of_log(&logs.text()).raised(began, end);
    raised.retain(|alarm| alarm.starts_with("Statistics"));
    raised
}

/// What API Gateway counts while `failing` of `requests` meet an ATS that is down, and what is raised by that.
async fn requests(failing: usize, requests: usize) -> BTreeSet<String> {
    let scene = Scene::new().await;
    let now = scene.world.clock.now().as_second();
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({})).times(10_000);
    let mut metrics = Metrics::of_log("");
    let api = ("ApiId", "Api");
    for number in 0..requests {
        if number + failing == requests {
            scene.world.controls.api.inject(down.clone().on("GET", "/api/employers/me"));
        }
        let answer = scene.call("status", MARIAM, |_| ()).await;
        // A quarter of an hour of them.
        for second in [now, now + 300, now + 600] {
            metrics = metrics.with(("AWS/ApiGateway", "Count"), api, second, 1.0);
            let failed = f64::from(u8::from(answer.status.is_server_error()));
            metrics = metrics.with(("AWS/ApiGateway", "5xx"), api, second, failed);
        }
    }
    but_schedules(&metrics)
}

/// No schedule runs any more.
async fn nothing_runs() -> BTreeSet<String> {
    let logs = Logs::capture(Level::INFO);
    let scene = partner(json!({})).await;
    let began = scene.world.clock.now().as_second();
    sweep(&scene).await;
    scene.watch_calendars().await;
    scene.snapshot().await;
    let metrics = Metrics::of_log(&logs.text());
    assert_eq!(metrics.raised(began, began + 10 * 60), names([]));
    metrics.raised(began, began + 28 * 3600)
}

async fn plans_are_late() -> BTreeSet<String> {
    let scene = posts::connected("kofi").await;
    crate::plans::planned(&scene, json!({})).await;
    scene.advance("80m");
    let logs = Logs::capture(Level::INFO);
    crate::start_plans::start(&scene).await;
    of_logs(&logs)
}

async fn channels_fail(provider: Provider, path: &str) -> BTreeSet<String> {
    let (scene, _) = scheduled(provider).await;
    let down = answers(StatusCode::SERVICE_UNAVAILABLE, json!({}));
    scene.world.controls[provider].inject(down.on("POST", path));
    let logs = Logs::capture(Level::INFO);
    for _ in 0..5 * 12 {
        scene.watch_calendars().await;
        scene.advance("5m");
    }
    of_logs(&logs)
}

/// What is raised by one value of a metric of AWS.
fn of_aws(metric: (&str, &str), of: (&str, &str), value: f64) -> BTreeSet<String> {
    but_schedules(&Metrics::of_log("").with(metric, of, 1_795_400_000, value))
}

/// Each function's own alarms.
fn functions() -> Vec<String> {
    let each = alarms().into_iter().map(|alarm| alarm.name);
    each.filter_map(|name| name.strip_suffix("Throttles").map(str::to_owned)).collect()
}

fn expect(raised: &mut BTreeSet<String>, story: BTreeSet<String>, expected: &[&str]) {
    assert_eq!(story, expected.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>());
    raised.extend(story);
}

async fn of_ours() -> BTreeSet<String> {
    let mut raised_ever = BTreeSet::new();
    let mut told = |story, expected: &[&str]| expect(&mut raised_ever, story, expected);
    for (provider, alarm) in PROVIDERS {
        let down = answers(StatusCode::SERVICE_UNAVAILABLE, json!({}));
        told(raised(provider, Some(down), 2).await, &[alarm]);
    }
    told(nothing_runs().await, &["RefreshOverdue", "StatisticsOverdue", "WatchesOverdue"]);
    let refused = filters::renewal_is_refused("invalid_client").await;
    told(of_lines(&refused), &["ProviderMisconfigured", "RefreshMisconfigured"]);
    told(of_lines(&filters::a_code_is_refused().await), &["ProviderMisconfigured"]);
    told(grants_are_gone(12).await, &["RefreshGrantsEnding"]);
    // Twenty of them end before.
    told(grants_are_gone(30).await, &["EndingsHeld", "RefreshGrantsEnding"]);
    told(of_lines(&filters::a_row_is_damaged().await), &["RefreshSetAside"]);
    told(of_lines(&filters::an_item_is_spoilt().await), &["ItemsUnreadable"]);
    told(of_lines(&filters::the_ats_lacks_a_route().await), &["AtsIncomplete"]);
    told(of_lines(&filters::the_key_is_disabled().await), &["KeyUnusable"]);
    let watch = "/calendar/v3/calendars/primary/events/watch";
    told(channels_fail(GoogleCalendar, watch).await, &["GoogleCalendarChannelsFailing"]);
    let subscriptions = channels_fail(OutlookCalendar, "/v1.0/subscriptions").await;
    told(subscriptions, &["OutlookCalendarChannelsFailing"]);
    told(plans_are_late().await, &["PlansLate"]);
    told(of_lines(&filters::a_note_is_malformed().await), &["NotesRefused"]);
    told(events_wait(StatusCode::UNAUTHORIZED, "50m").await, &[]);
    told(events_wait(StatusCode::UNAUTHORIZED, "2h").await, &["EventsWaiting"]);
    told(events_wait(StatusCode::UNAUTHORIZED, "73h").await, &["EventsGivenUp", "EventsWaiting"]);
    told(events_wait(StatusCode::GONE, "10m").await, &["EventsRefused"]);
    told(figures(false, 25).await, &[]);
    told(figures(true, 25).await, &["StatisticsFailing"]);
    told(figures(false, 27).await, &["StatisticsOverdue"]);
    raised_ever
}

async fn of_aws_s() -> BTreeSet<String> {
    let mut raised_ever = BTreeSet::new();
    let mut told = |story, expected: &[&str]| expect(&mut raised_ever, story, expected);
    for (alarm, metric, of, [well, ill]) in OF_AWS {
        told(of_aws(metric, of, well), &[]);
        told(of_aws(metric, of, ill), &[alarm]);
    }
    for function in functions() {
        let of = format!("{function}Function");
        for metric in ["Errors", "Throttles"] {
            let alarm = format!("{function}{metric}");
            told(of_aws(("AWS/Lambda", metric), ("FunctionName", &of), 0.0), &[]);
            told(of_aws(("AWS/Lambda", metric), ("FunctionName", &of), 1.0), &[&alarm]);
        }
    }
    told(requests(0, 30).await, &[]);
    told(requests(1, 30).await, &[]);
    told(requests(3, 30).await, &["ApiFailing"]);
    told(requests(2, 3).await, &["ApiFailingForFew"]);
    raised_ever
}

#[tokio::test]
async fn each_alarm_of_the_template_is_raised_by_what_it_tells_of_and_by_nothing_else() {
    let raised: BTreeSet<String> = of_ours().await.into_iter().chain(of_aws_s().await).collect();
    let all: BTreeSet<String> = alarms().into_iter().map(|alarm| alarm.name).collect();
    assert!(all.len() > 90, "{all:?}");
    assert_eq!(all, raised, "a story is missing");
}
