//! What the dashboard says: `assets/texts` has a module for each language, whose default export is JSON.
//! Looked at by tests only, since the pages read it themselves.

use std::collections::{BTreeMap, BTreeSet};

use fancy_regex::Regex;
use serde_json::{Map, Value};

use super::assets::ASSETS;

/// Where texts are, and the languages that each place has: the first has all that is said there.
const PLACES: [(&str, &[&str]); 2] =
    [("texts", &["en", "fr"]), ("texts/booking", &["en", "fr", "pt", "ar"])];

/// The forms that a language's numbers choose among (CLDR's plural categories).
const FORMS: [(&str, &[&str]); 4] = [
    ("ar", &["few", "many", "one", "other", "two", "zero"]),
    ("en", &["one", "other"]),
    ("fr", &["many", "one", "other"]),
    ("pt", &["many", "one", "other"]),
];

/// What is the same in every language: arrangements without a word.
const WORDLESS: [&str; 5] =
    ["booking.minutes", "interviews.timeIn", "interviews.withAccount", "page.name", "seen.answer"];

/// Words in the scripts that are not for people to read in their language: names, headers, keys. `0` is what is computed.
const NAMES: [&str; 30] = [
    "Accept",
    "Accept-Language",
    "Adzuna",
    "ArrowLeft",
    "ArrowRight",
    "Bearer 0",
    "BrighterMonday",
    "Careerjet",
    "Content-Type",
    "Emploi.ci",
    "English",
    "Enter",
    "Français",
    "Fuzu",
    "Google Calendar",
    "Google Meet",
    "Idempotency-Key",
    "Indeed",
    "Jobberman",
    "Jooble",
    "LinkedIn",
    "Microsoft Teams",
    "MyJobMag",
    "Outlook",
    "Português",
    "Slack",
    "Zoom",
    "noopener noreferrer",
    "sv-SE",
    "العربية",
];

/// A text: one sentence, or one for each form.
type Text = BTreeMap<String, String>;

/// Every text of `language` in `place` by its key, such as `posts.count`.
fn texts(place: &str, language: &str) -> BTreeMap<String, Text> {
    let path = format!("{place}/{language}.js");
    let module = ASSETS.iter().find(|asset| asset.path == path).unwrap().text;
    let json = module.strip_prefix("export default ").unwrap().strip_suffix(";\n").unwrap();
    let mut found = BTreeMap::new();
    collect(&serde_json::from_str(json).unwrap(), "", &mut found);
    found
}

fn collect(section: &Map<String, Value>, above: &str, found: &mut BTreeMap<String, Text>) {
    for (name, value) in section {
        let key = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
        match value {
            Value::Object(forms) if forms.contains_key("other") => {
                let form = |(name, text): (&String, &Value)| (name.clone(), string(text));
                found.insert(key, forms.iter().map(form).collect());
            }
            Value::Object(section) => collect(section, &key, found),
            text => drop(found.insert(key, Text::from([(String::new(), string(text))]))),
        }
    }
}

/// Every text that there is, in the first language of its place.
fn all() -> BTreeMap<String, Text> {
    PLACES.iter().flat_map(|(place, languages)| texts(place, languages[0])).collect()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn variables(form: &str) -> BTreeSet<&str> {
    form.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect()
}

/// Every string and template literal of the scripts and every attribute of the pages, with what stands before.
fn literals() -> impl Iterator<Item = (&'static str, String, String)> {
    let comments = Regex::new(r"(?s)/\*.*?\*/|(?m)^\s*//.*$").unwrap();
    let literal =
        Regex::new(r#"(?P<before>[^"`\n]{0,12})(?:"(?P<string>[^"\n]*)"|`(?P<template>[^`]*)`)"#)
            .unwrap();
    ASSETS.iter().filter(|asset| asset.path.starts_with("scripts/")).flat_map(move |asset| {
        let code = comments.replace_all(asset.text, "").into_owned();
        let found = literal.captures_iter(&code).map(|captures| {
            let captures = captures.unwrap();
            let text = captures.name("string").or(captures.name("template")).unwrap().as_str();
            (asset.path, captures.name("before").unwrap().as_str().to_owned(), text.to_owned())
        });
        found.collect::<Vec<_>>()
    })
}

/// The keys that scripts and pages name; in a computed one, `${…}` stands for a part of it.
fn named() -> BTreeSet<String> {
    let key = Regex::new(r"^[a-zA-Z]+(\.([\w-]|\$\{[^}]*\})+)+$").unwrap();
    let attribute = Regex::new(r#"data-(?:text|label)="([^"]*)""#).unwrap();
    let of_pages = ASSETS.iter().flat_map(|asset| {
        attribute
            .captures_iter(asset.text)
            .map(|found| found.unwrap()[1].to_owned())
            .collect::<Vec<_>>()
    });
    let of_scripts = literals().map(|(_, _, text)| text).filter(|text| key.is_match(text).unwrap());
    of_scripts.chain(of_pages).collect()
}

fn pattern(named: &str) -> Regex {
    let computed = Regex::new(r"\$\{[^}]*\}").unwrap();
    Regex::new(&format!("^{}$", computed.replace_all(&named.replace('.', r"\."), r"[\w-]+")))
        .unwrap()
}

#[test]
fn every_language_has_every_text_with_the_same_variables_and_all_forms() {
    for (place, languages) in PLACES {
        let first = texts(place, languages[0]);
        for language in languages {
            let own = texts(place, language);
            let (_, forms) = FORMS.iter().find(|(name, _)| name == language).unwrap();
            assert!(own.keys().eq(first.keys()), "{place} has other texts in {language}");
            for (key, text) in &own {
                if text.contains_key("other") {
                    assert!(text.keys().eq(*forms), "{key} in {language} has not {forms:?}");
                }
                let expected = variables(first[key].values().next().unwrap());
                for form in text.values() {
                    assert_eq!(variables(form), expected, "{key} in {language}");
                }
            }
        }
    }
}

#[test]
fn no_two_languages_have_the_same_text() {
    for (place, languages) in PLACES {
        for (index, one) in languages.iter().enumerate() {
            for other in &languages[..index] {
                let (one, other) = (texts(place, one), texts(place, other));
                let is_same = |key: &str| {
                    one[key].values().any(|form| other[key].values().any(|it| it == form))
                };
                let has_words = |key: &&String| !WORDLESS.contains(&key.as_str());
                let same: Vec<_> =
                    one.keys().filter(has_words).filter(|key| is_same(key)).collect();
                assert!(same.is_empty(), "{same:?}");
            }
        }
    }
}

#[test]
fn french_has_its_own_spaces_and_apostrophes() {
    let unspaced = Regex::new(r"[^\x{202f}][;?!»]|[^\x{202f}]:(?: |$)|«[^\x{202f}]").unwrap();
    for (key, text) in PLACES.iter().flat_map(|(place, _)| texts(place, "fr")) {
        for form in text.values() {
            assert!(!unspaced.is_match(form).unwrap(), "{key}: {form:?} wants U+202F");
            assert!(!form.contains('\''), "{key}: {form:?} wants ’");
        }
    }
}

#[test]
fn every_text_is_said_and_everything_said_is_a_text() {
    let (texts, named) = (all(), named());
    let sections: BTreeSet<_> = texts.keys().map(|key| key.split('.').next().unwrap()).collect();
    let patterns: Vec<_> = named.iter().map(|key| (key, pattern(key))).collect();
    for key in texts.keys() {
        let is_said = patterns.iter().any(|(_, pattern)| pattern.is_match(key).unwrap());
        assert!(is_said, "nothing says {key}");
    }
    for (said, pattern) in &patterns {
        let is_key = sections.contains(said.split('.').next().unwrap());
        let exists = texts.keys().any(|key| pattern.is_match(key).unwrap());
        assert!(!is_key || exists, "there is no text {said}");
    }
}

/// A sentence has a capital letter, or words with a space between; lists of classes have spaces too.
#[test]
fn no_script_says_a_text_of_its_own() {
    let computed = Regex::new(r"\$\{[^}]*\}").unwrap();
    let sentence = Regex::new(r"\b\p{Lu}\p{Ll}|\p{L}\p{Ll}*,? \p{L}").unwrap();
    for (path, before, text) in literals() {
        let is_class = before.trim_start_matches(['{', ' ']).ends_with("class: ");
        let plain = computed.replace_all(&text, "0").into_owned();
        let is_name = NAMES.contains(&plain.as_str());
        let is_text = sentence.is_match(&plain).unwrap() && !is_name && !is_class;
        assert!(!is_text, "{path} says {text:?} in one language");
    }
}

/// Pages hold no words but the product's name, and one sentence for whoever runs no scripts.
#[test]
fn no_page_says_a_text_of_its_own() {
    let markup = Regex::new(r"(?s)<noscript>.*?</noscript>|<[^>]*>").unwrap();
    let attribute = Regex::new(r#"(?:aria-label|title|placeholder)="[^"]*""#).unwrap();
    for asset in ASSETS.iter().filter(|asset| asset.path.ends_with(".html")) {
        let words = markup.replace_all(asset.text, " ");
        let words: BTreeSet<_> = words.split_whitespace().collect();
        assert_eq!(words, BTreeSet::from(["IntoWork"]), "{}", asset.path);
        assert!(!attribute.is_match(asset.text).unwrap(), "{}", asset.path);
    }
}
