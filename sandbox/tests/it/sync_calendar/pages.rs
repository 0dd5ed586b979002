//! A round of several pages whose calendar forgets in the middle what it has given.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar};
use simulator_kit::wire::Fault;

use super::doubts::of_list;
use super::{answers, calendar, fire, watch, watched};
use crate::calendars::wire;
use crate::interviews::CALENDARS;
use crate::scene::Scene;

/// The refusals of a page that is known no more, as either calendar may word them.
fn refusals(provider: Provider) -> [(StatusCode, Value); 2] {
    let (one, other) = match provider {
        GoogleCalendar => ("invalid", "fullSyncRequired"),
        _ => ("SyncStateNotFound", "ResyncRequired"),
    };
    let body = |reason| json!({"error": {"code": reason, "errors": [{"reason": reason}]}});
    [(StatusCode::BAD_REQUEST, body(one)), (StatusCode::GONE, body(other))]
}

/// The first page of a list, which leads to a second one.
fn first(scene: &Scene, provider: Provider) -> Value {
    let link = format!("{}{}?$skiptoken=x", scene.world.origins[provider], of_list(provider));
    match provider {
        GoogleCalendar => json!({"items": [], "nextPageToken": "x"}),
        _ => json!({"value": [], "@odata.nextLink": link}),
    }
}

/// The calendar's watch begins anew, and its list leads to a second page that is refused so many `times`.
async fn refused(
    scene: &Scene,
    provider: Provider,
    (status, body): (StatusCode, Value),
    times: u32,
) {
    let store = &scene.world.app.store;
    store.begin_watch_anew(calendar(provider), scene.world.clock.now()).await.unwrap();
    let page = Fault::respond(StatusCode::OK, first(scene, provider));
    wire(scene, provider).inject(page.on("GET", of_list(provider)));
    let gone = Fault::respond(status, body).on("GET", of_list(provider));
    wire(scene, provider).inject(gone.times(times));
}

#[tokio::test]
async fn f40_a_page_of_a_full_round_that_is_refused_begins_the_round_anew() {
    for provider in CALENDARS {
        for refusal in refusals(provider) {
            let (scene, id) = watched(provider).await;
            scene.advance("10m");
            let status = refusal.0;
            refused(&scene, provider, refusal, 1).await;
            answers(&scene, provider, &id, ("declined", "")).await;
            for _ in 0..3 {
                fire(&scene).await;
                scene.advance("5m");
            }
            assert_eq!(scene.told(), ["interview.guest_responded"], "{provider} {status}");
            assert_eq!(watch(&scene, provider).await.delayed_since, None, "{provider} {status}");
        }
    }
}

#[tokio::test]
async fn f40_a_calendar_that_refuses_each_second_page_is_left_alone_for_a_while_and_recovers() {
    for provider in CALENDARS {
        for refusal in refusals(provider) {
            let (scene, id) = watched(provider).await;
            scene.advance("10m");
            let status = refusal.0;
            refused(&scene, provider, refusal, 99).await;
            wire(&scene, provider).forget();
            answers(&scene, provider, &id, ("declined", "")).await;
            fire(&scene).await;
            let asked = wire(&scene, provider).count("GET", of_list(provider));
            assert!(asked <= 4, "{provider} {status}: {asked}");
            wire(&scene, provider).clear();
            scene.advance("5m");
            fire(&scene).await;
            assert_eq!(scene.told(), ["interview.guest_responded"], "{provider} {status}");
        }
    }
}
