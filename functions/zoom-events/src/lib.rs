//! `POST /api/integrations/zoom/events`: what Zoom sends by itself ("Using webhooks").
//!
//! The signature is checked before anything is read, on the bytes as they came. Nobody who can't sign learns
//! more than that they can't (S49). Who removed our app at Zoom is forgotten; no other event changes anything.

mod forgetting;

use http::HeaderMap;
use lambda_http::{Body, Request};
use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::platform::response::Json;
use shared::providers::zoom::webhook::{self, Event};

/// The answer: the proof that a handshake asks for, or that the event is taken.
#[derive(Debug, Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum Answer {
    /// Of a handshake.
    Proof {
        /// The token that came.
        plain_token: String,
        /// Its HMAC with the secret that both sides know.
        encrypted_token: String,
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
/// [`Error::Unauthenticated`] for what Zoom has not signed within five minutes, and for a handshake that is
/// none; [`Error::StorageUnavailable`], after which Zoom tries again.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let secret = app.secrets.zoom_webhooks().await?;
    let token = secret.token().ok_or(Error::Unauthenticated)?;
    let body = match request.body() {
        Body::Text(text) => text.as_bytes(),
        Body::Binary(bytes) => bytes,
        _ => &[],
    };
    let signed = (
        header(request.headers(), "x-zm-request-timestamp"),
        header(request.headers(), "x-zm-signature"),
    );
    if !webhook::is_signed(token, signed, body, app.clock.now()) {
        tracing::warn!(security_event = "webhook_refused", "an event was not signed by Zoom");
        return Err(Error::Unauthenticated);
    }
    match webhook::read(body).ok_or(Error::Unauthenticated)? {
        Event::Handshake(plain_token) => {
            let encrypted_token = webhook::encrypted(token, &plain_token);
            Ok(Json(Answer::Proof { plain_token, encrypted_token }))
        }
        Event::Deauthorized { user_id, at } => {
            forgetting::forget(&app, &user_id, at).await?;
            Ok(Json(Answer::Taken { received: true }))
        }
        Event::Other => Ok(Json(Answer::Taken { received: true })),
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
