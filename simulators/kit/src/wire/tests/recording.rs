//! What is remembered of a request, and what is not.

use http::{Request, StatusCode};
use serde_json::json;

use super::Subject;
use crate::wire::{Control, Fault};

#[tokio::test]
async fn health_and_control_are_neither_recorded_nor_failed() {
    let subject = Subject::start().await;
    subject.control().inject(Fault::drop_before().times(9));
    for path in ["/healthz", "/_requests", "/_other"] {
        assert_eq!(subject.status("GET", path).await, StatusCode::OK);
    }
    assert_eq!(subject.control().requests(), []);
}

#[tokio::test]
async fn a_form_is_recorded_as_an_object_without_its_secrets() {
    let subject = Subject::start().await;
    let body = "code=canary&code_verifier=canary&client_secret=canary&refresh_token=canary&token=canary\
        &grant_type=authorization_code&scope=a&scope=b";
    let kind = "application/x-www-form-urlencoded; charset=utf-8";
    let path = "/token?code=canary&access_token=canary&state=s%20t";
    subject.send_body("POST", path, kind, body).await.unwrap();
    let record = subject.send("GET", "/_requests").await.unwrap().1;
    assert!(!record.contains("canary"), "{record}");
    let received = subject.control().requests().remove(0);
    assert_eq!((received.method.as_str(), received.path.as_str()), ("POST", "/token"));
    assert_eq!(received.query["state"], "s t");
    assert_eq!(received.headers["authorization"], "Bearer [REDACTED]");
    assert_eq!(received.body["grant_type"], "authorization_code");
    assert_eq!(received.body["scope"], json!(["a", "b"]));
    assert_eq!(received.body["code"], "[REDACTED]");
}

#[tokio::test]
async fn json_is_recorded_as_json_without_its_secrets_at_any_depth() {
    let subject = Subject::start().await;
    let body = json!({"a": [{"access_token": {"b": "canary"}, "title": "Baker"}], "SecretString": "canary"});
    let kind = "application/x-amz-json-1.1";
    subject.send_body("POST", "/", kind, &body.to_string()).await.unwrap();
    let received = subject.control().requests().remove(0);
    let expected = json!({
        "a": [{"access_token": "[REDACTED]", "title": "Baker"}], "SecretString": "[REDACTED]",
    });
    assert_eq!(received.body, expected);
    assert_eq!(received.operation(), Some("PutItem"));
}

#[tokio::test]
async fn other_bodies_are_recorded_as_text_or_by_their_size() {
    let subject = Subject::start().await;
    for (kind, body) in [("text/html", "<p>"), ("image/png", "12345"), ("application/json", "{")] {
        subject.send_body("PUT", "/", kind, body).await.unwrap();
    }
    let bodies: Vec<_> = subject.control().requests().into_iter().map(|r| r.body).collect();
    assert_eq!(bodies, [json!("<p>"), json!({"bytes": 5}), json!({"bytes": 1})]);
}

#[test]
fn only_the_newest_ten_thousand_requests_are_remembered() {
    let control = Control::default();
    for n in 0..10_002 {
        let (parts, ()) = Request::get(format!("/{n}")).body(()).unwrap().into_parts();
        control.receive(&parts, &axum::body::Bytes::new());
    }
    let paths: Vec<_> = control.requests().into_iter().map(|received| received.path).collect();
    assert_eq!((paths.len(), paths[0].as_str()), (10_000, "/2"));
}
