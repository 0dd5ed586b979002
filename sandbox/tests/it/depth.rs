//! How many outside calls a request waits for one after the other: each answers after a pause, so that those which are
//! made at once overlap, and the longest chain is counted of those which don't.
//!
//! Every step of a chain is named beside its number: who makes it longer says for whose sake.

use std::time::Duration;

use serde_json::{Value, json};
use shared::model::provider::Provider::{GoogleCalendar, Zoom};
use simulator_kit::wire::{Exchange, Fault};

use crate::interviews::{CALENDARS, create, delete, scheduled, search, update};
use crate::own::{connect_for, schedule};
use crate::posts::{LAGUNE, connected};
use crate::scene::{MARIAM, Scene, THIRD};

/// Long beside what lies between two calls that are made at once.
const PAUSE: Duration = Duration::from_millis(300);

/// The calls that `doing` waits for in turn, when every part of the world answers slowly.
pub(crate) async fn depth(scene: &Scene, doing: impl Future) -> usize {
    scene.forget();
    for part in scene.parts() {
        part.inject(Fault::delay(PAUSE).times(100));
    }
    doing.await;
    scene.parts().iter().for_each(|part| part.clear());
    longest_chain(scene.parts().iter().flat_map(|part| part.exchanges()).collect())
}

/// The most of `exchanges` of which each began when the one before had ended: always the next one that ends first.
fn longest_chain(mut exchanges: Vec<Exchange>) -> usize {
    exchanges.sort_by_key(|exchange| exchange.ended);
    let mut last: Option<Exchange> = None;
    let in_turn = exchanges.into_iter().filter(|exchange| {
        let follows = last.is_none_or(|last| last.ended <= exchange.began);
        if follows {
            last = Some(*exchange);
        }
        follows
    });
    in_turn.count()
}

#[tokio::test]
async fn publishing_waits_for_five_calls_in_turn_on_a_page_as_on_a_profile_and_for_one_more_with_a_key()
 {
    // Between the claim and LinkedIn, what a plan has made of the same content: the claim comes first (F44).
    let cases = [(LAGUNE, None, 5), ("personal", None, 5), (LAGUNE, Some("k"), 6)];
    for (target, key, calls) in cases {
        let scene = connected("kofi").await;
        let publish = async |job: i64, key: Option<&str>| {
            let body = json!({"job_id": job, "organization_id": target});
            let change = |event: &mut Value| {
                let headers = event["headers"].as_object_mut().unwrap();
                headers.remove("idempotency-key");
                headers.extend(key.map(|key| ("idempotency-key".to_owned(), key.into())));
                event["body"] = body.to_string().into();
            };
            scene.call("publish-job", MARIAM, change).await.ok()
        };
        publish(1, None).await;
        // The ATS, the connection, the claim, LinkedIn; then the outcome and, for a page, that its figures are followed.
        assert_eq!(depth(&scene, publish(2, key)).await, calls, "{target} {key:?}");
    }
}

#[tokio::test]
async fn scheduling_waits_for_five_calls_in_turn_in_either_calendar_with_a_link_or_without() {
    for provider in CALENDARS {
        let (scene, _) = scheduled(provider).await;
        for is_linked in [true, false] {
            let body =
                json!({"title": format!("Deux {is_linked}"), "create_meeting_link": is_linked});
            let next = async { create(&scene, provider, body).await.ok() };
            // The ATS, the connection, the claim beside what the calendar is asked, the calendar, the records.
            assert_eq!(depth(&scene, next).await, 5, "{provider} {is_linked}");
        }
    }
}

#[tokio::test]
async fn changing_waits_for_five_calls_in_turn_and_cancelling_for_four() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        // A function is warm when it knows its data key and secrets, and that the use was noted.
        let other = create(&scene, provider, json!({"title": "Autre"})).await.ok();
        let other = other["event_id"].as_str().unwrap();
        update(&scene, (MARIAM, provider), other, json!({"title": "Deux"})).await.ok();
        delete(&scene, (MARIAM, provider), other).await.ok();
        let next =
            async { update(&scene, (MARIAM, provider), &id, json!({"title": "Final"})).await.ok() };
        // The ATS, the interview beside its connection, the note of the change beside a look at the event, the change,
        // the record.
        assert_eq!(depth(&scene, next).await, 5, "{provider}");
        let next = async { delete(&scene, (MARIAM, provider), &id).await.ok() };
        // The ATS; the interview, noted as being cancelled so that nobody takes it for a person's doing (F41), beside its
        // connection; the cancellation; the record beside a word to whoever watches its calendar.
        assert_eq!(depth(&scene, next).await, 4, "{provider}");
    }
}

#[tokio::test]
async fn searching_times_waits_for_three_calls_in_turn() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        search(&scene, (MARIAM, provider), json!({})).await.ok();
        for body in [json!({}), json!({"event_id": id})] {
            let next = async { search(&scene, (MARIAM, provider), body.clone()).await.ok() };
            // The ATS, the connection (beside the interview that is moved), the calendar.
            assert_eq!(depth(&scene, next).await, 3, "{provider} {body}");
        }
    }
}

#[tokio::test]
async fn listing_posts_waits_for_three_calls_in_turn_and_for_two_where_there_are_none() {
    let scene = connected("kofi").await;
    scene.posts(MARIAM).await;
    // The ATS, the table.
    assert_eq!(depth(&scene, scene.posts(MARIAM)).await, 2);
    scene.posted(json!({"job_id": 1})).await;
    scene.posted(json!({"job_id": 2, "organization_id": "personal"})).await;
    scene.posts(MARIAM).await;
    // The ATS, the posts beside the connections, LinkedIn.
    assert_eq!(depth(&scene, scene.posts(MARIAM)).await, 3);
}

#[tokio::test]
async fn scheduling_waits_for_no_more_calls_in_turn_than_with_the_company_s_calendar_alone() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    connect_for(&scene, (MARIAM, "company"), GoogleCalendar, "lead").await.ok();
    for (user, whose) in [(MARIAM, "company"), (MARIAM, ""), (THIRD, "")] {
        let body = |title: &str| {
            let calendar = Some(whose).filter(|whose| !whose.is_empty());
            json!({"title": format!("{title} {user} {whose}"), "calendar_of": calendar})
        };
        schedule(&scene, (user, GoogleCalendar), body("Premier")).await.ok();
        let next = schedule(&scene, (user, GoogleCalendar), body("Deuxième"));
        // The ATS, the connection, the claim, the calendar, the records; the use was noted by the first.
        assert_eq!(depth(&scene, next).await, 5, "{user} {whose}");
    }
}

#[tokio::test]
async fn a_room_at_zoom_is_one_call_more_in_turn_whosever_it_is() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "company"), GoogleCalendar, "lead").await.ok();
    connect_for(&scene, (MARIAM, "company"), Zoom, "zoe").await.ok();
    connect_for(&scene, (MARIAM, "me"), Zoom, "basile").await.ok();
    for user in [MARIAM, THIRD] {
        let body =
            |title: &str| json!({"title": format!("{title} {user}"), "meeting_provider": "zoom"});
        schedule(&scene, (user, GoogleCalendar), body("Premier")).await.ok();
        let next = schedule(&scene, (user, GoogleCalendar), body("Deuxième"));
        // Between the claim and the calendar.
        assert_eq!(depth(&scene, next).await, 6, "{user}");
    }
}
