//! What stands before a router: it remembers each request and performs the fault that applies.

use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use tower::ServiceExt;

use super::control::Control;
use super::control_api;
use super::fault::Action;

/// Larger than anything the emulated services take (DynamoDB: 16 MiB).
const LARGEST_BODY: usize = 32 * 1024 * 1024;

/// Ends the connection without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection is dropped on command")]
pub(super) struct Dropped;

/// A router under control.
#[derive(Clone)]
pub(super) struct Front {
    router: Router,
    control: Control,
}

impl Front {
    pub(super) fn new(router: Router, control: Control) -> Self {
        Self { router: router.merge(control_api::routes(control.clone())), control }
    }

    /// Answers one request, or drops its connection.
    pub(super) async fn answer(self, request: Request<Incoming>) -> Result<Response, Dropped> {
        if is_uncontrolled(request.uri().path()) {
            return Ok(self.perform(request.map(Body::new)).await);
        }
        let (parts, body) = request.into_parts();
        let Ok(body) = Limited::new(body, LARGEST_BODY).collect().await else {
            return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response());
        };
        let body: Bytes = body.to_bytes();
        let (began, control) = (Instant::now(), self.control.clone());
        let action = control.receive(&parts, &body);
        let answer = self.act(action, Request::from_parts(parts, Body::from(body))).await;
        control.answered(began);
        answer
    }

    async fn act(
        self,
        action: Option<Action>,
        request: Request<Body>,
    ) -> Result<Response, Dropped> {
        match action {
            None => Ok(self.perform(request).await),
            Some(Action::Respond { status, headers, body }) => {
                Ok((status, headers, body).into_response())
            }
            Some(Action::Delay(duration)) => {
                tokio::time::sleep(duration).await;
                Ok(self.perform(request).await)
            }
            Some(Action::Hold) => {
                self.control.held().await;
                Ok(self.perform(request).await)
            }
            Some(Action::Hang) => {
                let _hanging = self.control.hang();
                std::future::pending().await
            }
            Some(Action::DropBefore) => Err(Dropped),
            Some(Action::DropAfter) => {
                self.perform(request).await;
                Err(Dropped)
            }
        }
    }

    async fn perform(self, request: Request<Body>) -> Response {
        self.router.oneshot(request).await.unwrap_or_else(|never| match never {})
    }
}

fn is_uncontrolled(path: &str) -> bool {
    path == "/healthz" || path.starts_with("/_")
}
