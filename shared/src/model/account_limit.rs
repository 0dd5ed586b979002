//! What an account can't do at its provider, whatever was granted.

use serde::{Deserialize, Serialize};

use crate::model::provider::Provider;
use crate::words::Text;

/// Found out once, while the account is connected; a reconnect finds it out anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountLimit {
    /// It has no mailbox, and so no calendar: nothing can be scheduled with it.
    CalendarMissing,
    /// Its calendar makes no rooms: interviews get no link of it.
    RoomsUnavailable,
}

impl AccountLimit {
    /// Its name in answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CalendarMissing => "calendar_missing",
            Self::RoomsUnavailable => "rooms_unavailable",
        }
    }

    /// What it costs at `provider`, and what can be done.
    pub fn text(self, provider: Provider) -> Text {
        let text = match self {
            Self::CalendarMissing => Text::new("calendar_missing"),
            Self::RoomsUnavailable => Text::new("rooms_unavailable"),
        };
        text.with("provider", provider)
    }
}
