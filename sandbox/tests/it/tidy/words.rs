//! The catalogue of texts for people, and the code that names its messages.

use std::collections::{BTreeMap, BTreeSet};

use super::errors::codes;
use super::{code, read};

/// Messages as they are written in `language`.
pub(super) fn catalogue(language: &str) -> BTreeMap<String, String> {
    let file = read(&format!("shared/src/words/{language}.ftl"));
    // The lines of a long text stand below its name.
    let file = file.replace(" =\n    ", " = ");
    let message = |line: &str| {
        let (id, text) = line.split_once(" = ")?;
        (!id.starts_with([' ', '#', '-'])).then(|| (id.to_owned(), text.to_owned()))
    };
    file.lines().filter_map(message).collect()
}

/// What other messages of the catalogue, and its dates, are made of.
const PARTS: [&str; 3] = ["day", "month", "moment"];

/// Codes whose texts stand under names of their own.
const IN_PARTS: [&str; 2] = ["invalid_request", "not_found"];

#[test]
fn b15_every_text_that_is_named_exists_and_every_one_that_exists_is_named() {
    let files = code(&["shared/src", "functions", "sandbox/src", "import/src", "forget/src"]);
    let named = files.iter().flat_map(|file| file.text.split("Text::new(\"").skip(1));
    let mut named: BTreeSet<_> = named.map(|rest| rest.split('"').next().unwrap()).collect();
    let codes = codes();
    let codes = codes.iter().map(|(_, code)| code.as_str());
    named.extend(codes.filter(|code| !IN_PARTS.contains(code)).chain(PARTS));
    let english = catalogue("en");
    let existing: BTreeSet<_> = english.keys().map(String::as_str).collect();
    let unmatched: Vec<_> = named.symmetric_difference(&existing).collect();
    assert!(unmatched.is_empty(), "named or existing alone: {unmatched:?}");
}

#[test]
fn every_text_is_named_where_it_is_made() {
    // Whoever names one by a variable hides it from the test above. An error's text has its code's name.
    for file in code(&["shared/src", "functions", "import/src", "forget/src"]) {
        let others = file.text.split("Text::new(").skip(1).filter(|rest| !rest.starts_with('"'));
        let others: Vec<_> = others.map(|rest| rest.split(')').next().unwrap()).collect();
        let is_error = file.path == "shared/src/model/error.rs";
        let expected: &[&str] = if is_error { &["self.code("] } else { &[] };
        assert_eq!(others, expected, "{}", file.path);
    }
}
