//! The errors: each code is unique. That the description tells its true status is looked at there.

use std::collections::{BTreeMap, BTreeSet};

use super::read;

/// The body of `pub const fn {name}` in `shared/src/model/error.rs`.
fn body(name: &str) -> String {
    let source = read("shared/src/model/error.rs");
    let (_, rest) = source.split_once(&format!("pub const fn {name}(")).unwrap();
    rest.split("\n    }\n").next().unwrap().to_owned()
}

/// `(word before, word)` for every word of `text` that follows `Self::` or `StatusCode::`.
fn paths(text: &str) -> Vec<(&str, &str)> {
    let words: Vec<_> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let pairs = words.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.filter(|(before, _)| matches!(*before, "Self" | "StatusCode")).collect()
}

/// The status of each variant: variants are collected until their arm's status comes.
fn statuses() -> BTreeMap<String, u16> {
    let (mut found, mut waiting) = (BTreeMap::new(), Vec::new());
    for (kind, name) in paths(&body("status")) {
        match kind {
            "Self" => waiting.push(name.to_owned()),
            _ => found.extend(waiting.drain(..).map(|variant| (variant, number(name)))),
        }
    }
    found
}

/// The variant and the code of every arm.
pub(super) fn codes() -> Vec<(String, String)> {
    let body = body("code");
    let parts: Vec<_> = body.split('"').collect();
    let arms = parts.chunks_exact(2).map(|arm| (paths(arm[0]), arm[1]));
    arms.map(|(paths, code)| (paths.last().unwrap().1.to_owned(), code.to_owned())).collect()
}

fn number(name: &str) -> u16 {
    match name {
        "BAD_REQUEST" => 400,
        "UNAUTHORIZED" => 401,
        "FORBIDDEN" => 403,
        "NOT_FOUND" => 404,
        "METHOD_NOT_ALLOWED" => 405,
        "CONFLICT" => 409,
        "UNPROCESSABLE_ENTITY" => 422,
        "TOO_MANY_REQUESTS" => 429,
        "INTERNAL_SERVER_ERROR" => 500,
        "BAD_GATEWAY" => 502,
        "SERVICE_UNAVAILABLE" => 503,
        "GATEWAY_TIMEOUT" => 504,
        other => panic!("{other} is new here"),
    }
}

/// `(status, code)` of every error.
pub(crate) fn answered() -> BTreeSet<(u16, String)> {
    let statuses = statuses();
    codes().into_iter().map(|(variant, code)| (statuses[&variant], code)).collect()
}

#[test]
fn every_error_has_its_own_code() {
    let codes = codes();
    let unique: BTreeSet<_> = codes.iter().map(|(_, code)| code).collect();
    assert!(codes.len() > 30 && unique.len() == codes.len(), "{codes:?}");
}
