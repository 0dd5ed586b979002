//! Who connected: `auth.test` names the workspace. One workspace has one installation of our app, so that is
//! the account.

use futures::FutureExt;
use futures::future::BoxFuture;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::json;

use super::Slack;
use crate::model::account::Account;
use crate::model::fault::ProviderError;
use crate::oauth::Scopes;
use crate::providers::Outside;

#[derive(Deserialize)]
struct Answer {
    team_id: String,
    #[serde(default)]
    team: Option<String>,
}

impl Slack {
    /// Which workspace the token is of.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn workspace(&self) -> Result<Account, ProviderError> {
        let answer = self.write("auth.test", &json!({})).await;
        let Answer { team_id, team } =
            self.rest.read(answer.map_err(ProviderError::repeatable)?)?;
        if team_id.is_empty() {
            return Err(self.rest.malformed());
        }
        let label = team.filter(|team| !team.is_empty()).unwrap_or_else(|| "Slack".to_owned());
        Ok(Account { id: team_id, label })
    }
}

/// The account of an access token.
pub(super) fn ask<'a>(
    outside: Outside<'a>,
    token: SecretString,
    _: &'a Scopes,
) -> BoxFuture<'a, Result<Account, ProviderError>> {
    let slack = Slack::new(outside, token);
    async move { slack.workspace().await }.boxed()
}
