//! What can be made to go wrong, per account and so per workspace.

use serde::{Deserialize, Serialize};
use simulator_kit::oauth::{Knobs, TokenKnobs};

use super::account::Account;

/// What can be changed for one account through `PATCH /_accounts/{id}`, next to the [`TokenKnobs`].
///
/// Whether tokens rotate says `rotation` alone, and never `rotate_refresh_tokens`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct SlackKnobs {
    /// The knobs that every provider has.
    #[serde(flatten)]
    pub tokens: TokenKnobs,
    /// The workspace's administrator must approve apps: consenting ends on a page of Slack's.
    pub approval_needed: bool,
    /// The app is installed for the whole organization and in no workspace.
    pub org_install: bool,
    /// Access tokens live 12 hours and come with a refresh token.
    pub rotation: bool,
    /// The events of a removal come in the other order.
    pub tokens_revoked_first: bool,
    /// Every API call of the workspace answers 429.
    pub throttled: bool,
    /// No API call of the workspace is ever answered.
    pub dead: bool,
    /// What every API call of the workspace answers as `error`, such as `ekm_access_denied`.
    pub refuses: Option<String>,
    /// So many public channels beside the three.
    pub crowd: usize,
}

impl SlackKnobs {
    /// How the account behaves until somebody turns a knob.
    pub fn of(account: &Account) -> Self {
        Self { approval_needed: account.id == "moussa", ..Self::default() }
    }
}

impl Knobs for SlackKnobs {
    fn tokens(&mut self) -> &mut TokenKnobs {
        &mut self.tokens
    }
}
