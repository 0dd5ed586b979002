//! The texts for the frontend's four languages: every code that it can meet has one in each, which is the
//! catalogue's wherever both say the same.

use std::collections::{BTreeMap, BTreeSet};

use shared::model::denial::Denial;

use super::errors::codes;
use super::words::catalogue;
use super::{read, words_after};

const LANGUAGES: [&str; 4] = ["fr", "en", "pt", "ar"];

/// Codes that mean something else to a page than to a caller: a wrong address is the page's own fault, and a
/// browser that comes back refused has no connection that is kept.
const SAID_OTHERWISE: [&str; 2] = ["unknown_provider", "blocked_by_policy"];

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

/// A text of the catalogue as next-intl writes it: the page's own direction stands for the marks. None where
/// it needs more than the provider, which is all that a page knows.
fn as_message(text: &str) -> Option<String> {
    let text = text.replace("{ $provider }", "{provider}").replace("{ -linkedin }", "LinkedIn");
    let text = text.replace("{\"\\u2066\"}", "").replace("{\"\\u2069\"}", "");
    (!text.contains('$')).then_some(text)
}

#[test]
fn b15_a_code_is_told_by_the_frontend_as_it_is_by_the_api() {
    let mut told = 0;
    for language in LANGUAGES {
        let catalogue = catalogue(language);
        for (code, message) in messages(language) {
            let text = catalogue.get(&code).and_then(|text| as_message(text));
            if let Some(text) = text.filter(|_| !SAID_OTHERWISE.contains(&code.as_str())) {
                assert_eq!(message, text, "clients/typescript/messages/{language}.json: {code}");
                told += 1;
            }
        }
    }
    assert!(told > 30 * LANGUAGES.len(), "{told}");
}
