//! How faults are ordered over HTTP, and taken back.

use http::StatusCode;
use proptest::prelude::*;
use serde_json::json;

use super::Subject;
use crate::wire::fault_json;

#[tokio::test]
async fn faults_and_records_are_cleared() {
    let subject = Subject::start().await;
    subject.order(json!({"action": {"type": "drop_before"}})).await;
    assert_eq!(subject.status("DELETE", "/_control").await, StatusCode::NO_CONTENT);
    assert_eq!(subject.status("GET", "/").await, StatusCode::OK);
    assert_eq!(subject.status("DELETE", "/_requests").await, StatusCode::NO_CONTENT);
    assert_eq!(subject.send("GET", "/_requests").await.unwrap().1, "[]");
}

#[tokio::test]
async fn a_malformed_fault_is_refused_by_the_name_of_its_field() {
    let subject = Subject::start().await;
    let ok = json!({"type": "drop_after"});
    for (fault, field) in [
        (json!([]), "not a JSON object"),
        (json!({}), "`action.type`"),
        (json!({"action": 3}), "`action`"),
        (json!({"action": {"type": "explode"}}), "`action.type`"),
        (json!({"action": {"type": "delay"}}), "`action.ms`"),
        (json!({"action": {"type": "delay", "ms": -1}}), "`action.ms`"),
        (json!({"action": {"type": "respond", "status": 99}}), "`action.status`"),
        (
            json!({"action": {"type": "respond", "status": 200, "headers": {"a b": ""}}}),
            "`action.headers`",
        ),
        (json!({"action": {"type": "drop_after", "ms": 1}}), "`action.ms`"),
        (json!({"action": ok, "match": {"metod": "GET"}}), "`match.metod`"),
        (json!({"action": ok, "match": {"path": "posts"}}), "`match.path`"),
        (json!({"action": ok, "times": 0}), "`times`"),
        (json!({"action": ok, "after": "1"}), "`after`"),
        (json!({"action": ok, "time": 1}), "`time`"),
    ] {
        let (status, detail) = subject.order(fault.clone()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{fault}");
        assert!(detail.contains(field), "{fault}: {detail}");
    }
    assert_eq!(subject.status("GET", "/").await, StatusCode::OK);
}

proptest! {
    #[test]
    fn no_fault_document_breaks_the_reader(document in ".{0,200}") {
        let _ = fault_json::read(document.as_bytes());
    }
}
