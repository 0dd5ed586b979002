//! Whatever is written, and however: no reader meets half a word, markup, a false place or another language.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::model::text::{Kind, pieces};

/// A sentence of each language, of words that stand in no other of them.
const SENTENCES: [(Language, &str); 4] = [
    (
        Language::French,
        "Nous cherchons une personne rigoureuse pour rejoindre notre équipe et accueillir les clients",
    ),
    (
        Language::English,
        "We are looking for somebody who likes working with people and keeping things tidy",
    ),
    (
        Language::Portuguese,
        "Procuramos uma pessoa com experiência para trabalhar na nossa loja e atender os clientes",
    ),
    (Language::Arabic, "نبحث عن شخص لديه خبرة في العمل مع الفريق وخدمة الزبائن كل يوم"),
];
/// What stands whole or not at all.
const WHOLES: [&str; 7] = [
    "https://x.ci/offres/123456",
    "rh@lagune.ci",
    "#DéveloppementDurable",
    "👩🏾‍💻",
    "🇨🇮",
    "R&D",
    "نُصُوصٌ",
];
const TOWNS: [&str; 4] = ["Abidjan", "Nairobi", "São Paulo", "الدار البيضاء"];

/// How an editor, a feed or a person stores sentences.
fn stored(sentences: &[String], how: usize) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let html: Vec<_> = sentences.iter().map(|text| escaped(text)).collect();
    match how {
        0 => sentences.join(". "),
        1 => sentences.join("\r\n\r\n"),
        2 => format!("<p>{}</p>", html.join("</p><p>")),
        3 => format!("<ul><li>{}</li></ul>", html.join("</li><li>")),
        4 => escaped(&format!("<div>{}</div>", html.join("<br>"))),
        5 => format!("- {}", sentences.join("\n- ")),
        6 => format!("<table><tr><td>{}</td></tr></table>", html.join("</td><td>")),
        _ => format!("<b>{}</b>", html.join("</b><span>&nbsp;</span><b>")),
    }
}

#[derive(Clone, Debug)]
struct Written {
    language: Language,
    sentences: Vec<String>,
    how: usize,
    /// Words around the town, before and behind it.
    around: (&'static str, &'static str),
    town: &'static str,
}

fn written() -> impl Strategy<Value = Written> {
    let whole = prop::option::weighted(0.4, prop::sample::select(WHOLES.to_vec()));
    let sentences = prop::collection::vec((whole, 3_usize..14), 1..120);
    let around = prop::sample::select(vec![
        ("", ""),
        ("12 rue des Jardins, 75011 ", ""),
        ("", ", Côte d’Ivoire"),
        ("", " et Bouaké"),
        ("Plot 4, ", ""),
        ("", " (CI)"),
        ("", "، المغرب"),
        ("", " - Plateau"),
        ("Lieu : ", ""),
        ("", " | Lagos"),
    ]);
    let town = prop::sample::select(TOWNS.to_vec());
    let rest = (prop::sample::select(SENTENCES.to_vec()), 0_usize..8, around, town);
    (sentences, rest).prop_map(|(parts, ((language, words), how, around, town))| {
        let sentence = |(index, (whole, count)): (usize, (Option<&str>, usize))| {
            // The first is long enough to tell the language.
            let count = if index == 0 { usize::MAX } else { count };
            let mut text = words.split(' ').take(count).collect::<Vec<_>>().join(" ");
            if let Some(whole) = whole {
                text = format!("{text} {whole}");
            }
            text
        };
        let sentences = parts.into_iter().enumerate().map(sentence).collect();
        Written { language, sentences, how, around, town }
    })
}

impl Written {
    fn job(&self) -> Job {
        let (before, behind) = self.around;
        job(json!({
            "title": "X1", "language": null, "location": format!("{before}{}{behind}", self.town),
            "description": stored(&self.sentences, self.how), "requirements": null, "company_name": "Acme",
            "skills": ["C++", "R&D", "C#"],
        }))
    }

    /// Every word that was written, and the ends of sentences as they were added.
    fn words(&self) -> BTreeSet<&str> {
        self.sentences.iter().flat_map(|text| text.split(' ')).collect()
    }
}

/// The description as it was posted, between the head and what stands below.
fn posted(post: &Commentary) -> Vec<String> {
    let lines = post.text.lines().skip(2).map(|line| line.trim_start_matches('\u{200f}'));
    let below =
        |line: &&str| !line.starts_with(['📍', '👉']) && !line.starts_with("#Al") && !is_tags(line);
    lines.take_while(below).map(str::to_owned).collect()
}

fn is_tags(line: &str) -> bool {
    !line.is_empty() && line.split(' ').all(|word| word.starts_with('#')) && line.contains(' ')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn s39_s40_no_word_link_tag_or_character_is_cut_or_glued_and_no_markup_is_shown(written in written()) {
        let post = standard(&written.job());
        prop_assert!(length(&post.commentary) <= LIMIT);
        let words = written.words();
        for word in posted(&post).iter().flat_map(|line| line.split([' ', '\u{a0}'])) {
            let bare = word.trim_end_matches(['.', '…']);
            let is_whole = bare.is_empty() || bare == "•" || words.contains(bare) || words.contains(word);
            prop_assert!(is_whole, "{word:?} in\n{}", post.text);
        }
    }

    #[test]
    fn the_place_is_the_town_and_nothing_else(written in written()) {
        let post = standard(&written.job());
        let head = post.text.lines().next().unwrap();
        prop_assert!(head.contains(&format!(" – {} · ", written.town)), "{head}");
        let tag = format!("#{}", written.town.replace(' ', ""));
        let tags = post.text.lines().map(|line| line.trim_start_matches('\u{200f}')).rfind(|line| is_tags(line)).unwrap();
        prop_assert_eq!(tags.split(' ').next().unwrap(), tag);
        prop_assert!((3..=5).contains(&tags.split(' ').count()), "{tags}");
    }

    #[test]
    fn the_words_around_an_offer_are_in_its_language(written in written()) {
        let post = standard(&written.job());
        let contracts = Language::ALL.map(|language| (language, wording::job_type(language, "full_time").unwrap()));
        let head = post.text.lines().next().unwrap();
        for (language, contract) in contracts {
            prop_assert_eq!(head.contains(contract), language == written.language, "{}", post.text);
        }
        let applying = Language::ALL.map(|language| (language, wording::apply(language)));
        for (language, apply) in applying {
            prop_assert!(!post.text.contains(apply) || language == written.language, "{}", post.text);
        }
    }

    #[test]
    fn s39_s40_any_fields_make_a_post_that_holds_its_link_and_splits_nothing(
        texts in prop::collection::vec("\\PC{0,80}|[<>&;a-z#/@.\u{301}🚀é ]{0,200}", 6), pay: u64, more in 0_usize..80,
    ) {
        let [title, company, location, description, part, skill] = texts.try_into().unwrap();
        let offer = job(json!({
            "title": title, "company_name": company, "location": location, "benefits": part, "skills": [skill],
            "description": description.repeat(more), "salary_min": pay, "currency": "XOF", "language": Value::Null,
        }));
        let post = standard(&offer);
        prop_assert!(length(&post.commentary) <= LIMIT);
        let links = pieces(&post.text).into_iter().filter(|piece| piece.kind == Kind::Link);
        prop_assert!(links.into_iter().any(|piece| piece.text == LINK), "{}", post.text);
        let is_stump = |piece: &crate::model::text::Piece<'_>| piece.kind == Kind::Hashtag && piece.text.chars().count() < 2;
        prop_assert!(!pieces(&post.text).iter().any(is_stump));
        let alone = |grapheme: &str| grapheme.starts_with(['\u{301}', '\u{200d}', '\u{fe0f}']) && !description.contains(grapheme);
        let is_split = post.text.graphemes(true).any(alone) && !title.contains('\u{301}') && !part.contains('\u{301}');
        prop_assert!(!is_split || location.contains('\u{301}') || company.contains('\u{301}'), "{}", post.text);
    }
}
