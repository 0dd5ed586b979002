//! `forget`: a company, or one person's connections, are exported and erased, and nobody else's are.

use std::collections::BTreeSet;
use std::io;

use forget::{Entry, Summary, Whom, erase, export, rehearse};
use http::StatusCode;
use serde_json::{Value, json};
use shared::connection::tally::Kind;
use shared::model::delivery::Sink;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::model::provider::Provider::{GoogleCalendar, LinkedIn, OutlookCalendar};
use simulator_kit::wire::Fault;

use crate::adverts;
use crate::ats_events;
use crate::bookings;
use crate::calendars;
use crate::connect_calendars;
use crate::interviews::{create, list};
use crate::offers;
use crate::own::connect_for;
use crate::plans;
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};
use crate::slack;
use crate::unreadable::spoil;

const COMPANY: Whom = Whom { company: 1, user: None, application: None };

/// A company that has done all there is to do, beside another one.
pub(crate) async fn busy() -> Scene {
    let scene = Scene::new().await;
    scene.connect(STRANGER, "linkedin", "amina").await.ok();
    imported(&scene).await;
    waiting(&scene, MARIAM).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    connect_calendars::connect(&scene, GoogleCalendar, "awa").await.ok();
    connect_calendars::connect(&scene, OutlookCalendar, "fatou").await.ok();
    scene.connect(MARIAM, "slack", "sali").await.ok();
    slack::choose(&scene, MARIAM, json!({"channel_id": slack::PUBLIC})).await.ok();
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    plans::planned(&scene, json!({"job_id": 2, "publish_at": "2026-12-24T09:00:00Z"})).await;
    for provider in [GoogleCalendar, OutlookCalendar] {
        let body = json!({"attendees": ["candidate@example.com"], "create_meeting_link": true});
        create(&scene, provider, body).await.ok();
    }
    let link = bookings::token(&scene, OutlookCalendar, json!({})).await;
    bookings::choose(&scene, &link, "2026-11-24T15:00:00").await.ok();
    scene
        .call("template", MARIAM, |event| {
            event["requestContext"]["http"]["method"] = "PUT".into();
            event["body"] = json!({"template": "{{ title }} {{ apply_url }}"}).to_string().into();
        })
        .await
        .ok();
    scene.call("preferences", MARIAM, |_| ()).await.ok();
    offers::put(&scene, MARIAM, 2, json!({})).await.ok();
    adverts::keep(&scene, MARIAM, (2, "fuzu"), json!({"state": "prepared"})).await.ok();
    scene.advance("1 day");
    scene.world.scheduler.fire("snapshot-statistics", json!({})).await.unwrap().unwrap();
    scene.watch_calendars().await;
    told(&scene).await;
    scene.begin(MARIAM, "linkedin").await;
    scene.begin(COLLEAGUE, "outlook").await;
    scene
}

/// Leaves events that wait, one that was given up, and a report of the ATS.
async fn told(scene: &Scene) {
    scene.ats_answers(StatusCode::SERVICE_UNAVAILABLE, 1000);
    scene.world.poll().await;
    let store = &scene.world.app.store;
    let [first, ..] = &store.waiting(1, Sink::Ats, 2).await.unwrap()[..] else { panic!() };
    store.give_up(Sink::Ats, first, scene.world.clock.now()).await.unwrap();
    scene.world.controls.api.clear();
    let closed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 1}});
    ats_events::report(scene, "msg_1", &closed).await.ok();
}

/// Leaves the note of an import whose connection was disconnected since.
async fn imported(scene: &Scene) {
    calendars::connect(scene, GoogleCalendar, MARIAM, 1).await;
    let store = &scene.world.app.store;
    let connection = store
        .connection(ConnectionId::of_company(1, GoogleCalendar))
        .await
        .unwrap()
        .known()
        .unwrap();
    store.disconnect(ConnectionId::of_company(1, GoogleCalendar)).await.unwrap();
    store.import(&connection, scene.world.clock.now()).await.unwrap();
    store.disconnect(ConnectionId::of_company(1, GoogleCalendar)).await.unwrap();
}

/// Leaves a grant of `user` that Google has not confirmed to be withdrawn.
async fn waiting(scene: &Scene, user: i64) {
    jean(scene, user).await;
    revoking_fails(scene, 1);
    scene.disconnect(user, "google-calendar").await.ok();
}

/// `user` connects the Google account of Jean.
async fn jean(scene: &Scene, user: i64) {
    let (url, _) = scene.begin(user, "google-calendar").await;
    let scopes = ["https://www.googleapis.com/auth/calendar.events"];
    let back = connect_calendars::decide(scene, &url, "jean", &scopes).await;
    scene.complete(user, "google-calendar", &back).await.ok();
}

fn revoking_fails(scene: &Scene, times: u32) {
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({})).times(times);
    scene.world.controls[Provider::GoogleCalendar].inject(down.on("POST", "/revoke"));
}

/// The keys of what is stored of company 1, wherever it stands.
fn stored(scene: &Scene) -> BTreeSet<(String, String)> {
    let items = scene.world.dynamodb.dump().unwrap();
    let own = items
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["pk"]["S"] == "COMPANY#1" || (item["company_id"]["N"] == "1"));
    own.map(|item| {
        let text = |name: &str| item[name]["S"].as_str().unwrap().to_owned();
        (text("pk"), text("sk"))
    })
    .collect()
}

/// What each kind of row in the table of `shared::store` is recognised by: the beginnings of its two keys.
fn kinds_of(text: &str) -> BTreeSet<(String, String)> {
    let rows = text.lines().filter(|line| line.starts_with("//! | "));
    let keys = rows.filter_map(|row| {
        let mut cells = row.split(" | ").skip(2).map(|cell| cell.trim_matches('`'));
        Some((beginning(cells.next()?), beginning(cells.next()?)))
    });
    keys.filter(|(pk, _)| {
        ["ACCOUNT", "ADDRESS", "COMPANY", "FEED", "LINK", "STATE"].contains(&pk.as_str())
    })
    .collect()
}

fn beginning(key: &str) -> String {
    key.split('#').next().unwrap().to_owned()
}

fn rest_of(scene: &Scene) -> Vec<Value> {
    let items = scene.world.dynamodb.dump().unwrap();
    let others = items.as_array().unwrap().iter();
    others.filter(|item| item["pk"]["S"] == "COMPANY#2").cloned().collect()
}

async fn exported(scene: &Scene, whom: Whom) -> Vec<Value> {
    let mut rows = Vec::new();
    let keep = |row: &Value| {
        rows.push(row.clone());
        Ok(())
    };
    export(&scene.world.app, whom, keep).await.unwrap();
    rows
}

/// Erases; the export, what was told, and the summary.
async fn erased(scene: &Scene, whom: Whom) -> (Vec<Value>, Vec<String>, Summary) {
    let (mut rows, mut told) = (Vec::new(), Vec::new());
    let write = |page: &[Value]| {
        rows.extend_from_slice(page);
        Ok(())
    };
    let tell = |entry: &Entry| told.push(entry.to_string());
    let summary = erase(&scene.world.app, whom, write, tell).await.unwrap();
    (rows, told, summary)
}

fn keys(rows: &[Value]) -> BTreeSet<(String, String)> {
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(row, "pk"), text(row, "sk"))).collect()
}

#[tokio::test]
async fn s34_s55_every_kind_of_row_is_exported_then_erased_and_a_search_finds_nothing() {
    let scene = busy().await;
    let before = stored(&scene);
    let kinds = before.iter().map(|(pk, sk)| (beginning(pk), beginning(sk))).collect();
    let store = std::fs::read_to_string("../shared/src/store/mod.rs").unwrap();
    assert_eq!(kinds_of(&store), kinds, "each kind that is documented stands here");
    let others = rest_of(&scene);

    assert_eq!(keys(&exported(&scene, COMPANY).await), before);
    let whole = scene.dump();
    let mut told = BTreeSet::new();
    let tell = |entry: &Entry| {
        assert!(entry.to_string().ends_with(": would be erased"), "{entry}");
        told.insert((entry.key.pk.clone(), entry.key.sk.clone()));
    };
    let summary = rehearse(&scene.world.app, COMPANY, tell).await.unwrap();
    assert_eq!((told, summary.found, summary.erased), (before.clone(), before.len(), 0));
    assert_eq!(scene.dump(), whole, "neither an export nor a dry run changes anything");
    let (rows, told, summary) = erased(&scene, COMPANY).await;
    assert_eq!(keys(&rows), before);
    assert_eq!((summary.erased, summary.left), (before.len(), 0), "{told:#?}");
    assert!(summary.is_clean(), "{told:#?}");
    assert_eq!(stored(&scene), BTreeSet::new());
    let dump = scene.dump();
    for trace in ["COMPANY#1\"", "awa@acme.ci", "fatou@acme.ci", "Kofi Mensah", "Entretien"] {
        assert!(!dump.contains(trace), "{trace}");
    }
    assert_eq!(rest_of(&scene), others);
    assert_eq!(scene.status(STRANGER).await["linkedin"]["state"], "active");
    assert_eq!(scene.status(MARIAM).await["linkedin"]["state"], "disconnected");
}

#[tokio::test]
async fn s26_no_token_is_exported_or_told() {
    let scene = busy().await;
    let (rows, told, _) = erased(&scene, COMPANY).await;
    let connections: Vec<_> = rows.iter().filter(|row| !row["sealed_tokens"].is_null()).collect();
    assert_eq!(connections.len(), 5, "four, and one that waits to be withdrawn");
    for row in connections {
        assert_eq!(row["sealed_tokens"], "sealed");
    }
    assert!(told.iter().all(|line| !line.contains('@')), "{told:#?}");
}

#[tokio::test]
async fn s33_grants_are_withdrawn_by_the_rule_of_disconnect() {
    let scene = busy().await;
    scene.forget();
    let (_, told, _) = erased(&scene, COMPANY).await;
    let google = &scene.world.controls[Provider::GoogleCalendar];
    assert_eq!(google.count("POST", "/revoke"), 2, "Awa's, and Jean's that was waiting");
    assert_eq!(scene.world.controls[Provider::LinkedIn].count("POST", "/oauth/v2/revoke"), 1);
    let said = |provider: &str, words: &str| {
        let key = format!("CREDENTIAL#{provider}:");
        told.iter().any(|line| line.contains(&key) && line.contains(words))
    };
    assert!(said("google_calendar", "withdrawn at the provider"), "{told:#?}");
    assert!(said("outlook_calendar", "only the person"), "{told:#?}");

    // Another company uses the same account: its connection is not ours to end.
    let scene = Scene::new().await;
    for (user, company) in [(MARIAM, 1), (STRANGER, 2)] {
        calendars::connect(&scene, GoogleCalendar, user, company).await;
    }
    let (_, told, summary) = erased(&scene, COMPANY).await;
    assert_eq!(scene.world.controls[Provider::GoogleCalendar].count("POST", "/revoke"), 0);
    assert!(told[0].contains("another company uses the account"), "{told:?}");
    assert!(summary.is_clean());
    assert!(
        scene
            .world
            .app
            .store
            .connection(ConnectionId::of_company(2, GoogleCalendar))
            .await
            .unwrap()
            .known()
            .is_some()
    );
}

#[tokio::test]
async fn s33_a_grant_that_could_not_be_withdrawn_is_told_and_its_tokens_are_gone_all_the_same() {
    let scene = busy().await;
    revoking_fails(&scene, 9);
    let (_, told, summary) = erased(&scene, COMPANY).await;
    assert_eq!((summary.not_withdrawn, summary.is_clean()), (2, false), "{told:#?}");
    assert!(told.iter().any(|line| line.contains("NOT WITHDRAWN")), "{told:#?}");
    assert_eq!(stored(&scene), BTreeSet::new());
}

#[tokio::test]
async fn s33_a_grant_that_waits_to_be_withdrawn_gets_its_last_attempt() {
    let told_of = |told: &[String]| {
        let lines = told.iter().filter(|line| line.contains("WITHDRAWAL#google_calendar#"));
        lines.cloned().collect::<String>()
    };
    for (case, words, asked, is_clean) in [
        ("alone", "withdrawn at the provider", 1, true),
        ("shared", "another company uses the account", 0, true),
        ("down", "NOT WITHDRAWN", 1, false),
        ("spoilt", "NOT WITHDRAWN", 0, false),
    ] {
        let scene = Scene::new().await;
        waiting(&scene, MARIAM).await;
        match case {
            "shared" => jean(&scene, STRANGER).await,
            "down" => revoking_fails(&scene, 1),
            "spoilt" => spoil(&scene, "WITHDRAWAL#", "since").await,
            _ => {}
        }
        scene.forget();
        let (_, told, summary) = erased(&scene, COMPANY).await;
        assert!(told_of(&told).contains(words), "{case}: {told:#?}");
        assert_eq!(
            scene.world.controls[Provider::GoogleCalendar].count("POST", "/revoke"),
            asked,
            "{case}"
        );
        assert_eq!(summary.is_clean(), is_clean, "{case}");
        assert_eq!(stored(&scene), BTreeSet::new(), "{case}");
        let others = scene
            .world
            .app
            .store
            .connection(ConnectionId::of_company(2, GoogleCalendar))
            .await
            .unwrap()
            .known();
        assert_eq!(others.is_some(), case == "shared", "{case}");
    }
}

#[tokio::test]
async fn s55_of_a_person_the_grants_that_wait_go_too_and_a_colleague_s_stay() {
    let scene = Scene::new().await;
    waiting(&scene, COLLEAGUE).await;
    let colleague_s = stored(&scene);
    waiting(&scene, MARIAM).await;
    connect_calendars::connect(&scene, GoogleCalendar, "awa").await.ok();
    revoking_fails(&scene, 9);
    let whom = Whom { company: 1, user: Some(MARIAM), application: None };
    let (_, told, summary) = erased(&scene, whom).await;
    assert_eq!((summary.not_withdrawn, summary.left), (2, 0), "{told:#?}");
    assert_eq!(stored(&scene), colleague_s);
}

#[tokio::test]
async fn s34_the_company_s_number_leaves_the_tallies_and_others_stay() {
    let scene = Scene::new().await;
    let (store, now) = (&scene.world.app.store, scene.world.clock.now());
    let tallies = [(LinkedIn, Kind::Endings), (OutlookCalendar, Kind::Refusals)];
    for tally in tallies {
        for who in ["1", "2", "11"] {
            store.count(tally, now, |tally| tally.lets_end(who, now)).await.unwrap();
        }
    }
    erased(&scene, Whom { company: 1, user: Some(MARIAM), application: None }).await;
    assert_eq!(scene.dump().matches(r#""who":{"S":"1"}"#).count(), 2, "the company stays");
    erased(&scene, COMPANY).await;
    for tally in tallies {
        let named = |who: &'static str| store.count(tally, now, move |tally| tally.names(who));
        let [own, two, eleven] = [named("1").await, named("2").await, named("11").await];
        assert_eq!([own.unwrap(), two.unwrap(), eleven.unwrap()], [false, true, true].map(Some));
    }
    let whole = scene.dump();
    erased(&scene, COMPANY).await;
    assert_eq!(scene.dump(), whole, "nothing is written of a company that is in none");
}

#[tokio::test]
async fn it_may_be_broken_off_at_any_row_and_is_taken_up_by_running_it_again() {
    let scene = busy().await;
    let before = stored(&scene);
    let mut rows = Vec::new();
    for after in 0..2 * before.len() {
        let broken =
            Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": "ValidationException"}));
        let broken = broken.on_target("DeleteItem").after(1).times(1000);
        scene.world.controls.dynamodb.inject(broken);
        let mut page = Vec::new();
        let write = |rows: &[Value]| {
            page.extend_from_slice(rows);
            Ok(())
        };
        let result = erase(&scene.world.app, COMPANY, write, |_| ()).await;
        scene.world.controls.dynamodb.clear();
        rows.extend(page);
        if result.is_ok() {
            assert!(after > 2, "{after}");
            break;
        }
    }
    scene.world.controls.dynamodb.clear();
    assert_eq!(stored(&scene), BTreeSet::new());
    assert!(keys(&rows).is_superset(&before), "whatever was erased had been exported");
    let (rows, told, summary) = erased(&scene, COMPANY).await;
    assert_eq!((rows, told), (Vec::new(), Vec::new()));
    assert_eq!(summary, Summary::default());
}

#[tokio::test]
async fn nothing_is_erased_that_could_not_be_exported() {
    let scene = busy().await;
    let before = scene.dump();
    let full = |_: &[Value]| Err(io::Error::other("the disk is full"));
    let result = erase(&scene.world.app, COMPANY, full, |_| ()).await;
    assert!(result.unwrap_err().to_string().contains("the disk is full"));
    assert_eq!(scene.dump(), before);
}

#[tokio::test]
async fn more_rows_than_a_page_holds_are_all_found() {
    let scene = Scene::new().await;
    for n in 0..230 {
        let snapshot = serde_json::from_value(json!({
            "post_id": format!("urn:li:share:{n}"), "at": scene.world.clock.now().as_second(),
            "impressions": 1, "clicks": 1, "likes": 1, "comments": 1, "shares": 1,
        }));
        scene.world.app.store.put_snapshot(1, &snapshot.unwrap()).await.unwrap();
    }
    assert_eq!(exported(&scene, COMPANY).await.len(), 230);
    assert_eq!(erased(&scene, COMPANY).await.2.erased, 230);
    assert_eq!(stored(&scene), BTreeSet::new());
}

#[tokio::test]
async fn s55_of_a_person_the_connections_go_and_the_company_s_rows_stay() {
    let scene = busy().await;
    let store = &scene.world.app.store;
    let mut linkedin =
        store.connection(ConnectionId::of_company(1, LinkedIn)).await.unwrap().known().unwrap();
    let version = linkedin.version;
    linkedin.user_id = COLLEAGUE;
    store.save(&linkedin, Some(version)).await.unwrap();
    let before = stored(&scene);
    let (rows, _, summary) =
        erased(&scene, Whom { company: 1, user: Some(MARIAM), application: None }).await;
    let is_watch = |(_, sk): &(String, String)| sk.starts_with("WATCH#");
    let after = stored(&scene);
    let gone = before.difference(&after).cloned();
    let (watches, gone): (BTreeSet<_>, BTreeSet<_>) = gone.partition(is_watch);
    assert_eq!(
        watches.len(),
        2,
        "how far a calendar was read goes with its connection, and tells of nobody"
    );
    assert_eq!(keys(&rows), gone);
    let kinds: Vec<_> = gone.iter().map(|(_, sk)| sk.split('#').next().unwrap()).collect();
    let expected = [
        "ACCOUNT",
        "CHOICE",
        "CREDENTIAL",
        "CREDENTIAL",
        "CREDENTIAL",
        "ELSEWHERE",
        "ELSEWHERE",
        "PLAN",
        "WITHDRAWAL",
        "STATE",
    ];
    assert_eq!(kinds, expected, "{gone:?}");
    assert_eq!(summary.left, 0);
    assert!(
        store.connection(ConnectionId::of_company(1, LinkedIn)).await.unwrap().known().is_some(),
        "a colleague's"
    );
    assert_eq!(list(&scene, MARIAM).await.len(), 3);
}

#[tokio::test]
async fn s34_no_address_is_in_a_stored_interview_and_its_link_is_answered_all_the_same() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        connect_calendars::connect(&scene, provider, account).await.ok();
        let body = json!({"attendees": ["candidate@example.com"]});
        let made = create(&scene, provider, body.clone()).await.ok();
        let items = scene.world.dynamodb.dump().unwrap();
        for item in items.as_array().unwrap() {
            let sk = item["sk"]["S"].as_str().unwrap();
            if sk.starts_with("EVENT") || sk.starts_with("INVITATION") {
                let text = item.to_string();
                assert!(!text.contains('@'), "{text}");
                assert!(!text.contains("eid="), "base64 of an address: {text}");
            }
        }
        assert!(made["event_url"].as_str().unwrap().starts_with("http"));
        assert_eq!(list(&scene, MARIAM).await[0]["event_url"], made["event_url"]);
        assert_eq!(create(&scene, provider, body).await.ok(), made, "a double click");
    }
}

#[tokio::test]
async fn ledger_rows_end_by_themselves() {
    let scene = busy().await;
    let days = |prefix: &str| {
        let items = scene.world.dynamodb.dump().unwrap();
        let mut rows = items.as_array().unwrap().clone();
        rows.retain(|item| item["sk"]["S"].as_str().unwrap().starts_with(prefix));
        assert!(!rows.is_empty(), "{prefix}");
        let ttls = rows.iter().map(|item| {
            let number = |name: &str| item[name]["N"].as_str().unwrap().parse::<i64>().unwrap();
            (number("ttl") - number("started_at")) / 86_400
        });
        ttls.collect::<BTreeSet<_>>()
    };
    assert_eq!(days("POST#"), [731].into(), "24 months");
    assert_eq!(days("INVITATION#"), [183].into());
}

#[tokio::test]
async fn s34_a_person_s_plans_go_with_the_person_and_a_colleague_s_stay() {
    let scene = Scene::new().await;
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    plans::planned(&scene, json!({})).await;
    let at = plans::in_an_hour(&scene);
    let his = json!({"job_id": 2, "publish_at": at});
    assert_eq!(plans::publish(&scene, COLLEAGUE, None, &his).await.status, 202);
    let mariam = Whom { company: 1, user: Some(MARIAM), application: None };
    let (rows, _, _) = erased(&scene, mariam).await;
    assert_eq!(rows.iter().filter(|row| row["job_id"] == 1).count(), 1, "{rows:?}");
    let left = stored(&scene);
    assert_eq!(left.iter().filter(|(_, sk)| sk.starts_with("PLAN#")).count(), 1, "{left:?}");
    // The connection is his: with him it goes, and stops what others planned with it.
    plans::planned(&scene, json!({"job_id": 2, "custom_message": "x"})).await;
    scene.advance("1m");
    erased(&scene, Whom { company: 1, user: Some(COLLEAGUE), application: None }).await;
    let posts = scene.posts(MARIAM).await;
    assert_eq!(posts["plans"][0]["reason"], "disconnected", "{posts}");
}

#[tokio::test]
async fn s34_an_application_leaves_with_its_interviews_and_links_and_nothing_else_does() {
    let (scene, token) = bookings::offered(GoogleCalendar).await;
    bookings::choose(&scene, &token, "2026-11-24T15:00:00").await.ok();
    bookings::token(&scene, GoogleCalendar, json!({"application_id": 2})).await;
    let whom = Whom { company: 1, user: None, application: Some(1) };
    let exported = keys(&exported(&scene, whom).await);
    let (_, _, summary) = erased(&scene, whom).await;
    assert!(summary.is_clean() && summary.erased == exported.len(), "{summary:?} {exported:?}");
    bookings::look(&scene, &token).await.expect(404, "not_found");
    let left = stored(&scene);
    let count = |kind: &str| {
        left.iter().filter(|(pk, sk)| beginning(pk) == kind || beginning(sk) == kind).count()
    };
    assert_eq!(
        ["EVENT", "INVITATION", "BOOKING", "LINK", "CREDENTIAL"].map(count),
        [0, 0, 1, 1, 1]
    );
}
