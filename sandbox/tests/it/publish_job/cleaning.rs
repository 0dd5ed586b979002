//! Whitespace and what nobody sees, whoever wrote it (S39).

use serde_json::{Value, json};

use super::cuts::body;
use super::text::sent;
use super::{connected, posted, written};
use crate::calendars;
use crate::interviews::{CALENDARS, create};
use crate::scene::{MARIAM, Scene};

/// Everything that must reach nobody.
const UNSEEN: &str =
    "\u{0}\u{1}\u{7}\u{1b}\u{7f}\u{9f}\u{202a}\u{202e}\u{202c}\u{2066}\u{2069}\u{feff}";
/// Line ends of every kind.
const LINE_ENDS: [&str; 8] =
    ["\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"];

fn is_clean(text: &str) -> bool {
    let is_unseen = |c: char| (c.is_control() && c != '\n') || UNSEEN.contains(c);
    !text.contains(is_unseen)
}

#[tokio::test]
async fn s39_a_tab_is_a_space_and_every_line_control_ends_a_line() {
    let scene = connected("kofi").await;
    for end in LINE_ENDS {
        let text = format!("•\tCaisse{end}Suivre\tles stocks");
        let expected = "• Caisse\nSuivre les stocks";
        written(&scene, |job| job.description = text.clone());
        posted(&scene, json!({"job_id": 1})).await;
        assert!(sent(&scene).1.plain().contains(expected), "{end:?}: {:?}", sent(&scene).1.plain());
        let body = json!({"job_id": 1, "custom_message": text});
        posted(&scene, body).await;
        assert!(sent(&scene).1.plain().starts_with(expected), "{end:?}");
    }
}

#[tokio::test]
async fn s39_nothing_unseen_reaches_a_post_or_its_card_whoever_wrote_it() {
    let scene = connected("kofi").await;
    let spoilt = |text: &str| format!("{UNSEEN}{text}{UNSEEN}\tfin");
    written(&scene, |job| {
        job.title = spoilt("Caissier");
        job.description = spoilt("Une offre");
        job.location = Some(spoilt("Abidjan"));
        job.skills = vec![spoilt("Caisse")];
    });
    posted(&scene, json!({"job_id": 1})).await;
    let (commentary, _) = sent(&scene);
    let card = &body(&scene)["content"]["article"];
    let texts =
        [&commentary, card["title"].as_str().unwrap(), card["description"].as_str().unwrap()];
    assert!(texts.iter().all(|text| is_clean(text)), "{texts:?}");
    assert_eq!(card["title"], "Caissier fin");
    let posts = scene.posts(MARIAM).await;
    assert_eq!(posts["posts"][0]["title"], "Caissier fin");
}

#[tokio::test]
async fn s39_nothing_unseen_is_kept_in_a_template() {
    let scene = connected("kofi").await;
    let template = format!("{UNSEEN}{{{{ title }}}}\tici\r{{{{ apply_url }}}}{UNSEEN}");
    let stored = scene.put("template", MARIAM, json!({"template": template})).await.ok();
    assert_eq!(stored["template"], "{{ title }} ici\n{{ apply_url }}");
    let blank = json!({"template": "\u{200b}\u{3164}\u{ad}"});
    scene.put("template", MARIAM, blank).await.expect(400, "invalid_request");
    let tried = json!({"job_id": 1, "template": template});
    let shown = scene.put("preview", MARIAM, tried).await.ok();
    assert!(is_clean(shown["text"].as_str().unwrap()), "{shown}");
}

#[tokio::test]
async fn s39_nothing_unseen_reaches_an_invitation() {
    for provider in CALENDARS {
        let scene = calendars::connected(provider).await;
        for end in LINE_ENDS {
            let changes = json!({
                "title": format!("{UNSEEN}Entretien{end}RH\tDev"), "location": format!("Salle\t1{UNSEEN}"),
                "description": format!("•\tCaisse{end}Suivre\tles stocks{UNSEEN}"),
            });
            create(&scene, provider, changes).await.ok();
            let made = invited(&scene, provider);
            assert!(made.contains("Entretien RH Dev"), "{end:?}: {made}");
            assert!(made.contains("• Caisse") && made.contains("Suivre les stocks"), "{made}");
            assert!(!made.contains("CaisseSuivre") && !made.contains("\\u00"), "{made}");
        }
    }
}

#[tokio::test]
async fn s39_a_text_of_invisible_characters_is_empty() {
    let unseen = [
        "\u{200b}",
        "\u{ad}\u{2060}",
        "\u{3164}\u{115f}",
        "\u{2800}",
        "\u{e0001}",
        "\u{200f}\u{fe0f}",
    ];
    let scene = calendars::connected(CALENDARS[0]).await;
    for title in unseen {
        let answer = create(&scene, CALENDARS[0], json!({"title": format!(" {title}\t")})).await;
        answer.expect(400, "invalid_request");
    }
    let scene = connected("kofi").await;
    for (index, text) in unseen.iter().enumerate() {
        written(&scene, |job| {
            job.title = (*text).to_owned();
            job.description = format!("{text}\n{text}");
            job.requirements = Some(format!("Rigueur {index}"));
        });
        let message = json!({"job_id": 1, "custom_message": text});
        posted(&scene, message).await;
        let plain = sent(&scene).1.plain();
        assert!(plain.contains(&format!("Rigueur {index}")), "{plain:?}");
        let card = &body(&scene)["content"]["article"];
        assert!(card["title"].as_str().unwrap().contains("Baobab"), "{card}");
        assert_eq!(card["description"], format!("Rigueur {index}"));
    }
}

fn invited(scene: &Scene, provider: shared::model::provider::Provider) -> String {
    let requests = calendars::wire(scene, provider).requests();
    let made = requests.iter().rfind(|it| it.method == "POST" && it.path.ends_with("/events"));
    made.map(|it| it.body.clone()).unwrap_or(Value::Null).to_string()
}
