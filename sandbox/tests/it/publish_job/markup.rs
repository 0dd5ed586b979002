//! Offers that an import stored as HTML, and links in what people write.

use serde_json::json;
use simulator_linkedin::little_text::Segment;

use super::cuts::body;
use super::text::sent;
use super::{connected, posted, written};
use crate::scene::{MARIAM, Scene};

/// What readers see of the description `text`.
async fn shown(scene: &Scene, text: &str) -> String {
    let template = json!({"template": "{{ description }}\n\n{{ apply_url }}"});
    scene.put("template", MARIAM, template).await.ok();
    written(scene, |job| job.description = text.to_owned());
    posted(scene, json!({"job_id": 1})).await;
    let plain = sent(scene).1.plain();
    plain.rsplit_once("\n\n").unwrap().0.to_owned()
}

#[tokio::test]
async fn an_offer_in_html_is_shown_as_its_text() {
    let scene = connected("kofi").await;
    for (html, text) in [
        (
            "<h2>Missions</h2>\n<ul>\n  <li>Tenir la <b>caisse</b></li>\n  <li><p>Suivre les stocks</p></li>\n</ul><p>À bientôt&nbsp;!</p>",
            "Missions\n\n• Tenir la caisse\n• Suivre les stocks\n\nÀ bientôt\u{a0}!",
        ),
        ("Un<br>deux<br/>trois<BR />quatre", "Un\ndeux\ntrois\nquatre"),
        (
            "<div class=\"x\">R&amp;D &lt; 5 &euro; &#233;t&#xe9;</div><div>Suite</div>",
            "R&D < 5 € été\nSuite",
        ),
        ("<p>Un</p><p>Deux<p>Trois", "Un\n\nDeux\n\nTrois"),
        ("R&amp;D, l&#39;&eacute;quipe", "R&D, l'équipe"),
        ("&lt;p&gt;Bonjour&lt;/p&gt;&lt;p&gt;vous&lt;/p&gt;", "Bonjour\n\nvous"),
        (
            "<style>p{color:red}</style><script>alert('x')</script><!-- note --><p>Reste</p>",
            "Reste",
        ),
        ("Missions :\n- <b>caisse</b>\n- stocks", "Missions :\n• caisse\n• stocks"),
        ("Missions :<p>Tenir la caisse<p>Suivre", "Missions :\n\nTenir la caisse\n\nSuivre"),
        ("Missions<ul><li>caisse<li>stocks", "Missions\n\n• caisse\n• stocks"),
        ("<p class=\"\">Cadre</p>Profil", "Cadre\n\nProfil"),
        ("Cadre<hr>Profil", "Cadre\n\nProfil"),
        ("<p>Lex &amp;amp; Cie</p>", "Lex & Cie"),
        (
            "<b>Missions :</b>Tenir <b>la</b><i> caisse</i><b>Profil</b>Rigueur",
            "Missions : Tenir la caisse Profil Rigueur",
        ),
        ("Un<img src=\"a.png\">deux<label>trois</label>", "Un deux trois"),
        (
            "Poste <img src=\"a.png\" alt=\"\"> et <span style=\"color:red\">profil",
            "Poste et profil",
        ),
        (
            "<p>Postulez <a href=\"https://x.ci/a?b=1&amp;c=2\">ici</a> ou sur <a href=\"https://x.ci\">https://x.ci</a>.</p>",
            "Postulez ici (https://x.ci/a?b=1&c=2) ou sur https://x.ci.",
        ),
        (
            "<table><tr><td>Lieu</td><td>Abidjan</td></tr><tr><td>Type</td><td>CDI</td></tr></table>",
            "Lieu Abidjan\nType CDI",
        ),
        (
            "<p dir=\"rtl\">مطلوب <strong>مهندس</strong></p><ul><li>خبرة</li></ul>",
            "مطلوب مهندس\n\n• خبرة",
        ),
        ("<p>Un <o:p></o:p>poste List<String> chez <nom></p>", "Un poste List<String> chez <nom>"),
    ] {
        assert_eq!(shown(&scene, html).await, text, "{html}");
    }
}

#[tokio::test]
async fn a_text_that_merely_holds_such_characters_stays_as_it_is() {
    let scene = connected("kofi").await;
    for text in [
        "Salaire < 500 & prime > 50",
        "si a<b and c>d alors e<f",
        "Java : List<String>, Map<K, V>",
        "Contact : <rh@x.ci> ou <https://x.ci/a?b=1&copy=2>",
        "Maîtrise de <div> et <span>, R&D, AT&T",
        "J’aime ❤ <3 <- ici ->",
        "<Nom de l'entreprise> recrute",
        "x <b y",
    ] {
        assert_eq!(shown(&scene, text).await, text);
    }
}

#[tokio::test]
async fn markup_is_shown_nowhere_not_in_the_title_and_not_on_the_card() {
    let scene = connected("kofi").await;
    written(&scene, |job| {
        job.title = "Responsable R&amp;D <b>H/F</b>".to_owned();
        job.description = "<p>Une offre</p><ul><li>Caisse</li></ul>".to_owned();
        job.skills = vec!["<i>Caisse</i>".to_owned()];
        job.location = Some("<span>Abidjan</span>".to_owned());
    });
    posted(&scene, json!({"job_id": 1})).await;
    let plain = sent(&scene).1.plain();
    assert!(plain.starts_with("🚀 Responsable R&D H/F – Abidjan"), "{plain}");
    assert!(!plain.contains('<') && plain.contains("#Abidjan #Caisse"), "{plain}");
    let card = &body(&scene)["content"]["article"];
    assert_eq!(card["title"], "Responsable R&D H/F");
    assert_eq!(card["description"], "Une offre • Caisse");
}

#[tokio::test]
async fn a_card_shows_the_requirements_where_there_is_no_description() {
    let scene = connected("kofi").await;
    for (index, blank) in ["", " \n\t", "<p>&nbsp;</p>", "\u{200b}"].into_iter().enumerate() {
        let requirements = format!("<p>Rigueur {index}</p>");
        written(&scene, |job| {
            job.description = blank.to_owned();
            job.requirements = Some(requirements.clone());
        });
        posted(&scene, json!({"job_id": 1})).await;
        let card = &body(&scene)["content"]["article"];
        assert_eq!(card["description"], format!("Rigueur {index}"), "{blank:?}");
    }
    written(&scene, |job| {
        job.description = String::new();
        job.requirements = None;
    });
    posted(&scene, json!({"job_id": 1})).await;
    assert_eq!(body(&scene)["content"]["article"].get("description"), None);
}

#[tokio::test]
async fn s40_a_link_reaches_the_reader_whole() {
    let scene = connected("kofi").await;
    for link in [
        "https://x.ci/carrieres/#postuler",
        "https://x.ci/a_b/(c)?d=~e#f_g",
        "www.x.ci/#/offres/12",
        "https://fr.wikipedia.org/wiki/Caisse_(commerce)#Histoire",
    ] {
        let message = format!("Voir {link} #Emploi");
        posted(&scene, json!({"job_id": 1, "custom_message": message})).await;
        let (commentary, text) = sent(&scene);
        let Segment::Text(first) = &text.segments[0] else { panic!("{commentary}") };
        assert_eq!(first, &format!("Voir {link} "), "{commentary}");
        assert_eq!(text.segments[1], Segment::Hashtag("Emploi".to_owned()), "{commentary}");
    }
}

#[tokio::test]
async fn a_message_that_holds_the_offer_s_link_does_not_get_it_twice() {
    let scene = connected("kofi").await;
    let link = format!("{}/offres/1", scene.world.origins.dashboard);
    for (message, count) in [
        (format!("Postulez : {link} !"), 1),
        (format!("{link}?utm_source=linkedin"), 1),
        (format!("{link} («{link}»)"), 2),
        (format!("قدم هنا: {link}، {link} "), 2),
        (format!("Une autre : {link}2"), 2),
        (format!("{}{link}", "mot ".repeat(1_000)), 1),
        (format!("{link} {}", "mot ".repeat(1_000)), 1),
        ("Sans lien".to_owned(), 1),
    ] {
        posted(&scene, json!({"job_id": 1, "custom_message": message})).await;
        let plain = sent(&scene).1.plain();
        assert_eq!(plain.matches(&link).count(), count, "{plain}");
        let is_whole = |word: &str| word == link || word == format!("{link}?utm_source=linkedin");
        assert!(plain.split_whitespace().any(is_whole), "{plain}");
    }
}
