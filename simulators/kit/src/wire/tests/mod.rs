//! Over real connections: a router that counts what it performs.

mod faults;
mod orders;
mod recording;
mod serving;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use super::Control;
use crate::testing::Served;

/// A served router whose every request counts as one effect.
struct Subject {
    served: Served,
    performed: Arc<AtomicUsize>,
}

impl Subject {
    async fn start() -> Self {
        let performed = Arc::<AtomicUsize>::default();
        let counter = performed.clone();
        let router = Router::new().fallback(move || {
            counter.fetch_add(1, Ordering::SeqCst);
            async { "performed" }
        });
        Self { served: Served::start(router).await, performed }
    }

    fn control(&self) -> &Control {
        &self.served.control
    }

    fn performed(&self) -> usize {
        self.performed.load(Ordering::SeqCst)
    }

    async fn send(&self, method: &str, path: &str) -> Result<(StatusCode, String), Error> {
        self.send_body(method, path, "application/json", "").await
    }

    async fn send_body(
        &self,
        method: &str,
        path: &str,
        kind: &str,
        body: &str,
    ) -> Result<(StatusCode, String), Error> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.served.url))
            .header(header::CONTENT_TYPE, kind)
            .header(header::AUTHORIZATION, "Bearer canary")
            .header("x-amz-target", "DynamoDB_20120810.PutItem")
            .body(Body::from(body.to_owned()))
            .unwrap();
        let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
        let response = client.request(request).await?;
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Ok((status, String::from_utf8(body.to_vec()).unwrap()))
    }

    async fn status(&self, method: &str, path: &str) -> StatusCode {
        self.send(method, path).await.unwrap().0
    }

    /// `POST /_control`: the status and the `detail`.
    async fn order(&self, fault: Value) -> (StatusCode, String) {
        let (status, body) = self
            .send_body("POST", "/_control", "application/json", &fault.to_string())
            .await
            .unwrap();
        let body: Value = serde_json::from_str(&body).unwrap_or_default();
        (status, body["detail"].as_str().unwrap_or_default().to_owned())
    }
}
