//! `/job-boards/offers`: what a company puts on the boards, how it leaves, and what is told of its way.

use futures::future::join;
use http::StatusCode;
use sandbox::ats::record::{Job, JobStatus};
use serde_json::{Value, json};
use simulator_kit::wire::Fault;

use crate::answer::Answer;
use crate::ats_events::report;
use crate::feeds::fetch;
use crate::scene::{CANDIDATE, COLLEAGUE, MARIAM, STRANGER, Scene};

async fn call(
    scene: &Scene,
    user: i64,
    (method, path): (&str, &str),
    job: Option<i64>,
    body: Option<Value>,
) -> Answer {
    let parameters = job.map_or(Value::Null, |job| json!({"job_id": job.to_string()}));
    call_with(scene, user, (method, path), parameters, body).await
}

async fn call_with(
    scene: &Scene,
    user: i64,
    (method, path): (&str, &str),
    parameters: Value,
    body: Option<Value>,
) -> Answer {
    scene
        .call("offers", user, |event| {
            let route = format!("{method} /api/integrations/job-boards/{path}");
            event["routeKey"] = route.clone().into();
            event["requestContext"]["routeKey"] = route.into();
            event["requestContext"]["http"]["method"] = method.into();
            event["pathParameters"] = parameters;
            event["body"] = body.map_or(Value::Null, |body| body.to_string().into());
        })
        .await
}

/// `user` asks for `job` at `board`, where people post by hand, or says something of it.
pub(crate) async fn at_board(
    scene: &Scene,
    user: i64,
    (method, job, board): (&str, i64, &str),
    body: Option<Value>,
) -> Answer {
    let path = "offers/{job_id}/boards/{board}";
    let parameters = json!({"job_id": job.to_string(), "board": board});
    call_with(scene, user, (method, path), parameters, body).await
}

/// `user` puts `job` on the boards.
pub(crate) async fn put(scene: &Scene, user: i64, job: i64, body: Value) -> Answer {
    call(scene, user, ("PUT", "offers/{job_id}"), Some(job), Some(body)).await
}

/// `user` looks at all offers.
pub(crate) async fn list(scene: &Scene, user: i64) -> Answer {
    call(scene, user, ("GET", "offers"), None, None).await
}

/// `user` takes `job` off the boards.
pub(crate) async fn remove(scene: &Scene, user: i64, job: i64) -> Answer {
    call(scene, user, ("DELETE", "offers/{job_id}"), Some(job), None).await
}

/// `user` asks for new addresses.
pub(crate) async fn readdress(scene: &Scene, user: i64) -> Answer {
    call(scene, user, ("POST", "feed-urls"), None, None).await
}

/// `user` looks at the offer of `job`.
pub(crate) async fn show(scene: &Scene, user: i64, job: i64) -> Answer {
    call(scene, user, ("GET", "offers/{job_id}"), Some(job), None).await
}

/// The address of the feed for `profile`.
pub(crate) async fn feed_url(scene: &Scene, user: i64, profile: &str) -> String {
    list(scene, user).await.ok()["feed_urls"][profile].as_str().unwrap().to_owned()
}

/// A published job of company 1, with all that every board asks for.
pub(crate) fn job(scene: &Scene, id: i64) -> Job {
    let job = Job { id, title: format!("Comptable {id}"), ..scene.world.ats.job(1).unwrap() };
    scene.world.ats.put_job(job.clone());
    job
}

/// The jobs that the feed for `profile` holds, by `list`'s word.
pub(crate) fn held(list: &Value, profile: &str) -> Vec<String> {
    let offers = list["offers"].as_array().unwrap().iter();
    let held = offers.filter(|offer| offer["boards"][profile]["state"] == "in_feed");
    let mut held: Vec<_> = held.map(|offer| offer["job_id"].to_string()).collect();
    held.sort();
    held
}

fn ids(list: &Value) -> Vec<i64> {
    let offers = list["offers"].as_array().unwrap().iter();
    offers.map(|offer| offer["job_id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn s21_an_offer_is_put_seen_and_removed_by_its_company_alone() {
    let scene = Scene::new().await;
    assert_eq!(list(&scene, MARIAM).await.ok()["feed_urls"], Value::Null);
    let offer = put(&scene, MARIAM, 1, json!({})).await.ok();
    assert_eq!(offer["ends_on"], "2026-12-23", "30 days where nobody says");
    assert_eq!(offer["boards"]["indeed"]["state"], "in_feed");
    assert_eq!(offer["boards"]["indeed"]["since"], "2026-11-23T09:00:00Z");
    assert_eq!(ids(&list(&scene, COLLEAGUE).await.ok()), [1]);
    assert_eq!(show(&scene, COLLEAGUE, 1).await.ok()["job_id"], 1);
    assert_eq!(ids(&list(&scene, STRANGER).await.ok()), [] as [i64; 0]);
    for answer in [
        put(&scene, STRANGER, 1, json!({})).await,
        remove(&scene, STRANGER, 1).await,
        show(&scene, STRANGER, 1).await,
        put(&scene, MARIAM, 999, json!({})).await,
        remove(&scene, MARIAM, 2).await,
    ] {
        answer.expect(404, "not_found");
    }
    put(&scene, MARIAM, 3, json!({})).await.expect(409, "job_not_published");
    put(&scene, CANDIDATE, 1, json!({})).await.expect(403, "employer_required");
    remove(&scene, COLLEAGUE, 1).await.ok();
    remove(&scene, MARIAM, 1).await.expect(404, "not_found");
    assert!(!scene.dump().contains("\"content\""));
}

#[tokio::test]
async fn s24_a_job_has_one_address() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    for alias in ["01", "+1", "1 ", "-1", "0", "1.0", "١"] {
        for (method, body) in [("GET", None), ("PUT", Some(json!({}))), ("DELETE", None)] {
            let path = (method, "offers/{job_id}");
            let answer = call_with(&scene, MARIAM, path, json!({"job_id": alias}), body).await;
            answer.expect(404, "not_found");
        }
        let path = ("GET", "offers/{job_id}/boards/{board}");
        let parameters = json!({"job_id": alias, "board": "fuzu"});
        call_with(&scene, MARIAM, path, parameters, None).await.expect(404, "not_found");
    }
    show(&scene, MARIAM, 1).await.ok();
}

#[tokio::test]
async fn s24_a_day_or_a_board_that_is_none_is_refused_with_those_there_are() {
    let scene = Scene::new().await;
    for (body, named) in [
        (json!({"ends_on": "2026-11-22"}), "2026-11-23"),
        (json!({"ends_on": "2027-05-23"}), "2027-05-22"),
        (json!({"ends_on": "soon"}), "ends_on"),
        (json!({"ends_on": 7}), "ends_on"),
        (json!({"boards": ["linkedin"]}), "indeed"),
        (json!({"boards": "indeed"}), "boards"),
    ] {
        let answer = put(&scene, MARIAM, 1, body).await.expect(400, "invalid_request");
        assert!(answer.json()["detail"].as_str().unwrap().contains(named), "{answer:?}");
    }
    put(&scene, MARIAM, 1, json!({"ends_on": "2026-11-23"})).await.ok();
    let chosen = put(&scene, MARIAM, 1, json!({"boards": ["jooble"]})).await.ok();
    let state = |offer: &Value, board: &str| offer["boards"][board]["state"].clone();
    assert_eq!(
        (state(&chosen, "jooble"), state(&chosen, "indeed")),
        ("in_feed".into(), "not_chosen".into())
    );
    let kept = put(&scene, MARIAM, 1, json!({"ends_on": "2027-05-22"})).await.ok();
    assert_eq!(state(&kept, "indeed"), "not_chosen", "what nobody says stays");
}

#[tokio::test]
async fn an_offer_that_a_board_can_t_take_is_listed_with_the_reason() {
    let scene = Scene::new().await;
    let remote = put(&scene, MARIAM, 2, json!({})).await.ok();
    let indeed = &remote["boards"]["indeed"];
    assert_eq!((&indeed["state"], &indeed["since"]), (&json!("left_out"), &Value::Null));
    assert_eq!(indeed["reasons"][0]["code"], "place_missing");
    assert!(indeed["reasons"][0]["detail"].as_str().unwrap().contains("town"));
    assert_eq!(remote["boards"]["generic"]["state"], "in_feed");
    let mut bare = job(&scene, 100);
    bare.country = Some("Ivory Coast".to_owned());
    (bare.location, bare.description) = (None, String::new());
    (bare.requirements, bare.responsibilities, bare.benefits) = (None, None, None);
    scene.world.ats.put_job(bare);
    let bare = put(&scene, MARIAM, 100, json!({})).await.ok();
    let reasons = bare["boards"]["indeed"]["reasons"].as_array().unwrap();
    let codes: Vec<_> = reasons.iter().map(|reason| reason["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["description_missing", "place_missing", "country_missing"]);
    assert_eq!(bare["page"]["json_ld_url"], Value::Null);
    assert_eq!(bare["page"]["reasons"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn two_letters_that_are_no_country_s_code_are_none() {
    let scene = Scene::new().await;
    for (code, is_known) in
        [("ZZ", false), ("UK", false), ("EU", false), ("XK", false), (" ci ", true)]
    {
        let mut placed = job(&scene, 100);
        placed.country = Some(code.to_owned());
        scene.world.ats.put_job(placed);
        let offer = put(&scene, MARIAM, 100, json!({})).await.ok();
        let reasons = offer["boards"]["indeed"]["reasons"].as_array().unwrap();
        let codes: Vec<_> = reasons.iter().map(|reason| reason["code"].as_str().unwrap()).collect();
        let expected = if is_known { vec![] } else { vec!["country_missing"] };
        assert_eq!(codes, expected, "{code}");
        assert_eq!(offer["page"]["json_ld_url"].is_string(), is_known, "{code}");
    }
}

#[tokio::test]
async fn a_look_copies_what_has_changed_and_drops_what_the_ats_no_longer_offers() {
    let scene = Scene::new().await;
    for id in [100, 101, 102, 103] {
        job(&scene, id);
        put(&scene, MARIAM, id, json!({})).await.ok();
    }
    let change = |id: i64, change: &dyn Fn(&mut Job)| {
        let mut job = scene.world.ats.job(id).unwrap();
        change(&mut job);
        scene.world.ats.put_job(job);
    };
    change(100, &|job| job.title = "Chef comptable".to_owned());
    change(101, &|job| job.status = JobStatus::Closed);
    change(102, &|job| job.company_id = 2);
    assert_eq!(ids(&list(&scene, MARIAM).await.ok()).len(), 4, "it was asked a moment ago");
    scene.advance("10m");
    let looked = list(&scene, MARIAM).await.ok();
    assert_eq!((ids(&looked), &looked["removed"]), (vec![100, 103], &json!([101, 102])));
    let [changed, same] = looked["offers"].as_array().unwrap().as_slice() else { panic!() };
    assert_eq!(
        (&changed["title"], &changed["updated_at"]),
        (&json!("Chef comptable"), &json!("2026-11-23T09:10:00Z"))
    );
    assert_eq!(changed["since"], "2026-11-23T09:00:00Z", "a new date would look like a trick");
    assert_eq!(
        (&same["updated_at"], &same["looked_at"]),
        (&json!("2026-11-23T09:00:00Z"), &json!("2026-11-23T09:10:00Z"))
    );
    scene.advance("10m");
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({})).times(9);
    scene.world.controls.api.inject(down.on("GET", "/api/jobs/103"));
    let looked = list(&scene, MARIAM).await.ok();
    assert_eq!(
        (ids(&looked), &looked["not_looked_at"]),
        (vec![100, 103], &json!(1)),
        "an outage closes nothing"
    );
}

#[tokio::test]
async fn s56_a_closed_job_leaves_at_once_and_one_that_was_put_back_stays() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    put(&scene, MARIAM, 2, json!({})).await.ok();
    let url = feed_url(&scene, MARIAM, "generic").await;
    let closed = |at: &str| json!({"type": "job.closed", "timestamp": at, "data": {"company_id": 1, "job_id": 1}});
    let foreign = json!({"type": "job.closed", "data": {"company_id": 2, "job_id": 1}});
    report(&scene, "msg_0", &foreign).await.ok();
    report(&scene, "msg_1", &closed("2026-11-23T08:59:59Z")).await.ok();
    assert!(fetch(&scene, &url, &[]).await.text.contains("/offres/1?"), "it was put there since");
    scene.advance("10m");
    report(&scene, "msg_2", &closed("2026-11-23T09:10:00Z")).await.ok();
    let feed = fetch(&scene, &url, &[]).await.text;
    assert!(!feed.contains("/offres/1?") && feed.contains("/offres/2?"));
    let down = Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": "ValidationException"}));
    scene.world.controls.dynamodb.inject(down.times(1).on_target("TransactWriteItems"));
    let second = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 2}});
    report(&scene, "msg_3", &second).await.expect(503, "storage_unavailable");
    report(&scene, "msg_3", &second).await.ok();
    assert!(!fetch(&scene, &url, &[]).await.text.contains("/offres/2?"), "it comes again");
    scene.advance("1s");
    put(&scene, MARIAM, 2, json!({})).await.ok();
    report(&scene, "msg_4", &json!({"type": "company.deleted", "data": {"company_id": 1}}))
        .await
        .ok();
    fetch(&scene, &url, &[]).await.expect(404, "not_found");
}

#[tokio::test]
async fn an_offer_ends_with_its_last_day_and_can_be_put_back() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({"ends_on": "2026-11-24"})).await.ok();
    let url = feed_url(&scene, MARIAM, "generic").await;
    scene.advance("38h");
    assert!(fetch(&scene, &url, &[]).await.text.contains("/offres/1?"));
    scene.advance("1h");
    assert!(!fetch(&scene, &url, &[]).await.text.contains("/offres/1?"));
    let ended = show(&scene, MARIAM, 1).await.ok();
    assert_eq!(
        (&ended["state"], &ended["boards"]["generic"]["state"]),
        (&json!("ended"), &json!("ended"))
    );
    let again = put(&scene, MARIAM, 1, json!({})).await.ok();
    assert_eq!(
        (&again["state"], &again["since"]),
        (&json!("offered"), &json!("2026-11-25T00:00:00Z"))
    );
}

#[tokio::test]
async fn f31_two_who_put_an_offer_at_once_make_one_and_one_feed() {
    let scene = Scene::new().await;
    let (one, other) =
        join(put(&scene, MARIAM, 1, json!({})), put(&scene, COLLEAGUE, 1, json!({}))).await;
    one.ok();
    other.ok();
    let dump = scene.dump();
    assert_eq!(
        (dump.matches("\"OFFER#").count(), dump.matches("\"FEED#").count()),
        (1, 2),
        "its row, and what names it"
    );
    let before = feed_url(&scene, MARIAM, "indeed").await;
    let (one, other) = join(readdress(&scene, MARIAM), readdress(&scene, COLLEAGUE)).await;
    let url = |answer: Value| answer["feed_urls"]["indeed"].as_str().unwrap().to_owned();
    let (one, other) = (url(one.ok()), url(other.ok()));
    assert!(one != before && other != before);
    let now = feed_url(&scene, MARIAM, "indeed").await;
    assert!([&one, &other].contains(&&now), "one of the two is the newest");
    assert_eq!(fetch(&scene, &now, &[]).await.status, StatusCode::OK);
    fetch(&scene, &before, &[]).await.expect(404, "not_found");
}

#[tokio::test]
async fn it_is_told_who_has_read_what_and_when() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let url = feed_url(&scene, MARIAM, "indeed").await;
    scene.advance("1m");
    fetch(&scene, &url, &[("user-agent", "Indeedbot\t2.1 (https://indeed.example)")]).await;
    scene.advance("1m");
    put(&scene, MARIAM, 5, json!({})).await.ok();
    let told = list(&scene, MARIAM).await.ok();
    let read = json!({"at": "2026-11-23T09:01:00Z", "agent": "Indeedbot 2.1 (https://indeed.example)", "status": 200});
    assert_eq!(
        (&told["last_reads"]["indeed"], &told["last_reads"]["jooble"]),
        (&read, &Value::Null)
    );
    let last_read = |index: usize| told["offers"][index]["boards"]["indeed"]["last_read"].clone();
    assert_eq!((last_read(0), last_read(1)), (json!("2026-11-23T09:01:00Z"), Value::Null));
    readdress(&scene, MARIAM).await.ok();
    assert_eq!(list(&scene, MARIAM).await.ok()["last_reads"]["indeed"], Value::Null);
}

#[tokio::test]
async fn s53_a_key_that_was_replaced_leaves_the_feed_open_and_its_address_untold() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let url = feed_url(&scene, MARIAM, "indeed").await;
    let other = json!({"CODE_VERIFIER_KEY": "another-code-verifier-key-0123456789"});
    scene.change_secret("CodeVerifierSecret", other);
    scene.advance("1 day");
    assert_eq!(list(&scene, MARIAM).await.ok()["feed_urls"], Value::Null);
    assert_eq!(fetch(&scene, &url, &[]).await.status, StatusCode::OK);
    readdress(&scene, MARIAM).await.ok();
    fetch(&scene, &url, &[]).await.expect(404, "not_found");
    let url = feed_url(&scene, MARIAM, "indeed").await;
    assert_eq!(fetch(&scene, &url, &[]).await.status, StatusCode::OK);
}
