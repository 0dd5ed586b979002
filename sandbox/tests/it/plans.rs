//! Planning a post, and `PATCH` and `DELETE /linkedin/plans/{id}` until it starts.

use std::time::Duration;

use futures::future::{join, join_all};
use futures::stream::{self, StreamExt};
use serde_json::{Value, json};
use simulator_kit::wire::Fault;

use crate::answer::Answer;
use crate::ats_events::report;
use crate::own::connect_for;
use crate::posts::{LAGUNE, connected};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};
use crate::start_plans::start;
use shared::model::provider::Provider::LinkedIn;

/// `user` publishes with `body`, under `key` where there is one.
pub(crate) async fn publish(scene: &Scene, user: i64, key: Option<&str>, body: &Value) -> Answer {
    let change = |event: &mut Value| {
        let headers = event["headers"].as_object_mut().unwrap();
        headers.remove("idempotency-key");
        headers.extend(key.map(|key| ("idempotency-key".to_owned(), key.into())));
        event["body"] = body.to_string().into();
    };
    scene.call("publish-job", user, change).await
}

/// Mariam plans with `body`, an hour ahead unless it says otherwise; the plan.
pub(crate) async fn planned(scene: &Scene, body: Value) -> Value {
    let mut whole = json!({"job_id": 1, "publish_at": in_an_hour(scene)});
    whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    let answer = publish(scene, MARIAM, None, &whole).await;
    assert_eq!(answer.status, 202, "{answer:?}");
    answer.json()["plan"].clone()
}

pub(crate) fn in_an_hour(scene: &Scene) -> String {
    let hour = jiff::SignedDuration::from_hours(1);
    (scene.world.clock.now() + hour).to_string()
}

async fn at_plan(scene: &Scene, user: i64, method: &str, (id, body): (&str, Value)) -> Answer {
    let change = |event: &mut Value| {
        event["pathParameters"] = json!({ "id": id });
        event["requestContext"]["http"]["method"] = method.into();
        event["body"] = body.to_string().into();
    };
    scene.call("plans", user, change).await
}

pub(crate) async fn change(scene: &Scene, user: i64, id: &Value, body: Value) -> Answer {
    at_plan(scene, user, "PATCH", (id.as_str().unwrap(), body)).await
}

pub(crate) async fn take_back(scene: &Scene, user: i64, id: &Value) -> Answer {
    at_plan(scene, user, "DELETE", (id.as_str().unwrap(), Value::Null)).await
}

/// The plan `id` as the list shows it to Mariam.
pub(crate) async fn listed(scene: &Scene, id: &Value) -> Value {
    let posts = scene.posts(MARIAM).await;
    let plans = posts["plans"].as_array().unwrap();
    plans.iter().find(|plan| plan["id"] == *id).cloned().unwrap_or_default()
}

#[tokio::test]
async fn b19_a_planned_post_is_answered_listed_moved_changed_and_taken_back() {
    let scene = connected("kofi").await;
    let body =
        json!({"job_id": 1, "publish_at": "2026-11-24T08:30:00", "timezone": "africa/abidjan"});
    let answer = publish(&scene, MARIAM, None, &body).await;
    assert_eq!(answer.status, 202, "{answer:?}");
    let plan = answer.json()["plan"].clone();
    assert_eq!(plan["local_publish_at"], "2026-11-24T08:30:00+00:00");
    assert_eq!((&plan["state"], &plan["timezone"]), (&json!("planned"), &json!("Africa/Abidjan")));
    assert_eq!(plan["targets"][0]["organization_id"], LAGUNE);
    assert_eq!(listed(&scene, &plan["id"]).await, plan);
    let moved = change(&scene, COLLEAGUE, &plan["id"], json!({"publish_at": "2026-11-25T09:00"}));
    assert_eq!(moved.await.ok()["plan"]["publish_at"], "2026-11-25T09:00:00Z");
    let text = change(&scene, MARIAM, &plan["id"], json!({"custom_message": "Nous recrutons !"}));
    let text = text.await.ok();
    assert!(text["plan"]["text"].as_str().unwrap().starts_with("Nous recrutons !"), "{text}");
    let back = change(&scene, MARIAM, &plan["id"], json!({"custom_message": null})).await.ok();
    assert_eq!(back["plan"]["text"], plan["text"]);
    for _ in 0..2 {
        let taken = take_back(&scene, MARIAM, &plan["id"]).await.ok();
        assert_eq!(taken["plan"]["state"], "taken_back");
    }
    let late = change(&scene, MARIAM, &plan["id"], json!({"custom_message": "x"})).await;
    late.expect(409, "plan_started");
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn b19_s24_a_time_that_no_post_can_have_is_named() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    for (publish_at, timezone, field) in [
        ("2026-11-23T09:04:59Z", "Europe/Paris", "publish_at"),
        ("2027-02-21T09:00:01Z", "Europe/Paris", "publish_at"),
        ("demain", "Europe/Paris", "publish_at"),
        ("2026-11-24T09:00:00Z", "Europe/Atlantis", "timezone"),
        ("2026-11-24T09:00:00", "+01:00", "timezone"),
    ] {
        let body = json!({"job_id": 1, "publish_at": publish_at, "timezone": timezone});
        for answer in [
            publish(&scene, MARIAM, None, &body).await,
            change(&scene, MARIAM, &plan["id"], body.clone()).await,
        ] {
            let answer = answer.expect(400, "invalid_request");
            let detail = answer.json()["detail"].as_str().unwrap().to_owned();
            assert!(detail.starts_with(field), "{publish_at} {timezone}: {detail}");
        }
    }
    let body = json!({"job_id": 1, "publish_at": "2026-11-24T09:00", "republish": true});
    publish(&scene, MARIAM, None, &body).await.expect(400, "invalid_request");
    change(&scene, MARIAM, &plan["id"], json!({})).await.expect(400, "invalid_request");
    let last = json!({"publish_at": "2027-02-21T09:00:00Z"});
    change(&scene, MARIAM, &plan["id"], last).await.ok();
    scene.advance("80 days");
    let further = json!({"publish_at": "2027-02-21T09:00:01Z"});
    change(&scene, MARIAM, &plan["id"], further).await.expect(400, "invalid_request");
}

#[tokio::test]
async fn f32_a_plan_over_the_change_of_clocks_is_told_or_the_earlier_one() {
    let scene = connected("kofi").await;
    scene.advance("75 days");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let skipped = json!({"job_id": 1, "publish_at": "2027-03-28T02:30:00"});
    let refused = publish(&scene, MARIAM, None, &skipped).await.expect(400, "invalid_request");
    assert!(refused.text.contains("2027-03-28T03:30:00"), "{refused:?}");
    let after = planned(&scene, json!({"publish_at": "2027-03-28T03:30:00"})).await;
    assert_eq!(after["publish_at"], "2027-03-28T01:30:00Z");
    let twice = json!({"publish_at": "2027-03-14T03:00:00", "timezone": "America/New_York"});
    assert_eq!(planned(&scene, twice).await["publish_at"], "2027-03-14T07:00:00Z");
}

#[tokio::test]
async fn b19_in_the_last_minutes_the_text_may_be_changed_and_the_time_may_not() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    scene.advance("58m");
    let kept = json!({"custom_message": "Vite !", "publish_at": plan["publish_at"]});
    let changed = change(&scene, MARIAM, &plan["id"], kept).await.ok();
    assert_eq!(changed["plan"]["publish_at"], plan["publish_at"]);
    let soon = json!({"publish_at": "2026-11-23T10:01:00Z"});
    change(&scene, MARIAM, &plan["id"], soon).await.expect(400, "invalid_request");
    let long = json!({"custom_message": "Nous recrutons. ".repeat(300)});
    let warned = change(&scene, MARIAM, &plan["id"], long).await.ok();
    assert_eq!(warned["warnings"][0]["code"], "text_shortened", "{warned}");
}

#[tokio::test]
async fn f32_a_local_time_that_clocks_show_twice_is_the_earlier_one_and_one_they_skip_is_refused() {
    let scene = connected("kofi").await;
    scene.advance("75 days");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    for (timezone, local, expected) in [
        ("Australia/Sydney", "2027-04-04T02:30", Some("2027-04-03T15:30:00Z")),
        ("America/Santiago", "2027-04-03T23:30", Some("2027-04-04T02:30:00Z")),
        ("Australia/Lord_Howe", "2027-04-04T01:45", Some("2027-04-03T14:45:00Z")),
        ("Europe/London", "2027-03-28T01:30", None),
        ("Africa/Cairo", "2027-04-30T00:30", None),
    ] {
        let body = json!({"job_id": 1, "publish_at": local, "timezone": timezone});
        let answer = publish(&scene, MARIAM, None, &body).await;
        match expected {
            Some(at) => assert_eq!(answer.json()["plan"]["publish_at"], at, "{timezone}"),
            None => drop(answer.expect(400, "invalid_request")),
        }
    }
}

#[tokio::test]
async fn f44_a_plan_that_the_schedule_has_missed_is_moved_and_not_only_reworded() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    scene.advance("76m");
    let text = json!({"custom_message": "Toujours là"});
    change(&scene, MARIAM, &plan["id"], text).await.expect(400, "invalid_request");
    let moved = json!({"publish_at": in_an_hour(&scene)});
    change(&scene, MARIAM, &plan["id"], moved).await.ok();
    start(&scene).await;
    assert_eq!(scene.posts_sent(), 0);
    scene.advance("1h");
    assert_eq!(start(&scene).await["published"], 1);
}

#[tokio::test]
async fn s21_s23_whose_plan_it_is_decides_who_sees_and_changes_it() {
    let scene = Scene::new().await;
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    let body =
        json!({"job_id": 1, "organization_id": "personal", "publish_at": in_an_hour(&scene)});
    let own = planned(&scene, body.clone()).await;
    assert!(own["id"].as_str().unwrap().ends_with("-1"), "{own}");
    let both = planned(&scene, json!({"organization_ids": [LAGUNE, "personal"]})).await;
    let seen = scene.posts(COLLEAGUE).await;
    assert_eq!(seen["plans"].as_array().unwrap().len(), 1, "{seen}");
    assert_eq!(seen["plans"][0]["targets"].as_array().unwrap().len(), 1);
    let text = || json!({"custom_message": "x"});
    change(&scene, COLLEAGUE, &own["id"], text()).await.expect(404, "not_found");
    take_back(&scene, COLLEAGUE, &both["id"]).await.expect(403, "not_owner");
    take_back(&scene, STRANGER, &both["id"]).await.expect(404, "not_found");
    crate::plans::publish(&scene, 9, None, &body).await.expect(403, "not_owner");
    for id in ["x", "-1", &"a".repeat(3000), &format!("{}-01", "a".repeat(32)), "%"] {
        at_plan(&scene, MARIAM, "PATCH", (id, text())).await.expect(404, "not_found");
        at_plan(&scene, MARIAM, "DELETE", (id, text())).await.expect(404, "not_found");
    }
    change(&scene, MARIAM, &own["id"], text()).await.ok();
}

#[tokio::test]
async fn f31_planning_twice_is_one_plan_and_a_key_s_answer_the_first_one() {
    let scene = connected("kofi").await;
    let body = json!({"job_id": 1, "publish_at": in_an_hour(&scene)});
    for key in [None, Some("k")] {
        let ids = join_all((0..10).map(|_| publish(&scene, MARIAM, key, &body))).await;
        let ids: Vec<_> = ids.iter().map(|answer| answer.json()["plan"]["id"].clone()).collect();
        assert!(ids[0].is_string() && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    }
    let other = json!({"job_id": 1, "publish_at": in_an_hour(&scene), "custom_message": "Autre"});
    publish(&scene, MARIAM, Some("k"), &other).await.expect(422, "idempotency_key_reused");
    let [keyed, bare] = [Some("k"), None].map(|key| publish(&scene, MARIAM, key, &body));
    let (keyed, bare) = (keyed.await.json()["plan"].clone(), bare.await.json()["plan"].clone());
    take_back(&scene, MARIAM, &keyed["id"]).await.ok();
    take_back(&scene, MARIAM, &bare["id"]).await.ok();
    let again = publish(&scene, MARIAM, Some("k"), &body).await.json();
    assert_eq!(again["plan"]["state"], "taken_back");
    let again = publish(&scene, MARIAM, None, &body).await.json();
    assert_eq!(again["plan"]["state"], "planned", "without a key it is another plan");
}

/// Makes each of `plans`, eight at a time: a hundred at once would wait for one another longer than a caller does.
async fn all_planned(plans: impl Iterator<Item = impl Future<Output = Answer>>) {
    let answers = stream::iter(plans).buffer_unordered(8);
    answers.for_each(async |answer| assert_eq!(answer.status, 202)).await;
}

#[tokio::test]
async fn b19_a_company_has_a_hundred_open_plans_at_most() {
    let scene = connected("kofi").await;
    let plan = |number: usize| {
        let (scene, at) = (&scene, in_an_hour(&scene));
        async move {
            let body =
                json!({"job_id": 1, "publish_at": at, "custom_message": format!("n° {number}")});
            publish(scene, MARIAM, None, &body).await
        }
    };
    all_planned((0..95).map(plan)).await;
    let more = join_all((95..110).map(plan)).await;
    assert!(more.iter().any(|answer| answer.code() == "too_many_plans"));
    let posts = scene.posts(MARIAM).await;
    let open = posts["plans"].as_array().unwrap().iter().filter(|it| it["state"] == "planned");
    let open = open.count();
    assert!((95..=100).contains(&open), "{open}");
    for number in open..100 {
        assert_eq!(plan(1000 + number).await.status, 202);
    }
    plan(2000).await.expect(409, "too_many_plans");
    take_back(&scene, MARIAM, &posts["plans"][0]["id"]).await.ok();
    assert_eq!(plan(2000).await.status, 202);
}

#[tokio::test]
async fn s58_what_the_ats_reports_while_a_post_is_planned_stops_it() {
    let scene = connected("kofi").await;
    // The report came before the plan was stored, and after the ATS was asked.
    let closed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 1}});
    report(&scene, "msg_1", &closed).await.ok();
    let body = json!({"job_id": 1, "publish_at": in_an_hour(&scene)});
    let answer = publish(&scene, MARIAM, None, &body).await.json();
    let plan = &answer["plan"];
    assert_eq!((&plan["state"], &plan["reason"]), (&json!("stopped"), &json!("job_closed")));
    assert_eq!(answer["message"], plan["detail"], "nobody is told that it is planned");
    scene.advance("1m");
    assert_eq!(planned(&scene, json!({})).await["state"], "planned", "the ATS was asked since");
}

#[tokio::test]
async fn s58_what_is_reported_after_the_ats_was_asked_is_not_known_however_long_planning_takes() {
    let scene = connected("kofi").await;
    scene.advance("1m");
    let table = &scene.world.controls.dynamodb;
    table.forget();
    let slow = Fault::delay(Duration::from_millis(500)).on_target("GetItem");
    table.inject(slow.body_contains("CREDENTIAL#"));
    let closed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 1}});
    let closes = async {
        while table.count_target("GetItem") == 0 {
            tokio::task::yield_now().await;
        }
        scene.advance("2s");
        report(&scene, "msg_1", &closed).await.ok();
        scene.advance("2s");
    };
    let (plan, ()) = join(planned(&scene, json!({})), closes).await;
    assert_eq!((&plan["state"], &plan["reason"]), (&json!("stopped"), &json!("job_closed")));
}

#[tokio::test]
async fn f31_a_repetition_of_planning_is_the_plan_that_stands_however_near_its_time_is() {
    let scene = connected("kofi").await;
    let at = (scene.world.clock.now() + jiff::SignedDuration::from_mins(6)).to_string();
    let body = json!({"job_id": 1, "publish_at": at});
    for key in [None, Some("k")] {
        let first = publish(&scene, MARIAM, key, &body).await.json()["plan"].clone();
        assert_eq!(first["state"], "planned");
        scene.advance("30s");
    }
    scene.advance("30s");
    for key in [None, Some("k")] {
        let again = publish(&scene, MARIAM, key, &body).await;
        assert_eq!(
            (again.status.as_u16(), &again.json()["plan"]["state"]),
            (202, &json!("planned"))
        );
    }
    let other = json!({"job_id": 2, "publish_at": at});
    for key in [None, Some("other")] {
        let refused = publish(&scene, MARIAM, key, &other).await.expect(400, "invalid_request");
        assert!(refused.json()["detail"].as_str().unwrap().starts_with("publish_at"));
    }
    scene.advance("5m");
    start(&scene).await;
    let later = publish(&scene, MARIAM, Some("k"), &body).await.json();
    assert_eq!(later["plan"]["state"], "published");
    assert_eq!(later["message"], "The planned post was published");
    publish(&scene, MARIAM, None, &body).await.expect(400, "invalid_request");
}

#[tokio::test]
async fn b19_of_those_who_plan_at_once_as_many_as_there_is_room_for_do() {
    let scene = connected("kofi").await;
    let plan = |number: usize| {
        let (scene, at) = (&scene, in_an_hour(&scene));
        async move {
            let body =
                json!({"job_id": 1, "publish_at": at, "custom_message": format!("n° {number}")});
            publish(scene, MARIAM, None, &body).await
        }
    };
    all_planned((0..98).map(plan)).await;
    scene.advance("1s");
    let more = join_all((100..106).map(plan)).await;
    let made = more.iter().filter(|answer| answer.status == 202).count();
    let refused = more.iter().filter(|answer| answer.code() == "too_many_plans").count();
    assert_eq!((made, refused), (2, 4), "{more:?}");
}

#[tokio::test]
async fn f38_a_plan_that_was_given_up_and_is_made_again_is_told_again() {
    let scene = connected("kofi").await;
    let body = json!({"job_id": 1, "publish_at": in_an_hour(&scene)});
    let table = &scene.world.controls.dynamodb;
    let down = Fault::respond(http::StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
    table.inject(down.on_target("Query").body_contains("PLAN").after(1).times(3));
    publish(&scene, MARIAM, None, &body).await.expect(503, "storage_unavailable");
    table.clear();
    let again = publish(&scene, MARIAM, None, &body).await.json();
    assert_eq!(again["plan"]["state"], "planned");
    scene.world.poll().await;
    let told = scene.world.webhooks.received().into_iter();
    let told: Vec<_> = told.map(|it| it.body["type"].as_str().unwrap().to_owned()).collect();
    let told: Vec<_> = told.iter().filter(|kind| kind.starts_with("offer.")).collect();
    assert_eq!(told, ["offer.planned", "offer.plan_withdrawn", "offer.planned"]);
}

#[tokio::test]
async fn b19_what_a_colleague_has_planned_already_is_said_to_be_theirs() {
    let scene = connected("kofi").await;
    let body = json!({"job_id": 1, "publish_at": in_an_hour(&scene)});
    let own = publish(&scene, MARIAM, None, &body).await.json();
    let same = publish(&scene, COLLEAGUE, None, &body).await.json();
    assert_eq!(own["plan"]["id"], same["plan"]["id"]);
    assert_eq!(own["message"], "The post is planned");
    assert!(same["message"].as_str().unwrap().starts_with("A colleague has planned"), "{same}");
    assert_eq!(same["plan"]["user_id"], MARIAM);
}

#[tokio::test]
async fn s58_whoever_learns_that_a_job_is_closed_stops_all_that_is_planned_of_it() {
    for (is_changed, status, code) in [
        (true, 409, "job_not_published"),
        (false, 409, "job_not_published"),
        (true, 404, "not_found"),
    ] {
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        let same = planned(&scene, json!({"custom_message": "x"})).await;
        let other = planned(&scene, json!({"job_id": 2})).await;
        scene.advance("10m");
        answer_of_job_1(&scene, status).await;
        let answer = match is_changed {
            true => change(&scene, MARIAM, &plan["id"], json!({"custom_message": "y"})).await,
            false => publish(&scene, COLLEAGUE, None, &json!({"job_id": 1})).await,
        };
        answer.expect(status, code);
        scene.parts()[0].clear();
        let seen = listed(&scene, &plan["id"]).await;
        assert_eq!((&seen["state"], &seen["reason"]), (&json!("stopped"), &json!("job_closed")));
        // That there is none for whoever asks is true of them; that it is closed, of all.
        let expected = if status == 404 { "planned" } else { "stopped" };
        assert_eq!(listed(&scene, &same["id"]).await["state"], expected);
        assert_eq!(listed(&scene, &other["id"]).await["state"], "planned");
        scene.advance("50m");
        start(&scene).await;
        assert_eq!(scene.posts_sent(), if status == 404 { 2 } else { 1 });
    }
}

#[tokio::test]
async fn s58_a_draft_asks_and_what_the_ats_says_in_words_we_do_not_know_stops_nothing() {
    let stopped = |reason: &str| (json!("stopped"), json!(reason));
    let planned_still = || (json!("planned"), Value::Null);
    for (status, code, expected) in [
        (json!("closed"), "job_not_published", stopped("job_closed")),
        (json!("archived"), "job_not_published", stopped("job_closed")),
        (json!("draft"), "job_not_published", stopped("job_updated")),
        (json!("paused"), "job_not_published", planned_still()),
        (json!(""), "job_not_published", planned_still()),
        (json!(null), "ats_incomplete", planned_still()),
        (json!(4), "ats_incomplete", planned_still()),
    ] {
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        let same = planned(&scene, json!({"custom_message": "x"})).await;
        scene.advance("10m");
        status_of_job_1(&scene, &status).await;
        let text = || json!({"custom_message": "y"});
        let number = if code == "ats_incomplete" { 502 } else { 409 };
        change(&scene, MARIAM, &plan["id"], text()).await.expect(number, code);
        publish(&scene, COLLEAGUE, None, &json!({"job_id": 1})).await.expect(number, code);
        scene.parts()[0].clear();
        for plan in [&plan, &same] {
            let seen = listed(&scene, &plan["id"]).await;
            assert_eq!((seen["state"].clone(), seen["reason"].clone()), expected, "{status}");
        }
        // It is published again: who looks at the plan lets it go.
        scene.advance("1m");
        let changed = change(&scene, MARIAM, &plan["id"], text()).await;
        let is_over = expected == stopped("job_closed");
        if is_over {
            changed.expect(409, "plan_started");
        }
        scene.advance("49m");
        start(&scene).await;
        let expected = match expected {
            over if over == stopped("job_closed") => 0,
            asking if asking == stopped("job_updated") => 1,
            _ => 2,
        };
        assert_eq!(scene.posts_sent(), expected, "{status}");
    }
}

#[tokio::test]
async fn s58_an_answer_of_the_ats_that_is_about_no_job_stops_nothing() {
    for (status, body) in [
        (422, json!({"detail": [{"type": "missing", "loc": ["query", "lang"], "msg": "x"}]})),
        (404, json!({"detail": "Not Found"})),
        (404, json!("<html>")),
        (410, json!({"detail": "Gone"})),
        (200, json!({"detail": "ok"})),
        (403, json!({"detail": "no"})),
        (500, Value::Null),
    ] {
        let scene = connected("kofi").await;
        let plan = planned(&scene, json!({})).await;
        scene.advance("10m");
        let answer = Fault::respond(http::StatusCode::from_u16(status).unwrap(), body);
        scene.parts()[0].inject(answer.on("GET", "/api/jobs/1").times(10));
        let text = json!({"custom_message": "y"});
        let changed = change(&scene, MARIAM, &plan["id"], text).await;
        assert!(changed.status.is_client_error() || changed.status.is_server_error());
        scene.parts()[0].clear();
        assert_eq!(listed(&scene, &plan["id"]).await["state"], "planned", "{status}: {changed:?}");
    }
}

#[tokio::test]
async fn s58_what_the_ats_said_is_as_old_as_the_question() {
    let scene = connected("kofi").await;
    scene.advance("1m");
    status_of_job_1(&scene, &json!("closed")).await;
    let api = &scene.parts()[0];
    api.forget();
    api.inject(Fault::delay(Duration::from_millis(500)).on("GET", "/api/employers/me"));
    let replans = async {
        while api.count("GET", "/api/jobs/1") == 0 {
            tokio::task::yield_now().await;
        }
        api.clear();
        scene.advance("2s");
        planned(&scene, json!({})).await
    };
    let now = json!({"job_id": 1});
    let (late, plan) = join(publish(&scene, COLLEAGUE, None, &now), replans).await;
    late.expect(409, "job_not_published");
    assert_eq!(listed(&scene, &plan["id"]).await["state"], "planned", "it was asked for later");
}

/// The ATS has the job 1 no longer, or answers it as a closed one.
pub(crate) async fn answer_of_job_1(scene: &Scene, status: u16) {
    if status != 404 {
        return status_of_job_1(scene, &json!("closed")).await;
    }
    let answer = Fault::respond(http::StatusCode::NOT_FOUND, json!({"detail": "Not found"}));
    scene.parts()[0].inject(answer.on("GET", "/api/jobs/1").times(10));
}

/// The ATS answers the job 1 with this `status`.
async fn status_of_job_1(scene: &Scene, status: &Value) {
    let url = format!("{}/api/jobs/1", scene.world.origins.api);
    let request = http::Request::get(url).header("authorization", scene.bearer(MARIAM));
    let mut job = scene.send(request.body(Vec::new()).unwrap()).await.ok();
    job["status"] = status.clone();
    let answer = Fault::respond(http::StatusCode::OK, job);
    scene.parts()[0].inject(answer.on("GET", "/api/jobs/1").times(10));
}

/// Does `deed` while what is stored with `text` takes its time.
async fn while_it_is_stored<T>(
    scene: &Scene,
    text: &str,
    (slow, deed): (impl Future<Output = Answer>, impl Future<Output = T>),
) -> (Answer, T) {
    let table = &scene.world.controls.dynamodb;
    table.forget();
    let delay = Fault::delay(Duration::from_millis(1500)).on_target("PutItem");
    table.inject(delay.body_contains(text));
    let deed = async {
        while table.count_target("PutItem") == 0 {
            tokio::task::yield_now().await;
        }
        deed.await
    };
    join(slow, deed).await
}

#[tokio::test]
async fn b19_who_takes_a_plan_back_while_a_colleague_changes_it_has_it_taken_back() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    let text = json!({"custom_message": "autre"});
    let deeds =
        (take_back(&scene, MARIAM, &plan["id"]), change(&scene, COLLEAGUE, &plan["id"], text));
    let (taken, changed) = while_it_is_stored(&scene, "taken_back", deeds).await;
    changed.ok();
    assert_eq!(taken.ok()["plan"]["state"], "taken_back");
    scene.advance("1h");
    start(&scene).await;
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn b19_s58_two_changes_at_once_are_both_made_and_the_last_one_s_text_is_the_one() {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    let at = (scene.world.clock.now() + jiff::SignedDuration::from_hours(2)).to_string();
    let deeds = (
        change(&scene, MARIAM, &plan["id"], json!({"custom_message": "premier"})),
        change(&scene, COLLEAGUE, &plan["id"], json!({"publish_at": at})),
    );
    let (slow, fast) = while_it_is_stored(&scene, "premier", deeds).await;
    fast.ok();
    let plan = slow.ok()["plan"].clone();
    assert!(plan["text"].as_str().unwrap().starts_with("premier"), "{plan}");
    assert_eq!(plan["publish_at"], "2026-11-23T11:00:00Z", "the other's time is kept");
}
