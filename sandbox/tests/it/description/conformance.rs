//! Every answer of every test is one that the description knows: its status, its code and its fields. That
//! examples are of the types they should be is checked by tools that others wrote (`.ci/description`).

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use sandbox::gateway::template::Template;
use sandbox::world::TEMPLATE;
use serde_json::Value;

use super::codes::codes;
use super::{Operation, description, operations, resolved};
use crate::answer::Answer;

static DESCRIPTION: LazyLock<Value> = LazyLock::new(description);
static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| operations(&DESCRIPTION));

/// The key of each function's operations, by its name and a method.
static KEYS: LazyLock<HashMap<(String, String), String>> = LazyLock::new(|| {
    let functions = Template::parse(TEMPLATE).unwrap().functions;
    let routes = functions.iter().flat_map(|function| {
        let own = function.routes.iter().filter(|route| !route.is_any());
        own.map(|route| (function.name.clone(), route.key()))
    });
    let split = |key: &str| key.split(' ').next().unwrap().to_owned();
    routes.map(|(name, key)| ((name, split(&key)), key)).collect()
});

/// Asserts that `answer`, which `function` gave to a request of `method` by `route`, is described.
#[track_caller]
pub(crate) fn check(function: &str, (route, method): (&str, &str), answer: &Answer) {
    // A test that changes the method alone means the function's other route.
    let is_own = route.starts_with(&format!("{method} "));
    let of_function = || KEYS.get(&(function.to_owned(), method.to_owned()));
    let Some(key) = is_own.then_some(route).or_else(|| of_function().map(String::as_str)) else {
        return;
    };
    let Some(operation) = OPERATIONS.iter().find(|operation| operation.key == *key) else { return };
    let responses = operation.responses(&DESCRIPTION);
    let status = answer.status.as_u16();
    let response = responses.into_iter().find(|(told, _)| *told == status);
    let (_, response) = response.unwrap_or_else(|| panic!("{key} tells no {status}: {answer:?}"));
    for (name, header) in response["headers"].as_object().into_iter().flatten() {
        let is_needed = resolved(&DESCRIPTION, header)["required"] == true;
        assert!(!is_needed || answer.headers.contains_key(name), "{key} {status}: {name}");
    }
    let Some(contents) = response["content"].as_object() else { return };
    let kind = answer.headers["content-type"].to_str().unwrap();
    let plain = kind.split(';').next().unwrap_or(kind);
    let content = contents.get(kind).or_else(|| contents.get(plain));
    let schema = &content.unwrap_or_else(|| panic!("{key} {status}: {kind}"))["schema"];
    let place = format!("{key} {status}");
    if kind.starts_with("text/") {
        return;
    }
    if status >= 400 {
        let codes = codes(&DESCRIPTION, schema);
        assert!(codes.contains(&answer.code()), "{place} tells no {}", answer.code());
    }
    has_its_fields(&place, schema, &answer.json());
}

/// Asserts that an object holds what it must, and nothing that is not told; so do those within it.
#[track_caller]
fn has_its_fields(place: &str, schema: &Value, value: &Value) {
    let (mut fields, mut required) = (Vec::new(), BTreeSet::new());
    gather(schema, &mut fields, &mut required);
    let schema = resolved(&DESCRIPTION, schema);
    match value {
        Value::Object(members) => {
            for name in required {
                assert!(members.contains_key(name), "{place}: {name} is missing in {value}");
            }
            for (name, member) in members.iter().filter(|_| !fields.is_empty()) {
                let told = fields.iter().find(|(told, _)| *told == name.as_str());
                let (_, schema) = told.unwrap_or_else(|| panic!("{place}: {name} is not told"));
                has_its_fields(&format!("{place}.{name}"), schema, member);
            }
        }
        Value::Array(all) => {
            all.iter().for_each(|one| has_its_fields(place, &schema["items"], one));
        }
        _ => {}
    }
}

/// The fields of `schema` with theirs, and which must be there; `allOf` and references included.
fn gather<'a>(
    schema: &'a Value,
    fields: &mut Vec<(&'a str, &'a Value)>,
    required: &mut BTreeSet<&'a str>,
) {
    let schema = resolved(&DESCRIPTION, schema);
    for part in schema["allOf"].as_array().into_iter().flatten() {
        gather(part, fields, required);
    }
    let own = schema["properties"].as_object().into_iter().flatten();
    fields.extend(own.map(|(name, schema)| (name.as_str(), schema)));
    let names = schema["required"].as_array().into_iter().flatten();
    required.extend(names.map(|name| name.as_str().unwrap()));
}
