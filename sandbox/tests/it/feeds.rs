//! `/feeds/{token}/…`: what strict takers take, and what nobody is told.

use std::io::Read;

use flate2::read::GzDecoder;
use futures::future::join;
use http::{Request, StatusCode, header};
use sandbox::ats::record::{Job, JobStatus};
use serde_json::{Value, json};
use shared::model::offer::{Offer, Profile, Standing};
use simulator_boards::{Form, Refusal, Taker, Visit};
use simulator_kit::wire::Fault;
use tracing::Level;

use crate::answer::Answer;
use crate::ats_events::report;
use crate::logs::Logs;
use crate::offers::{feed_url, held, job, list, put, readdress, remove};
use crate::scene::{MARIAM, STRANGER, Scene};
use crate::unreadable::{spoil, take_away};

/// Asks for `url` through the gateway, with `headers`; a packed answer is unpacked.
pub(crate) async fn fetch(scene: &Scene, url: &str, headers: &[(&str, &str)]) -> Answer {
    send(scene, "GET", url, headers).await
}

/// The same with another method.
pub(crate) async fn send(
    scene: &Scene,
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = scene.world.app.http.send(request.body(Vec::new()).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let text = match parts.headers.get(header::CONTENT_ENCODING) {
        Some(packed) if method != "HEAD" => {
            assert_eq!(packed, "gzip");
            let mut text = String::new();
            GzDecoder::new(body.as_slice()).read_to_string(&mut text).unwrap();
            text
        }
        _ => String::from_utf8(body).unwrap(),
    };
    Answer { status: parts.status, headers: parts.headers, text }
}

/// A taker for each form, with the address of the company's feed.
pub(crate) async fn takers(scene: &Scene) -> Vec<Taker> {
    let urls = list(scene, MARIAM).await.ok()["feed_urls"].clone();
    let taker = |form: Form| {
        let url = urls[form.name()].as_str().unwrap();
        Taker::new(form, scene.world.clock.clone(), url, &scene.world.origins.dashboard)
    };
    Form::ALL.map(taker).into()
}

/// What happens to the company's offers on a day of the month.
async fn live(scene: &Scene, day: i64) {
    let id = 100 + day;
    let mut new = job(scene, id);
    if day % 4 == 0 {
        (new.location, new.country) = (None, None);
        scene.world.ats.put_job(new);
    }
    let body = match day % 3 {
        0 => json!({"ends_on": day_after(scene, 3)}),
        1 => json!({"boards": ["indeed", "jooble", "generic"]}),
        _ => json!({}),
    };
    put(scene, MARIAM, id, body).await.ok();
    if day % 5 == 4 {
        remove(scene, MARIAM, id - 2).await;
    }
    if day % 7 == 6 {
        let closed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": id - 1}});
        report(scene, &format!("msg_{day}"), &closed).await.ok();
    }
    if day % 6 == 5 {
        let mut changed = scene.world.ats.job(id).unwrap();
        changed.status = JobStatus::Closed;
        scene.world.ats.put_job(changed);
        let edited = Job { title: format!("Chef {day}"), ..scene.world.ats.job(id - 4).unwrap() };
        scene.world.ats.put_job(edited);
    }
}

fn day_after(scene: &Scene, days: i64) -> String {
    let at = scene.world.clock.now() + jiff::SignedDuration::from_hours(24 * days);
    at.strftime("%Y-%m-%d").to_string()
}

#[tokio::test]
async fn every_taker_takes_a_month_of_offers_that_come_and_go() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({"ends_on": "2027-03-01"})).await.ok();
    let mut takers = takers(&scene).await;
    let (mut opened, mut closed, mut unchanged) = (0, 0, 0);
    // Longer than Jooble takes what does not change.
    for day in 0..50 {
        if day < 31 {
            live(&scene, day).await;
        }
        let told = list(&scene, MARIAM).await.ok();
        for (form, taker) in Form::ALL.iter().zip(&mut takers) {
            match taker
                .visit()
                .await
                .unwrap_or_else(|refusal| panic!("{form:?}, day {day}: {refusal}"))
            {
                Visit::Unchanged => panic!("{form:?}, day {day}: another day is another feed"),
                Visit::Taken { opened: came, closed: went } => {
                    opened += came.len();
                    closed += went.len();
                }
            }
            assert_eq!(taker.shown(), held(&told, form.name()), "{form:?}, day {day}");
        }
        scene.advance("10h");
        for taker in &mut takers {
            // Nobody has looked or changed anything since, but an offer may have ended at midnight.
            if taker.visit().await.unwrap() == Visit::Unchanged {
                unchanged += 1;
            }
        }
        scene.advance("14h");
    }
    assert!(opened > 80 && closed > 60 && unchanged > 200, "{opened} {closed} {unchanged}");
    let shows = |taker: &Taker| taker.jobs().contains_key("1");
    assert!(shows(&takers[0]) && !shows(&takers[1]), "Jooble takes nothing of 45 days");
}

#[tokio::test]
async fn s53_whatever_is_wrong_with_an_address_is_one_same_404() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    put(&scene, STRANGER, 7, json!({})).await;
    let replaced = feed_url(&scene, MARIAM, "indeed").await;
    readdress(&scene, MARIAM).await.ok();
    let good = feed_url(&scene, MARIAM, "indeed").await;
    let token = good.rsplit('/').nth(1).unwrap();
    let guessed = good.replace(token, &"A".repeat(43));
    let with = |file: &str| good.replace("indeed.xml", file);
    let same = |answer: Answer| {
        let mut problem = answer.expect(404, "not_found").json();
        problem["request_id"].take();
        problem
    };
    let expected = same(fetch(&scene, &guessed, &[]).await);
    for url in [
        replaced,
        guessed.replace("indeed", "jooble"),
        with("linkedin.xml"),
        with("indeed"),
        with("indeed.xml.gz"),
        with("Indeed.xml"),
        with("1.jsonld"),
        with("jobs/7.jsonld"),
        with("jobs/999.jsonld"),
        with("jobs/indeed.xml"),
        with("jobs/+1.jsonld"),
        with("jobs/01.jsonld"),
        with("jobs/1"),
        good.replace(token, "x"),
        good.replace(token, &format!("{token}A")),
        good.replace(token, &"%00".repeat(43)),
        good.replace(token, &token.to_lowercase()),
    ] {
        assert_eq!(same(fetch(&scene, &url, &[]).await), expected, "{url}");
    }
    assert_eq!(fetch(&scene, &good, &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn f42_a_source_that_fails_is_503_and_closes_nothing() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let mut takers = takers(&scene).await;
    for taker in &mut takers {
        taker.visit().await.unwrap();
    }
    put(&scene, MARIAM, 5, json!({})).await.ok();
    let failing =
        || Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": "ValidationException"}));
    for target in ["Query", "GetItem"] {
        scene.world.controls.dynamodb.inject(failing().times(99).on_target(target));
        for taker in &mut takers {
            assert_eq!(taker.visit().await, Err(Refusal::Status(503)), "{target}");
            assert_eq!(taker.shown(), ["1"]);
        }
        scene.world.controls.dynamodb.clear();
    }
    scene.world.controls.dynamodb.inject(failing().times(99).on_target("UpdateItem"));
    takers[0].visit().await.unwrap();
    scene.world.controls.dynamodb.clear();
    assert_eq!(takers[0].shown(), ["1", "5"], "that a visit can't be noted costs nobody the feed");
    spoil(&scene, "OFFER#1", "content").await;
    let url = feed_url(&scene, MARIAM, "indeed").await;
    fetch(&scene, &url, &[]).await.expect(503, "storage_unavailable");
    assert_eq!(
        held(&list(&scene, MARIAM).await.ok(), "indeed"),
        ["5"],
        "people see the rest (F35)"
    );
    remove(&scene, MARIAM, 1).await.ok();
    remove(&scene, MARIAM, 5).await.ok();
    takers[0].visit().await.unwrap();
    assert_eq!(takers[0].shown(), [] as [&str; 0], "who offers nothing has an empty feed");
}

#[tokio::test]
async fn f42_a_source_that_tells_of_fewer_offers_than_there_are_is_503() {
    let scene = Scene::new().await;
    for job in [1, 5] {
        put(&scene, MARIAM, job, json!({"ends_on": "2026-12-01"})).await.ok();
        put(&scene, MARIAM, job, json!({"ends_on": "2026-12-05"})).await.ok();
    }
    let mut taker = takers(&scene).await.remove(0);
    let url = feed_url(&scene, MARIAM, "indeed").await;
    let nothing = json!({"Items": [], "Count": 0, "ScannedCount": 0});
    let lie = || Fault::respond(StatusCode::OK, nothing.clone()).times(99).on_target("Query");
    let dynamodb = &scene.world.controls.dynamodb;
    for job in [5, 1] {
        dynamodb.inject(lie());
        fetch(&scene, &url, &[]).await.expect(503, "storage_unavailable");
        dynamodb.clear();
        taker.visit().await.unwrap();
        remove(&scene, MARIAM, job).await.ok();
        taker.visit().await.unwrap();
    }
    assert_eq!(taker.shown(), [] as [&str; 0], "who offers nothing has an empty feed");
    put(&scene, MARIAM, 5, json!({"ends_on": "2026-12-05"})).await.ok();
    put(&scene, MARIAM, 1, json!({"ends_on": "2026-12-01"})).await.ok();
    take_away(&scene, "OFFER#1").await;
    assert_eq!(taker.visit().await, Err(Refusal::Status(503)), "one is missing");
    readdress(&scene, MARIAM).await.ok();
    let url = feed_url(&scene, MARIAM, "indeed").await;
    fetch(&scene, &url, &[]).await.expect(503, "storage_unavailable");
    scene.advance("9 days");
    assert!(fetch(&scene, &url, &[]).await.text.contains("/offres/5?"), "that one has ended");
    dynamodb.inject(lie());
    fetch(&scene, &url, &[]).await.expect(503, "storage_unavailable");
    dynamodb.clear();
    scene.advance("40 days");
    scene.world.dynamodb.sweep().unwrap();
    let ended = fetch(&scene, &url, &[]).await;
    assert!(ended.status == StatusCode::OK && !ended.text.contains("/offres/"), "{ended:?}");
    assert!(!scene.dump().contains("\"offer_"), "what has ended is noted no longer");
}

#[tokio::test]
async fn f42_offers_that_change_while_they_are_read_are_read_again() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let url = feed_url(&scene, MARIAM, "generic").await;
    scene.world.controls.dynamodb.forget();
    let slow = Fault::delay(std::time::Duration::from_millis(1500)).times(1);
    // The second look at the count is late: by then another offer is there.
    scene.world.controls.dynamodb.inject(slow.on_target("GetItem").body_contains("FEED#").after(1));
    let meanwhile = async {
        while scene.world.controls.dynamodb.count_target("Query") == 0 {
            tokio::task::yield_now().await;
        }
        put(&scene, MARIAM, 5, json!({})).await.ok();
    };
    let (feed, ()) = join(fetch(&scene, &url, &[]), meanwhile).await;
    let tag = feed.headers[header::ETAG].to_str().unwrap();
    let has_both = feed.text.contains("/offres/1?") && feed.text.contains("/offres/5?");
    assert!(has_both && tag.starts_with("W/\"3-"), "{tag}: {}", feed.text);
}

#[tokio::test]
async fn a_taker_that_has_it_all_costs_one_read_and_is_sent_what_it_can_unpack() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let url = feed_url(&scene, MARIAM, "indeed").await;
    scene.advance("1m");
    let first = fetch(&scene, &url, &[("accept-encoding", "gzip")]).await;
    assert_eq!(first.headers[header::CONTENT_ENCODING], "gzip");
    assert_eq!(first.headers[header::CONTENT_TYPE], "application/xml");
    assert_eq!(first.headers[header::CACHE_CONTROL], "private, no-cache");
    assert_eq!(first.headers[header::VARY], "Accept-Encoding");
    assert_eq!(first.headers[header::REFERRER_POLICY], "no-referrer");
    assert!(first.headers.get(header::CONTENT_LANGUAGE).is_none());
    for plain in ["gzip;q=0", "identity", "*;q=0"] {
        let answer = fetch(&scene, &url, &[("accept-encoding", plain)]).await;
        assert!(answer.headers.get(header::CONTENT_ENCODING).is_none());
        assert_eq!(
            (answer.text, &answer.headers[header::ETAG]),
            (first.text.clone(), &first.headers[header::ETAG])
        );
    }
    let tag = first.headers[header::ETAG].to_str().unwrap().to_owned();
    let opaque = tag.trim_start_matches("W/");
    for known in [&tag, opaque, "*", &format!("\"x\", {tag}"), &format!("W/\"x,y\" , {opaque},")] {
        scene.world.controls.dynamodb.forget();
        let asked = [("if-none-match", known), ("accept-encoding", "gzip")];
        let answer = fetch(&scene, &url, &asked).await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (StatusCode::NOT_MODIFIED, ""),
            "{known}"
        );
        assert_eq!(answer.headers[header::ETAG], tag.as_str());
        for (name, value) in
            [(header::VARY, "Accept-Encoding"), (header::CACHE_CONTROL, "private, no-cache")]
        {
            assert_eq!(answer.headers[name], value);
        }
        assert!(answer.headers.get(header::CONTENT_ENCODING).is_none(), "nothing is packed");
        let dynamodb = &scene.world.controls.dynamodb;
        assert_eq!((dynamodb.count_target("GetItem"), dynamodb.count_target("Query")), (1, 0));
    }
    let wrong = send(&scene, "POST", &url, &[]).await.expect(405, "method_not_allowed");
    assert_eq!(wrong.headers[header::ALLOW], "GET, HEAD");
    put(&scene, MARIAM, 5, json!({})).await.ok();
    let changed = fetch(&scene, &url, &[("if-none-match", &tag)]).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_ne!(changed.headers[header::ETAG], tag.as_str());
}

#[tokio::test]
async fn f42_the_headers_alone_tell_what_the_feed_would_and_are_no_visit() {
    for packing in ["gzip", "identity"] {
        let scene = Scene::new().await;
        put(&scene, MARIAM, 1, json!({})).await.ok();
        let url = feed_url(&scene, MARIAM, "indeed").await;
        scene.advance("1m");
        let asked = [("accept-encoding", packing)];
        let head = send(&scene, "HEAD", &url, &asked).await;
        assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
        assert_eq!(list(&scene, MARIAM).await.ok()["last_reads"]["indeed"], Value::Null);
        let whole = fetch(&scene, &url, &asked).await;
        for name in [header::ETAG, header::CONTENT_ENCODING, header::CONTENT_TYPE, header::VARY] {
            assert_eq!(head.headers.get(&name), whole.headers.get(&name), "{packing}: {name}");
        }
        let tag = whole.headers[header::ETAG].to_str().unwrap();
        let known = send(&scene, "HEAD", &url, &[("if-none-match", tag)]).await;
        assert_eq!(known.status, StatusCode::NOT_MODIFIED);
        let failing =
            Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": "ValidationException"}));
        scene.world.controls.dynamodb.inject(failing.times(9).on_target("Query"));
        let failed = send(&scene, "HEAD", &url, &asked).await;
        assert_eq!(failed.status, StatusCode::SERVICE_UNAVAILABLE);
    }
}

/// What somebody may write, or paste, into an offer.
const HOSTILE: &str = "]]> <![CDATA[ </description><job> &amp; <script>alert(1)</script> \u{202e}abc\u{202c} \u{0}\u{8}\u{b}\u{1f}\
    \u{fffe}\u{ffff}\u{feff}\u{fdd0}\u{fdef}\u{1fffe}\u{10ffff} 👩🏽‍💻 \u{e000} المحاسب <p onclick=\"x\">a</p> <b>gras</b> a<b && c>d \u{2028} {{ title }}";

#[tokio::test]
async fn s39_what_a_stranger_writes_breaks_no_feed_and_passes_no_markup() {
    let scene = Scene::new().await;
    let mut hostile = job(&scene, 100);
    hostile.title = HOSTILE.to_owned();
    hostile.description = format!("{HOSTILE}\n\n- {HOSTILE}\n- {HOSTILE}");
    hostile.benefits = Some(HOSTILE.to_owned());
    scene.world.ats.put_job(hostile);
    put(&scene, MARIAM, 100, json!({})).await.ok();
    for taker in &mut takers(&scene).await {
        taker.visit().await.unwrap();
        let job = &taker.jobs()["100"];
        assert!(
            job.title.contains("👩🏽‍💻") && !job.title.contains(['\u{202e}', '\u{fffe}']),
            "{job:?}"
        );
        assert!(
            job.description.contains("]]&gt;") && job.description.contains("المحاسب"),
            "{job:?}"
        );
        assert!(
            !job.description.contains("<script") && !job.description.contains("onclick=\""),
            "{job:?}"
        );
    }
    let url = feed_url(&scene, MARIAM, "indeed").await.replace("indeed.xml", "jobs/100.jsonld");
    let markup = fetch(&scene, &url, &[]).await;
    assert!(!markup.text.contains(['<', '>', '&', '\u{2028}']), "{}", markup.text);
    valid(&markup.ok());
}

/// Asserts what Google asks of a `JobPosting` ("Job posting structured data").
#[track_caller]
pub(crate) fn valid(posting: &Value) {
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{posting:#}")).to_owned();
    assert_eq!(
        (text(&posting["@context"]), text(&posting["@type"])),
        ("https://schema.org/".into(), "JobPosting".into())
    );
    for field in ["title", "description"] {
        assert!(!text(&posting[field]).trim().is_empty(), "{field}");
    }
    let at = |field: &str| text(&posting[field]).parse::<jiff::Timestamp>().unwrap();
    assert!(at("datePosted") < at("validThrough"), "{posting:#}");
    assert!(!text(&posting["hiringOrganization"]["name"]).is_empty());
    assert_eq!(posting["hiringOrganization"]["@type"], "Organization");
    let is_country = |value: &Value| value.as_str().is_some_and(|code| code.len() == 2);
    if posting["jobLocationType"].is_null() {
        assert_eq!(posting["jobLocation"]["@type"], "Place");
        assert!(is_country(&posting["jobLocation"]["address"]["addressCountry"]), "{posting:#}");
    } else {
        assert_eq!(posting["jobLocationType"], "TELECOMMUTE");
        assert!(posting["jobLocation"].is_null());
        assert!(is_country(&posting["applicantLocationRequirements"]["name"]), "{posting:#}");
    }
    let kinds = ["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN"];
    assert!(posting["employmentType"].as_str().is_none_or(|kind| kinds.contains(&kind)));
    if let Some(salary) = posting["baseSalary"].as_object() {
        assert!(text(&salary["currency"]).len() == 3 && salary["@type"] == "MonetaryAmount");
        let value = &salary["value"];
        assert!(
            ["HOUR", "DAY", "WEEK", "MONTH", "YEAR"].contains(&text(&value["unitText"]).as_str())
        );
        let is_range =
            value["minValue"].as_u64() < value["maxValue"].as_u64() && value["minValue"].is_u64();
        assert!(value["value"].is_u64() != is_range, "{value}");
    }
    assert_eq!(posting["identifier"]["@type"], "PropertyValue");
    assert!(url::Url::parse(&text(&posting["url"])).is_ok());
}

#[tokio::test]
async fn an_offer_s_page_is_marked_as_google_asks_until_it_ends() {
    let scene = Scene::new().await;
    for job in [1, 2] {
        put(&scene, MARIAM, job, json!({"ends_on": "2026-11-30"})).await.ok();
    }
    let told = list(&scene, MARIAM).await.ok();
    let url =
        |index: usize| told["offers"][index]["page"]["json_ld_url"].as_str().unwrap().to_owned();
    let in_town = fetch(&scene, &url(0), &[]).await;
    assert_eq!(in_town.headers[header::CONTENT_TYPE], "application/ld+json");
    assert_eq!(in_town.headers[header::CONTENT_LANGUAGE], "fr");
    assert_eq!(in_town.headers[header::CACHE_CONTROL], "no-store");
    let in_town = in_town.ok();
    valid(&in_town);
    assert_eq!(in_town["jobLocation"]["address"]["addressLocality"], "Abidjan");
    assert_eq!(in_town["baseSalary"]["currency"], "XOF");
    assert_eq!(in_town["validThrough"], "2026-11-30T23:59:59Z");
    let remote = fetch(&scene, &url(1), &[]).await.ok();
    valid(&remote);
    assert_eq!(remote["jobLocationType"], "TELECOMMUTE");
    scene.advance("8 days");
    fetch(&scene, &url(0), &[]).await.expect(404, "not_found");
}

#[tokio::test]
async fn s57_a_feed_s_token_is_in_no_log_and_only_as_a_hash_in_the_table() {
    let scene = Scene::new().await;
    let logs = Logs::capture(Level::TRACE);
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let url = feed_url(&scene, MARIAM, "indeed").await;
    let token = url.rsplit('/').nth(1).unwrap();
    fetch(&scene, &url, &[]).await;
    fetch(&scene, &url.replace("indeed.xml", "jobs/1.jsonld"), &[]).await.ok();
    fetch(&scene, &url.replace("indeed", "nobody"), &[]).await.expect(404, "not_found");
    let failing = Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": "ValidationException"}));
    scene.world.controls.dynamodb.inject(failing.times(9).on_target("GetItem"));
    fetch(&scene, &url, &[]).await.expect(503, "storage_unavailable");
    scene.world.controls.dynamodb.clear();
    readdress(&scene, MARIAM).await.ok();
    fetch(&scene, &url, &[]).await.expect(404, "not_found");
    // The gateway of the sandbox, and whoever asks here, know the address as a client does.
    let ours = logs.text();
    let ours = ours.lines().filter(|line| {
        line.contains("\"level\":\"INFO\"")
            || line.contains("\"level\":\"ERROR\"")
            || line.contains("\"level\":\"WARN\"")
    });
    assert!(ours.clone().count() > 5);
    ours.for_each(|line| assert!(!line.contains(token), "{line}"));
    assert!(!scene.dump().contains(token));
}

/// An offer of real length: about 4,000 characters.
fn real(id: i64, scene: &Scene) -> Offer {
    let words = [
        "coordonner",
        "l’équipe",
        "auprès des coopératives",
        "du district",
        "chaque semaine",
        "rédiger",
        "rapports",
        "budget",
        "suivi & évaluation",
        "fournisseurs",
    ];
    let mut state = id.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut description = String::new();
    while description.chars().count() < 4000 {
        let word = words[usize::try_from(next() % 10).unwrap()];
        description.push_str(&format!("{word} {:x} ", next() % 4096));
        if next() % 12 == 0 {
            description.push_str("\n• ");
        }
    }
    let at = scene.world.clock.now();
    let content = json!({
        "title": format!("Chargé·e de projet {id}"), "company": "Baobab Numérique",
        "description": description, "place": "Abidjan, Cocody", "town": "Abidjan", "country": "CI",
        "is_remote": false, "contract": "full_time", "pay": null, "salary": null, "language": "fr",
    });
    let standing = |profile| (profile, Standing(Some(at)));
    Offer {
        job_id: id,
        user_id: MARIAM,
        content: serde_json::from_value(content).unwrap(),
        boards: Profile::ALL.into_iter().map(standing).collect(),
        since: at,
        updated_at: at,
        put_at: at,
        looked_at: at,
        is_unclear: false,
        ends_on: "2026-12-31".parse().unwrap(),
        version: 1,
    }
}

#[tokio::test]
async fn a_thousand_offers_of_real_length_fit_an_answer_and_one_more_is_refused() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let store = &scene.world.app.store;
    let now = scene.world.clock.now();
    let address = store.feed_address(1).await.unwrap().unwrap();
    for id in 1001..=1999 {
        store.save_offer(1, &address, (&real(id, &scene), None), now).await.unwrap();
    }
    put(&scene, MARIAM, 5, json!({})).await.expect(409, "too_many_offers");
    remove(&scene, MARIAM, 1001).await.ok();
    put(&scene, MARIAM, 5, json!({})).await.ok();
    put(&scene, MARIAM, 6, json!({})).await.expect(409, "too_many_offers");
    put(&scene, MARIAM, 1, json!({})).await.ok();
    for taker in &mut takers(&scene).await {
        taker.visit().await.unwrap();
        assert_eq!(taker.shown().len(), 1000);
    }
    // The offers are read page by page.
    let url = feed_url(&scene, MARIAM, "indeed").await;
    let down = || Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": "ValidationException"}));
    for fault in [down().after(1), down().after(3), Fault::drop_after().after(2)] {
        scene.world.controls.dynamodb.inject(fault.times(99).on_target("Query"));
        fetch(&scene, &url, &[]).await.expect(503, "storage_unavailable");
        scene.world.controls.dynamodb.clear();
    }
    // Two who put the last one at once may make it one too many: that one waits, and it is said.
    store.save_offer(1, &address, (&real(2000, &scene), None), now).await.unwrap();
    let told = list(&scene, MARIAM).await.ok();
    let last = told["offers"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["job_id"], &last["boards"]["generic"]["reasons"][0]["code"]),
        (&json!(2000), &json!("feed_full"))
    );
    let packed = scene
        .world
        .app
        .http
        .send(Request::get(&url).header("accept-encoding", "gzip").body(Vec::new()).unwrap());
    let packed = packed.await.unwrap().into_body().len();
    println!("1,000 offers: {packed} bytes packed, {} kB as base64", packed * 4 / 3 / 1000);
    assert!(packed * 4 / 3 < 6_000_000 / 2, "{packed}");
}

#[tokio::test]
async fn the_sandbox_s_boards_take_a_feed_on_command_and_no_other_address() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let url = feed_url(&scene, MARIAM, "indeed").await;
    let told = async |form: &str, url: &str| {
        let request = Request::post(format!("{}/_boards", scene.world.origins.api))
            .header(header::CONTENT_TYPE, "application/json")
            .body(json!({"form": form, "url": url}).to_string().into_bytes());
        scene.send(request.unwrap()).await
    };
    let shown = told("indeed", &url).await.ok();
    assert_eq!((&shown["shown"][0]["id"], &shown["opened"]), (&json!("1"), &json!(["1"])));
    assert_eq!(told("indeed", &url).await.ok()["is_unchanged"], true);
    assert!(!list(&scene, MARIAM).await.ok()["last_reads"]["indeed"].is_null());
    for (form, url) in [("linkedin", url.as_str()), ("indeed", "http://localhost:1/indeed.xml")] {
        assert_eq!(told(form, url).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = told("jooble", &url).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "another form's feed: {refused:?}"
    );
}
