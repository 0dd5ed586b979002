//! Two companies that have connected one account: its hours are given once, and neither learns of the other (S53).

use forget::{Whom, erase};
use futures::future::join_all;
use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use super::{choose, look, offer_as, race, starts, token};
use crate::calendars::wire;
use crate::interviews::{delete, list};
use crate::own::connect_for;
use crate::scene::{MARIAM, STRANGER, Scene};

const MORNING: &str = "2026-11-24T10:00:00";
const AFTERNOON: &str = "2026-11-24T15:00:00";
const ACCOUNTS: [(Provider, &str); 2] = [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")];

/// A world in which both companies have connected `account`.
async fn shared((provider, account): (Provider, &str)) -> Scene {
    let scene = Scene::new().await;
    for user in [MARIAM, STRANGER] {
        connect_for(&scene, (user, "company"), provider, account).await.ok();
    }
    scene
}

/// A link of the other company.
async fn stranger_s(scene: &Scene, provider: Provider) -> String {
    let link = offer_as(scene, (STRANGER, provider), json!({"application_id": 5})).await.ok();
    link["token"].as_str().unwrap().to_owned()
}

async fn made(scene: &Scene) -> usize {
    list(scene, MARIAM).await.len() + list(scene, STRANGER).await.len()
}

fn is_offered(view: &Value, hour: &str) -> bool {
    starts(view).iter().any(|start| start.starts_with(hour))
}

#[tokio::test]
async fn s53_of_candidates_of_two_companies_who_want_one_hour_of_an_account_one_has_it() {
    for account in ACCOUNTS {
        let scene = shared(account).await;
        let own = join_all((0..8).map(|_| token(&scene, account.0, json!({})))).await;
        let others = join_all((0..8).map(|_| stranger_s(&scene, account.0))).await;
        let answers = race(&scene, &[own, others].concat(), MORNING).await;
        let won = answers.iter().filter(|answer| answer.status.is_success()).count();
        assert_eq!((won, made(&scene).await), (1, 1), "{account:?}: {answers:?}");
        for lost in answers.into_iter().filter(|answer| !answer.status.is_success()) {
            let free = lost.expect(409, "slot_taken").json();
            assert!(!is_offered(&free, MORNING) && is_offered(&free, AFTERNOON), "{free}");
        }
    }
}

#[tokio::test]
async fn s53_an_interviewer_whose_account_another_company_has_connected_is_given_once() {
    for _ in 0..4 {
        let scene = shared((GoogleCalendar, "awa")).await;
        connect_for(&scene, (MARIAM, "me"), OutlookCalendar, "fatou").await.ok();
        connect_for(&scene, (STRANGER, "company"), OutlookCalendar, "fatou").await.ok();
        let with = json!({"interviewers": [MARIAM]});
        let tokens =
            [token(&scene, GoogleCalendar, with).await, stranger_s(&scene, OutlookCalendar).await];
        let answers = race(&scene, &tokens, MORNING).await;
        let won = answers.iter().filter(|answer| answer.status.is_success()).count();
        assert_eq!((won, made(&scene).await), (1, 1), "{answers:?}");
    }
}

#[tokio::test]
async fn s53_an_hour_that_another_company_was_just_given_is_not_free_although_its_calendar_is_late()
{
    let scene = shared((GoogleCalendar, "awa")).await;
    let own = token(&scene, GoogleCalendar, json!({})).await;
    let other = stranger_s(&scene, GoogleCalendar).await;
    choose(&scene, &own, MORNING).await.ok();
    let free = json!({"calendars": {"primary": {"busy": []}}});
    let late = Fault::respond(StatusCode::OK, free).on("POST", "/calendar/v3/freeBusy").times(99);
    wire(&scene, GoogleCalendar).inject(late);
    assert!(!is_offered(&look(&scene, &other).await.ok(), MORNING));
    let free = choose(&scene, &other, MORNING).await.expect(409, "slot_taken").json();
    assert!(!is_offered(&free, MORNING) && is_offered(&free, AFTERNOON), "{free}");
    // Later the calendar is all that tells.
    scene.advance("2m");
    assert!(is_offered(&look(&scene, &other).await.ok(), MORNING));
}

#[tokio::test]
async fn s53_an_hour_that_a_recruiter_took_back_is_there_for_the_same_company_at_once() {
    for account in ACCOUNTS {
        let scene = shared(account).await;
        let first = token(&scene, account.0, json!({})).await;
        let second = token(&scene, account.0, json!({"application_id": 2})).await;
        choose(&scene, &first, MORNING).await.ok();
        let id = list(&scene, MARIAM).await[0]["event_id"].as_str().unwrap().to_owned();
        delete(&scene, (MARIAM, account.0), &id).await.ok();
        assert!(is_offered(&look(&scene, &second).await.ok(), MORNING), "{account:?}");
        choose(&scene, &second, MORNING).await.ok();
    }
}

#[tokio::test]
async fn s53_an_hour_that_is_not_given_in_the_end_is_there_for_the_other_company_at_once() {
    let scene = shared((GoogleCalendar, "awa")).await;
    let own = token(&scene, GoogleCalendar, json!({})).await;
    let other = stranger_s(&scene, GoogleCalendar).await;
    let refused = Fault::respond(StatusCode::FORBIDDEN, Value::Null);
    wire(&scene, GoogleCalendar)
        .inject(refused.on("POST", "/calendar/v3/calendars/primary/events").times(9));
    let answer = choose(&scene, &own, MORNING).await;
    assert!(!answer.status.is_success(), "{answer:?}");
    wire(&scene, GoogleCalendar).clear();
    choose(&scene, &other, MORNING).await.ok();
}

#[tokio::test]
async fn s34_what_an_erased_company_held_of_an_account_goes_and_what_others_hold_stays() {
    let scene = shared((GoogleCalendar, "awa")).await;
    let own = token(&scene, GoogleCalendar, json!({})).await;
    let other = stranger_s(&scene, GoogleCalendar).await;
    choose(&scene, &own, MORNING).await.ok();
    choose(&scene, &other, AFTERNOON).await.ok();
    let held = held(&scene);
    assert_eq!(held.len(), 2, "{held:?}");
    let whom = Whom { company: 1, user: None, application: None };
    let mut exported = String::new();
    let keep = |rows: &[Value]| {
        exported.extend(rows.iter().map(Value::to_string));
        Ok(())
    };
    erase(&scene.world.app, whom, keep, |_| ()).await.unwrap();
    let left = self::held(&scene);
    assert_eq!(left, held[1..]);
    assert!(exported.contains(&held[0]) && !exported.contains(&left[0]), "{exported}");
}

/// The links for which hours of accounts are held.
fn held(scene: &Scene) -> Vec<String> {
    let items = scene.world.dynamodb.dump().unwrap();
    let items = items.as_array().unwrap().iter();
    let rows = items.filter(|item| item["pk"]["S"].as_str().unwrap().starts_with("CALENDAR#"));
    let holds = rows.flat_map(|row| row["holds"]["L"].as_array().unwrap());
    holds.map(|hold| hold["M"]["link"]["S"].as_str().unwrap().to_owned()).collect()
}
