//! `GET` and `PUT /preferences`: what a company chose, and what comes of it.

use serde_json::{Value, json};

use crate::posts::connected;
use crate::scene::{CANDIDATE, COLLEAGUE, MARIAM, STRANGER, Scene};

async fn shown(scene: &Scene, user: i64) -> Value {
    let answer = scene.call("preferences", user, |event| {
        let key = json!("GET /api/integrations/preferences");
        event["routeKey"] = key.clone();
        event["requestContext"]["routeKey"] = key;
        event["requestContext"]["http"]["method"] = "GET".into();
        event.as_object_mut().unwrap().remove("body");
    });
    answer.await.ok()
}

#[tokio::test]
async fn a_choice_is_the_company_s_and_leaves_the_others_alone() {
    let scene = Scene::new().await;
    let default = json!({"language": null, "picture": "image", "meeting_provider": null});
    assert_eq!(shown(&scene, MARIAM).await, default);
    let chosen = scene.put("preferences", MARIAM, json!({"language": "Português"})).await.ok();
    assert_eq!(chosen, json!({"language": "pt", "picture": "image", "meeting_provider": null}));
    scene.put("preferences", COLLEAGUE, json!({"picture": "card"})).await.ok();
    assert_eq!(
        shown(&scene, COLLEAGUE).await,
        json!({"language": "pt", "picture": "card", "meeting_provider": null})
    );
    assert_eq!(shown(&scene, STRANGER).await, default);
    scene.put("preferences", MARIAM, json!({"language": null, "more": 1})).await.ok();
    assert_eq!(
        shown(&scene, MARIAM).await,
        json!({"language": null, "picture": "card", "meeting_provider": null})
    );
    scene.put("preferences", MARIAM, json!({"picture": null})).await.ok();
    assert_eq!(shown(&scene, MARIAM).await, default);
    assert_eq!(scene.put("preferences", MARIAM, json!({})).await.ok(), default);
}

#[tokio::test]
async fn s24_a_word_that_is_none_is_refused_with_those_there_are() {
    let scene = Scene::new().await;
    for (body, named) in [
        (json!({"language": "es"}), "en, fr, pt, ar"),
        (json!({"language": 7}), "language"),
        (json!({"picture": "huge"}), "picture"),
        (json!({"picture": ["card"]}), "picture"),
        (json!({"meeting_provider": "skype"}), "meeting_provider"),
    ] {
        let answer = scene.put("preferences", MARIAM, body).await.expect(400, "invalid_request");
        assert!(answer.json()["detail"].as_str().unwrap().contains(named), "{answer:?}");
    }
    scene.put("preferences", CANDIDATE, json!({})).await.expect(403, "employer_required");
    assert_eq!(shown(&scene, MARIAM).await["language"], Value::Null);
}

#[tokio::test]
async fn a_post_is_in_the_company_s_language_where_the_offer_tells_none() {
    let scene = connected("kofi").await;
    let mut job = scene.world.ats.job(1).unwrap();
    (job.language, job.title, job.description) = (None, "SQL".to_owned(), "SQL".to_owned());
    (job.requirements, job.benefits) = (None, None);
    scene.world.ats.put_job(job);
    let contract = async || {
        let shown = scene.put("preview", MARIAM, json!({"job_id": 1})).await.ok();
        let text = shown["text"].as_str().unwrap().to_owned();
        text.lines().next().unwrap().split(" · ").nth(1).unwrap().to_owned()
    };
    assert_eq!(contract().await, "Temps plein");
    scene.put("preferences", MARIAM, json!({"language": "en"})).await.ok();
    assert_eq!(contract().await, "Full time");
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    let shown = scene.put("preview", MARIAM, json!({"job_id": 2})).await.ok();
    assert!(shown["text"].as_str().unwrap().contains(" · Contract · "), "{shown}");
}

#[tokio::test]
async fn a_post_s_link_says_where_its_reader_comes_from_where_the_deployment_says_so() {
    let scene = Scene::deployed(|config| config.job_link_ref = Some("linkedin".to_owned())).await;
    let link = format!("{}/offres/1", scene.world.origins.dashboard);
    let text = async |body: Value| {
        let shown = scene.put("preview", MARIAM, body).await.ok();
        shown["text"].as_str().unwrap().to_owned()
    };
    let standard = text(json!({"job_id": 1})).await;
    assert!(
        standard.lines().nth(1).unwrap().ends_with(&format!("{link}?ref=linkedin")),
        "{standard}"
    );
    // A message that holds the link without it doesn't get a second one.
    let message = text(json!({"job_id": 1, "custom_message": format!("Venez : {link}")})).await;
    assert_eq!(message, format!("Venez : {link}"));
}
