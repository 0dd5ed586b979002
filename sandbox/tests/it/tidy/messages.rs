//! The texts for the frontend's four languages: every code that it can meet has one in each.

use std::collections::{BTreeMap, BTreeSet};

use super::errors::codes;
use super::{read, words_after};

const LANGUAGES: [&str; 4] = ["fr", "en", "pt", "ar"];

/// The text of each code, in one language.
fn messages(language: &str) -> BTreeMap<String, String> {
    let file = read(&format!("clients/typescript/messages/{language}.json"));
    serde_json::from_str(&file).unwrap()
}

/// Everything in `source` between quotes that looks like a code.
fn quoted(source: &str) -> impl Iterator<Item = &str> {
    let is_code = |text: &&str| text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
    source.split('"').skip(1).step_by(2).filter(is_code)
}

/// The codes with which a browser comes back: the right-hand sides of `reason`.
fn of_the_redirect() -> BTreeSet<String> {
    let source = read("functions/callback/src/bounce.rs");
    let (_, reason) = source.split_once("\nfn reason(").unwrap();
    let arms = reason.lines().filter_map(|line| line.split_once("=> "));
    arms.flat_map(|(_, code)| quoted(code)).map(str::to_owned).collect()
}

/// The client's own: it got no answer.
fn of_the_client() -> BTreeSet<String> {
    let source = read("clients/typescript/src/problem.ts");
    words_after(&source, "  code: '").into_iter().map(str::to_owned).collect()
}

#[test]
fn every_code_has_a_text_in_each_language_with_the_same_blanks() {
    let errors = codes().into_iter().map(|(_, code)| code);
    let expected: BTreeSet<_> = errors.chain(of_the_redirect()).chain(of_the_client()).collect();
    assert!(expected.contains("wrong_account") && expected.contains("unreachable"), "{expected:?}");
    let english = messages("en");
    for language in LANGUAGES {
        let messages = messages(language);
        let translated: BTreeSet<_> = messages.keys().cloned().collect();
        assert_eq!(translated, expected, "clients/typescript/messages/{language}.json");
        for (code, text) in messages {
            assert!(!text.trim().is_empty(), "{language}: {code}");
            let blanks = |text: &str| text.matches("{provider}").count().min(1);
            assert_eq!(blanks(&text), blanks(&english[&code]), "{language}: {code}");
        }
    }
}
