//! The API.

use secrecy::SecretString;

use crate::model::provider::Provider;
use crate::providers::Outside;
use crate::providers::rest::Rest;

/// Zoom in the name of one user.
#[derive(Clone, Debug)]
pub struct Zoom {
    pub(super) rest: Rest,
}

impl Zoom {
    /// Zoom as `access_token`'s user sees it.
    pub fn new(outside: Outside<'_>, access_token: SecretString) -> Self {
        let base_url = format!("{}/v2", outside.endpoints.zoom_api);
        Self { rest: Rest::new(outside, Provider::Zoom, base_url, access_token) }
    }
}
