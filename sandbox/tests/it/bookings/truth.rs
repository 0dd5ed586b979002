//! No hour is offered that is not known to be free, and where nobody can know it the candidate is told whom to ask
//! (S53, S58).

use http::{HeaderValue, Request, StatusCode, header};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use super::{choose, kinds, links, look, offer_as, offered, starts, told};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, list};
use crate::own::connect_for;
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::sweep;

const MORNING: &str = "2026-11-24T10:00:00";

/// Mariam offers hours of hers, Google's, at which her colleague is there too, whose calendar is at Outlook.
async fn with_colleague() -> (Scene, String) {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    connect_for(&scene, (COLLEAGUE, "me"), OutlookCalendar, "fatou").await.ok();
    let link =
        offer_as(&scene, (MARIAM, GoogleCalendar), json!({"interviewers": [COLLEAGUE]})).await;
    let token = link.ok()["token"].as_str().unwrap().to_owned();
    scene.forget();
    told(&scene).await;
    (scene, token)
}

fn respond(status: StatusCode) -> Fault {
    Fault::respond(status, json!({"error": {"code": "ErrorAccessDenied", "message": "x"}}))
}

/// When somebody is busy may not be read.
fn forbidden(provider: Provider) -> Fault {
    let (method, path) = match provider {
        GoogleCalendar => ("POST", "/calendar/v3/freeBusy"),
        _ => ("GET", "/v1.0/me/calendarView"),
    };
    respond(StatusCode::FORBIDDEN).on(method, path).times(99)
}

/// The page sends to the recruiter, nothing is booked, and the recruiter hears of it once.
async fn is_told(scene: &Scene, token: &str, what: &str) {
    for _ in 0..2 {
        let view = look(scene, token).await.ok();
        assert_eq!((&view["state"], &view["slots"]), (&json!("closed"), &json!([])), "{what}");
        choose(scene, token, MORNING).await.expect(409, "booking_closed");
        let reason = &links(scene).await[0]["reason"];
        assert_eq!(reason, "calendar_unreadable", "{what}: before the schedule comes by");
        scene.advance("61m");
        sweep(scene).await;
    }
    let heard: Vec<_> = told(scene).await;
    let heard: Vec<_> = heard.iter().filter(|event| event["type"] == "booking.stopped").collect();
    assert_eq!(heard.len(), 1, "{what}: {heard:?}");
    assert_eq!(heard[0]["data"]["reason"], "calendar_unreadable", "{what}");
    assert_eq!(links(scene).await[0]["reason"], "calendar_unreadable", "{what}");
    assert!(list(scene, MARIAM).await.is_empty());
}

/// All is well again.
async fn is_offered_again(scene: &Scene, token: &str) {
    let view = look(scene, token).await.ok();
    assert!(view["state"] == "open" && !starts(&view).is_empty(), "{view}");
    assert_eq!(links(scene).await[0]["reason"], Value::Null);
    scene.advance("61m");
    sweep(scene).await;
    assert_eq!(links(scene).await[0]["reason"], Value::Null);
    choose(scene, token, "2026-11-25T15:00:00").await.ok();
}

#[tokio::test]
async fn s58_an_interviewer_whose_grant_is_gone_sends_to_the_recruiter_who_hears_it_once() {
    let (scene, token) = with_colleague().await;
    let origin = &scene.world.origins[OutlookCalendar];
    scene.turn(origin, "fatou", json!({"aadsts": 50173})).await;
    scene.advance("2h");
    is_told(&scene, &token, "a dead grant").await;
    scene.turn(origin, "fatou", json!({"aadsts": null})).await;
    connect_for(&scene, (COLLEAGUE, "me"), OutlookCalendar, "fatou").await.ok();
    is_offered_again(&scene, &token).await;
}

#[tokio::test]
async fn s58_an_interviewer_whose_calendar_refuses_or_who_has_none_any_more_is_told_as_well() {
    let (scene, token) = with_colleague().await;
    wire(&scene, OutlookCalendar).inject(forbidden(OutlookCalendar));
    is_told(&scene, &token, "403").await;
    wire(&scene, OutlookCalendar).clear();
    is_offered_again(&scene, &token).await;

    let (scene, token) = with_colleague().await;
    crate::own::disconnect_for(&scene, (COLLEAGUE, "me"), OutlookCalendar).await;
    is_told(&scene, &token, "disconnected").await;
    connect_for(&scene, (COLLEAGUE, "me"), OutlookCalendar, "fatou").await.ok();
    is_offered_again(&scene, &token).await;
}

#[tokio::test]
async fn s58_an_organizing_calendar_that_may_not_be_read_is_told_as_well() {
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        told(&scene).await;
        wire(&scene, provider).inject(forbidden(provider));
        is_told(&scene, &token, provider.key()).await;
        wire(&scene, provider).clear();
        is_offered_again(&scene, &token).await;
    }
}

#[tokio::test]
async fn s53_a_calendar_that_can_t_be_asked_right_now_is_no_empty_week_and_nobody_is_told() {
    let busy = respond(StatusCode::SERVICE_UNAVAILABLE)
        .header(header::RETRY_AFTER, HeaderValue::from_static("120"));
    for (what, fault) in [
        ("503", busy.clone()),
        ("429", respond(StatusCode::TOO_MANY_REQUESTS)),
        ("500", respond(StatusCode::INTERNAL_SERVER_ERROR)),
        ("an answer that says nothing", Fault::respond(StatusCode::OK, json!({}))),
        ("a connection that closes", Fault::drop_before()),
    ] {
        for provider in CALENDARS {
            let (scene, token) = with_colleague().await;
            wire(&scene, provider).inject(fault.clone().times(99));
            let refused = scene.while_time_passes(look(&scene, &token)).await;
            refused.expect(503, "booking_unavailable");
            let refused = scene.while_time_passes(choose(&scene, &token, MORNING)).await;
            refused.expect(503, "booking_unavailable");
            wire(&scene, provider).clear();
            scene.advance("61m");
            sweep(&scene).await;
            assert!(kinds(&told(&scene).await).is_empty(), "{what}");
            assert!(!starts(&look(&scene, &token).await.ok()).is_empty(), "{what}");
        }
    }
}

#[tokio::test]
async fn s53_free_busy_with_an_error_of_the_calendar_itself_is_no_free_week() {
    let (scene, token) = offered(GoogleCalendar).await;
    let errors = json!([{"domain": "global", "reason": "internalError"}]);
    let told = json!({"calendars": {"primary": {"errors": errors, "busy": []}}});
    let told = Fault::respond(StatusCode::OK, told).on("POST", "/calendar/v3/freeBusy").times(99);
    wire(&scene, GoogleCalendar).inject(told);
    let refused = scene.while_time_passes(look(&scene, &token)).await;
    refused.expect(503, "booking_unavailable");
}

/// Somebody writes `event` into the company's calendar.
async fn put(scene: &Scene, provider: Provider, event: Value) {
    let id = ConnectionId::of_company(1, provider);
    let token = access(&scene.world.app, id).await.unwrap().access_token;
    let origin = &scene.world.origins[provider];
    let url = match provider {
        GoogleCalendar => format!("{origin}/calendar/v3/calendars/primary/events"),
        _ => format!("{origin}/v1.0/me/events"),
    };
    let request = Request::post(url)
        .header(header::AUTHORIZATION, format!("Bearer {}", token.expose_secret()))
        .header(header::CONTENT_TYPE, "application/json");
    let answer = scene.send(request.body(event.to_string().into_bytes()).unwrap()).await;
    assert!(answer.status.is_success(), "{answer:?}");
}

fn google(start: &str, end: &str, transparency: &str) -> Value {
    let key = if start.contains('T') { "dateTime" } else { "date" };
    json!({"summary": "x", "start": {key: start}, "end": {key: end}, "transparency": transparency})
}

fn outlook(start: &str, end: &str, show_as: &str) -> Value {
    let is_all_day = !start.contains('T');
    let at = |text: &str| {
        let time = if is_all_day { "T00:00:00" } else { "" };
        let text = text.trim_end_matches('Z');
        json!({"dateTime": format!("{text}{time}"), "timeZone": "UTC"})
    };
    json!({
        "subject": "x", "start": at(start), "end": at(end), "showAs": show_as,
        "isAllDay": is_all_day,
    })
}

#[tokio::test]
async fn s53_whole_days_and_what_began_before_are_busy_and_what_shows_as_free_is_not() {
    type Made = fn(&str, &str, &str) -> Value;
    for (provider, made, busy, free) in [
        (GoogleCalendar, google as Made, vec!["opaque"], vec!["transparent"]),
        (
            OutlookCalendar,
            outlook as Made,
            vec!["busy", "tentative", "oof"],
            vec!["free", "workingElsewhere"],
        ),
    ] {
        for (shown, is_free) in
            busy.iter().map(|it| (*it, false)).chain(free.iter().map(|it| (*it, true)))
        {
            let (scene, token) = offered(provider).await;
            // From before the first hour that is offered; the whole day; over midnight.
            for (start, end) in [
                ("2026-11-20T08:00:00Z", "2026-11-24T10:15:00Z"),
                ("2026-11-25", "2026-11-26"),
                ("2026-11-26T23:00:00Z", "2026-11-27T10:15:00Z"),
            ] {
                put(&scene, provider, made(start, end, shown)).await;
            }
            let offered = starts(&look(&scene, &token).await.ok());
            for day in ["24", "25", "27"] {
                let hour = format!("2026-11-{day}T10:00:00+00:00");
                assert_eq!(offered.contains(&hour), is_free, "{provider:?} {shown} {hour}");
            }
            let chosen = choose(&scene, &token, "2026-11-25T10:00:00").await;
            assert_eq!(chosen.status.is_success(), is_free, "{provider:?} {shown}");
        }
    }
}
