//! What API Gateway notes of each request by itself (S12).

use sandbox::world::TEMPLATE;
use serde_yaml_ng::Value;

/// What may be noted: none of them holds a path (S57), a query, a header or a body.
const NOTED: [&str; 7] = [
    "requestTime",
    "requestId",
    "routeKey",
    "status",
    "responseLatency",
    "integrationErrorMessage",
    "identity.sourceIp",
];

#[test]
fn s57_the_access_log_notes_no_path() {
    let template: Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    let settings = &template["Resources"]["Api"]["Properties"]["AccessLogSettings"];
    assert!(!settings["Format"].as_str().unwrap().contains("ath\":"), "the route says which one");
}

#[test]
fn s12_the_access_log_notes_no_query_no_header_and_no_body() {
    let template: Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    let settings = &template["Resources"]["Api"]["Properties"]["AccessLogSettings"];
    let format = settings["Format"].as_str().unwrap();
    let variables = format.split("$context.").skip(1);
    let variables: Vec<_> =
        variables.map(|rest| rest.split(['"', ' ', ',']).next().unwrap()).collect();
    assert!(variables.contains(&"requestId"), "{format}");
    assert_eq!(format.matches('$').count(), variables.len(), "nothing but $context: {format}");
    for variable in variables {
        assert!(NOTED.contains(&variable), "$context.{variable}");
    }
}
