//! Who is calling: a request's bearer token becomes a [`Caller`].

use lambda_http::Request;

use crate::model::error::{Error, Result};
pub use crate::people::caller::Caller;
use crate::platform::clock::Clock;
use crate::platform::request;
use crate::platform::secrets::Secrets;

impl Caller {
    /// The employer whose bearer token `request` carries.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] without a valid token, [`Error::Forbidden`] for other roles (B3),
    /// [`Error::StorageUnavailable`] where the secret to verify with can't be read.
    pub async fn of(request: &Request, secrets: &Secrets, clock: &Clock) -> Result<Self> {
        let token = request::bearer(request).ok_or(Error::Unauthenticated)?;
        let secrets = secrets.callers().await?;
        Self::verify(token, &secrets, clock.now())
    }
}
