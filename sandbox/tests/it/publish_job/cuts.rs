//! Texts that are too long: cut between words, never inside a link, a hashtag or a character (S39, S40).

use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_linkedin::little_text::{LittleText, Segment};

use super::text::sent;
use super::{connected, posted, written};
use crate::calendars;
use crate::interviews::{CALENDARS, create};
use crate::scene::Scene;

const LINK: &str = "https://x.ci/offres/123456";

/// What stands of the description of the last post, up to the visible cut.
fn kept(scene: &Scene) -> String {
    let plain = sent(scene).1.plain();
    let (_, after) = plain.split_once("/offres/1\n").unwrap();
    after.split_once('…').unwrap().0.to_owned()
}

/// The body of the last post that was sent.
pub(super) fn body(scene: &Scene) -> Value {
    let requests = scene.world.controls[Provider::LinkedIn].requests();
    requests.into_iter().rfind(|request| request.is("POST", "/rest/posts")).unwrap().body
}

fn hashtags(text: &LittleText) -> Vec<&str> {
    let tag = |segment: &'_ Segment| matches!(segment, Segment::Hashtag(_));
    let tags = text.segments.iter().filter(|segment| tag(segment));
    tags.map(|segment| if let Segment::Hashtag(tag) = segment { tag.as_str() } else { "" })
        .collect()
}

#[tokio::test]
async fn s40_a_link_at_the_cut_is_left_out_and_never_halved() {
    let scene = connected("kofi").await;
    // Wherever the cut falls: before, inside or behind the link.
    for words in (600..720).step_by(3) {
        let text = format!("{}{LINK} {}", "mot ".repeat(words), "suite ".repeat(50));
        written(&scene, |job| job.description = text.clone());
        let answer = posted(&scene, json!({"job_id": 1})).await;
        let plain = sent(&scene).1.plain();
        let is_whole = plain.contains(&format!("{LINK} ")) || !plain.contains("x.ci");
        assert!(is_whole, "{words}: {plain}");
        assert_eq!(answer["warnings"][0]["code"], "text_shortened", "{answer}");
    }
}

#[tokio::test]
async fn s40_a_hashtag_and_an_address_at_the_cut_are_left_out_and_never_halved() {
    let scene = connected("kofi").await;
    for whole in ["#DéveloppementDurable", "#De\u{301}veloppement", "recrutement@lagune-freight.ci"]
    {
        for words in (600..720).step_by(3) {
            let text = format!("{}{whole} {}", "mot ".repeat(words), "suite ".repeat(50));
            written(&scene, |job| job.description = text.clone());
            posted(&scene, json!({"job_id": 1})).await;
            let (_, text) = sent(&scene);
            let tags = hashtags(&text);
            let is_half = |tag: &&str| *tag != &whole[1..] && whole[1..].starts_with(*tag);
            let halved = tags.iter().any(is_half);
            assert!(!halved, "{words}: {tags:?}");
            let plain = text.plain();
            assert!(plain.contains(whole) || !plain.contains("recrutement@"), "{words}: {plain}");
        }
    }
}

#[tokio::test]
async fn s40_what_a_reader_takes_for_one_character_is_never_halved() {
    let scene = connected("kofi").await;
    for whole in ["👩🏾‍💻", "🇨🇮", "e\u{301}\u{323}", "#️⃣", "صُّ"] {
        written(&scene, |job| job.description = whole.repeat(2_000));
        posted(&scene, json!({"job_id": 1})).await;
        let kept = kept(&scene);
        assert_eq!(kept.replace(whole, "").trim(), "", "{whole}: {kept}");
        assert!(kept.len() > 1_000, "{whole}: {kept}");
    }
}

#[tokio::test]
async fn s39_a_text_is_cut_behind_a_sentence_or_else_behind_a_word() {
    let scene = connected("kofi").await;
    let sentence = "Vous gérez les stocks de l’entrepôt et conseillez nos clients. ";
    written(&scene, |job| job.description = sentence.repeat(90));
    posted(&scene, json!({"job_id": 1})).await;
    assert!(kept(&scene).trim_end().ends_with("nos clients."), "{}", kept(&scene));
    for word in ["anticonstitutionnellement", "المهندسين", "responsável"] {
        written(&scene, |job| job.description = format!("{word} ").repeat(600));
        posted(&scene, json!({"job_id": 1})).await;
        assert!(kept(&scene).trim_end().ends_with(&format!(" {word}")), "{}", kept(&scene));
    }
}

#[tokio::test]
async fn s39_a_card_s_title_and_description_are_cut_behind_a_word_and_told() {
    let scene = connected("kofi").await;
    written(&scene, |job| {
        job.title = format!("{}👩🏾‍💻👩🏾‍💻👩🏾‍💻", "Responsable ".repeat(16));
        job.description = format!("{}{LINK} fin de texte", "gestion ".repeat(30));
    });
    let answer = posted(&scene, json!({"job_id": 1})).await;
    let card = &body(&scene)["content"]["article"];
    let (title, description) =
        (card["title"].as_str().unwrap(), card["description"].as_str().unwrap());
    assert!(title.ends_with("Responsable…") && title.chars().count() <= 200, "{title}");
    assert!(description.ends_with("gestion…"), "{description}");
    let codes: Vec<_> = answer["warnings"].as_array().unwrap().iter().collect();
    assert!(codes.iter().any(|warning| warning["code"] == "card_shortened"), "{answer}");
}

#[tokio::test]
async fn s39_an_invitation_s_title_and_description_are_cut_behind_a_word() {
    for provider in CALENDARS {
        let scene = calendars::connected(provider).await;
        let title = format!("{}{LINK} suite", "Entretien ".repeat(24));
        let description = format!("{}{LINK} suite", "texte & mot ".repeat(500));
        create(&scene, provider, json!({"title": title, "description": description})).await.ok();
        let requests = calendars::wire(&scene, provider).requests();
        let made = requests.iter().rfind(|it| it.method == "POST" && it.path.ends_with("/events"));
        let made = made.unwrap().body.to_string();
        assert!(made.contains("Entretien…"), "{made:.400}");
        assert!(!made.contains("x.ci"), "{}", &made[made.find("x.ci").unwrap_or(0)..]);
        assert!(["mot…", "texte…"].iter().any(|end| made.contains(end)), "{made:.400}");
    }
}
