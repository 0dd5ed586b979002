//! What became of the grant at the provider, in words.

use shared::connecting::withdrawal::Outcome;
use shared::model::provider::Provider;
use shared::words::Text;

/// `true` and `false` where we asked, `None` where we did not.
pub(super) const fn is_revoked(outcome: Option<Outcome>) -> Option<bool> {
    match outcome {
        Some(Outcome::Withdrawn) => Some(true),
        Some(Outcome::Unconfirmed) => Some(false),
        Some(Outcome::NotOffered | Outcome::InUse | Outcome::Unknown) | None => None,
    }
}

/// What it means, for people; `None` where there was no connection.
pub(super) fn text(provider: Provider, outcome: Option<Outcome>) -> Text {
    let text = match outcome {
        None => return Text::new("revocation-nothing"),
        Some(Outcome::Withdrawn) => Text::new("revocation-done"),
        Some(Outcome::NotOffered) => Text::new("revocation-not-offered"),
        Some(Outcome::InUse) => Text::new("revocation-in-use"),
        Some(Outcome::Unknown) => Text::new("revocation-unknown"),
        Some(Outcome::Unconfirmed) => Text::new("revocation-unconfirmed"),
    };
    text.with("provider", provider)
}
