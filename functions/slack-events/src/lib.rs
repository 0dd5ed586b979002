//! `POST /api/integrations/slack/events`: what Slack sends by itself ("The Events API").
//!
//! The signature is checked before anything is read, on the bytes as they came. Nobody who can't sign learns
//! more than that they can't (S49). A workspace that removed our app is forgotten; no other event changes
//! anything.

mod forgetting;

use http::HeaderMap;
use lambda_http::{Body, Request};
use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::platform::response::Json;
use shared::providers::slack::webhook::{self, Event};

/// The answer: what the check of the address asks for, or that the event is taken.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// Of a check.
    Check {
        /// What came.
        challenge: String,
    },
    /// Of an event.
    Taken {
        /// Always true.
        received: bool,
    },
}

/// Takes one event.
///
/// # Errors
/// [`Error::Unauthenticated`] for what Slack has not signed within five minutes, and for what makes no sense;
/// [`Error::StorageUnavailable`], after which Slack tries again.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let secret = app.secrets.slack_webhooks().await?;
    let key = secret.key().ok_or(Error::Unauthenticated)?;
    let body = match request.body() {
        Body::Text(text) => text.as_bytes(),
        Body::Binary(bytes) => bytes,
        _ => &[],
    };
    let signed = (
        header(request.headers(), "x-slack-request-timestamp"),
        header(request.headers(), "x-slack-signature"),
    );
    if !webhook::is_signed(key, signed, body, app.clock.now()) {
        tracing::warn!(security_event = "webhook_refused", "an event was not signed by Slack");
        return Err(Error::Unauthenticated);
    }
    match webhook::read(body).ok_or(Error::Unauthenticated)? {
        Event::Check(challenge) => Ok(Json(Answer::Check { challenge })),
        Event::Removed { team_id, at } => {
            forgetting::forget(&app, &team_id, at).await?;
            Ok(Json(Answer::Taken { received: true }))
        }
        Event::Other => Ok(Json(Answer::Taken { received: true })),
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
