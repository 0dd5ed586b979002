//! Who connected: `GET /v2/users/me`.

use futures::FutureExt;
use futures::future::BoxFuture;
use http::Method;
use secrecy::SecretString;
use serde::Deserialize;

use super::Zoom;
use crate::model::account::Account;
use crate::model::fault::ProviderError;
use crate::oauth::Scopes;
use crate::providers::Outside;

/// `type` of a user for whom nothing is paid.
const BASIC: i64 = 1;

/// A Zoom user.
#[derive(Clone, Debug)]
pub struct User {
    /// The account.
    pub account: Account,
    /// Whether a meeting of theirs ends after 40 minutes.
    pub is_basic: bool,
}

#[derive(Deserialize)]
struct Answer {
    id: String,
    #[serde(default)]
    email: Option<String>,
    #[serde(default, rename = "type")]
    kind: Option<i64>,
}

impl Zoom {
    /// Whose token it is.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn me(&self) -> Result<User, ProviderError> {
        let request = self.rest.request(Method::GET, "/users/me");
        let answer = self.rest.send(request, None).await?;
        let Answer { id, email, kind } = self.rest.read(answer)?;
        if id.is_empty() {
            return Err(self.rest.malformed());
        }
        let label = email.filter(|email| !email.is_empty()).unwrap_or_else(|| "Zoom".to_owned());
        Ok(User { account: Account { id, label }, is_basic: kind == Some(BASIC) })
    }
}

/// The account of an access token.
pub(super) fn ask<'a>(
    outside: Outside<'a>,
    token: SecretString,
    _: &'a Scopes,
) -> BoxFuture<'a, Result<Account, ProviderError>> {
    let zoom = Zoom::new(outside, token);
    async move { zoom.me().await.map(|user| user.account) }.boxed()
}
