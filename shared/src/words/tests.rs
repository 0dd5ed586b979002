use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use jiff::Timestamp;

use super::*;

const NARROW: char = '\u{202f}';

/// Each message of a language as it is written.
fn written(language: Language) -> BTreeMap<&'static str, String> {
    let source = catalogue::source(language);
    if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
        panic!("{}.ftl: {errors:?}", language.tag());
    }
    let mut messages: BTreeMap<&str, String> = BTreeMap::new();
    let mut current = "";
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        // A long text begins on the line below its name.
        let named = line.split_once(" = ").or_else(|| Some((line.strip_suffix(" =")?, "")));
        match named.filter(|_| !line.starts_with(' ')) {
            Some((id, text)) => {
                assert!(messages.insert(id, text.to_owned()).is_none(), "{id} stands twice");
                current = id;
            }
            None if line.is_empty() => {}
            None => {
                messages.get_mut(current).unwrap().push_str(line);
            }
        }
    }
    // A term is a language's own.
    messages.retain(|id, _| !id.starts_with('-'));
    messages
}

/// The variables that a message names.
fn variables(text: &str) -> BTreeSet<&str> {
    let ends = |letter: char| !letter.is_ascii_alphanumeric() && letter != '_';
    text.split('$').skip(1).map(|rest| rest.split(ends).next().unwrap()).collect()
}

/// What is said of a message, once for each branch: text alone, without what is put into it.
fn said(text: &str) -> String {
    let mut depth = 0;
    text.chars()
        .filter(|letter| {
            depth += i32::from(*letter == '{') - i32::from(*letter == '}');
            depth == 0 && *letter != '}'
        })
        .collect()
}

#[test]
fn b15_every_language_has_every_text_with_the_same_variables() {
    let english = written(Language::English);
    assert!(english.len() > 150, "{english:?}");
    for language in Language::ALL {
        let messages = written(language);
        let ids: BTreeSet<_> = messages.keys().collect();
        assert_eq!(ids, english.keys().collect(), "{}", language.tag());
        for (id, text) in &messages {
            assert_eq!(variables(text), variables(&english[id]), "{}: {id}", language.tag());
            assert!(!text.trim().is_empty(), "{}: {id}", language.tag());
        }
    }
}

#[test]
fn no_text_is_left_in_english() {
    // They have no words of their own.
    let alike = ["field-problem", "day", "moment", "advert-day"];
    let english = written(Language::English);
    for language in [Language::French, Language::Portuguese, Language::Arabic] {
        for (id, text) in written(language) {
            let is_alike = text == english[id] && !alike.contains(&id);
            assert!(!is_alike, "{}: {id}", language.tag());
        }
    }
}

#[test]
fn b15_french_is_set_as_it_is_printed() {
    for (id, text) in written(Language::French) {
        let said = said(&text);
        let letters: Vec<_> = said.chars().collect();
        assert!(!said.contains('\''), "{id}: an apostrophe is ’");
        for (at, letter) in letters.iter().enumerate() {
            let (before, after) = (at.checked_sub(1).map(|at| letters[at]), letters.get(at + 1));
            let in_a_time = before.is_some_and(|it| it.is_ascii_digit());
            match letter {
                ':' if in_a_time => {}
                ':' | ';' | '?' | '!' | '»' => assert_eq!(before, Some(NARROW), "{id}: {text}"),
                '«' => assert_eq!(after, Some(&NARROW), "{id}: {text}"),
                _ => {}
            }
        }
    }
}

#[test]
fn b15_what_runs_from_the_left_is_isolated_in_arabic() {
    for (id, text) in written(Language::Arabic) {
        let outside =
            text.replace("{\"\\u2066\"}", "\u{2066}").replace("{\"\\u2069\"}", "\u{2069}");
        let outside = outside.replace("{\"\\u2066", "\u{2066}{").replace("\\u2069\"}", "}\u{2069}");
        let parts = outside.split('\u{2066}').map(|part| part.rsplit('\u{2069}').next().unwrap());
        let words: String = parts.map(said).collect();
        assert!(!words.contains(|letter: char| letter.is_ascii_alphabetic()), "{id}: {words}");
    }
}

#[test]
fn b15_plurals_and_dates_follow_the_language() {
    let days = |count: i64, language| {
        Text::new("ends-later").with("provider", "LinkedIn").with("days", count).say(language)
    };
    assert!(days(8, Language::English).contains("in 8 days."));
    assert!(days(1, Language::French).contains("dans 1 jour."));
    assert!(days(8, Language::French).contains("dans 8 jours."));
    assert!(days(8, Language::Portuguese).contains("dentro de 8 dias."));
    for (count, told) in [(1, "يوم واحد"), (2, "يومين"), (9, "9 أيام"), (11, "11 يومًا")]
    {
        assert!(days(count, Language::Arabic).contains(told), "{count}");
    }
    let since = |at: &str, language| {
        let at: Timestamp = at.parse().unwrap();
        let text = Text::new("health-outage").with("provider", "Outlook");
        text.with("since", Argument::Moment(at)).say(language)
    };
    for (language, first, other) in [
        (Language::English, "since 1 December 2026, 09:05 UTC.", "since 23 May 2026, 00:00 UTC."),
        (
            Language::French,
            "depuis le 1er décembre 2026 à 09:05 UTC.",
            "depuis le 23 mai 2026 à 00:00 UTC.",
        ),
        (
            Language::Portuguese,
            "desde 1 de dezembro de 2026, 09:05 UTC.",
            "desde 23 de maio de 2026, 00:00 UTC.",
        ),
        (
            Language::Arabic,
            "منذ 1 ديسمبر 2026، \u{2068}09:05\u{2069} \u{2066}UTC\u{2069}.",
            "منذ 23 مايو 2026، \u{2068}00:00\u{2069} \u{2066}UTC\u{2069}.",
        ),
    ] {
        assert!(since("2026-12-01T09:05:00Z", language).contains(first), "{first}");
        assert!(since("2026-05-23T00:00:00Z", language).contains(other), "{other}");
    }
}

#[test]
fn b15_a_name_keeps_its_place_whichever_way_the_text_runs() {
    let text = Text::new("not_connected").with("provider", "LinkedIn");
    let arabic = text.say(Language::Arabic);
    assert!(arabic.starts_with("\u{2067}\u{2068}LinkedIn\u{2069} غير"), "{arabic:?}");
    assert!(arabic.ends_with(".\u{2069}"), "{arabic:?}");
    assert!(text.say(Language::French).starts_with("LinkedIn n’est"));
    let candidate = |name: &str, language| {
        let text = Text::new("candidate-not-invitable").with("name", name);
        text.with("problem", Text::new("address-absent")).say(language)
    };
    let english = candidate("ليلى بنعلي", Language::English);
    assert!(english.starts_with("attendees: \u{2068}ليلى بنعلي\u{2069} can't"), "{english:?}");
    assert!(candidate("Zoé Ñandú", Language::English).starts_with("attendees: Zoé Ñandú can't"));
    let part = candidate("x", Language::Arabic);
    assert_eq!(part.matches('\u{2067}').count(), 1, "only the whole is marked: {part:?}");
}

#[test]
fn a_text_is_serialized_in_the_language_that_is_spoken() {
    let text = Text::new("internal");
    let french = speaking(Language::French, || serde_json::to_string(&text).unwrap());
    assert!(french.contains("de notre côté"), "{french}");
    assert_eq!(serde_json::to_string(&text).unwrap(), "\"Something went wrong on our side.\"");
    assert_eq!(text.to_string(), "Something went wrong on our side.");
}
