//! A change and a cancellation of one interview at the same moment: the cancellation wins (F24).

use std::time::Duration;

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::{Control, Fault};

use crate::answer::Answer;
use crate::calendars::wire;
use crate::interviews::{delete, in_calendar, list, scheduled, update};
use crate::scene::{MARIAM, Scene};

const TITLE: &str = "Entretien final";

async fn change(scene: &Scene, provider: Provider, id: &str) -> Answer {
    update(scene, (MARIAM, provider), id, json!({"title": TITLE})).await
}

async fn cancel(scene: &Scene, provider: Provider, id: &str) -> Answer {
    delete(scene, (MARIAM, provider), id).await
}

/// Makes what `fault` is on so slow that everything else is done meanwhile.
fn slow() -> Fault {
    Fault::delay(Duration::from_secs(1))
}

/// The fault on the provider's way to cancel.
fn on_cancellation(fault: Fault, provider: Provider) -> Fault {
    match provider {
        GoogleCalendar => fault.on("DELETE", "*"),
        _ => fault.on("POST", "/v1.0/me/events/*"),
    }
}

/// Waits until a request arrived whose method or body holds `what`.
async fn arrived(control: &Control, what: &str) {
    let is_it = |request: &simulator_kit::wire::Received| {
        request.method == what || request.body.to_string().contains(what)
    };
    while !control.requests().iter().any(is_it) {
        tokio::task::yield_now().await;
    }
}

async fn is_cancelled(scene: &Scene, provider: Provider, id: &str) {
    assert_eq!(list(scene, MARIAM).await[0]["status"], "cancelled", "{provider}");
    assert!(in_calendar(scene, provider, id).await.is_none(), "{provider}");
    change(scene, provider, id).await.expect(404, "not_found");
}

async fn cancelled_before_the_change_arrives(provider: Provider) {
    let (scene, id) = scheduled(provider).await;
    wire(&scene, provider).inject(slow().on("PATCH", "*"));
    let (changed, _) = tokio::join!(change(&scene, provider, &id), async {
        arrived(wire(&scene, provider), "PATCH").await;
        cancel(&scene, provider, &id).await.ok()
    });
    changed.expect(404, "not_found");
    is_cancelled(&scene, provider, &id).await;
}

async fn changed_before_the_cancellation_arrives(provider: Provider) {
    let (scene, id) = scheduled(provider).await;
    wire(&scene, provider).inject(on_cancellation(slow(), provider));
    let (cancelled, changed) = tokio::join!(cancel(&scene, provider, &id), async {
        let first = if provider == GoogleCalendar { "DELETE" } else { "annulé" };
        arrived(wire(&scene, provider), first).await;
        change(&scene, provider, &id).await.ok()
    });
    assert_eq!(
        (&cancelled.ok()["status"], &changed["title"]),
        (&"cancelled".into(), &TITLE.into())
    );
    is_cancelled(&scene, provider, &id).await;
}

async fn cancelled_before_the_change_is_recorded(provider: Provider) {
    let (scene, id) = scheduled(provider).await;
    let table = &scene.world.controls.dynamodb;
    table.inject(slow().on_target("PutItem").body_contains(TITLE));
    let (changed, _): (Answer, Value) = tokio::join!(change(&scene, provider, &id), async {
        arrived(table, TITLE).await;
        cancel(&scene, provider, &id).await.ok()
    });
    assert_eq!(changed.ok()["title"], TITLE);
    is_cancelled(&scene, provider, &id).await;
}

#[tokio::test]
async fn f24_a_cancellation_between_reading_and_changing_wins_and_is_told() {
    tokio::join!(
        cancelled_before_the_change_arrives(GoogleCalendar),
        cancelled_before_the_change_arrives(OutlookCalendar),
    );
}

#[tokio::test]
async fn f24_a_change_during_a_cancellation_is_made_and_cancelled() {
    tokio::join!(
        changed_before_the_cancellation_arrives(GoogleCalendar),
        changed_before_the_cancellation_arrives(OutlookCalendar),
    );
}

#[tokio::test]
async fn f24_a_change_that_is_recorded_late_revives_nothing() {
    tokio::join!(
        cancelled_before_the_change_is_recorded(GoogleCalendar),
        cancelled_before_the_change_is_recorded(OutlookCalendar),
    );
}
