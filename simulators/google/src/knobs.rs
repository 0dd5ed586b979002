//! What can be made to go wrong, per account.

use serde::{Deserialize, Serialize};

use super::account::Account;
use simulator_kit::oauth::{Knobs, TokenKnobs};

/// What can be changed for one account through `PATCH /_accounts/{id}`, next to the
/// [`TokenKnobs`].
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct GoogleKnobs {
    /// The knobs that every provider has.
    #[serde(flatten)]
    pub tokens: TokenKnobs,
    /// How requests for a Google Meet room end.
    pub meet: Meet,
    /// The app is in "Testing": refresh tokens issued from now on live for seven days.
    pub testing_status: bool,
    /// The Workspace's session control refuses every refresh (`error_subtype: invalid_rapt`).
    pub invalid_rapt: bool,
    /// Session length of the Workspace: a refresh later than this many hours after the consent
    /// is refused like `invalid_rapt`.
    pub session_hours: Option<u32>,
    /// Writes answer 403 `quotaExceeded`: the per-user limit that lasts for hours.
    pub quota_exceeded: bool,
    /// Every API call answers 403 `rateLimitExceeded`.
    pub rate_limited: bool,
    /// `events.watch` answers 401 `push.webhookUrlUnauthorized`: the project wants the domain verified.
    pub unverified_domain: bool,
    /// The first message of a channel comes before the answer to `events.watch`.
    pub sync_before_answer: bool,
    /// Deleted events are listed with their id and no more.
    pub bare_tombstones: bool,
    /// So many seconds after it was made, an event is neither found by its id nor listed.
    pub shows_after_seconds: u32,
}

/// How a conference create request ends.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Meet {
    /// The room is there in the first answer.
    #[default]
    Success,
    /// This many reads still answer `pending`; the one after has the room.
    PendingPolls(u32),
    /// `status.statusCode` is `failure` and there are no entry points.
    Failure,
    /// 400 "Invalid conference type value.": this calendar cannot make Meet rooms.
    NotAllowed,
}

impl GoogleKnobs {
    /// How the account behaves until somebody turns a knob.
    pub fn of(account: &Account) -> Self {
        // Sixteen hours is what the Workspace admin console proposes.
        let session_hours = (account.id == "sena").then_some(16);
        Self { session_hours, ..Self::default() }
    }
}

impl Knobs for GoogleKnobs {
    fn tokens(&mut self) -> &mut TokenKnobs {
        &mut self.tokens
    }
}
