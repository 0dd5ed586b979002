use std::collections::BTreeSet;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

const LINK: &str = "https://x.ci/offres/123456";

fn characters(text: &str) -> usize {
    text.chars().count()
}

/// What people write: words of four languages, links, hashtags, emoji, accents in two characters.
fn written() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "mot",
        "l’équipe",
        "e\u{301}te\u{301}",
        "responsável",
        "نُصُوصٌ",
        "المهندسين",
        "#DéveloppementDurable",
        "#Emploi",
        "#De\u{301}v",
        "https://x.ci/offres/123456",
        "www.x.ci/#/a_b",
        "rh@lagune.ci",
        "👩🏾‍💻",
        "🇨🇮",
        "#️⃣",
        "1️⃣",
        "•",
        "H/F",
        "C#",
        "C++",
        "42",
        "3,14",
        ".",
        "…",
        "(",
        ")",
        "日本語",
        "ไทย",
        "&",
        "<b>",
    ]);
    let gap = prop::sample::select(vec![" ", " ", " ", "\n", ". ", ", ", ""]);
    prop::collection::vec((part, gap), 0..60)
        .prop_map(|parts| parts.into_iter().flat_map(|(part, gap)| [part, gap]).collect())
}

/// How much of `text` its `cut` can be, in bytes: an ellipsis at its end is the text's own or not.
fn kept<'a>(text: &'a str, cut: &'a str) -> impl Iterator<Item = usize> + 'a {
    let without = cut.strip_suffix('…').unwrap_or(cut);
    let all = [cut, without, without.trim_end()];
    all.into_iter().filter(|kept| text.starts_with(kept)).map(str::len)
}

/// Whether no link, hashtag or character of `text` stands across `end`, and no word but one that ends a
/// sentence, or without which nothing would be left.
fn splits_nothing(text: &str, end: usize) -> bool {
    let pieces = pieces(text);
    let is_inside = |end: usize| {
        let is_across = |piece: &Piece<'_>| piece.start < end && end < piece.end();
        pieces.iter().any(|piece| piece.kind != Kind::Plain && is_across(piece))
    };
    let is_nothing = |end: usize| text.get(..end).is_some_and(|left| left.trim().is_empty());
    let words = bounds(text.split_word_bounds());
    let is_behind = words.contains(&end) || bounds(text.split_sentence_bounds()).contains(&end);
    let mut earlier = words.range(..=end);
    !is_inside(end)
        && bounds(text.graphemes(true)).contains(&end)
        && (is_behind || earlier.all(|end| is_nothing(*end) || is_inside(*end)))
}

fn bounds<'a>(parts: impl Iterator<Item = &'a str>) -> BTreeSet<usize> {
    let end = |end: &mut usize, part: &str| {
        *end += part.len();
        Some(*end)
    };
    std::iter::once(0).chain(parts.scan(0, end)).collect()
}

proptest! {
    #[test]
    fn s40_a_cut_splits_no_link_no_hashtag_no_character_and_no_word(text in written(), limit in 0_usize..120) {
        let cut = cut(&text, limit, characters);
        prop_assert!(characters(&cut) <= limit.max(characters(&text).min(limit)), "{cut:?}");
        prop_assert!(cut == text || cut.is_empty() || cut.ends_with('…'), "{cut:?}");
        prop_assert!(kept(&text, &cut).any(|end| splits_nothing(&text, end)), "{cut:?}");
    }

    #[test]
    fn s40_a_cut_leaves_out_no_more_than_it_must(text in "[a-z]{1,9}( [a-z]{1,9}){0,40}", limit in 12_usize..200) {
        let cut = cut(&text, limit, characters);
        prop_assert!(cut == text || characters(&cut) + 10 >= limit, "{limit}: {cut:?}");
    }

    #[test]
    fn s40_the_pieces_of_a_text_are_the_text(text in "\\PC{0,60}|[#a.:/@ é]{0,40}") {
        let whole: String = pieces(&text).iter().map(|piece| piece.text).collect();
        prop_assert_eq!(&whole, &text);
        prop_assert!(pieces(&text).iter().all(|piece| text.get(piece.start..piece.end()) == Some(piece.text)));
    }

    #[test]
    fn s39_nothing_unseen_is_left_of_any_text(text: String) {
        let cleaned = lines(&text);
        prop_assert!(!cleaned.contains(|c: char| c.is_control() && c != '\n'));
        let turns = ['\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{feff}'];
        prop_assert!(!cleaned.contains(turns));
        prop_assert_eq!(lines(&cleaned), cleaned.as_str());
        prop_assert!(!line(&text).contains('\n'));
    }

    #[test]
    fn any_text_can_be_flattened(text in "(<[a-z]{1,4}[ /]?[a-z=\"]{0,3}>|</[a-z]{1,4}>|&[a-z#0-9]{0,6};?|[a-z<>& \n]{0,6}){0,20}") {
        let shown = flattened(&text);
        prop_assert!(shown.len() <= 2 * text.len() + 4, "{shown}");
    }

    #[test]
    fn a_text_without_tags_and_references_is_flattened_to_itself(text in "[^&<]{0,40}") {
        prop_assert_eq!(flattened(&text), text.as_str());
    }
}

#[test]
fn s40_a_text_is_cut_behind_a_sentence_or_a_word() {
    let cases = [
        (
            "Une phrase. Une autre phrase bien plus longue.",
            45,
            "Une phrase. Une autre phrase bien plus…",
        ),
        ("Une phrase assez longue ici. Une autre.", 36, "Une phrase assez longue ici. …"),
        ("Ligne une, assez longue\nLigne deux", 28, "Ligne une, assez longue…"),
        ("un, deux, trois", 9, "un, deux…"),
        ("anticonstitutionnellement", 9, "anticons…"),
        ("👩🏾‍💻👩🏾‍💻👩🏾‍💻", 9, "👩🏾‍💻👩🏾‍💻…"),
        ("", 0, ""),
        ("mot", 0, ""),
        ("mot", 1, "…"),
        ("mot", 3, "mot"),
    ];
    for (text, limit, expected) in cases {
        assert_eq!(cut(text, limit, characters), expected, "{text}");
    }
}

#[test]
fn s40_a_link_that_fits_is_kept_apart_from_the_ellipsis() {
    let text = format!("Voir {LINK} pour la suite");
    assert_eq!(cut(&text, 36, characters), format!("Voir {LINK} …"));
    assert_eq!(cut(&text, 31, characters), "Voir…");
    assert_eq!(cut(LINK, 20, characters), "…");
}

#[test]
fn s40_hashtags_and_links_are_told_from_signs() {
    let kinds = |text| {
        let all = pieces(text).into_iter().filter(|piece| piece.kind != Kind::Plain);
        all.map(|piece| piece.text.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("C# #1 ##x #a_b e#f #été"), ["#x", "#a", "#été"]);
    assert_eq!(kinds("#De\u{301}v #️⃣ #हिन्दी"), ["#De\u{301}v", "#हिन्दी"]);
    assert_eq!(
        kinds("https://x.ci/#postuler, (www.x.ci/a#b)"),
        ["https://x.ci/#postuler", "www.x.ci/a#b"]
    );
}

#[test]
fn a_link_is_held_only_as_itself() {
    let link = "https://www.intowork.co/offres/12";
    for text in [
        "{} !",
        "({})",
        "a {}/ b",
        "{}?utm=1",
        "{}#x",
        "«{}»",
        "“{}”.",
        "{}، ثم",
        "{}…",
        "‹{}#x›",
        "{}؟",
    ] {
        assert!(holds_link(&text.replace("{}", link), link), "{text}");
    }
    for text in ["{}3", "{}/3", "x{}", "www.intowork.co/offres/12"] {
        assert!(!holds_link(&text.replace("{}", link), link), "{text}");
    }
}

#[test]
fn s39_letters_that_need_marks_keep_them() {
    for text in ["می\u{200c}خواهم", "\u{200f}عربي\u{200f} (CDI)", "👩🏾‍💻", "Prix\u{a0}: 5\u{202f}000"]
    {
        assert_eq!(lines(text), text);
        assert_eq!(line(text), text);
    }
}

#[test]
fn a_large_page_is_read_in_one_go() {
    let page = format!("<div>{}", "<div><p>&amp;<br>".repeat(50_000));
    assert!(flattened(&page).starts_with("&\n"));
    let deep = "<ul><li>".repeat(50_000);
    assert_eq!(flattened(&deep), "");
    assert_eq!(flattened(&"&".repeat(500_000)).len(), 500_000);
    assert!(cut(&"a.:@#".repeat(100_000), 8_000, characters).len() <= 8_100);
}

#[test]
fn no_tag_is_left_whatever_its_age_and_whoever_made_it() {
    for (html, text) in [
        ("<center>Urgent</center><marquee>Vite</marquee>", "Urgent\nVite"),
        ("<nobr>Un</nobr> <ruby>x</ruby> <video>film</video>", "Un x film"),
        ("<app-root><v:shape>Un poste</v:shape></app-root>", "Un poste"),
        ("Bonjour.<p>Nous cherchons", "Bonjour.\n\nNous cherchons"),
    ] {
        assert_eq!(flattened(html), text, "{html}");
    }
    for text in ["Écrire à <rh@x-y.ci> ou <https://x.ci>", "la balise <p> en HTML", "Map<k-v>"] {
        assert_eq!(flattened(text), text);
    }
}
