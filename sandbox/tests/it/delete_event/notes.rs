//! Notes of changes that broke off, beside which somebody cancels: whose the change was is told all the same (F41).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar};
use simulator_kit::wire::Fault;

use super::note;
use crate::calendars::wire;
use crate::interviews::{CALENDARS, delete, drag, update};
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::sync_calendar::{fire, listed, says, watched};

/// `fault`, of whatever changes in the calendar and of whatever cancels there.
pub(super) fn of_writes(provider: Provider, fault: Fault) -> [Fault; 2] {
    let (path, cancels) = match provider {
        GoogleCalendar => ("/calendar/v3/calendars/primary/events/*", "DELETE"),
        _ => ("/v1.0/me/events/*", "POST"),
    };
    [fault.clone().on("PATCH", path), fault.on(cancels, path)]
}

/// Whatever changes or cancels in the calendar meets `fault`.
pub(super) fn troubled(scene: &Scene, provider: Provider, fault: Fault) {
    for fault in of_writes(provider, fault) {
        wire(scene, provider).inject(fault);
    }
}

/// The calendar does what is asked once, and does not say so nor what it has since.
fn falls_silent(scene: &Scene, provider: Provider) {
    troubled(scene, provider, Fault::drop_after());
    let down = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
    let [patches, _] = of_writes(provider, down.clone());
    wire(scene, provider).inject(patches.times(9));
    let path = if provider == GoogleCalendar { "/calendar/*" } else { "/v1.0/me/events/*" };
    // A change looks at the interview before, and is told.
    wire(scene, provider).inject(down.on("GET", path).after(1).times(9));
}

/// The note is gone within the minute, and a person's move in the calendar is told as theirs.
pub(super) async fn a_person_s_move_is_theirs_within_the_minute(
    scene: &Scene,
    provider: Provider,
    id: &str,
) {
    scene.world.poll().await;
    scene.advance("41s");
    fire(scene).await;
    assert_eq!(note(scene, provider, id).await, None, "{provider}");
    drag(scene, provider, id).await;
    says(scene, provider).await;
    assert_eq!(scene.told(), ["interview.moved"], "{provider}");
    assert_eq!(scene.told_last()["data"]["actor"], "calendar", "{provider}");
}

/// A colleague's move breaks off once it is made.
async fn moved_unheard(scene: &Scene, provider: Provider, id: &str) {
    falls_silent(scene, provider);
    update(scene, (COLLEAGUE, provider), id, later()).await.expect(502, "provider_unavailable");
}

/// A change of its times.
pub(crate) fn later() -> Value {
    json!({"start_time": "2026-12-02T09:00:00Z", "end_time": "2026-12-02T10:00:00Z"})
}

#[tokio::test]
async fn f41_a_refused_cancellation_takes_no_note_back_but_its_own() {
    for provider in CALENDARS {
        for status in [StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS] {
            let (scene, id) = watched(provider).await;
            moved_unheard(&scene, provider, &id).await;
            wire(&scene, provider).clear();
            scene.advance("10m");
            troubled(&scene, provider, Fault::respond(status, Value::Null).times(9));
            let refused = delete(&scene, (MARIAM, provider), &id).await;
            assert!(!refused.status.is_success(), "{refused:?}");
            wire(&scene, provider).clear();
            says(&scene, provider).await;
            assert_eq!(scene.told(), ["interview.moved"], "{provider} {status}");
            assert_eq!(scene.told_last()["data"]["actor"], "user:2", "{provider} {status}");
        }
    }
}

#[tokio::test]
async fn f41_a_cancellation_that_can_t_be_asked_for_leaves_another_s_note() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        moved_unheard(&scene, provider, &id).await;
        let before = note(&scene, provider, &id).await;
        assert_eq!(before.map(|note| note.user_id), Some(COLLEAGUE));
        scene.disconnect(MARIAM, provider.slug()).await.ok();
        delete(&scene, (MARIAM, provider), &id).await.expect(409, "not_connected");
        assert_eq!(note(&scene, provider, &id).await, before, "{provider}");
    }
}

#[tokio::test]
async fn f41_a_cancellation_that_broke_off_is_its_user_s_whatever_is_refused_after_it() {
    for provider in CALENDARS {
        for is_cancelled_again in [true, false] {
            let (scene, id) = watched(provider).await;
            scene.advance("10m");
            falls_silent(&scene, provider);
            delete(&scene, (COLLEAGUE, provider), &id).await.expect(502, "provider_unavailable");
            wire(&scene, provider).clear();
            let throttled = Fault::respond(StatusCode::TOO_MANY_REQUESTS, Value::Null);
            wire(&scene, provider).inject(throttled.times(9));
            let again = match is_cancelled_again {
                true => delete(&scene, (MARIAM, provider), &id).await,
                false => update(&scene, (MARIAM, provider), &id, later()).await,
            };
            again.expect(429, "throttled");
            wire(&scene, provider).clear();
            scene.advance("41s");
            says(&scene, provider).await;
            assert_eq!(scene.told(), ["interview.cancelled"], "{provider} {is_cancelled_again}");
            assert_eq!(scene.told_last()["data"]["actor"], "user:2", "{provider}");
            assert_eq!(listed(&scene).await["cancelled_by"], "user:2");
        }
    }
}

#[tokio::test]
async fn f41_after_a_cancellation_that_did_nothing_a_person_s_move_is_theirs_within_the_minute() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        scene.advance("10m");
        let down = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
        troubled(&scene, provider, down.times(9));
        delete(&scene, (MARIAM, provider), &id).await.expect(502, "provider_unavailable");
        wire(&scene, provider).clear();
        a_person_s_move_is_theirs_within_the_minute(&scene, provider, &id).await;
    }
}
