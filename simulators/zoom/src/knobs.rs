//! What can be made to go wrong, per account.

use serde::{Deserialize, Serialize};
use simulator_kit::oauth::{Knobs, TokenKnobs};

use super::account::Account;

/// What can be changed for one account through `PATCH /_accounts/{id}`, next to the [`TokenKnobs`].
///
/// Refresh tokens are single-use whatever `rotate_refresh_tokens` says: Zoom has no other.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct ZoomKnobs {
    /// The knobs that every provider has.
    #[serde(flatten)]
    pub tokens: TokenKnobs,
    /// The account's administrator must approve apps: consenting ends on a page of Zoom's.
    pub approval_needed: bool,
    /// Calls that create and update meetings which others have used up of each day's 100.
    pub calls_used: u32,
    /// Every API call answers the 429 of the limit per second.
    pub rate_limited: bool,
    /// The token endpoint answers XML, as a gateway in front of it does.
    pub xml: bool,
    /// The API answers 500 with an empty page.
    pub broken: bool,
}

impl ZoomKnobs {
    /// How the account behaves until somebody turns a knob.
    pub fn of(account: &Account) -> Self {
        Self {
            approval_needed: account.id == "nour",
            calls_used: if account.id == "quentin" { 99 } else { 0 },
            ..Self::default()
        }
    }
}

impl Knobs for ZoomKnobs {
    fn tokens(&mut self) -> &mut TokenKnobs {
        &mut self.tokens
    }
}
