//! The texts for the frontend's four languages: every code that it can meet has one in each.

use std::collections::{BTreeMap, BTreeSet};

use shared::model::denial::Denial;

use super::errors::codes;
use super::{read, words_after};

const LANGUAGES: [&str; 4] = ["fr", "en", "pt", "ar"];

/// The text of each code, in one language.
fn messages(language: &str) -> BTreeMap<String, String> {
    let file = read(&format!("clients/typescript/messages/{language}.json"));
    serde_json::from_str(&file).unwrap()
}

/// The codes with which a browser comes back.
fn of_the_redirect() -> BTreeSet<String> {
    Denial::ALL.iter().map(|denial| denial.code().to_owned()).collect()
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
