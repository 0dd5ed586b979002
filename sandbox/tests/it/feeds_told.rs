//! What a feed, and the markup of an offer's page, tell: nothing that is guessed, cut in silence or no character.

use std::time::Duration;

use futures::future::join;
use http::{StatusCode, header};
use sandbox::ats::record::Job;
use serde_json::{Value, json};
use simulator_kit::wire::Fault;

use crate::feeds::{fetch, send, takers, valid};
use crate::offers::{feed_url, held, job, list, put, readdress, remove, show};
use crate::offers_raced::change;
use crate::scene::{MARIAM, Scene};

/// Job 100 with `changes`, put on the boards; what its page is marked with.
async fn marked(scene: &Scene, changes: impl Fn(&mut Job)) -> Value {
    job(scene, 100);
    change(scene, 100, changes);
    put(scene, MARIAM, 100, json!({})).await.ok();
    let url = feed_url(scene, MARIAM, "indeed").await.replace("indeed.xml", "jobs/100.jsonld");
    let posting = fetch(scene, &url, &[]).await.ok();
    valid(&posting);
    posting
}

#[tokio::test]
async fn s39_what_is_no_character_is_in_no_feed() {
    let scene = Scene::new().await;
    let others = (0..=16_u32).flat_map(|plane| [(plane << 16) | 0xfffe, (plane << 16) | 0xffff]);
    let none: String = (0xfdd0..=0xfdef).chain(others).filter_map(char::from_u32).collect();
    assert_eq!(none.chars().count(), 66);
    let posting = marked(&scene, |job| {
        job.title = format!("Comp{none}table");
        job.description = format!("{none}{}", job.description);
    })
    .await;
    assert_eq!(posting["title"], "Comptable");
    for taker in &mut takers(&scene).await {
        taker.visit().await.unwrap();
        assert_eq!(taker.jobs()["100"].title, "Comptable");
    }
    assert!(!scene.dump().contains(|character| none.contains(character)));
}

#[tokio::test]
async fn two_changes_in_one_second_are_two_feeds_and_no_time_tells_them_apart() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let url = feed_url(&scene, MARIAM, "indeed").await;
    scene.advance("1m");
    put(&scene, MARIAM, 5, json!({})).await.ok();
    let before = fetch(&scene, &url, &[]).await;
    remove(&scene, MARIAM, 5).await.ok();
    scene.advance("1m");
    for name in ["GET", "HEAD"] {
        let answer = send(&scene, name, &url, &[]).await;
        assert!(answer.headers.get(header::LAST_MODIFIED).is_none(), "{name}");
        assert_ne!(answer.headers[header::ETAG], before.headers[header::ETAG]);
    }
    let since = [("if-modified-since", "Mon, 23 Nov 2026 09:01:00 GMT")];
    assert_eq!(fetch(&scene, &url, &since).await.status, StatusCode::OK);
    let both = [since[0], ("if-none-match", "\"x\"")];
    assert_eq!(fetch(&scene, &url, &both).await.status, StatusCode::OK);
}

#[tokio::test]
async fn f42_the_headers_alone_tell_no_length_that_the_feed_has_not() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let url = feed_url(&scene, MARIAM, "indeed").await;
    for packing in ["gzip", "identity"] {
        let asked = [("accept-encoding", packing)];
        let whole = send(&scene, "GET", &url, &asked).await.headers;
        let head = send(&scene, "HEAD", &url, &asked).await.headers;
        let length = head.get(header::CONTENT_LENGTH);
        assert!(length.is_none() || length == whole.get(header::CONTENT_LENGTH), "{length:?}");
    }
}

#[tokio::test]
async fn adzuna_is_told_of_no_offer_whose_text_it_would_call_too_short() {
    let scene = Scene::new().await;
    let text = |length: usize| {
        let words = "Tenir les comptes. ".repeat(10);
        words.chars().take(length - 1).chain(['.']).collect::<String>()
    };
    for (id, length) in [(100, 99), (101, 100)] {
        job(&scene, id);
        change(&scene, id, |job| {
            (job.requirements, job.responsibilities, job.benefits) = (None, None, None);
            job.description = text(length);
        });
        put(&scene, MARIAM, id, json!({})).await.ok();
    }
    let told = list(&scene, MARIAM).await.ok();
    assert_eq!(
        (held(&told, "adzuna"), held(&told, "jooble")),
        (vec!["101".into()], vec!["100".into(), "101".into()])
    );
    let [reason] = told["offers"][0]["boards"]["adzuna"]["reasons"].as_array().unwrap().as_slice()
    else {
        panic!("{told}")
    };
    assert_eq!(reason["code"], "description_short");
    assert!(reason["detail"].as_str().unwrap().contains("100"), "{reason}");
    for taker in &mut takers(&scene).await {
        taker.visit().await.unwrap();
    }
}

#[tokio::test]
async fn s53_a_feed_whose_address_is_replaced_while_it_is_read_is_nowhere() {
    let scene = Scene::new().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let url = feed_url(&scene, MARIAM, "indeed").await;
    let dynamodb = &scene.world.controls.dynamodb;
    dynamodb.forget();
    dynamodb.inject(Fault::delay(Duration::from_secs(1)).times(1).on_target("Query"));
    let meanwhile = async {
        while dynamodb.count_target("Query") == 0 {
            tokio::task::yield_now().await;
        }
        readdress(&scene, MARIAM).await.ok();
    };
    let (feed, ()) = join(fetch(&scene, &url, &[]), meanwhile).await;
    feed.expect(404, "not_found");
}

#[tokio::test]
async fn s53_the_markup_of_an_offer_that_is_left_out_over_or_gone_is_one_same_404() {
    let scene = Scene::new().await;
    for id in [100, 101, 102] {
        job(&scene, id);
    }
    change(&scene, 100, |job| job.country = Some("Ivory Coast".to_owned()));
    put(&scene, MARIAM, 100, json!({})).await.ok();
    put(&scene, MARIAM, 101, json!({"ends_on": "2026-11-24"})).await.ok();
    put(&scene, MARIAM, 102, json!({})).await.ok();
    remove(&scene, MARIAM, 102).await.ok();
    scene.advance("2 days");
    let indeed = feed_url(&scene, MARIAM, "indeed").await;
    let mut texts = Vec::new();
    for id in [100, 101, 102, 999] {
        let url = indeed.replace("indeed.xml", &format!("jobs/{id}.jsonld"));
        let mut problem = fetch(&scene, &url, &[]).await.expect(404, "not_found").json();
        problem["request_id"].take();
        texts.push(problem);
    }
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "{texts:?}");
}

#[tokio::test]
async fn an_address_is_told_as_street_town_and_country_and_as_nothing_else() {
    let scene = Scene::new().await;
    for (location, street, town) in [
        ("Abidjan, Côte d’Ivoire", None, Some("Abidjan")),
        ("12 rue des Jardins, 75011 Paris", Some("12 rue des Jardins"), Some("Paris")),
        ("Plot 12, Kampala Road, Kampala", Some("Plot 12, Kampala Road"), Some("Kampala")),
        ("12 avenue Hassan II", Some("12 avenue Hassan II"), None),
        ("Siège, Bamako", None, Some("Bamako")),
        ("Le poste est basé dans nos bureaux près du marché central", None, None),
    ] {
        let posting = marked(&scene, |job| job.location = Some(location.to_owned())).await;
        let address = &posting["jobLocation"]["address"];
        let told = |name: &str| address[name].as_str();
        assert_eq!(
            (told("streetAddress"), told("addressLocality"), told("addressCountry")),
            (street, town, Some("CI")),
            "{location}"
        );
    }
}

#[tokio::test]
async fn a_pay_with_one_end_is_no_exact_pay_and_a_franc_is_that_of_the_country() {
    let scene = Scene::new().await;
    let paid = |least, most, currency: &'static str, country: &'static str| {
        move |job: &mut Job| {
            (job.salary_min, job.salary_max) = (least, most);
            job.salary_period = Some("month".to_owned());
            (job.currency, job.country) = (currency.to_owned(), Some(country.to_owned()));
        }
    };
    for ends in [(Some(400_000), None), (None, Some(400_000))] {
        let posting = marked(&scene, paid(ends.0, ends.1, "XOF", "CI")).await;
        assert_eq!(posting["baseSalary"], Value::Null, "{ends:?}");
    }
    for (currency, country, code) in [
        ("FCFA", "CM", "XAF"),
        ("CFA", "GA", "XAF"),
        ("F CFA", "TD", "XAF"),
        ("FCFA", "SN", "XOF"),
        ("FCFA", "CI", "XOF"),
        ("XOF", "CM", "XOF"),
        ("EUR", "CM", "EUR"),
    ] {
        let posting = marked(&scene, paid(Some(1), Some(2), currency, country)).await;
        assert_eq!(posting["baseSalary"]["currency"], code, "{currency} {country}");
    }
}

#[tokio::test]
async fn a_text_that_is_cut_is_said_to_be() {
    let scene = Scene::new().await;
    job(&scene, 100);
    job(&scene, 101);
    change(&scene, 100, |job| job.description = "Tenir les comptes de la maison. ".repeat(300));
    for (id, is_shortened) in [(100, true), (101, false)] {
        assert_eq!(put(&scene, MARIAM, id, json!({})).await.ok()["is_shortened"], is_shortened);
        assert_eq!(show(&scene, MARIAM, id).await.ok()["is_shortened"], is_shortened);
    }
    let sheet = crate::adverts::prepare(&scene, MARIAM, (100, "fuzu")).await.ok();
    let fields = sheet["fields"].as_array().unwrap();
    let text = fields.iter().find(|field| field["name"] == "description").unwrap();
    assert_eq!(text["is_shortened"], true);
}

#[tokio::test]
async fn s24_a_last_day_is_a_date_and_nothing_that_holds_one() {
    let scene = Scene::new().await;
    for text in [
        "2026-12-01T00:00:00",
        "2026-12-01T23:00:00-05:00",
        "20261201",
        "+002026-12-01",
        " 2026-12-01",
        "2026-12-01[u-ca=iso8601]",
        "2026-W49-2",
    ] {
        let answer = put(&scene, MARIAM, 1, json!({"ends_on": text})).await;
        answer.expect(400, "invalid_request");
    }
    put(&scene, MARIAM, 1, json!({"ends_on": "2026-12-01"})).await.ok();
}
