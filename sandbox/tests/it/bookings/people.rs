//! A colleague is booked once, whoever offers them and in whichever calendar (S53).

use futures::future::{join, join_all};
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};

use super::{choose, look, offer_as, starts};
use crate::interviews::list;
use crate::own::{connect_for, schedule};
use crate::scene::{Answer, COLLEAGUE, MARIAM, Scene};

const MORNING: &str = "2026-11-24T10:00:00";

/// Mariam's company and she herself have Google, her colleague Outlook.
async fn recruiters() -> Scene {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "company"), GoogleCalendar, "jean").await.ok();
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    connect_for(&scene, (COLLEAGUE, "me"), OutlookCalendar, "fatou").await.ok();
    scene
}

async fn link(scene: &Scene, (user, provider): (i64, Provider), changes: Value) -> String {
    let link = offer_as(scene, (user, provider), changes).await.ok();
    link["token"].as_str().unwrap().to_owned()
}

/// Three links with the colleague: in the company's calendar, in Mariam's, and in his own.
async fn links(scene: &Scene) -> [String; 3] {
    let with_him = |whose: &str| json!({"calendar_of": whose, "interviewers": [COLLEAGUE]});
    [
        link(scene, (MARIAM, GoogleCalendar), with_him("company")).await,
        link(scene, (MARIAM, GoogleCalendar), with_him("me")).await,
        link(scene, (COLLEAGUE, OutlookCalendar), json!({"calendar_of": "me"})).await,
    ]
}

async fn interviews(scene: &Scene) -> usize {
    let listed = list(scene, MARIAM).await;
    listed.iter().filter(|event| event["status"] == "scheduled").count()
}

/// Whoever has lost is told the times that are free, and the hour is none of them.
fn are_consoled(answers: Vec<Answer>) -> usize {
    let lost = answers.into_iter().filter(|answer| !answer.status.is_success());
    let lost = lost.map(|answer| {
        let free = starts(&answer.expect(409, "slot_taken").json());
        assert!(!free.is_empty() && !free.iter().any(|start| start.starts_with(MORNING)));
    });
    lost.count()
}

#[tokio::test]
async fn s53_a_colleague_who_is_named_by_several_links_or_offers_one_is_given_once_in_a_race() {
    for _ in 0..4 {
        let scene = recruiters().await;
        let tokens = links(&scene).await;
        let asking = tokens.iter().map(|token| choose(&scene, token, MORNING));
        let answers = scene.while_time_passes(join_all(asking)).await;
        assert_eq!(are_consoled(answers), 2);
        assert_eq!(interviews(&scene).await, 1);
    }
}

#[tokio::test]
async fn s53_what_one_link_has_given_of_a_colleague_no_other_offers_although_his_calendar_lags() {
    let scene = recruiters().await;
    for winner in 0..3 {
        let tokens = links(&scene).await;
        let hour = format!("2026-11-{}T10:00:00", 24 + winner);
        choose(&scene, &tokens[winner], &hour).await.ok();
        for token in &tokens {
            let free = starts(&look(&scene, token).await.ok());
            assert!(!free.iter().any(|start| start.starts_with(&hour)), "{winner}: {free:?}");
        }
        for (index, token) in tokens.iter().enumerate().filter(|(index, _)| *index != winner) {
            // Ten minutes of it are enough.
            let refused = choose(&scene, token, &hour.replace("10:00", "10:30")).await;
            let free = starts(&refused.expect(409, "slot_taken").json());
            assert!(!free.iter().any(|start| start.starts_with(&hour)), "{index}: {free:?}");
        }
    }
}

#[tokio::test]
async fn s53_a_colleague_whose_own_account_is_the_company_s_is_one_person() {
    let scene = Scene::new().await;
    connect_for(&scene, (COLLEAGUE, "company"), OutlookCalendar, "fatou").await.ok();
    connect_for(&scene, (COLLEAGUE, "me"), OutlookCalendar, "fatou").await.ok();
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    let named = json!({"calendar_of": "me", "interviewers": [COLLEAGUE]});
    let hers = link(&scene, (MARIAM, GoogleCalendar), named).await;
    let company_s =
        link(&scene, (MARIAM, OutlookCalendar), json!({"calendar_of": "company"})).await;
    choose(&scene, &hers, MORNING).await.ok();
    let refused = choose(&scene, &company_s, MORNING).await;
    assert_eq!(are_consoled(vec![refused]), 1);
    let both = join(
        choose(&scene, &hers, "2026-11-25T10:00:00"),
        choose(&scene, &company_s, "2026-11-25T10:00:00"),
    );
    let (one, other) = scene.while_time_passes(both).await;
    let won = [&one, &other].iter().filter(|answer| answer.status.is_success()).count();
    assert_eq!(won, 1, "{one:?} {other:?}");
}

#[tokio::test]
async fn s53_who_has_declined_is_free_for_another_and_a_colleague_who_is_not_there_is_too() {
    let scene = recruiters().await;
    let [first, second, _] = links(&scene).await;
    let alone = link(&scene, (MARIAM, GoogleCalendar), json!({"calendar_of": "me"})).await;
    choose(&scene, &first, MORNING).await.ok();
    // In another calendar, without him.
    choose(&scene, &alone, MORNING).await.ok();
    choose(&scene, &second, MORNING).await.expect(409, "slot_taken");
}

#[tokio::test]
async fn s53_a_recruiter_who_schedules_with_a_colleague_takes_his_hour_from_every_link() {
    let scene = recruiters().await;
    let [company_s, hers, his] = links(&scene).await;
    let hour = json!({
        "start_time": MORNING, "end_time": "2026-11-24T11:00:00", "interviewers": [COLLEAGUE],
    });
    schedule(&scene, (MARIAM, GoogleCalendar), hour).await.ok();
    for token in [&company_s, &hers, &his] {
        let refused = choose(&scene, token, MORNING).await;
        assert_eq!(are_consoled(vec![refused]), 1);
    }
}

#[tokio::test]
async fn the_last_interview_of_a_day_is_given_once_whichever_hours_are_wanted() {
    for _ in 0..4 {
        let scene = recruiters().await;
        let one_a_day = json!({"calendar_of": "me", "maximum_per_day": 1});
        let mut tokens = Vec::new();
        for _ in 0..3 {
            tokens.push(link(&scene, (MARIAM, GoogleCalendar), one_a_day.clone()).await);
        }
        let hours = ["2026-11-24T10:00:00", "2026-11-24T14:00:00", "2026-11-24T16:00:00"];
        let asking = tokens.iter().zip(hours).map(|(token, hour)| choose(&scene, token, hour));
        let answers = scene.while_time_passes(join_all(asking)).await;
        let won = answers.iter().filter(|answer| answer.status.is_success()).count();
        assert_eq!(won, 1, "{answers:?}");
        assert_eq!(interviews(&scene).await, 1);
    }
}

#[tokio::test]
async fn what_was_on_a_day_already_counts_after_it_is_over() {
    let scene = recruiters().await;
    let rules = json!({"calendar_of": "me", "maximum_per_day": 1, "notice_minutes": 30});
    let [one, other] = [
        link(&scene, (MARIAM, GoogleCalendar), rules.clone()).await,
        link(&scene, (MARIAM, GoogleCalendar), rules).await,
    ];
    choose(&scene, &one, "2026-11-24T10:00:00").await.ok();
    scene.advance("26h");
    let free = starts(&look(&scene, &other).await.ok());
    assert!(!free.is_empty() && !free[0].starts_with("2026-11-24"), "{free:?}");
}
