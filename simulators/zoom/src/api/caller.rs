//! Who calls the API, with which rights.

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, header};
use simulator_kit::oauth::Access;

use super::error::ApiError;
use super::limit;
use crate::Zoom;
use crate::account::Account;
use crate::scope::Right;

/// An authenticated call.
#[derive(Debug)]
pub struct Caller {
    /// Whose token it is.
    pub account: &'static Account,
    access: Access,
}

impl Caller {
    /// Lets the call through that uses `right`, and counts it; the headers of its answer.
    ///
    /// # Errors
    /// 400 where the token lacks the scope, 429 where a limit was reached.
    pub fn may(&self, zoom: &Zoom, right: Right) -> Result<HeaderMap, ApiError> {
        let knobs = zoom.roster.knobs(self.account.id);
        if knobs.broken {
            return Err(ApiError::broken());
        }
        let scopes = right.scopes();
        if !scopes.iter().any(|scope| self.access.allows(scope)) {
            return Err(ApiError::scope(scopes[0]));
        }
        limit::count(zoom, self.account, &knobs, right)
    }
}

impl FromRequestParts<Zoom> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, zoom: &Zoom) -> Result<Self, ApiError> {
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
        let bearer = header.and_then(|text| text.strip_prefix("Bearer ")).unwrap_or_default();
        let access = zoom.grants.authenticate(bearer).map_err(|_| ApiError::token())?;
        let account = Account::by_id(&access.grant.account).ok_or_else(ApiError::token)?;
        Ok(Self { account, access })
    }
}
