//! Offers as they come: of seven kinds, all of our own making, each with its post as a snapshot.

use serde_json::{Value, json};

use super::*;

/// How many lines LinkedIn shows before "see more".
const FOLD: usize = 3;

/// The offers of one kind, with what a reader must know of each from what is shown of it folded.
fn offers(kind: &str) -> Vec<(Job, Vec<String>)> {
    let path =
        format!("{}/src/posting/commentary/tests/corpus/{kind}.json", env!("CARGO_MANIFEST_DIR"));
    let offers: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let offer = |(index, mut offer): (usize, Value)| {
        let knows = serde_json::from_value(offer["knows"].take()).unwrap();
        for (name, value) in
            [("id", json!(index + 1)), ("company_id", json!(1)), ("status", json!("published"))]
        {
            offer[name] = value;
        }
        (serde_json::from_value(offer).unwrap(), knows)
    };
    offers.into_iter().enumerate().map(offer).collect()
}

fn is_shown_as_it_was(kind: &str) {
    let mut shown = String::new();
    for (job, knows) in offers(kind) {
        let post = standard(&job);
        let fold: Vec<_> = post.text.lines().take(FOLD).collect();
        let fold = fold.join("\n");
        for known in knows {
            assert!(fold.contains(&known), "{known:?} is not known from:\n{fold}");
        }
        let link = offer_link(&job);
        assert!(fold.contains(&link), "{fold}");
        assert!(length(&post.commentary) <= LIMIT);
        let rest: Vec<_> = post.text.lines().skip(FOLD).collect();
        shown.push_str(&format!(
            "{fold}\n…see more\n{}\n\n{}\n\n",
            rest.join("\n"),
            "=".repeat(40)
        ));
    }
    insta::assert_snapshot!(kind, shown);
}

#[test]
fn offers_in_french() {
    is_shown_as_it_was("french");
}

#[test]
fn offers_of_apprenticeship_feeds() {
    is_shown_as_it_was("apprenticeships");
}

#[test]
fn offers_of_agencies_in_html() {
    is_shown_as_it_was("agencies");
}

#[test]
fn offers_of_african_boards() {
    is_shown_as_it_was("boards");
}

#[test]
fn offers_in_portuguese() {
    is_shown_as_it_was("portuguese");
}

#[test]
fn offers_in_arabic() {
    is_shown_as_it_was("arabic");
}

#[test]
fn offers_with_odd_and_missing_fields() {
    is_shown_as_it_was("odd");
}

#[test]
fn there_are_at_least_sixty() {
    let kinds = ["french", "apprenticeships", "agencies", "boards", "portuguese", "arabic", "odd"];
    assert!(kinds.into_iter().map(|kind| offers(kind).len()).sum::<usize>() >= 60);
}
