//! The description tells each code of `Error` with its true status, and no other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{description, operations, resolved};
use crate::tidy::errors::answered;

/// The codes of a problem's schema: those of its `enum`, wherever that stands in it.
pub(super) fn codes(description: &Value, schema: &Value) -> BTreeSet<String> {
    let schema = resolved(description, schema);
    let own = schema.pointer("/properties/code/enum").and_then(Value::as_array);
    if let Some(codes) = own {
        return codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    }
    let parts = schema["allOf"].as_array().into_iter().flatten();
    // What stands last is the narrowest.
    parts.map(|part| codes(description, part)).rfind(|codes| !codes.is_empty()).unwrap_or_default()
}

#[test]
fn each_code_is_described_with_its_true_status_and_no_other_is() {
    let description = description();
    let mut described = BTreeMap::<String, BTreeSet<u16>>::new();
    for operation in operations(&description) {
        for (status, response) in operation.responses(&description) {
            let problem = &response["content"]["application/problem+json"]["schema"];
            if status < 400 {
                assert!(problem.is_null(), "{} {status}", operation.key);
                continue;
            }
            let codes = codes(&description, problem);
            assert!(!codes.is_empty(), "{} {status} names no code", operation.key);
            for code in codes {
                let told = response["description"].as_str().unwrap_or_default();
                assert!(told.contains(&format!("`{code}`")), "{} {status} {code}", operation.key);
                described.entry(code).or_default().insert(status);
            }
        }
    }
    let expected: BTreeMap<_, _> =
        answered().into_iter().map(|(status, code)| (code, BTreeSet::from([status]))).collect();
    assert_eq!(described, expected);
}

#[test]
fn the_list_of_codes_is_the_one_of_the_code() {
    let description = description();
    let problem = &description["components"]["schemas"]["Problem"];
    let listed = codes(&description, problem);
    assert_eq!(listed, answered().into_iter().map(|(_, code)| code).collect());
}

/// What every operation can answer, whatever it does.
#[test]
fn each_operation_tells_what_all_have_in_common() {
    let description = description();
    for operation in operations(&description) {
        let responses = operation.responses(&description);
        // Who signs has no role, no profile, and needs no recruiting system.
        let security = operation.content["security"].as_array();
        let is_person_s = |one: &Value| !one["accessToken"].is_null();
        let of_people: &[u16] = match security.is_none_or(|all| all.iter().any(is_person_s)) {
            true => &[403, 404, 502],
            false => &[],
        };
        // Who brings no token is refused for none, and told of no fault but that a source is not to be had.
        let is_open = security.is_some_and(Vec::is_empty);
        let of_closed: &[u16] = if is_open { &[] } else { &[401, 500] };
        for status in [405, 503, 504].iter().chain(of_closed).chain(of_people) {
            let is_told = responses.iter().any(|(told, _)| told == status);
            assert!(is_told, "{} does not tell {status}", operation.key);
        }
        let header = |status: u16, name: &str| {
            let response = responses.iter().find(|(told, _)| *told == status);
            response.is_some_and(|(_, response)| !response["headers"][name].is_null())
        };
        assert!(is_open || header(401, "WWW-Authenticate"), "{}", operation.key);
        assert!(header(405, "Allow") && header(503, "Retry-After"), "{}", operation.key);
    }
}
