//! Who is free, of several recruiters with calendars of their own (B20).

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};

use super::{agenda, connect_for, schedule};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, in_calendar, list, search};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene, THIRD};

const HIS_ADDRESS: &str = "yao.kouassi@baobab.example";

/// Mariam has Google, her colleague Outlook, and a stranger has Google in another company.
async fn recruiters() -> Scene {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    connect_for(&scene, (COLLEAGUE, "me"), OutlookCalendar, "fatou").await.ok();
    connect_for(&scene, (STRANGER, "me"), GoogleCalendar, "jean").await.ok();
    for provider in CALENDARS {
        wire(&scene, provider).forget();
    }
    scene
}

/// The beginnings and ends of what is proposed.
fn times(answer: &Value) -> Vec<(&str, &str)> {
    let slots = answer["slots"].as_array().unwrap().iter();
    slots.map(|slot| (slot["start"].as_str().unwrap(), slot["end"].as_str().unwrap())).collect()
}

/// A morning with Mariam and her colleague, asked in `provider`'s calendar.
fn morning() -> Value {
    json!({
        "attendees": [], "interviewers": [COLLEAGUE], "duration_minutes": 60,
        "working_hours": {"start": "08:30", "end": "13:00"},
    })
}

#[tokio::test]
async fn b20_people_of_two_providers_meet_when_both_are_free() {
    let scene = recruiters().await;
    // Hers is busy from 8:30 to 9:30, his from 11:00 to 12:00.
    let answer = search(&scene, (MARIAM, GoogleCalendar), morning()).await.ok();
    let expected = [("09:30", "10:30"), ("12:00", "13:00")];
    let at = |time: &str| format!("2026-11-24T{time}:00+00:00");
    let expected: Vec<_> = expected.iter().map(|(from, to)| (at(from), at(to))).collect();
    let found = times(&answer).into_iter().map(|(from, to)| (from.to_owned(), to.to_owned()));
    assert_eq!(found.collect::<Vec<_>>(), expected, "{answer}");
    let presence = &answer["slots"][0]["interviewers"][0];
    let told = (&presence["user_id"], &presence["email"], &presence["availability"]);
    assert_eq!(told, (&json!(COLLEAGUE), &json!(HIS_ADDRESS), &json!("free")));
    assert_eq!(presence["reason"], format!("{HIS_ADDRESS} is free."));
    assert_eq!(answer["warnings"], json!([]));
    assert!(!answer.to_string().contains("acme.ci"), "{answer}");
}

#[tokio::test]
async fn b20_s47_whoever_the_organizing_calendar_can_read_is_not_asked_by_their_own() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), OutlookCalendar, "fatou").await.ok();
    connect_for(&scene, (COLLEAGUE, "me"), GoogleCalendar, "awa").await.ok();
    wire(&scene, GoogleCalendar).forget();
    search(&scene, (MARIAM, OutlookCalendar), morning()).await.ok();
    let asked = wire(&scene, GoogleCalendar).requests();
    assert_eq!(asked.len(), 1, "the colleague's free and busy times, and nothing else");
    assert_eq!(asked[0].path, "/calendar/v3/freeBusy");
}

#[tokio::test]
async fn b20_who_can_t_be_read_is_unknown_with_the_reason_and_never_free() {
    for (why, told) in [
        ("absent", "has not used the integrations for 30 days"),
        ("disconnected", "has to be connected again"),
        ("unanswered", "can't be asked right now"),
    ] {
        let scene = recruiters().await;
        match why {
            "absent" => {
                scene.advance("31 days");
                connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
            }
            "disconnected" => crate::unreadable::spoil(&scene, "CREDENTIAL#outlook", "state").await,
            _ => {
                let down = simulator_kit::wire::Fault::respond(
                    http::StatusCode::SERVICE_UNAVAILABLE,
                    Value::Null,
                );
                wire(&scene, OutlookCalendar).inject(down.times(9));
            }
        }
        let mut body = morning();
        let day = scene.world.clock.now().to_string()[..10].to_owned();
        body.as_object_mut().unwrap().extend([
            ("start_date".to_owned(), json!(day)),
            ("end_date".to_owned(), json!(day)),
            (
                "working_hours".to_owned(),
                json!({"start": "10:00", "end": "13:00", "days": [
                    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                ]}),
            ),
        ]);
        if why == "disconnected" {
            let refused = search(&scene, (MARIAM, GoogleCalendar), body).await;
            refused.expect(404, "not_found");
            continue;
        }
        let answer = search(&scene, (MARIAM, GoogleCalendar), body).await.ok();
        let presences = answer["slots"].as_array().unwrap().iter();
        let states: Vec<_> =
            presences.map(|slot| &slot["interviewers"][0]["availability"]).collect();
        assert!(!states.is_empty() && states.iter().all(|state| *state == "unknown"), "{answer}");
        assert!(answer["warnings"][0].as_str().unwrap().contains(told), "{answer}");
    }
}

#[tokio::test]
async fn b20_whoever_has_no_own_calendar_here_is_not_found_and_no_provider_is_asked() {
    let scene = recruiters().await;
    for user in [THIRD, STRANGER, 999, 0, -1] {
        for interviewers in [json!([user]), json!([COLLEAGUE, user])] {
            let mut body = morning();
            body["interviewers"] = interviewers.clone();
            search(&scene, (MARIAM, GoogleCalendar), body).await.expect(404, "not_found");
            let named = json!({ "interviewers": interviewers });
            schedule(&scene, (MARIAM, GoogleCalendar), named).await.expect(404, "not_found");
        }
    }
    let many: Vec<_> = (1..=11).collect();
    for interviewers in [json!(many), json!(["2"]), json!(2)] {
        let mut body = morning();
        body["interviewers"] = interviewers.clone();
        search(&scene, (MARIAM, GoogleCalendar), body).await.expect(400, "invalid_request");
        let named = json!({ "interviewers": interviewers });
        schedule(&scene, (MARIAM, GoogleCalendar), named).await.expect(400, "invalid_request");
    }
    for provider in CALENDARS {
        assert_eq!(wire(&scene, provider).requests().len(), 0);
    }
    assert!(list(&scene, MARIAM).await.is_empty());
}

#[tokio::test]
async fn b20_an_interview_that_is_moved_does_not_block_itself_whoever_asks() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        connect_for(&scene, (MARIAM, "me"), provider, account).await.ok();
        connect_for(&scene, (MARIAM, "company"), provider, "lead").await.ok();
        let made = schedule(&scene, (MARIAM, provider), json!({})).await.ok();
        let hour = json!({
            "attendees": [], "start_date": "2026-12-01", "end_date": "2026-12-01",
            "working_hours": {"start": "14:00", "end": "15:15"},
        });
        let blocked = search(&scene, (MARIAM, provider), hour.clone()).await.ok();
        assert_eq!(blocked["slots"], json!([]), "{provider}");
        let mut moving = hour;
        moving["event_id"] = made["event_id"].clone();
        let free = search(&scene, (THIRD, provider), moving.clone()).await.ok();
        assert_eq!(times(&free), [("2026-12-01T14:00:00+00:00", "2026-12-01T15:00:00+00:00")]);
        moving["event_id"] = json!("itv0g0");
        search(&scene, (THIRD, provider), moving).await.expect(404, "not_found");
    }
}

/// When `user`'s calendar is busy on the day after, in Abidjan.
const fn busy(provider: Provider) -> (&'static str, &'static str) {
    match provider {
        GoogleCalendar => ("08:30", "09:30"),
        _ => ("11:00", "12:00"),
    }
}

fn at(day: &str, (from, to): (&str, &str)) -> Value {
    json!({"start_time": format!("{day}T{from}:00"), "end_time": format!("{day}T{to}:00")})
}

fn conflicts(answer: &Value) -> Vec<&str> {
    let warnings = answer["warnings"].as_array().unwrap().iter();
    let conflicts = warnings.filter(|warning| warning["code"] == "conflict");
    conflicts.map(|warning| warning["detail"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn b20_a_time_at_which_the_organizer_or_an_interviewer_is_busy_is_told_and_kept() {
    let scene = recruiters().await;
    for (user, provider, other) in
        [(MARIAM, GoogleCalendar, COLLEAGUE), (COLLEAGUE, OutlookCalendar, MARIAM)]
    {
        let mut hers = at("2026-11-24", busy(provider));
        hers["interviewers"] = json!([other]);
        hers["title"] = json!(format!("Chez {user}"));
        let answer = schedule(&scene, (user, provider), hers.clone()).await.ok();
        let told = ["The organizing calendar has something else at this time."];
        assert_eq!(conflicts(&answer), told, "{answer}");
        assert_eq!(answer["interviewers"][0]["availability"], "free");
        let again = schedule(&scene, (user, provider), hers).await.ok();
        assert_eq!(again["event_id"], answer["event_id"]);
    }
    let mut his = at("2026-11-25", ("10:00", "11:00"));
    his["title"] = json!("Occupé");
    schedule(&scene, (COLLEAGUE, OutlookCalendar), his.clone()).await.ok();
    (his["title"], his["interviewers"]) = (json!("À deux"), json!([COLLEAGUE]));
    let answer = schedule(&scene, (MARIAM, GoogleCalendar), his).await.ok();
    assert_eq!(conflicts(&answer), [format!("{HIS_ADDRESS} has something else at this time.")]);
    assert_eq!(answer["interviewers"][0]["availability"], "busy");
}

#[tokio::test]
async fn b20_our_own_event_is_no_conflict_and_interviewers_are_invited() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        connect_for(&scene, (MARIAM, "company"), provider, account).await.ok();
        let other = if provider == GoogleCalendar { OutlookCalendar } else { GoogleCalendar };
        let his = if other == GoogleCalendar { "jean" } else { "marc" };
        connect_for(&scene, (COLLEAGUE, "me"), other, his).await.ok();
        let body = json!({"interviewers": [COLLEAGUE, COLLEAGUE]});
        for pause in ["1s", "2m"] {
            let answer = schedule(&scene, (MARIAM, provider), body.clone()).await.ok();
            assert!(conflicts(&answer).is_empty(), "{answer}");
            assert_eq!(answer["interviewers"].as_array().unwrap().len(), 1);
            let id = answer["event_id"].as_str().unwrap();
            let event = in_calendar(&scene, provider, id).await.unwrap();
            let invited = ["candidate@example.com", HIS_ADDRESS];
            assert_eq!(event.content.attendees, invited);
            scene.advance(pause);
        }
    }
}

#[tokio::test]
async fn b20_whoever_organizes_is_not_invited_to_their_own_interview() {
    let scene = recruiters().await;
    let body = json!({"interviewers": [MARIAM, COLLEAGUE], "title": "À trois"});
    schedule(&scene, (MARIAM, GoogleCalendar), body).await.ok();
    assert!(agenda(&scene, GoogleCalendar, "awa").await.contains("À trois"));
    let mut sent = wire(&scene, GoogleCalendar).requests().into_iter();
    let sent = sent.find(|one| one.method == "POST" && one.path.ends_with("/events"));
    let guests = sent.unwrap().body["attendees"].to_string();
    assert!(guests.contains(HIS_ADDRESS) && !guests.contains("awa.kone"), "{guests}");
}

#[tokio::test]
async fn b20_f34_a_calendar_that_hangs_delays_no_interview() {
    let scene = recruiters().await;
    let outlook = wire(&scene, OutlookCalendar);
    let body = json!({"interviewers": [COLLEAGUE]});
    let made = schedule(&scene, (MARIAM, GoogleCalendar), body);
    let hang = simulator_kit::wire::Fault::hang();
    let (made, took) = crate::deadline::while_hanging(&scene, outlook, hang, made).await;
    assert!(took <= jiff::SignedDuration::from_secs(4), "{took:?}");
    let made = made.ok();
    assert_eq!(made["interviewers"][0]["availability"], "unknown");
    assert!(conflicts(&made).is_empty());
}

#[tokio::test]
async fn b20_on_the_day_clocks_change_both_calendars_are_read_right() {
    let scene = recruiters().await;
    // In Paris clocks go from 2:00 to 3:00 that night: the five hours from 1:00 to 6:00 are four.
    for (user, provider, from, to) in [
        (MARIAM, GoogleCalendar, "2027-03-28T00:00:00Z", "2027-03-28T01:00:00Z"),
        (COLLEAGUE, OutlookCalendar, "2027-03-28T01:00:00Z", "2027-03-28T02:00:00Z"),
    ] {
        let when = json!({"start_time": from, "end_time": to, "timezone": "Europe/Paris"});
        schedule(&scene, (user, provider), when).await.ok();
    }
    let night = json!({
        "attendees": [], "interviewers": [COLLEAGUE], "timezone": "Europe/Paris",
        "start_date": "2027-03-28", "end_date": "2027-03-28",
        "working_hours": {"start": "01:00", "end": "06:00", "days": ["sunday"]},
    });
    let both = [
        ("2027-03-28T04:00:00+02:00", "2027-03-28T05:00:00+02:00"),
        ("2027-03-28T05:00:00+02:00", "2027-03-28T06:00:00+02:00"),
    ];
    let answer = search(&scene, (MARIAM, GoogleCalendar), night.clone()).await.ok();
    assert_eq!(times(&answer), both);
    let mut other = night;
    other["interviewers"] = json!([MARIAM]);
    let answer = search(&scene, (COLLEAGUE, OutlookCalendar), other).await.ok();
    assert_eq!(times(&answer), both);
}
