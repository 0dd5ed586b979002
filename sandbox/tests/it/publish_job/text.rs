//! What LinkedIn's readers see: whole, within the limit, and with the apply link (S39, S40).

use serde_json::json;
use shared::model::provider::Provider;
use simulator_linkedin::little_text::LittleText;

use super::connected;
use crate::scene::{MARIAM, Scene};

const RESERVED: &str = "\\|{}@[]()<>#*_~";

/// The commentary LinkedIn received last, as its own parser reads it.
pub(super) fn sent(scene: &Scene) -> (String, LittleText) {
    let requests = scene.world.controls[Provider::LinkedIn].requests();
    let post = requests.iter().rfind(|request| request.is("POST", "/rest/posts")).unwrap();
    let commentary = post.body["commentary"].as_str().unwrap().to_owned();
    let text = LittleText::parse(&commentary);
    (commentary, text)
}

fn link(scene: &Scene, job: i64) -> String {
    format!("{}/offres/{job}", scene.world.origins.dashboard)
}

#[tokio::test]
async fn s40_every_job_is_read_whole_by_linkedin_s_parser_and_its_link_is_above_the_fold() {
    let scene = connected("kofi").await;
    for job in [1, 2, 5, 6, 7, 12] {
        scene.publish(MARIAM, json!({"job_id": job})).await.ok();
        let (commentary, text) = sent(&scene);
        assert_eq!(text.stopped_at, None, "{commentary}");
        assert!(commentary.encode_utf16().count() <= 3000);
        let second = text.plain().lines().nth(1).unwrap().to_owned();
        assert!(second.ends_with(&link(&scene, job)), "{second}");
        let title = scene.world.ats.job(job).unwrap().title;
        assert!(text.plain().contains(&title), "{}", text.plain());
    }
}

#[tokio::test]
async fn s39_a_text_that_is_too_long_is_cut_visibly_and_keeps_its_link() {
    let scene = connected("kofi").await;
    scene.publish(MARIAM, json!({"job_id": 5})).await.ok();
    let (_, text) = sent(&scene);
    assert!(text.plain().contains('…') && text.plain().ends_with(&link(&scene, 5)));
    let message = format!("{}🚀", "👩🏾‍💻(".repeat(5_000));
    let body = json!({"job_id": 6, "custom_message": message});
    scene.publish(MARIAM, body).await.ok();
    let (commentary, text) = sent(&scene);
    assert_eq!(text.stopped_at, None);
    assert!(commentary.encode_utf16().count() <= 3000);
    assert!(text.plain().contains('…') && text.plain().ends_with(&link(&scene, 6)));
}

#[tokio::test]
async fn s40_reserved_characters_reach_the_reader_as_they_were_written() {
    let scene = connected("kofi").await;
    let message = format!("Tout ceci: {RESERVED} #pas_un_hashtag @[x](urn:li:person:y) {{a|b|c}}");
    scene.publish(MARIAM, json!({"job_id": 1, "custom_message": message})).await.ok();
    let (_, text) = sent(&scene);
    assert_eq!(text.stopped_at, None);
    assert!(text.plain().starts_with(&message), "{}", text.plain());
}

#[tokio::test]
async fn s39_markup_control_characters_and_direction_marks_are_text_or_nothing() {
    let scene = connected("kofi").await;
    let message = "<script>alert(1)</script>\u{0}\u{1b}[31m \u{202e}evil\u{2066} ok\r\nfin";
    let answer = scene.publish(MARIAM, json!({"job_id": 1, "custom_message": message})).await.ok();
    let (_, text) = sent(&scene);
    assert!(text.plain().starts_with("<script>alert(1)</script>[31m evil ok\nfin"), "{text:?}");
    let page = scene.get(answer["post_url"].as_str().unwrap()).await.text;
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
}

#[tokio::test]
async fn a_custom_message_replaces_all_but_the_link_and_an_empty_one_nothing() {
    let scene = connected("kofi").await;
    scene.publish(MARIAM, json!({"job_id": 1, "custom_message": "Venez !"})).await.ok();
    let expected = format!("Venez !\n\n👉 Postulez maintenant : {}", link(&scene, 1));
    assert_eq!(sent(&scene).1.plain(), expected);
    scene.publish(MARIAM, json!({"job_id": 2, "custom_message": " \n "})).await.ok();
    assert!(sent(&scene).1.plain().contains("Senior Data Engineer"));
}
