//! Who is invited, whoever wrote the address (S38).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar};
use simulator_kit::wire::Fault;

use super::{connected, sent};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, create, search};
use crate::scene::{MARIAM, Scene};

/// A world in which the recruiting system has this of the candidate.
async fn with_candidate(provider: Provider, email: Value) -> Scene {
    let scene = connected(provider).await;
    let application = json!({
        "id": 1, "job_id": 1, "company_id": 1, "candidate_name": "Grace Williams",
        "candidate_email": email,
    });
    let answer = Fault::respond(StatusCode::OK, application);
    scene.world.controls.api.inject(answer.on("GET", "/api/applications/1").times(9));
    scene
}

fn invited(scene: &Scene, provider: Provider) -> Vec<String> {
    let pointer = if provider == GoogleCalendar { "/email" } else { "/emailAddress/address" };
    let body = sent(scene, provider).remove(0);
    let guests = body["attendees"].as_array().unwrap();
    guests.iter().map(|one| one.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn s38_an_address_of_the_recruiting_system_is_sent_clean_and_in_ascii() {
    for provider in CALENDARS {
        for (written, expected) in [
            (" grace@mail.example\r\n", "grace@mail.example"),
            ("grace@soci\u{e9}t\u{e9}.ci", "grace@xn--socit-esab.ci"),
            ("\u{feff}grace@mail.example\u{200b}", "grace@mail.example"),
        ] {
            let scene = with_candidate(provider, written.into()).await;
            create(&scene, provider, json!({})).await.ok();
            assert_eq!(invited(&scene, provider), [expected], "{provider} {written:?}");
        }
    }
}

#[tokio::test]
async fn s38_an_address_of_the_recruiting_system_that_is_none_is_told_with_the_candidate_s_name() {
    for provider in CALENDARS {
        for written in [
            Value::Null,
            "".into(),
            "n/a".into(),
            "07 08 09 10 11".into(),
            "a b@mail.example".into(),
            "h\u{e9}l\u{e8}ne@mail.example".into(),
            "grace@mail.example, x@y.z".into(),
        ] {
            let scene = with_candidate(provider, written.clone()).await;
            let refused = create(&scene, provider, json!({})).await.expect(400, "invalid_request");
            assert!(refused.text.contains("Grace Williams"), "{written}: {refused:?}");
            assert_eq!(wire(&scene, provider).requests().len(), 0, "{provider} {written}");
            let others = json!({"attendees": ["lead@acme.ci"]});
            create(&scene, provider, others).await.ok();
            assert_eq!(invited(&scene, provider), ["lead@acme.ci"]);
        }
    }
}

#[tokio::test]
async fn s38_an_address_of_a_request_is_checked_like_any_other() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let guests = json!(["awa@SOCI\u{c9}T\u{c9}.ci ", "AWA@xn--socit-esab.ci"]);
        create(&scene, provider, json!({"attendees": guests})).await.ok();
        assert_eq!(invited(&scene, provider), ["awa@xn--socit-esab.ci"]);
        let beyond = json!({"attendees": ["h\u{e9}l\u{e8}ne@acme.ci"]});
        let refused = create(&scene, provider, beyond.clone()).await;
        let refused = refused.expect(400, "invalid_request");
        assert!(refused.text.contains("accents"), "{refused:?}");
        search(&scene, (MARIAM, provider), beyond).await.expect(400, "invalid_request");
    }
}
