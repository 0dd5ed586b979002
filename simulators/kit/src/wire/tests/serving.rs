//! Starting and stopping.

use std::net::Ipv4Addr;
use std::time::Duration;

use axum::body::Body;
use http::StatusCode;
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

use super::Subject;
use crate::wire::{Fault, bind};

#[tokio::test]
async fn stopping_does_not_wait_for_idle_connections() {
    let subject = Subject::start().await;
    let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
    client
        .get(subject.served.url.parse().unwrap())
        .await
        .unwrap()
        .into_body()
        .collect()
        .await
        .unwrap();
    let address = subject.served.url.strip_prefix("http://").unwrap();
    let silent = tokio::net::TcpStream::connect(address).await.unwrap();
    subject.served.stop.send(true).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(2), subject.served.ended).await;
    assert!(ended.is_ok(), "the server still waits");
    drop((client, silent));
}

#[tokio::test]
async fn stopping_lets_a_request_under_way_finish() {
    let subject = Subject::start().await;
    subject.control().inject(Fault::delay(Duration::from_millis(100)));
    let stop = subject.served.stop.clone();
    let control = subject.control().clone();
    let stopper = tokio::spawn(async move {
        while control.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        stop.send(true).unwrap();
    });
    assert_eq!(subject.status("GET", "/").await, StatusCode::OK);
    stopper.await.unwrap();
}

#[tokio::test]
async fn a_port_in_use_is_named_with_what_wanted_it_and_how_to_move_it() {
    let at = |port| (Ipv4Addr::LOCALHOST.into(), port);
    let first = bind(at(0), "DynamoDB", "--dynamodb-port").await.unwrap();
    let port = first.local_addr().unwrap().port();
    let error = bind(at(port), "DynamoDB", "--dynamodb-port").await.unwrap_err().to_string();
    for part in [port.to_string().as_str(), "DynamoDB", "--dynamodb-port", "in use"] {
        assert!(error.contains(part), "{error}");
    }
}
