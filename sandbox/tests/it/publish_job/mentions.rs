//! The company's own page, mentioned on a member's post where it is known.

use serde_json::json;
use shared::model::provider::Provider;
use simulator_linkedin::little_text::Segment;

use super::text::sent;
use super::{connected, posted};
use crate::scene::Scene;

/// The page that the last post mentions.
fn mentioned(scene: &Scene) -> Option<(String, String)> {
    let segments = sent(scene).1.segments.into_iter();
    let mut mentions = segments.filter_map(|segment| match segment {
        Segment::Mention { name, urn } => Some((name, urn.to_string())),
        _ => None,
    });
    let first = mentions.next();
    assert!(mentions.next().is_none(), "once is enough");
    first
}

#[tokio::test]
async fn a_member_s_post_mentions_the_company_s_own_page_by_the_page_s_name() {
    let scene = connected("kofi").await;
    let page = ("Lagune Technologies".to_owned(), "urn:li:organization:5515715".to_owned());
    let personal = json!({"job_id": 1, "organization_id": "personal"});
    for (company, mention) in [
        ("Lagune Technologies", true),
        ("LAGUNE TECHNOLOGIES SA", true),
        ("Lagune", false),
        ("Baobab Numérique", false),
        ("Lagunes", false),
    ] {
        assert!(scene.world.ats.rename_company(1, company));
        posted(&scene, personal.clone()).await;
        assert_eq!(mentioned(&scene), mention.then(|| page.clone()), "{company}");
    }
    assert!(scene.world.ats.rename_company(1, "Lagune technologies"));
    let answer = posted(&scene, json!({"job_id": 2, "organization_id": "personal"})).await;
    let shown = scene.get(answer["post_url"].as_str().unwrap()).await.text;
    assert!(shown.contains("<a href=\"/feed\">Lagune Technologies</a>"), "{shown}");
}

#[tokio::test]
async fn a_page_s_post_and_a_message_mention_nobody() {
    let scene = connected("kofi").await;
    assert!(scene.world.ats.rename_company(1, "Lagune Technologies"));
    posted(&scene, json!({"job_id": 1})).await;
    assert_eq!(mentioned(&scene), None);
    let message = json!({"job_id": 1, "organization_id": "", "custom_message": "Lagune Technologies recrute"});
    posted(&scene, message).await;
    assert_eq!(mentioned(&scene), None);
    assert_eq!(scene.world.controls[Provider::LinkedIn].count("POST", "/rest/posts"), 2);
}
