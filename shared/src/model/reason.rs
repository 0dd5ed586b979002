//! Why a person must consent again.

use serde::{Deserialize, Serialize};

/// Why the person must consent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The authorization has reached its end, or was unused for too long.
    Expired,
    /// The person, or the provider, has withdrawn it.
    Revoked,
    /// The person's organization asks for a sign-in or an approval that only a person can give.
    Interaction,
    /// A renewal broke off after the provider had spent the old refresh token (F37).
    Interrupted,
}
