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

use crate::oauth::Metadata;
use crate::platform::endpoints::Endpoints;

/// LinkedIn's authorization server.
pub(super) fn metadata(endpoints: &Endpoints) -> Metadata {
    Metadata {
        issuer: None,
        authorization_endpoint: format!("{}/oauth/v2/authorization", endpoints.linkedin_oauth),
        token_endpoint: format!("{}/oauth/v2/accessToken", endpoints.linkedin_oauth),
        // Not documented, and yet called by many public clients, with the app's credentials. What it ends
        // is not documented either, so it is taken for everything the member granted us.
        revocation_endpoint: Some(format!("{}/oauth/v2/revoke", endpoints.linkedin_oauth)),
        revocation_authenticates: true,
        authorization_parameters: &[],
        // The web flow refuses a code challenge; only the native flow takes one.
        pkce: false,
        default_expires_in: Some(5_184_000),
    }
}
