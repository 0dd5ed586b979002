//! `/job-boards/offers/{job_id}/boards/{board}`: an offer where people post it by hand, and what they are reminded of.

use futures::future::join;
use http::StatusCode;
use sandbox::ats::record::JobStatus;
use serde_json::{Value, json};
use simulator_kit::wire::Fault;
use tracing::Level;

use crate::answer::Answer;
use crate::ats_events::report;
use crate::logs::Logs;
use crate::offers::{at_board, job, list, put, remove};
use crate::scene::{CANDIDATE, COLLEAGUE, MARIAM, STRANGER, Scene};
use crate::slack;
use crate::unreadable::spoil;
use crate::upkeep::sweep;

const PAGE: &str = "https://www.emploi.ci/offre-emploi-cote-ivoire/comptable-123";

/// `user` says something of `job` at `board`.
pub(crate) async fn keep(
    scene: &Scene,
    user: i64,
    (job, board): (i64, &str),
    body: Value,
) -> Answer {
    at_board(scene, user, ("PUT", job, board), Some(body)).await
}

/// `user` takes the form of `board`, filled in.
pub(crate) async fn prepare(scene: &Scene, user: i64, (job, board): (i64, &str)) -> Answer {
    at_board(scene, user, ("GET", job, board), None).await
}

fn posted() -> Value {
    json!({"state": "posted", "url": PAGE, "ends_on": "2026-12-01"})
}

async fn on_boards() -> Scene {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({"ends_on": "2026-12-10"})).await.ok();
    scene
}

fn reminders(scene: &Scene) -> Vec<Value> {
    let received = scene.world.webhooks.received().into_iter().map(|event| event.body);
    let reminders = received.filter(|event| event["type"] == "offer.advert_reminder");
    reminders.map(|event| event["data"]["reason"].clone()).collect()
}

/// Days pass, with the schedule and the stream.
async fn pass(scene: &Scene, days: usize) {
    for _ in 0..days {
        scene.advance("1 day");
        sweep(scene).await;
        scene.world.poll().await;
    }
}

#[tokio::test]
async fn s21_a_form_is_filled_in_and_what_is_said_of_it_is_kept_for_the_company_alone() {
    let scene = on_boards().await;
    let sheet = prepare(&scene, MARIAM, (1, "emploi_ci")).await.ok();
    assert_eq!((&sheet["name"], &sheet["advert"]), (&json!("Emploi.ci"), &Value::Null));
    assert_eq!(sheet["sites"][0]["url"], "https://www.emploi.ci/");
    let fields = sheet["fields"].as_array().unwrap();
    let title = scene.world.ats.job(1).unwrap().title;
    assert_eq!(
        (&fields[0]["label"], &fields[0]["text"]),
        (&json!("Intitulé du poste"), &json!(title))
    );
    let apply = fields.iter().find(|field| field["name"] == "how_to_apply").unwrap();
    assert!(apply["text"].as_str().unwrap().contains("/offres/1?utm_source=emploi_ci"), "{apply}");
    keep(&scene, MARIAM, (1, "emploi_ci"), json!({"state": "prepared"})).await.ok();
    let said = keep(&scene, COLLEAGUE, (1, "emploi_ci"), posted()).await.ok();
    assert_eq!((&said["state"], &said["url"]), (&json!("posted"), &json!(PAGE)));
    assert_eq!(
        (&said["posted_by"], &said["posted_at"]),
        (&json!(COLLEAGUE), &json!("2026-11-23T09:00:00Z"))
    );
    let listed = list(&scene, MARIAM).await.ok();
    assert_eq!(listed["offers"][0]["by_hand"]["emploi_ci"], said);
    assert_eq!(listed["offers"][0]["by_hand"]["fuzu"], Value::Null);
    for answer in [
        prepare(&scene, STRANGER, (1, "emploi_ci")).await,
        keep(&scene, STRANGER, (1, "emploi_ci"), posted()).await,
        prepare(&scene, MARIAM, (2, "emploi_ci")).await,
        keep(&scene, MARIAM, (2, "emploi_ci"), posted()).await,
        prepare(&scene, MARIAM, (1, "linkedin")).await,
        keep(&scene, MARIAM, (1, "indeed"), posted()).await,
        keep(&scene, MARIAM, (1, "fuzu"), json!({"state": "removed"})).await,
    ] {
        answer.expect(404, "not_found");
    }
    keep(&scene, CANDIDATE, (1, "emploi_ci"), posted()).await.expect(403, "employer_required");
    assert_eq!(list(&scene, STRANGER).await.ok()["left_behind"], json!([]));
}

#[tokio::test]
async fn s24_what_makes_no_sense_is_refused_and_changes_nothing() {
    let scene = on_boards().await;
    keep(&scene, MARIAM, (1, "emploi_ci"), posted()).await.ok();
    let before = scene.dump();
    for (body, named) in [
        (json!({}), "state"),
        (json!({"state": "published"}), "prepared"),
        (json!({"state": "posted"}), "emploi.ci"),
        (json!({"state": "posted", "url": "https://www.jobberman.com/a"}), "emploi.ci"),
        (json!({"state": "posted", "url": "https://emploi.ci.evil.example/a"}), "emploi.ci"),
        (json!({"state": "posted", "url": "https://.emploi.ci/a"}), "emploi.ci"),
        (json!({"state": "posted", "url": "https://_x.emploi.ci/a"}), "emploi.ci"),
        (json!({"state": "posted", "url": 7}), "url"),
        (json!({"state": "posted", "url": PAGE, "ends_on": "2026-11-22"}), "2026-11-23"),
        (json!({"state": "posted", "url": PAGE, "ends_on": "soon"}), "ends_on"),
        (json!({"state": "removed", "url": PAGE}), "url"),
        (json!({"state": "prepared", "ends_on": "2026-12-01"}), "ends_on"),
    ] {
        let answer = keep(&scene, MARIAM, (1, "emploi_ci"), body).await;
        let answer = answer.expect(400, "invalid_request");
        assert!(answer.json()["detail"].as_str().unwrap().contains(named), "{answer:?}");
    }
    assert_eq!(scene.dump(), before);
}

#[tokio::test]
async fn where_it_was_posted_is_not_lost_to_whoever_prepares_it_again() {
    let scene = on_boards().await;
    let key = (1, "emploi_ci");
    keep(&scene, MARIAM, key, posted()).await.ok();
    let before = scene.dump();
    let prepared = || json!({"state": "prepared"});
    keep(&scene, COLLEAGUE, key, prepared()).await.expect(409, "advert_posted");
    assert_eq!(scene.dump(), before);
    pass(&scene, 3).await;
    assert_eq!(reminders(&scene), [] as [Value; 0], "nobody is told that it is not there");
    for over in ["expired", "removed"] {
        keep(&scene, MARIAM, key, json!({"state": over})).await.ok();
        let begun = keep(&scene, COLLEAGUE, key, prepared()).await.ok();
        assert_eq!((&begun["url"], &begun["posted_by"]), (&json!(PAGE), &json!(MARIAM)), "{over}");
        keep(&scene, MARIAM, key, posted()).await.ok();
    }
    remove(&scene, MARIAM, 1).await.ok();
    assert_eq!(list(&scene, MARIAM).await.ok()["left_behind"][0]["url"], PAGE);
    pass(&scene, 2).await;
    assert_eq!(reminders(&scene), ["still_there"]);
}

#[tokio::test]
async fn only_what_is_there_can_be_over() {
    let scene = on_boards().await;
    let key = (1, "emploi_ci");
    let say = async |state: &str| keep(&scene, MARIAM, key, json!({"state": state})).await;
    say("prepared").await.ok();
    say("expired").await.expect(409, "advert_not_posted");
    let given_up = say("removed").await.ok();
    assert_eq!(given_up["posted_at"], Value::Null, "it never was there");
    say("expired").await.expect(409, "advert_not_posted");
    keep(&scene, MARIAM, key, posted()).await.ok();
    say("removed").await.ok();
    say("expired").await.expect(409, "advert_not_posted");
    keep(&scene, MARIAM, key, posted()).await.ok();
    say("expired").await.ok();
    say("expired").await.ok();
    say("removed").await.ok();
    pass(&scene, 3).await;
    assert_eq!(reminders(&scene), [] as [Value; 0]);
}

#[tokio::test]
async fn f31_two_who_say_something_at_once_leave_one_word() {
    let scene = on_boards().await;
    let key = (1, "jobberman");
    let at =
        |page: &str| json!({"state": "posted", "url": format!("https://www.jobberman.com/{page}")});
    let (one, other) =
        join(keep(&scene, MARIAM, key, at("a")), keep(&scene, COLLEAGUE, key, at("b"))).await;
    let (one, other) = (one.ok(), other.ok());
    let now = list(&scene, MARIAM).await.ok()["offers"][0]["by_hand"]["jobberman"].clone();
    assert!([&one, &other].contains(&&now), "{now}");
    assert_eq!(scene.dump().matches("\"ADVERT#").count(), 1);
}

#[tokio::test]
async fn whoever_prepared_is_reminded_once_and_whoever_posts_is_not() {
    let scene = on_boards().await;
    for board in ["emploi_ci", "fuzu"] {
        keep(&scene, MARIAM, (1, board), json!({"state": "prepared"})).await.ok();
    }
    keep(&scene, MARIAM, (1, "emploi_ci"), json!({"state": "posted", "url": PAGE})).await.ok();
    pass(&scene, 1).await;
    assert_eq!(reminders(&scene), [] as [Value; 0]);
    pass(&scene, 6).await;
    assert_eq!(reminders(&scene), ["not_posted"]);
    let listed = list(&scene, MARIAM).await.ok();
    let by_hand = &listed["offers"][0]["by_hand"];
    assert_eq!(by_hand["fuzu"]["to_do"]["code"], "not_posted");
    assert_eq!(by_hand["emploi_ci"]["to_do"], Value::Null);
}

#[tokio::test]
async fn an_advert_ends_on_its_last_day_at_the_board_and_that_is_told() {
    let scene = on_boards().await;
    keep(&scene, MARIAM, (1, "emploi_ci"), posted()).await.ok();
    pass(&scene, 8).await;
    assert_eq!(reminders(&scene), [] as [Value; 0]);
    pass(&scene, 4).await;
    assert_eq!(reminders(&scene), ["expired"]);
    let ended = list(&scene, MARIAM).await.ok()["offers"][0]["by_hand"]["emploi_ci"].clone();
    assert_eq!((&ended["state"], &ended["changed_by"]), (&json!("expired"), &Value::Null));
    assert_eq!(ended["posted_by"], MARIAM);
    let again = keep(&scene, MARIAM, (1, "emploi_ci"), json!({"state": "posted", "url": PAGE}));
    assert_eq!(again.await.ok()["to_do"], Value::Null);
    keep(&scene, MARIAM, (1, "emploi_ci"), json!({"state": "removed"})).await.ok();
    pass(&scene, 3).await;
    assert_eq!(reminders(&scene).len(), 1, "nothing is to be done");
}

#[tokio::test]
async fn s58_what_stands_at_a_board_of_a_closed_job_is_told_whoever_closed_it() {
    for how in ["reported", "removed", "looked", "ended"] {
        let scene = on_boards().await;
        let page = json!({"state": "posted", "url": PAGE});
        keep(&scene, MARIAM, (1, "emploi_ci"), page).await.ok();
        keep(&scene, MARIAM, (1, "fuzu"), json!({"state": "prepared"})).await.ok();
        scene.advance("10m");
        let left = match how {
            "reported" => {
                let closed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 1}});
                report(&scene, "msg_1", &closed).await.ok();
                sweep(&scene).await;
                scene.world.poll().await;
                assert_eq!(reminders(&scene), ["still_there"], "within minutes");
                list(&scene, MARIAM).await.ok()["left_behind"].clone()
            }
            "removed" => {
                remove(&scene, MARIAM, 1).await.ok();
                list(&scene, MARIAM).await.ok()["left_behind"].clone()
            }
            "looked" => {
                let mut closed = scene.world.ats.job(1).unwrap();
                closed.status = JobStatus::Closed;
                scene.world.ats.put_job(closed);
                list(&scene, MARIAM).await.ok()["left_behind"].clone()
            }
            _ => {
                scene.advance("18 days");
                let listed = list(&scene, MARIAM).await.ok();
                json!([listed["offers"][0]["by_hand"]["emploi_ci"]])
            }
        };
        assert_eq!((left.as_array().unwrap().len(), &left[0]["url"]), (1, &json!(PAGE)), "{how}");
        assert_eq!(left[0]["to_do"]["code"], "still_there", "{how}");
        pass(&scene, 5).await;
        assert_eq!(reminders(&scene), ["still_there"], "{how}");
        keep(&scene, MARIAM, (1, "emploi_ci"), json!({"state": "posted", "url": PAGE}))
            .await
            .expect(404, "not_found");
        keep(&scene, MARIAM, (1, "emploi_ci"), json!({"state": "removed"})).await.ok();
        assert_eq!(list(&scene, MARIAM).await.ok()["left_behind"], json!([]), "{how}");
    }
}

#[tokio::test]
async fn what_was_not_offered_when_it_was_due_is_told_once_it_is_offered_again() {
    let scene = on_boards().await;
    keep(&scene, MARIAM, (1, "fuzu"), json!({"state": "prepared"})).await.ok();
    remove(&scene, MARIAM, 1).await.ok();
    pass(&scene, 4).await;
    assert_eq!(reminders(&scene), [] as [Value; 0]);
    put(&scene, MARIAM, 1, json!({})).await.ok();
    pass(&scene, 4).await;
    assert_eq!(reminders(&scene), ["not_posted"], "prepared");

    let scene = on_boards().await;
    keep(&scene, MARIAM, (1, "emploi_ci"), posted()).await.ok();
    remove(&scene, MARIAM, 1).await.ok();
    pass(&scene, 10).await;
    assert_eq!(reminders(&scene), ["still_there"]);
    put(&scene, MARIAM, 1, json!({})).await.ok();
    pass(&scene, 4).await;
    assert_eq!(reminders(&scene), ["still_there", "expired"], "its last day there was over");
}

#[tokio::test]
async fn what_is_known_of_an_advert_is_kept_as_long_as_its_offer_is_prolonged() {
    let scene = on_boards().await;
    keep(&scene, MARIAM, (1, "emploi_ci"), json!({"state": "posted", "url": PAGE})).await.ok();
    for month in 0..14 {
        put(&scene, MARIAM, 1, json!({})).await.ok();
        scene.advance("29 days");
        sweep(&scene).await;
        scene.world.poll().await;
        let listed = list(&scene, MARIAM).await.ok();
        let advert = &listed["offers"][0]["by_hand"]["emploi_ci"];
        assert_eq!(advert["state"], "posted", "month {month}");
    }
    scene.world.dynamodb.sweep().unwrap();
    remove(&scene, MARIAM, 1).await.ok();
    assert_eq!(list(&scene, MARIAM).await.ok()["left_behind"][0]["url"], PAGE);
}

#[tokio::test]
async fn f31_no_reminder_is_told_of_that_was_not_stored() {
    let scene = on_boards().await;
    keep(&scene, MARIAM, (1, "fuzu"), json!({"state": "prepared"})).await.ok();
    scene.advance("2 days");
    let logs = Logs::capture(Level::INFO);
    let kind = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
    let lost = Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": kind}));
    let lost = lost.on_target("PutItem").body_contains("ADVERT#1#fuzu");
    scene.world.controls.dynamodb.inject(lost);
    let told = || logs.lines("\"reminder\":\"not_posted\"").len();
    sweep(&scene).await;
    assert_eq!(told(), 0);
    sweep(&scene).await;
    assert_eq!(told(), 1);
}

#[tokio::test]
async fn a_text_that_has_changed_since_is_said_until_it_is_posted_again() {
    let scene = on_boards().await;
    keep(&scene, MARIAM, (1, "emploi_ci"), posted()).await.ok();
    let mut changed = job(&scene, 1);
    changed.title = "Chef comptable".to_owned();
    scene.world.ats.put_job(changed);
    scene.advance("10m");
    let is_outdated = async || {
        let listed = list(&scene, MARIAM).await.ok();
        listed["offers"][0]["by_hand"]["emploi_ci"]["is_outdated"].clone()
    };
    assert_eq!(is_outdated().await, true);
    let sheet = prepare(&scene, MARIAM, (1, "emploi_ci")).await.ok();
    assert_eq!(sheet["fields"][0]["text"], "Chef comptable");
    keep(&scene, MARIAM, (1, "emploi_ci"), posted()).await.ok();
    assert_eq!(is_outdated().await, false);
}

#[tokio::test]
async fn s51_the_channel_is_told_what_to_do_where_and_no_address() {
    let scene = slack::connected(slack::PUBLIC).await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    keep(&scene, MARIAM, (1, "emploi_ci"), json!({"state": "posted", "url": PAGE})).await.ok();
    remove(&scene, MARIAM, 1).await.ok();
    pass(&scene, 2).await;
    let notes = slack::messages(&scene, "sali").await;
    let [note] = &notes[..] else { panic!("{notes:?}") };
    assert_eq!(note["text"], "Poste clos, offre encore sur Emploi.ci");
    let told = note.to_string();
    assert!(told.contains("Retirez-la") && !told.contains("comptable-123"), "{told}");
    let received = scene.world.webhooks.received();
    assert!(received.iter().all(|event| !event.body.to_string().contains("comptable-123")));
}

#[tokio::test]
async fn f35_an_advert_that_can_t_be_read_costs_no_other_and_leaves_the_schedule() {
    let scene = on_boards().await;
    for board in ["emploi_ci", "fuzu"] {
        keep(&scene, MARIAM, (1, board), json!({"state": "prepared"})).await.ok();
    }
    spoil(&scene, "ADVERT#1#emploi_ci", "state").await;
    scene.advance("2 days");
    assert_eq!(sweep(&scene).await["adverts"], 2);
    assert_eq!(sweep(&scene).await["adverts"], 0);
    scene.world.poll().await;
    assert_eq!(reminders(&scene), ["not_posted"]);
    assert_eq!(list(&scene, MARIAM).await.ok()["offers"][0]["by_hand"]["emploi_ci"], Value::Null);
}

#[tokio::test]
async fn f17_a_reminder_that_breaks_off_comes_with_the_next_run_once() {
    let scene = on_boards().await;
    keep(&scene, MARIAM, (1, "fuzu"), json!({"state": "prepared"})).await.ok();
    scene.advance("2 days");
    for fault in [Fault::drop_before(), Fault::drop_after()] {
        scene.world.controls.dynamodb.inject(fault.on_target("PutItem").times(3));
        sweep(&scene).await;
        scene.world.controls.dynamodb.clear();
    }
    let down = Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": "ThrottlingException"}));
    scene.world.controls.dynamodb.inject(down.on_target("GetItem").times(9));
    sweep(&scene).await;
    scene.world.controls.dynamodb.clear();
    sweep(&scene).await;
    scene.world.poll().await;
    assert_eq!(reminders(&scene), ["not_posted"]);
}

#[tokio::test]
async fn s58_a_company_that_is_gone_leaves_no_advert() {
    let scene = on_boards().await;
    keep(&scene, MARIAM, (1, "emploi_ci"), posted()).await.ok();
    report(&scene, "msg_1", &json!({"type": "company.deleted", "data": {"company_id": 1}}))
        .await
        .ok();
    sweep(&scene).await;
    assert!(!scene.dump().contains("ADVERT#"));
}
