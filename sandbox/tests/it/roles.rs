//! What each function does at AWS, compared with what its role allows (S29).
//!
//! The emulators refuse what a role does not allow, in every test of this binary: that a function has
//! the rights it needs is proved by its own tests. Here is the reverse: it has no other.

use std::collections::BTreeSet;

use futures::future::join;
use http::{Request, StatusCode};
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use crate::adverts;
use crate::ats_events;
use crate::bookings;
use crate::calendars::connect;
use crate::connect_calendars;
use crate::feeds;
use crate::interviews::{create, delete, drag, list, scheduled, update};
use crate::offers;
use crate::plans;
use crate::posts::LAGUNE;
use crate::scene::{MARIAM, STRANGER, Scene, at_provider};
use crate::start_plans;
use crate::sync_calendar;
use crate::upkeep::{asked, partner, slow_refresh, sweep};
use crate::{slack, zoom};

/// LinkedIn from the first consent to the last, with tokens so short-lived that each use renews them.
async fn posts() -> Scene {
    let scene = partner(json!({"expires_in": 60})).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    // A grant that is not kept.
    scene.connect(MARIAM, "linkedin", "amina").await.expect(409, "account_mismatch");
    let post = scene.posted(json!({"job_id": 1})).await;
    let again = |event: &mut Value| {
        event["headers"]["idempotency-key"] = "again".into();
        event["body"] = json!({"job_id": 1}).to_string().into();
    };
    scene.call("publish-job", MARIAM, again).await.ok();
    read(&scene, &post).await;
    plan(&scene).await;
    write_texts(&scene).await;
    scene.call("organizations", MARIAM, |_| ()).await.ok();
    scene.turn(&scene.world.origins[Provider::LinkedIn], "kofi", json!({"role_lost": true})).await;
    scene.call("organizations", MARIAM, |_| ()).await.ok();
    scene.turn(&scene.world.origins[Provider::LinkedIn], "kofi", json!({"role_lost": false})).await;
    scene.call("organizations", MARIAM, |_| ()).await.ok();
    scene.put("choose-organization", MARIAM, json!({"organization_id": LAGUNE})).await.ok();
    scene.at_post("delete-post", MARIAM, &post).await.ok();
    let forgotten = scene.snapshot().await;
    assert_eq!(forgotten["ended"], 1, "no post is left to follow: {forgotten}");
    sweep_and_disconnect(&scene).await;
    scene
}

async fn read(scene: &Scene, post: &str) {
    scene.status(MARIAM).await;
    scene.posts(MARIAM).await;
    scene.at_post("post-statistics", MARIAM, post).await.ok();
    scene.advance("1 day");
    assert_eq!(scene.snapshot().await["snapshots"], 1);
    scene.advance("1 day");
}

/// A post that is planned, changed and made by a token that is over, and one that a disconnect stops.
async fn plan(scene: &Scene) {
    let plan = plans::planned(scene, json!({"custom_message": "Planned"})).await;
    plans::change(scene, MARIAM, &plan["id"], json!({"custom_message": "Changed"})).await.ok();
    scene.advance("1h");
    assert_eq!(start_plans::start(scene).await["published"], 1);
    let at_last = json!({"publish_at": "2026-12-30T09:00:00Z"});
    let closed = plans::planned(scene, at_last.clone()).await;
    plans::answer_of_job_1(scene, 409).await;
    plans::change(scene, MARIAM, &closed["id"], json!({"custom_message": "Late"}))
        .await
        .expect(409, "job_not_published");
    scene.parts()[0].clear();
    scene.advance("1m");
    plans::planned(scene, at_last).await;
    let posts = scene.posts(MARIAM).await;
    let made = posts["posts"].as_array().unwrap().iter().find(|it| it["job_id"] == 1).unwrap();
    scene.at_post("delete-post", MARIAM, made["post_id"].as_str().unwrap()).await.ok();
}

async fn write_texts(scene: &Scene) {
    scene.call("preview", MARIAM, |_| ()).await.ok();
    for template in [json!("{{ title }} {{ apply_url }}"), Value::Null] {
        scene.put("template", MARIAM, json!({"template": template})).await.ok();
    }
    scene.call("preferences", MARIAM, |_| ()).await.ok();
    let method = |event: &mut Value| event["requestContext"]["http"]["method"] = "GET".into();
    scene.call("template", MARIAM, method).await.ok();
    scene.call("preferences", MARIAM, method).await.ok();
}

/// A run of the schedule that loses against a person: it reads what was written meanwhile.
async fn sweep_and_disconnect(scene: &Scene) {
    scene.advance("1 day");
    scene.world.controls[Provider::LinkedIn].forget();
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh());
    let disconnect = async {
        asked(scene, 1).await;
        scene.disconnect(MARIAM, "linkedin").await
    };
    let (_, disconnected) = join(sweep(scene), disconnect).await;
    disconnected.ok();
}

/// A calendar whose token is over at each use.
async fn interviews(provider: Provider) -> Scene {
    let (scene, id) = scheduled(provider).await;
    scene.watch_calendars().await;
    scene.notify(provider).await;
    scene.advance("2h");
    let there = |event: &mut Value| {
        at_provider(event, provider.slug());
        event["headers"].as_object_mut().unwrap().remove("idempotency-key");
    };
    scene.call("create-event", MARIAM, there).await.ok();
    scene.advance("2h");
    scene.call("available-slots", MARIAM, there).await.ok();
    scene.advance("2h");
    update(&scene, (MARIAM, provider), &id, json!({"title": "Entretien final"})).await.ok();
    scene.notify(provider).await;
    scene.advance("2h");
    delete(&scene, (MARIAM, provider), &id).await.ok();
    scene.advance("2h");
    scene.watch_calendars().await;
    delete(&scene, (MARIAM, provider), "itvother").await.expect(404, "not_found");
    let title = json!({"title": "Autre"});
    update(&scene, (MARIAM, provider), "itvother", title).await.expect(404, "not_found");
    list(&scene, MARIAM).await;
    scene.advance("1 day");
    assert_eq!(sweep(&scene).await["renewed"], 1);
    // Google's grant is withdrawn by the schedule.
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null).on("POST", "/revoke");
    scene.world.controls[Provider::GoogleCalendar].inject(down);
    scene.disconnect(MARIAM, provider.slug()).await.ok();
    scene.advance("6m");
    assert_eq!(sweep(&scene).await["withdrawn"], u32::from(provider == GoogleCalendar));
    scene.watch_calendars().await;
    let account = if provider == GoogleCalendar { "awa" } else { "fatou" };
    connect_calendars::connect(&scene, provider, account).await.ok();
    scene
}

/// Interviews at Zoom, whose token is over at each use; what another company's consent leaves without tokens,
/// and what the person removes there.
async fn rooms() -> Scene {
    let scene = zoom::connected(GoogleCalendar, "zoe").await;
    scene.connect(STRANGER, "zoom", "zoe").await.expect(409, "account_in_use");
    let mut body = json!({"meeting_provider": "zoom"});
    scene.advance("2h");
    let made = create(&scene, GoogleCalendar, body.clone()).await.ok();
    let id = made["event_id"].as_str().unwrap();
    scene.advance("2h");
    update(&scene, (MARIAM, GoogleCalendar), id, json!({"title": "Entretien final"})).await.ok();
    scene.advance("2h");
    delete(&scene, (MARIAM, GoogleCalendar), id).await.ok();
    body["title"] = "Autre".into();
    create(&scene, GoogleCalendar, body).await.ok();
    scene.advance("1 day");
    sweep(&scene).await;
    scene.disconnect(MARIAM, "zoom").await.ok();
    scene.connect(MARIAM, "zoom", "zoe").await.ok();
    let url = format!("{}/meetings/zoe/remove", scene.world.origins[Provider::Zoom]);
    scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
    scene
}

/// A calendar that is read with tokens which are over, with a room that follows, and a mark that our storage
/// does not let through.
async fn synced(provider: Provider) -> Scene {
    let scene = zoom::connected(provider, "zoe").await;
    let made = create(&scene, provider, json!({"meeting_provider": "zoom"})).await.ok();
    sync_calendar::begin(&scene, provider).await;
    scene.advance("2h");
    drag(&scene, provider, made["event_id"].as_str().unwrap()).await;
    sync_calendar::says(&scene, provider).await;
    scene.world.scheduler.fire("sync-calendar", json!({})).await.unwrap().unwrap();
    let calendar = sync_calendar::calendar(provider);
    scene.world.app.store.mark_changed(calendar, scene.world.clock.now()).await.unwrap();
    let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
    scene.world.controls.dynamodb.inject(fault.on_target("UpdateItem").times(500));
    scene.world.poll().await;
    scene.world.controls.dynamodb.clear();
    scene
}

/// Notes at Slack, whose token is over at each use, with a channel that takes nothing for a while; and what the
/// person removes there.
async fn notes() -> Scene {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    scene.turn(&scene.world.origins[Provider::Slack], "sali", json!({"rotation": true})).await;
    scene.connect(MARIAM, "slack", "sali").await.ok();
    slack::choose(&scene, MARIAM, json!({"channel_id": slack::PRIVATE})).await.ok();
    create(&scene, GoogleCalendar, json!({})).await.ok();
    scene.world.poll().await;
    assert_eq!(slack::messages(&scene, "sali").await.len(), 1);
    scene.advance("13h");
    slack::channels(&scene, MARIAM, "").await.ok();
    slack::change(&scene, "direction", json!({"is_archived": true})).await;
    slack::test(&scene, MARIAM).await.expect(409, "channel_refused");
    slack::change(&scene, "direction", json!({"is_archived": false})).await;
    // What comes now waits for new tokens.
    scene.advance("13h");
    create(&scene, GoogleCalendar, json!({"title": "Autre"})).await.ok();
    scene.world.poll().await;
    scene.advance("1m");
    scene.redeliver(json!({})).await;
    assert_eq!(slack::messages(&scene, "sali").await.len(), 2);
    scene.advance("13h");
    sweep(&scene).await;
    slack::turn(&scene, "sali", json!({"rotation": false})).await;
    scene.connect(MARIAM, "slack", "sali").await.ok();
    scene.advance("1m");
    slack::remove(&scene, "sali").await;
    scene
}

/// Events that are delivered, wait, are given up, and a record that is set aside; a report of the ATS.
async fn told() -> Scene {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    scene.world.dynamodb.stream().poison(1);
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.ats_answers(StatusCode::SERVICE_UNAVAILABLE, 2);
    scene.world.poll().await;
    scene.advance("72h");
    assert_eq!(scene.redeliver(json!({})).await["given_up"], 1);
    let report = scene.redeliver(json!({"retry_given_up": true})).await;
    assert_eq!((&report["taken_up"], scene.world.streams[0].aside().len()), (&json!(1), 1));
    scene.advance("15m");
    assert_eq!(scene.redeliver(json!({})).await["delivered"], 1);
    let deleted = json!({"type": "company.deleted", "data": {"company_id": 1}});
    ats_events::report(&scene, "msg_1", &deleted).await.ok();
    assert_eq!(sweep(&scene).await["reports"], 1);
    scene
}

/// A link of a calendar whose token is over at each use, with a room at Zoom.
async fn booked(provider: Provider) -> Scene {
    let scene = zoom::connected(provider, "zoe").await;
    let token = bookings::token(&scene, provider, json!({"meeting_provider": "zoom"})).await;
    let times = ["2026-11-25T13:00:00", "2026-11-25T15:00:00"];
    for time in times {
        scene.advance("2h");
        bookings::look(&scene, &token).await.ok();
        bookings::choose(&scene, &token, time).await.ok();
    }
    bookings::cancel(&scene, &token).await.ok();
    let link = bookings::links(&scene).await.remove(0);
    bookings::revoke(&scene, link["id"].as_str().unwrap()).await.ok();
    // The key of the company's guests is there, and not kept any more.
    bookings::token(&scene, provider, json!({})).await;
    scene
}

/// Offers that come, are read and go.
async fn boards() -> Scene {
    let scene = Scene::new().await;
    for job in [1, 2] {
        offers::put(&scene, MARIAM, job, json!({})).await.ok();
    }
    adverts::prepare(&scene, MARIAM, (1, "fuzu")).await.ok();
    adverts::keep(&scene, MARIAM, (1, "fuzu"), json!({"state": "prepared"})).await.ok();
    let feed = offers::feed_url(&scene, MARIAM, "indeed").await;
    assert_eq!(feeds::fetch(&scene, &feed, &[]).await.status, StatusCode::OK);
    scene.advance("10m");
    offers::list(&scene, MARIAM).await.ok();
    let closed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 1}});
    ats_events::report(&scene, "msg_1", &closed).await.ok();
    offers::remove(&scene, MARIAM, 2).await.ok();
    offers::readdress(&scene, MARIAM).await.ok();
    let gone = json!({"type": "company.deleted", "data": {"company_id": 1}});
    ats_events::report(&scene, "msg_2", &gone).await.ok();
    scene
}

#[tokio::test]
async fn s29_a_role_allows_what_its_function_does_and_nothing_else() {
    let scenes = [
        posts().await,
        interviews(GoogleCalendar).await,
        interviews(OutlookCalendar).await,
        rooms().await,
        synced(GoogleCalendar).await,
        synced(OutlookCalendar).await,
        notes().await,
        told().await,
        booked(GoogleCalendar).await,
        booked(OutlookCalendar).await,
        boards().await,
    ];
    let [first, ..] = &scenes;
    let mut idle = Vec::new();
    for (function, role) in first.world.iam.roles() {
        let used = scenes.iter().flat_map(|scene| scene.world.iam.used(function));
        let used: BTreeSet<_> = used.collect();
        let unused = role.permissions().into_iter().filter(|permission| !used.contains(permission));
        idle.extend(unused.map(|permission| (function.clone(), permission)));
    }
    assert!(idle.is_empty(), "template.yaml allows what is never done: {idle:#?}");
}
