//! LinkedIn: OAuth 2.0 without PKCE, and the versioned REST API.

mod api;
mod images;
pub mod little_text;
mod member;
mod organizations;
mod posts;
mod statistics;

pub use api::LinkedIn;
pub use member::Member;
pub use posts::{Article, Created, Deletion, NewPost, is_picture_refused, post_url};

use crate::endpoints::Endpoints;
use crate::oauth::Metadata;

/// LinkedIn's authorization server.
pub(super) fn metadata(endpoints: &Endpoints) -> Metadata {
    Metadata {
        issuer: None,
        authorization_endpoint: format!("{}/oauth/v2/authorization", endpoints.linkedin_oauth),
        token_endpoint: format!("{}/oauth/v2/accessToken", endpoints.linkedin_oauth),
        // None is documented: a person removes the app in LinkedIn's settings.
        revocation_endpoint: None,
        authorization_parameters: &[],
        // The web flow refuses a code challenge; only the native flow takes one.
        pkce: false,
        default_expires_in: 5_184_000,
    }
}
