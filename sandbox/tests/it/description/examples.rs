//! The examples of the description are answers that were given.

use serde_json::Value;

use super::answers::{Answers, answers};
use super::{DESCRIPTION, description, operations};

/// Set to write the examples anew: they stand at the end of the description.
const UPDATE: &str = "UPDATE_EXAMPLES";
const HEADING: &str = "\n  examples:\n";

#[expect(
    clippy::disallowed_methods,
    reason = "a switch of this test, and of nothing that is deployed"
)]
fn is_updated() -> bool {
    std::env::var_os(UPDATE).is_some()
}

/// A moment or a day in quotes: not every reader of YAML takes it for a text without.
fn quoted(line: &str) -> String {
    let is_moment = |text: &str| {
        text.parse::<jiff::Timestamp>().is_ok() || text.parse::<jiff::civil::Date>().is_ok()
    };
    match line.split_once(": ") {
        Some((name, text)) if is_moment(text) => format!("{name}: '{text}'"),
        _ => line.to_owned(),
    }
}

/// Writes `answers` where the examples stand.
fn write(answers: &Answers) {
    let text = std::fs::read_to_string(DESCRIPTION).unwrap();
    let (before, _) = text.split_once(HEADING).unwrap();
    let examples: serde_json::Map<_, _> = answers
        .iter()
        .map(|(name, answer)| (name.clone(), serde_json::json!({ "value": answer })))
        .collect();
    let examples = serde_yaml_ng::to_string(&examples).unwrap();
    let lines = examples.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {}\n", quoted(line)),
    });
    std::fs::write(DESCRIPTION, format!("{before}{HEADING}{}", lines.collect::<String>())).unwrap();
}

#[tokio::test]
async fn each_example_is_a_whole_answer_that_was_given() {
    let answers = answers().await;
    for (name, answer) in &answers {
        insta::assert_json_snapshot!(name.as_str(), answer);
    }
    if is_updated() {
        write(&answers);
    }
    let description = description();
    let examples = description["components"]["examples"].as_object().unwrap();
    let given: Vec<_> = examples.keys().collect();
    assert_eq!(given, answers.keys().collect::<Vec<_>>(), "set {UPDATE}=1 to write them");
    for (name, example) in examples {
        assert_eq!(example["value"], answers[name], "{name}: set {UPDATE}=1 to write it");
    }
}

#[test]
fn each_answer_of_each_operation_shows_an_example_and_each_example_is_shown() {
    let description = description();
    let mut shown = Vec::new();
    for operation in operations(&description) {
        for (status, response) in operation.responses(&description) {
            let contents = response["content"].as_object().into_iter().flatten();
            // Plain text repeats what was sent, and a file for calendars is no JSON.
            for (_, content) in contents.filter(|(kind, _)| !kind.starts_with("text/")) {
                let examples = content["examples"].as_object().into_iter().flatten();
                let before = shown.len();
                shown.extend(examples.map(|(_, example)| example["$ref"].clone()));
                let key = &operation.key;
                assert!(status >= 400 || shown.len() > before, "{key} {status} shows no example");
            }
        }
    }
    for name in description["components"]["examples"].as_object().unwrap().keys() {
        let reference = Value::from(format!("#/components/examples/{name}"));
        assert!(shown.contains(&reference), "{name} is shown nowhere");
    }
}
