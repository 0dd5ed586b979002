//! How long a provider wants to be left alone reaches the caller, and nobody asks again at once (F10).

use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use crate::answer::Answer;
use crate::calendars::wire;
use crate::interviews::{CALENDARS, create, delete, scheduled, search, update};
use crate::scene::{MARIAM, Scene};

/// Every way to use a calendar.
const USES: [&str; 4] = ["create", "update", "delete", "search"];

async fn using(scene: &Scene, provider: Provider, what: &str, id: &str) -> Answer {
    let asked = (MARIAM, provider);
    match what {
        "create" => {
            let body = json!({"title": "Autre", "create_meeting_link": true});
            create(scene, provider, body).await
        }
        "update" => update(scene, asked, id, json!({"title": "Autre"})).await,
        "delete" => delete(scene, asked, id).await,
        _ => search(scene, asked, json!({})).await,
    }
}

fn wait(answer: &Answer) -> Option<u64> {
    answer.headers.get(header::RETRY_AFTER)?.to_str().unwrap().parse().ok()
}

/// Whatever reaches the provider's API is refused so.
fn refuse(
    scene: &Scene,
    provider: Provider,
    status: u16,
    body: Value,
    after: Option<&'static str>,
) {
    let fault = Fault::respond(StatusCode::from_u16(status).unwrap(), body).times(99);
    let fault = match after {
        Some(after) => fault.header(header::RETRY_AFTER, HeaderValue::from_static(after)),
        None => fault,
    };
    wire(scene, provider).inject(fault);
}

#[tokio::test]
async fn f10_a_calendar_that_says_how_long_is_left_alone_and_the_caller_knows() {
    for provider in CALENDARS {
        for what in USES {
            for (status, after, seconds) in
                [(429, "120", 120), (429, "Mon, 23 Nov 2026 09:20:00 GMT", 1200), (503, "900", 900)]
            {
                let (scene, id) = scheduled(provider).await;
                refuse(&scene, provider, status, Value::Null, Some(after));
                let answer = using(&scene, provider, what, &id).await.expect(429, "throttled");
                assert_eq!(wait(&answer), Some(seconds), "{provider} {what} {status}");
                let asked = wire(&scene, provider).requests().len();
                // Outlook is asked for its own times and for others' at once.
                let at_once = if (provider, what) == (OutlookCalendar, "create") { 2 } else { 1 };
                assert!((1..=at_once).contains(&asked), "{provider} {what} {status}: {asked}");
            }
        }
    }
}

#[tokio::test]
async fn f10_google_s_quota_words_are_no_missing_right() {
    for (reason, seconds) in [
        ("dailyLimitExceeded", Some(23 * 3600)),
        ("quotaExceeded", Some(3600)),
        ("userRateLimitExceededUnreg", None),
        ("somethingNewExceeded", None),
    ] {
        for what in USES {
            let (scene, id) = scheduled(GoogleCalendar).await;
            let error = json!({"domain": "usageLimits", "reason": reason, "message": "m"});
            let body = json!({"error": {"errors": [error], "code": 403, "message": "m"}});
            refuse(&scene, GoogleCalendar, 403, body, None);
            let answer = using(&scene, GoogleCalendar, what, &id).await.expect(429, "throttled");
            assert_eq!(wait(&answer), seconds, "{what} {reason}");
            assert_eq!(wire(&scene, GoogleCalendar).requests().len(), 1, "{what} {reason}");
        }
    }
}

#[tokio::test]
async fn f10_outlook_s_quota_words_are_no_missing_right() {
    for code in ["ApplicationThrottled", "activityLimitReached", "TooManyRequests"] {
        for what in USES {
            let (scene, id) = scheduled(OutlookCalendar).await;
            let body = json!({"error": {"code": code, "message": "m"}});
            refuse(&scene, OutlookCalendar, 403, body, Some("60"));
            let answer = using(&scene, OutlookCalendar, what, &id).await;
            assert_eq!(wait(&answer.expect(429, "throttled")), Some(60), "{what} {code}");
        }
    }
}

#[tokio::test]
async fn f10_linkedin_s_daily_limit_ends_at_midnight_wherever_it_is_met() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "amina").await.ok();
    let post = scene.posted(json!({"job_id": 1})).await;
    scene.advance("11m");
    let limit = json!({"status": 429, "code": "TOO_MANY_REQUESTS"});
    let fault = Fault::respond(StatusCode::TOO_MANY_REQUESTS, limit).times(999);
    scene.world.controls[Provider::LinkedIn].inject(fault);
    let midnight = 24 * 3600 - (9 * 3600 + 11 * 60);
    let answers = [
        ("publish", scene.publish(MARIAM, json!({"job_id": 2})).await),
        ("delete", scene.at_post("delete-post", MARIAM, &post).await),
    ];
    for (what, answer) in answers {
        assert_eq!(wait(&answer.expect(429, "throttled")), Some(midnight), "{what}");
    }
}

#[tokio::test]
async fn f10_linkedin_s_wait_is_kept_and_no_post_is_sent_again_at_once() {
    for (status, after, seconds) in
        [(503, "77", 77), (503, "Mon, 23 Nov 2026 09:31:00 GMT", 1200), (429, "77", 77)]
    {
        let scene = Scene::new().await;
        scene.connect(MARIAM, "linkedin", "amina").await.ok();
        let post = scene.posted(json!({"job_id": 1})).await;
        scene.advance("11m");
        let status = StatusCode::from_u16(status).unwrap();
        let fault = Fault::respond(status, Value::Null).times(999);
        let fault = fault.header(header::RETRY_AFTER, HeaderValue::from_static(after));
        scene.world.controls[Provider::LinkedIn].forget();
        scene.world.controls[Provider::LinkedIn].inject(fault);
        let published = scene.publish(MARIAM, json!({"job_id": 2})).await;
        let deleted = scene.at_post("delete-post", MARIAM, &post).await;
        for answer in [published, deleted] {
            assert_eq!(wait(&answer.expect(429, "throttled")), Some(seconds), "{status}");
        }
        let sent = scene.world.controls[Provider::LinkedIn].requests();
        let posts = sent.iter().filter(|request| request.method == "POST").count();
        assert_eq!(posts, 1, "{status}");
    }
}
