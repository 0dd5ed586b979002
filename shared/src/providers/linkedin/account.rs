//! The connected member: by OpenID Connect's UserInfo endpoint where the app has `openid`, else by the
//! basic profile, which apps with the Community Management API have instead.

use futures::FutureExt;
use futures::future::BoxFuture;
use secrecy::SecretString;
use serde::Deserialize;

use super::LinkedIn;
use crate::model::account::Account;
use crate::model::fault::ProviderError;
use crate::oauth::Scopes;
use crate::platform::lenient;
use crate::providers::Outside;

/// The account whose token this is.
pub(super) fn ask<'a>(
    outside: Outside<'a>,
    access_token: SecretString,
    granted: &'a Scopes,
) -> BoxFuture<'a, Result<Account, ProviderError>> {
    let api = LinkedIn::new(outside, access_token);
    async move { Ok(api.member(granted).await?.account()) }.boxed()
}

/// Who connected.
#[derive(Clone, Debug)]
pub struct Member {
    /// The member's id for our app: another app sees another one. Both endpoints tell the same.
    pub id: String,
    /// The name, as far as it is told.
    pub name: Option<String>,
}

/// What `/v2/userinfo` tells.
#[derive(Deserialize)]
struct UserInfo {
    sub: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    name: Option<String>,
}

/// What `/v2/me` tells.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Me {
    id: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    localized_first_name: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    localized_last_name: String,
}

impl Member {
    /// The member as an author: `urn:li:person:{id}`.
    pub fn urn(id: &str) -> String {
        format!("urn:li:person:{id}")
    }

    /// The member as the account of a connection.
    pub fn account(self) -> Account {
        let name = self.name.filter(|name| !name.is_empty());
        Account { id: self.id, label: name.unwrap_or_else(|| "LinkedIn member".to_owned()) }
    }
}

impl LinkedIn {
    /// The member whose token this is, asked for where the `granted` scopes allow it.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn member(&self, granted: &Scopes) -> Result<Member, ProviderError> {
        let member = match granted.contains("openid") {
            true => self.get::<UserInfo>("/v2/userinfo").await?.into(),
            false => Member::from(self.get::<Me>("/v2/me").await?),
        };
        if member.id.is_empty() { Err(self.rest.malformed().repeatable()) } else { Ok(member) }
    }
}

impl From<UserInfo> for Member {
    fn from(UserInfo { sub, name }: UserInfo) -> Self {
        Self { id: sub, name }
    }
}

impl From<Me> for Member {
    fn from(Me { id, localized_first_name, localized_last_name }: Me) -> Self {
        let name = format!("{localized_first_name} {localized_last_name}");
        Self { id, name: Some(name.trim().to_owned()) }
    }
}
