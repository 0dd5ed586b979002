//! Watches in the table: what calendars say, who reads them, and that neither writes over the other.

use jiff::{SignedDuration, Timestamp};
use shared::connection::Watch;
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::store::{Cursor, Released, Save, Store};

use crate::scene::Scene;

const ID: ConnectionId<CalendarProvider> = ConnectionId::of_company(1, CalendarProvider::Google);

fn now(scene: &Scene) -> Timestamp {
    scene.world.clock.now()
}

fn soon(scene: &Scene) -> Timestamp {
    now(scene) + SignedDuration::from_mins(2)
}

async fn claim(scene: &Scene, reader: &str) -> Option<Watch> {
    let store = &scene.world.app.store;
    store.claim_watch(ID, (reader, soon(scene)), now(scene)).await.unwrap()
}

/// A watch that was read, and is due in six hours.
async fn read(scene: &Scene) -> &Store {
    let store = &scene.world.app.store;
    store.begin_watch(ID, now(scene)).await.unwrap();
    let watch = claim(scene, "first").await.unwrap();
    assert_eq!(store.release_watch(&later(watch)).await.unwrap(), Released::Done);
    store
}

fn later(watch: Watch) -> Watch {
    let next = watch.refresh_at + SignedDuration::from_hours(6);
    Watch { refresh_at: next, synced_at: Some(watch.refresh_at), ..watch }
}

async fn due(scene: &Scene) -> usize {
    let mut found = 0;
    for shard in 0..shared::store::WATCH_SHARDS {
        let (page, _) = scene
            .world
            .app
            .store
            .due_watches(ID.provider, shard, now(scene), Cursor::Start)
            .await
            .unwrap();
        found += page.iter().filter(|id| **id == ID).count();
    }
    found
}

#[tokio::test]
async fn f40_a_mark_makes_a_watch_due_at_once_and_its_reader_leaves_it_due_when_overtaken() {
    let scene = Scene::new().await;
    let store = read(&scene).await;
    assert_eq!((due(&scene).await, claim(&scene, "early").await.is_none()), (0, true));

    store.mark_changed(ID, now(&scene)).await.unwrap();
    assert_eq!(due(&scene).await, 1);
    let watch = claim(&scene, "second").await.unwrap();
    assert_eq!(watch.changed_at, Some(now(&scene)));
    assert!(claim(&scene, "third").await.is_none(), "one reader at a time");
    // Within the same millisecond, and by a clock that is behind.
    store.mark_changed(ID, now(&scene)).await.unwrap();
    store.mark_changed(ID, now(&scene) - SignedDuration::from_secs(5)).await.unwrap();
    assert_eq!(store.release_watch(&later(watch)).await.unwrap(), Released::Marked);

    let watch = claim(&scene, "fourth").await.unwrap();
    let moved = now(&scene) + SignedDuration::from_millis(2);
    assert_eq!(watch.changed_at, Some(moved), "never back, and with every word");
    assert!(watch.synced_at.is_some(), "what the overtaken reader has read is kept");
    assert_eq!(store.release_watch(&later(watch)).await.unwrap(), Released::Done);
    assert_eq!(due(&scene).await, 0);
}

#[tokio::test]
async fn f40_a_reader_that_was_taken_over_or_whose_watch_was_begun_anew_stores_nothing() {
    let scene = Scene::new().await;
    let store = &scene.world.app.store;
    store.begin_watch(ID, now(&scene)).await.unwrap();
    let dead = claim(&scene, "dead").await.unwrap();
    assert_eq!(store.save_watch(&dead, soon(&scene)).await.unwrap(), Save::Saved);
    scene.advance("3m");
    let watch = claim(&scene, "alive").await.unwrap();
    assert_eq!(store.save_watch(&dead, soon(&scene)).await.unwrap(), Save::Lost);
    assert_eq!(store.release_watch(&later(dead)).await.unwrap(), Released::Lost);

    store.begin_watch_anew(ID, now(&scene)).await.unwrap();
    assert_eq!(store.release_watch(&later(watch)).await.unwrap(), Released::Lost);
    let anew = store.watch(ID).await.unwrap().unwrap();
    assert_eq!((anew.synced_at, anew.lease), (None, None));

    let watch = claim(&scene, "late").await.unwrap();
    store.end_watch(ID).await.unwrap();
    assert_eq!(store.release_watch(&later(watch)).await.unwrap(), Released::Lost);
    store.mark_changed(ID, now(&scene)).await.unwrap();
    store.note_heard(ID, Some(soon(&scene))).await.unwrap();
    assert!(store.watch(ID).await.unwrap().is_none(), "what has ended stays so");
}

#[tokio::test]
async fn f10_a_watch_that_rests_is_left_alone_whatever_its_calendar_says() {
    let scene = Scene::new().await;
    let store = &scene.world.app.store;
    store.begin_watch(ID, now(&scene)).await.unwrap();
    let watch = claim(&scene, "throttled").await.unwrap();
    let until = now(&scene) + SignedDuration::from_mins(30);
    let resting = Watch { rests_until: Some(until), refresh_at: until, ..watch };
    assert_eq!(store.release_watch(&resting).await.unwrap(), Released::Done);
    store.mark_changed(ID, now(&scene)).await.unwrap();
    assert!(claim(&scene, "eager").await.is_none());
    scene.advance("30m");
    assert!(claim(&scene, "patient").await.is_some());
}

#[tokio::test]
async fn f35_a_watch_that_can_t_be_read_is_begun_anew() {
    let scene = Scene::new().await;
    let store = &scene.world.app.store;
    store.begin_watch(ID, now(&scene)).await.unwrap();
    crate::unreadable::spoil(&scene, "WATCH#google_calendar", "failures").await;
    let watch = claim(&scene, "first").await.unwrap();
    assert_eq!((watch.failures, watch.cursor.is_none()), (0, true));
    assert_eq!(store.release_watch(&later(watch)).await.unwrap(), Released::Done);
}
