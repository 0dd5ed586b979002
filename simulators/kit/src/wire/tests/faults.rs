//! What faults do, to which requests, and how often.

use std::time::{Duration, Instant};

use axum::body::Body;
use http::{HeaderValue, StatusCode, header};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

use super::Subject;
use crate::wire::Fault;

#[tokio::test]
async fn a_request_without_a_fault_is_performed() {
    let subject = Subject::start().await;
    let answer = subject.send("GET", "/anything").await.unwrap();
    assert_eq!(answer, (StatusCode::OK, "performed".to_owned()));
}

#[tokio::test]
async fn a_response_fault_answers_as_it_was_told_and_performs_nothing() {
    let subject = Subject::start().await;
    let fault = json!({"action": {
        "type": "respond", "status": 503, "headers": {"retry-after": "1"}, "body": {"message": "no"},
    }});
    assert_eq!(subject.order(fault).await.0, StatusCode::NO_CONTENT);
    let answer = subject.send("POST", "/rest/posts").await.unwrap();
    assert_eq!(answer, (StatusCode::SERVICE_UNAVAILABLE, r#"{"message":"no"}"#.to_owned()));
    assert_eq!(subject.performed(), 0);
    assert_eq!(subject.status("POST", "/rest/posts").await, StatusCode::OK);
}

#[tokio::test]
async fn a_header_of_a_response_fault_is_sent() {
    let subject = Subject::start().await;
    let fault = Fault::respond(StatusCode::TOO_MANY_REQUESTS, Value::Null);
    subject.control().inject(fault.header(header::RETRY_AFTER, HeaderValue::from_static("7")));
    let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
    let answer = client.get(subject.served.url.parse().unwrap()).await.unwrap();
    assert_eq!(answer.headers()[header::RETRY_AFTER], "7");
}

#[tokio::test]
async fn drop_before_closes_the_connection_and_performs_nothing() {
    let subject = Subject::start().await;
    subject.order(json!({"action": {"type": "drop_before"}})).await;
    assert!(subject.send("POST", "/").await.is_err());
    assert_eq!(subject.performed(), 0);
    assert_eq!(subject.control().count("POST", "/"), 1);
}

#[tokio::test]
async fn drop_after_performs_and_closes_the_connection() {
    let subject = Subject::start().await;
    subject.order(json!({"action": {"type": "drop_after"}})).await;
    assert!(subject.send("POST", "/").await.is_err());
    assert_eq!(subject.performed(), 1);
}

#[tokio::test]
async fn a_delay_waits_and_then_performs() {
    let subject = Subject::start().await;
    subject.order(json!({"action": {"type": "delay", "ms": 60}})).await;
    let begun = Instant::now();
    assert_eq!(subject.status("GET", "/").await, StatusCode::OK);
    assert!(begun.elapsed() >= Duration::from_millis(60));
    assert_eq!(subject.performed(), 1);
}

#[tokio::test]
async fn what_is_held_is_performed_once_the_faults_are_removed() {
    let subject = Subject::start().await;
    subject.control().inject(Fault::hold());
    let release = async {
        while subject.control().hanging() == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(subject.performed(), 0);
        subject.control().clear();
    };
    let (status, ()) = tokio::join!(subject.status("GET", "/"), release);
    assert_eq!((status, subject.performed()), (StatusCode::OK, 1));
}

#[tokio::test]
async fn a_fault_applies_after_so_many_matches_and_so_many_times() {
    let subject = Subject::start().await;
    subject
        .order(json!({
            "match": {"method": "POST", "path": "/posts"},
            "action": {"type": "respond", "status": 500}, "after": 1, "times": 2,
        }))
        .await;
    let mut statuses = Vec::new();
    for path in ["/posts", "/other", "/posts", "/posts", "/posts"] {
        statuses.push(subject.status("POST", path).await.as_u16());
    }
    assert_eq!(statuses, [200, 200, 500, 500, 200]);
}

#[tokio::test]
async fn the_first_fault_that_matches_applies() {
    let subject = Subject::start().await;
    for status in [500, 502] {
        subject.order(json!({"action": {"type": "respond", "status": status}})).await;
    }
    assert_eq!(subject.status("GET", "/").await, 500);
    assert_eq!(subject.status("GET", "/").await, 502);
    assert_eq!(subject.status("GET", "/").await, 200);
}

#[tokio::test]
async fn a_fault_spares_every_request_that_differs_in_one_point() {
    let subject = Subject::start().await;
    let refuse = || Fault::respond(StatusCode::IM_A_TEAPOT, Value::Null);
    subject
        .control()
        .inject(refuse().on("POST", "/rest/*").on_target("PutItem").body_contains("x=1"));
    let kind = "application/x-www-form-urlencoded";
    let mut statuses = Vec::new();
    for (method, path, body) in [
        ("PUT", "/rest/posts", "x=1"),
        ("POST", "/res", "x=1"),
        ("POST", "/rest/posts", "x=2"),
        ("POST", "/rest/posts", "y=0&x=1"),
    ] {
        statuses.push(subject.send_body(method, path, kind, body).await.unwrap().0.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 418]);
    subject.control().inject(refuse().on_target("GetItem"));
    assert_eq!(subject.status("POST", "/").await, 200);
}
