//! An interview is its account's: another one can't change it, and what that one doesn't find proves
//! nothing (S48).

use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::model::provider::Provider::{self, GoogleCalendar};

use crate::calendars::wire;
use crate::connect_calendars::{connect, decide};
use crate::interviews::{CALENDARS, asks_who_is_busy, create, delete, in_calendar, list, update};
use crate::scene::{MARIAM, Scene, at_provider};

const GUESTS: [&str; 2] = ["candidate@example.com", "lead@acme.ci"];

/// The account that makes the interview, and how it is named afterwards.
const fn maker(provider: Provider) -> (&'static str, &'static str) {
    match provider {
        GoogleCalendar => ("awa", "aw… (acme.ci)"),
        _ => ("fatou", "fa… (acme.ci)"),
    }
}

/// A world with an interview that the maker's account organizes; its id.
async fn made(provider: Provider) -> (Scene, String) {
    let scene = Scene::new().await;
    connect(&scene, provider, maker(provider).0).await.ok();
    let answer = create(&scene, provider, json!({"attendees": GUESTS})).await.ok();
    let id = answer["event_id"].as_str().unwrap().to_owned();
    (scene, id)
}

/// `account` takes the place of the connected one.
async fn replace(scene: &Scene, provider: Provider, account: &str) {
    let begun = scene
        .call("auth-url", MARIAM, |event| {
            at_provider(event, provider.slug());
            event["rawQueryString"] = "replace=true".into();
        })
        .await
        .ok();
    let scopes = ["calendar.events", "calendar.freebusy"];
    let scopes = scopes.map(|scope| format!("https://www.googleapis.com/auth/{scope}"));
    let scopes: Vec<_> = scopes.iter().map(String::as_str).collect();
    let url = begun["authorization_url"].as_str().unwrap();
    let back = decide(scene, url, account, &scopes).await;
    scene.complete(MARIAM, provider.slug(), &back).await.ok();
    wire(scene, provider).forget();
}

/// Takes away what is noted of the account, as in rows that are older than the note.
async fn forget_account(scene: &Scene, provider: Provider, id: &str) {
    let store = &scene.world.app.store;
    let calendar = CalendarProvider::of(provider).unwrap();
    let mut event = store.event(1, calendar, id).await.unwrap().unwrap();
    event.account = None;
    store.put_event(1, &event).await.unwrap();
}

fn title() -> Value {
    json!({"title": "Entretien final"})
}

#[tokio::test]
async fn s48_another_account_changes_and_cancels_nothing_and_proves_nothing() {
    for provider in CALENDARS {
        let (scene, id) = made(provider).await;
        assert_eq!(list(&scene, MARIAM).await[0]["account"], maker(provider).1);
        replace(&scene, provider, "lead").await;
        let asked = (MARIAM, provider);
        let refused = delete(&scene, asked, &id).await.expect(409, "other_account");
        assert!(refused.text.contains(maker(provider).1), "{refused:?}");
        let calendar = CalendarProvider::of(provider).unwrap();
        let event = scene.world.app.store.event(1, calendar, &id).await.unwrap().unwrap();
        assert_eq!(event.attempt, None, "nobody is at it");
        update(&scene, asked, &id, title()).await.expect(409, "other_account");
        create(&scene, provider, json!({"attendees": GUESTS})).await.ok();
        scene.advance("2m");
        let again = create(&scene, provider, json!({"attendees": GUESTS})).await;
        again.expect(409, "other_account");
        let requests = wire(&scene, provider).requests();
        let others = requests.iter().filter(|one| !asks_who_is_busy(&one.path));
        assert_eq!(others.count(), 0, "nobody is asked about an interview");
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "scheduled");
        replace(&scene, provider, maker(provider).0).await;
        assert!(in_calendar(&scene, provider, &id).await.is_some());
        update(&scene, asked, &id, title()).await.ok();
        delete(&scene, asked, &id).await.ok();
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "cancelled");
    }
}

#[tokio::test]
async fn s48_where_nobody_noted_the_account_a_404_and_a_guest_s_copy_prove_nothing() {
    for provider in CALENDARS {
        for account in ["lead", if provider == GoogleCalendar { "sena" } else { "marc" }] {
            let (scene, id) = made(provider).await;
            forget_account(&scene, provider, &id).await;
            replace(&scene, provider, account).await;
            let asked = (MARIAM, provider);
            delete(&scene, asked, &id).await.expect(409, "other_account");
            update(&scene, asked, &id, title()).await.expect(409, "other_account");
            assert_eq!(list(&scene, MARIAM).await[0]["status"], "scheduled");
            replace(&scene, provider, maker(provider).0).await;
            assert!(in_calendar(&scene, provider, &id).await.is_some(), "{provider} {account}");
        }
    }
}

/// Takes away what the connection says of its account, as of one that was imported.
async fn forget_connected(scene: &Scene, provider: Provider) {
    let store = &scene.world.app.store;
    let id = ConnectionId::of_company(1, provider);
    let mut imported = store.connection(id).await.unwrap().known().unwrap();
    imported.account = None;
    store.save(&imported, Some(imported.version)).await.unwrap();
}

#[tokio::test]
async fn s48_a_connection_whose_account_nobody_knows_cancels_what_its_own_calendar_organizes() {
    for provider in CALENDARS {
        for account in ["lead", if provider == GoogleCalendar { "sena" } else { "marc" }] {
            let (scene, id) = made(provider).await;
            scene.advance("10m");
            let asked = (MARIAM, provider);
            replace(&scene, provider, account).await;
            forget_connected(&scene, provider).await;
            delete(&scene, asked, &id).await.expect(409, "other_account");
            let calendar = CalendarProvider::of(provider).unwrap();
            let event = scene.world.app.store.event(1, calendar, &id).await.unwrap().unwrap();
            assert_eq!(event.attempt, None, "nobody is at it");
            assert_eq!(
                list(&scene, MARIAM).await[0]["status"],
                "scheduled",
                "{provider} {account}"
            );
            replace(&scene, provider, maker(provider).0).await;
            assert!(in_calendar(&scene, provider, &id).await.is_some(), "{provider} {account}");
            forget_connected(&scene, provider).await;
            update(&scene, asked, &id, title()).await.ok();
            assert_eq!(list(&scene, MARIAM).await[0]["account"], maker(provider).1);
            delete(&scene, asked, &id).await.ok();
            assert!(in_calendar(&scene, provider, &id).await.is_none(), "{provider}");
        }
    }
}

#[tokio::test]
async fn s48_where_nobody_noted_the_account_the_organizer_s_calendar_is_the_one() {
    for provider in CALENDARS {
        let (scene, id) = made(provider).await;
        let asked = (MARIAM, provider);
        forget_account(&scene, provider, &id).await;
        update(&scene, asked, &id, title()).await.ok();
        assert_eq!(list(&scene, MARIAM).await[0]["account"], maker(provider).1);
        forget_account(&scene, provider, &id).await;
        delete(&scene, asked, &id).await.ok();
        assert!(in_calendar(&scene, provider, &id).await.is_none());
    }
}
