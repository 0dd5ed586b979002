//! What raises an alarm and what does not: stories of hours, told to the alarms of `template.yaml` by
//! the metrics that the functions record meanwhile.

mod cloudwatch;
mod expression;
mod stories;

use std::collections::BTreeSet;

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{
    self, GoogleCalendar, LinkedIn, OutlookCalendar, Slack, Zoom,
};
use simulator_kit::wire::Fault;
use tracing::Level;

use crate::calendars::connect;
use crate::interviews::scheduled;
use crate::logs::Logs;
use crate::posts;
use crate::scene::{MARIAM, Scene};
use crate::unreadable::spoil;
use crate::upkeep::{TOKEN, partner, sweep};
use cloudwatch::Metrics;

/// A company with all connections, LinkedIn's about to be renewed.
async fn connected() -> Scene {
    let scene = partner(json!({})).await;
    scene.advance("53 days");
    for calendar in [GoogleCalendar, OutlookCalendar] {
        connect(&scene, calendar, MARIAM, 1).await;
    }
    scene.connect(MARIAM, "zoom", "zoe").await.ok();
    scene
        .turn(&scene.world.origins[Slack], "sali", json!({"rotation": true, "expires_in": 3600}))
        .await;
    scene.connect(MARIAM, "slack", "sali").await.ok();
    scene
}

/// What was raised in so many `hours` with a run every five minutes, while `fault` is all that the
/// provider says to renewals.
async fn raised(provider: Provider, fault: Option<Fault>, hours: usize) -> BTreeSet<String> {
    let scene = connected().await;
    if let Some(fault) = fault {
        let controls = &scene.world.controls;
        let (wire, path) = match provider {
            LinkedIn => (&controls[Provider::LinkedIn], TOKEN),
            GoogleCalendar => (&controls[Provider::GoogleCalendar], "/token"),
            OutlookCalendar => (&controls[Provider::OutlookCalendar], "/common/oauth2/v2.0/token"),
            Zoom => (&controls[Provider::Zoom], "/oauth/token"),
            Slack => (&controls[Provider::Slack], "/api/oauth.v2.access"),
        };
        wire.inject(fault.on("POST", path));
    }
    let logs = Logs::capture(Level::INFO);
    let began = scene.world.clock.now().as_second();
    for _ in 0..hours * 12 {
        sweep(&scene).await;
        scene.advance("5m");
    }
    let metrics = Metrics::of_log(&logs.text());
    let mut raised = metrics.raised(began, scene.world.clock.now().as_second());
    // The other schedules are not in this story.
    raised.remove("WatchesOverdue");
    raised
}

fn names<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

fn answers(status: StatusCode, body: Value) -> Fault {
    Fault::respond(status, body).times(10_000)
}

const PROVIDERS: [(Provider, &str); 5] = [
    (LinkedIn, "LinkedInRenewalsFailing"),
    (GoogleCalendar, "GoogleCalendarRenewalsFailing"),
    (OutlookCalendar, "OutlookCalendarRenewalsFailing"),
    (Zoom, "ZoomRenewalsFailing"),
    (Slack, "SlackRenewalsFailing"),
];

#[tokio::test]
async fn a_day_on_which_all_is_well_is_silent_and_so_is_a_provider_that_stumbles() {
    let logs = Logs::capture(Level::INFO);
    let scene = connected().await;
    let began = scene.world.clock.now().as_second();
    for _ in 0..6 * 12 {
        sweep(&scene).await;
        scene.watch_calendars().await;
        scene.advance("5m");
    }
    let metrics = Metrics::of_log(&logs.text());
    assert_eq!(metrics.raised(began, scene.world.clock.now().as_second()), names([]));
    drop(scene);
    for (provider, _) in PROVIDERS {
        let once = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({})).times(1);
        assert_eq!(raised(provider, Some(once), 3).await, names([]), "{provider}");
    }
}

#[tokio::test]
async fn f11_a_provider_that_fails_renewals_raises_its_own_alarm_and_no_other() {
    for (provider, alarm) in PROVIDERS {
        let down = answers(StatusCode::SERVICE_UNAVAILABLE, json!({}));
        assert_eq!(raised(provider, Some(down), 3).await, names([alarm]), "{provider}");
    }
}

#[tokio::test]
async fn f33_so_does_one_that_throttles_or_answers_what_nobody_knows() {
    for fault in [
        answers(StatusCode::TOO_MANY_REQUESTS, json!({})),
        answers(StatusCode::BAD_REQUEST, json!({"error": "nobody_documented_this"})),
        answers(StatusCode::OK, json!("<html>maintenance</html>")),
        Fault::drop_before().times(10_000),
    ] {
        let raised = raised(GoogleCalendar, Some(fault), 3).await;
        assert_eq!(raised, names(["GoogleCalendarRenewalsFailing"]));
    }
}

#[tokio::test]
async fn f21_a_wrong_secret_of_ours_is_told_as_what_it_is() {
    for (provider, _) in PROVIDERS {
        let body = json!({"error": "invalid_client", "error_description": "AADSTS7000215", "error_codes": [7_000_215]});
        let refused = answers(StatusCode::UNAUTHORIZED, body);
        let expected = names(["RefreshMisconfigured", "ProviderMisconfigured"]);
        assert_eq!(raised(provider, Some(refused), 3).await, expected, "{provider}");
    }
}

#[tokio::test]
async fn f35_an_item_that_can_t_be_read_is_told_whoever_meets_it() {
    for (kind, attribute) in
        [("CREDENTIAL#", "expires_at"), ("POST#", "state"), ("TEMPLATE#", "template")]
    {
        let scene = posts::connected("kofi").await;
        scene.posted(json!({"job_id": 1})).await;
        scene.put("template", MARIAM, json!({"template": "{{ apply_url }}"})).await.ok();
        spoil(&scene, kind, attribute).await;
        let logs = Logs::capture(Level::INFO);
        scene.status(MARIAM).await;
        scene.posts(MARIAM).await;
        scene.put("preview", MARIAM, json!({"job_id": 1})).await.ok();
        let (metrics, now) = (Metrics::of_log(&logs.text()), scene.world.clock.now().as_second());
        let mut raised = metrics.raised(now, now + 600);
        // No run of a schedule is in this story.
        raised.retain(|alarm| !alarm.ends_with("Overdue"));
        assert_eq!(raised, names(["ItemsUnreadable"]), "{kind}");
    }
}

#[tokio::test]
async fn a_schedule_that_stopped_is_told_although_nothing_fails() {
    let logs = Logs::capture(Level::INFO);
    let scene = connected().await;
    let began = scene.world.clock.now().as_second();
    for _ in 0..6 {
        sweep(&scene).await;
        scene.watch_calendars().await;
        scene.advance("5m");
    }
    let metrics = Metrics::of_log(&logs.text());
    assert_eq!(metrics.raised(began, began + 30 * 60), names([]));
    let stopped = names(["RefreshOverdue", "WatchesOverdue"]);
    assert_eq!(metrics.raised(began, began + 60 * 60), stopped);
}

#[tokio::test]
async fn f11_a_calendar_that_opens_no_channels_raises_its_own_alarm_and_no_other() {
    for (provider, path, alarm) in [
        (
            GoogleCalendar,
            "/calendar/v3/calendars/primary/events/watch",
            "GoogleCalendarChannelsFailing",
        ),
        (OutlookCalendar, "/v1.0/subscriptions", "OutlookCalendarChannelsFailing"),
    ] {
        let (scene, _) = scheduled(provider).await;
        let down = answers(StatusCode::SERVICE_UNAVAILABLE, json!({}));
        scene.world.controls[provider].inject(down.on("POST", path));
        let logs = Logs::capture(Level::INFO);
        let began = scene.world.clock.now().as_second();
        for _ in 0..5 * 12 {
            scene.watch_calendars().await;
            scene.advance("5m");
        }
        let metrics = Metrics::of_log(&logs.text());
        let mut raised = metrics.raised(began, scene.world.clock.now().as_second());
        // No tokens are renewed in this story.
        raised.remove("RefreshOverdue");
        assert_eq!(raised, names([alarm]), "{provider}");
    }
}

#[tokio::test]
async fn f44_plans_that_were_due_while_nobody_looked_raise_an_alarm_and_those_in_time_none() {
    for (late, expected) in [("1h", names([])), ("80m", names(["PlansLate"]))] {
        let scene = posts::connected("kofi").await;
        crate::plans::planned(&scene, json!({})).await;
        scene.advance(late);
        let logs = Logs::capture(Level::INFO);
        let began = scene.world.clock.now().as_second();
        crate::start_plans::start(&scene).await;
        let mut raised = Metrics::of_log(&logs.text()).raised(began, began + 600);
        // No other schedule is in this story.
        raised.retain(|alarm| !alarm.ends_with("Overdue"));
        assert_eq!(raised, expected, "{late}");
    }
}

#[tokio::test]
async fn a_note_that_slack_calls_malformed_raises_an_alarm() {
    let scene = crate::slack::connected(crate::slack::PUBLIC).await;
    let refused = json!({"ok": false, "error": "invalid_blocks"});
    let refused = Fault::respond(StatusCode::OK, refused).on("POST", "/api/chat.postMessage");
    scene.world.controls[Slack].inject(refused);
    let logs = Logs::capture(Level::INFO);
    let began = scene.world.clock.now().as_second();
    crate::interviews::create(&scene, GoogleCalendar, json!({})).await.ok();
    scene.world.poll().await;
    let mut raised = Metrics::of_log(&logs.text()).raised(began, began + 600);
    raised.retain(|alarm| !alarm.ends_with("Overdue"));
    assert_eq!(raised, names(["NotesRefused"]));
}
