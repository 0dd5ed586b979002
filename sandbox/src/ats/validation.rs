//! Path, query and body values as FastAPI takes them, refused in pydantic's words.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use super::error::Error;

/// A path parameter `Path(ge=1)`.
pub(super) fn path_id(name: &str, text: &str) -> Result<i64, Error> {
    integer(&["path", name], text, &(1..=i64::MAX))
}

/// A query parameter `Query(default, ge=…, le=…)`; the last one counts where it is repeated.
pub(super) fn query_integer(
    query: &[(String, String)],
    name: &str,
    default: i64,
    range: RangeInclusive<i64>,
) -> Result<i64, Error> {
    let given = query.iter().rev().find(|(given, _)| given == name);
    given.map_or(Ok(default), |(_, text)| integer(&["query", name], text, &range))
}

/// The integer member `name` of a JSON body.
pub(super) fn body_integer(body: &[u8], name: &str) -> Result<i64, Error> {
    let refused = |kind: &str, message: &str, input: &Value| {
        finding(kind, &["body", name], message, json!(input), None)
    };
    let body: Value = serde_json::from_slice(body).map_err(|_| not_json())?;
    match body.get(name) {
        None => Err(refused("missing", "Field required", &body)),
        Some(Value::String(text)) => integer(&["body", name], text, &(i64::MIN..=i64::MAX)),
        Some(value) => value
            .as_i64()
            .ok_or_else(|| refused("int_type", "Input should be a valid integer", value)),
    }
}

fn integer(place: &[&str], text: &str, range: &RangeInclusive<i64>) -> Result<i64, Error> {
    let Ok(value) = text.trim().parse() else {
        let message = "Input should be a valid integer, unable to parse string as an integer";
        return Err(finding("int_parsing", place, message, json!(text), None));
    };
    let (low, high) = (range.start(), range.end());
    if value < *low {
        let message = format!("Input should be greater than or equal to {low}");
        let context = json!({ "ge": low });
        return Err(finding("greater_than_equal", place, &message, json!(text), Some(context)));
    }
    if value > *high {
        let message = format!("Input should be less than or equal to {high}");
        let context = json!({ "le": high });
        return Err(finding("less_than_equal", place, &message, json!(text), Some(context)));
    }
    Ok(value)
}

fn not_json() -> Error {
    Error::Validation(json!({
        "type": "json_invalid",
        "loc": ["body", 0],
        "msg": "JSON decode error",
        "input": {},
        "ctx": { "error": "Expecting value" },
    }))
}

fn finding(
    kind: &str,
    place: &[&str],
    message: &str,
    input: Value,
    context: Option<Value>,
) -> Error {
    let mut finding = json!({ "type": kind, "loc": place, "msg": message, "input": input });
    if let (Some(context), Some(finding)) = (context, finding.as_object_mut()) {
        finding.insert("ctx".to_owned(), context);
    }
    Error::Validation(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Value {
        match outcome.unwrap_err() {
            Error::Validation(finding) => finding,
            Error::Http(..) | Error::Crash => panic!("not a validation error"),
        }
    }

    #[test]
    fn a_path_id_is_a_positive_integer() {
        assert_eq!(path_id("job_id", "12"), Ok(12));
        assert_eq!(
            refusal(path_id("job_id", "x")),
            json!({
                "type": "int_parsing",
                "loc": ["path", "job_id"],
                "msg": "Input should be a valid integer, unable to parse string as an integer",
                "input": "x",
            })
        );
        assert_eq!(refusal(path_id("job_id", "0"))["ctx"], json!({ "ge": 1 }));
    }

    #[test]
    fn a_query_integer_has_a_default_and_bounds() {
        let query = |value: &str| vec![("limit".to_owned(), value.to_owned())];
        assert_eq!(query_integer(&[], "limit", 10, 1..=100), Ok(10));
        assert_eq!(query_integer(&query("100"), "limit", 10, 1..=100), Ok(100));
        assert_eq!(
            refusal(query_integer(&query("101"), "limit", 10, 1..=100))["type"],
            "less_than_equal"
        );
    }

    #[test]
    fn a_body_names_the_field_that_is_missing_or_wrong() {
        assert_eq!(body_integer(br#"{"user_id":1}"#, "user_id"), Ok(1));
        assert_eq!(body_integer(br#"{"user_id":"1"}"#, "user_id"), Ok(1));
        let kind = |body: &str| refusal(body_integer(body.as_bytes(), "user_id"))["type"].clone();
        assert_eq!(kind("{}"), "missing");
        assert_eq!(kind(r#"{"user_id":null}"#), "int_type");
        assert_eq!(kind("{"), "json_invalid");
    }
}
