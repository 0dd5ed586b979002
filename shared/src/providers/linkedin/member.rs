//! The connected member, by OpenID Connect's UserInfo endpoint.

use serde::Deserialize;

use super::LinkedIn;
use super::api::malformed;
use crate::connection::Account;
use crate::fault::ProviderError;
use crate::lenient;

/// Who connected. `sub` is pairwise: another app sees another value.
#[derive(Clone, Debug, Deserialize)]
pub struct Member {
    /// The member's id for our app.
    pub sub: String,
    /// The name, as the member wrote it.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub name: Option<String>,
}

impl Member {
    /// The member as an author: `urn:li:person:{sub}`.
    pub fn urn(sub: &str) -> String {
        format!("urn:li:person:{sub}")
    }

    /// The member as the account of a connection.
    pub fn account(self) -> Account {
        let label = self.name.unwrap_or_else(|| "LinkedIn member".to_owned());
        Account { id: self.sub, label }
    }
}

impl LinkedIn {
    /// The member whose token this is.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn member(&self) -> Result<Member, ProviderError> {
        let member: Member = self.get("/v2/userinfo").await?;
        if member.sub.is_empty() { Err(malformed()) } else { Ok(member) }
    }
}
