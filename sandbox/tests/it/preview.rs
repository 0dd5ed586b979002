//! `POST /linkedin/preview`: what would be posted, to the letter.

use serde_json::{Value, json};
use shared::model::provider::Provider;

use crate::posts::connected;
use crate::scene::{MARIAM, STRANGER, Scene};

async fn preview(scene: &Scene, body: Value) -> Value {
    scene.put("preview", MARIAM, body).await.ok()
}

/// The text of the last post that was sent.
fn sent(scene: &Scene) -> Value {
    let requests = scene.world.controls[Provider::LinkedIn].requests();
    let last = requests.into_iter().rfind(|request| request.is("POST", "/rest/posts"));
    last.unwrap().body["commentary"].clone()
}

#[tokio::test]
async fn s39_s40_a_preview_is_what_is_posted() {
    let own = "{{ title }} ({{ location }})\n{{ description }}\n{{ hashtags }}\n{{ apply_url }}";
    for template in [Value::Null, json!(own)] {
        let scene = connected("kofi").await;
        scene.put("template", MARIAM, json!({"template": template})).await.ok();
        for body in [
            json!({"job_id": 1}),
            json!({"job_id": 5}),
            json!({"job_id": 6}),
            json!({"job_id": 12}),
            json!({"job_id": 2, "custom_message": "On recrute @nous (vite) #_ \\ 👩🏾‍💻"}),
        ] {
            let shown = preview(&scene, body.clone()).await;
            scene.publish(MARIAM, body).await.ok();
            assert_eq!(shown["commentary"], sent(&scene));
            assert!(shown["length"].as_u64().unwrap() <= 3000, "{shown}");
            assert!(shown["text"].as_str().unwrap().contains("/offres/"), "{shown}");
        }
    }
}

#[tokio::test]
async fn s40_a_text_that_is_cut_says_so_and_keeps_the_link() {
    let scene = connected("kofi").await;
    let shown = preview(&scene, json!({"job_id": 5})).await;
    assert_eq!(shown["warnings"][0]["code"], "text_shortened", "{shown}");
    assert!(shown["commentary"].as_str().unwrap().contains("/offres/5"), "{shown}");
}

#[tokio::test]
async fn a_template_can_be_tried_without_being_stored_and_nothing_is_sent() {
    let scene = connected("kofi").await;
    let tried = json!({"job_id": 1, "template": "Essai {{ apply_url }}"});
    assert!(preview(&scene, tried).await["text"].as_str().unwrap().starts_with("Essai http"));
    let text = preview(&scene, json!({"job_id": 3})).await["text"].clone();
    assert!(!text.as_str().unwrap().starts_with("Essai"), "{text}");
    let wrong = json!({"job_id": 1, "template": "{{ apply_url }} {{ wage }}"});
    scene.put("preview", MARIAM, wrong).await.expect(400, "invalid_request");
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
}

#[tokio::test]
async fn s21_a_job_of_another_company_is_not_shown() {
    let scene = connected("kofi").await;
    scene.put("preview", STRANGER, json!({"job_id": 1})).await.expect(404, "not_found");
}

#[tokio::test]
async fn the_fold_is_shown_as_linkedin_folds_and_says_job_place_pay_and_employer() {
    let scene = connected("kofi").await;
    let fold = preview(&scene, json!({"job_id": 1})).await["fold"].clone();
    assert_eq!(fold["is_folded"], true);
    let seen = fold["text"].as_str().unwrap();
    for known in
        ["Développeur·se Full Stack", "Abidjan (hybride)", "900\u{a0}000", "Baobab Numérique"]
    {
        assert!(seen.contains(known), "{seen}");
    }
    let short = preview(&scene, json!({"job_id": 1, "custom_message": "Venez !"})).await;
    assert_eq!(short["fold"], json!({"text": short["text"], "is_folded": false}));
}

#[tokio::test]
async fn a_picture_is_shown_as_it_will_be_and_the_card_where_it_will_stand() {
    let scene = connected("kofi").await;
    let shown = preview(&scene, json!({"job_id": 7})).await;
    let expected = json!({
        "shown": "image", "width": 1200, "height": 627,
        "url": "https://res.cloudinary.com/intowork/image/upload/v1/jobs/stage-rh.png",
    });
    assert_eq!((&shown["picture"], &shown["card"]), (&expected, &Value::Null));
    let without = preview(&scene, json!({"job_id": 1})).await;
    assert_eq!(without["picture"], Value::Null);
    assert_eq!(without["card"]["title"], "Développeur·se Full Stack (H/F)");
    assert!(without["card"]["url"].as_str().unwrap().ends_with("/offres/1"), "{without}");
    scene.world.pictures.put("intowork/image/upload/v1/jobs/stage-rh.png", "<html>");
    let lost = preview(&scene, json!({"job_id": 7})).await;
    assert_eq!(lost["picture"], Value::Null);
    assert_eq!(lost["warnings"][0]["code"], "picture_left_out", "{lost}");
    assert!(lost["card"]["title"].is_string(), "{lost}");
}

#[tokio::test]
async fn what_is_shortened_is_told_by_its_name() {
    let scene = connected("kofi").await;
    let mut job = scene.world.ats.job(1).unwrap();
    job.title = "Responsable ".repeat(20);
    job.description = "Une phrase de plus pour la suite. ".repeat(200);
    scene.world.ats.put_job(job);
    let shown = preview(&scene, json!({"job_id": 1})).await;
    let details = shown["warnings"].as_array().unwrap().iter();
    let details: Vec<_> = details.map(|warning| warning["detail"].as_str().unwrap()).collect();
    for what in ["description", "title", "card"] {
        assert!(details.iter().any(|detail| detail.contains(what)), "{what}: {details:?}");
    }
}
