//! Patterns of an event source mapping's filter ("Filter rule syntax"): members of a record, each with the
//! conditions of which one must hold. Of conditions those are understood that the template uses.

use serde_json::Value;

/// Whether each part of `pattern` is one that [`matches()`] understands.
pub fn is_understood(pattern: &Value) -> bool {
    match pattern {
        Value::Object(members) => members.values().all(is_understood),
        Value::Array(conditions) => conditions.iter().all(|condition| {
            let prefix = condition.get("prefix").is_some_and(Value::is_string);
            prefix || condition.get("exists").is_some_and(Value::is_boolean)
        }),
        _ => false,
    }
}

/// Whether `pattern` lets `record`, or this part of one, through.
pub fn matches(pattern: &Value, record: Option<&Value>) -> bool {
    match pattern {
        Value::Object(members) => members
            .iter()
            .all(|(name, pattern)| matches(pattern, record.and_then(|record| record.get(name)))),
        Value::Array(conditions) => conditions.iter().any(|condition| holds(condition, record)),
        _ => false,
    }
}

fn holds(condition: &Value, value: Option<&Value>) -> bool {
    let text = value.and_then(Value::as_str);
    let prefix = condition.get("prefix").and_then(Value::as_str);
    match (prefix, condition.get("exists").and_then(Value::as_bool)) {
        (Some(prefix), _) => text.is_some_and(|text| text.starts_with(prefix)),
        (None, Some(exists)) => exists == value.is_some(),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_record_passes_where_every_member_has_a_condition_that_holds() {
        let pattern = json!({"Keys": {"sk": {"S": [{"prefix": "A#"}, {"prefix": "B#"}]}},
            "NewImage": {"mark": {"N": [{"exists": true}]}}});
        assert!(is_understood(&pattern));
        let record = |sk: &str, image: Value| json!({"Keys": {"sk": {"S": sk}}, "NewImage": image});
        let marked = json!({"mark": {"N": "1"}});
        assert!(matches(&pattern, Some(&record("A#1", marked.clone()))));
        assert!(matches(&pattern, Some(&record("B#1", marked.clone()))));
        assert!(!matches(&pattern, Some(&record("C#1", marked))));
        assert!(!matches(&pattern, Some(&record("A#1", json!({})))));
        assert!(!matches(&pattern, Some(&json!({"Keys": {"sk": {"S": "A#1"}}}))));
        assert!(!is_understood(&json!({"a": [{"anything-but": "x"}]})));
    }
}
