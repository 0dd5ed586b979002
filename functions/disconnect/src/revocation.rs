//! What became of the grant at the provider, in words.

use shared::connecting::withdrawal::Outcome;
use shared::model::provider::Provider;

/// `true` and `false` where we asked, `None` where we did not.
pub(super) const fn is_revoked(outcome: Option<Outcome>) -> Option<bool> {
    match outcome {
        Some(Outcome::Withdrawn) => Some(true),
        Some(Outcome::Unconfirmed) => Some(false),
        Some(Outcome::NotOffered | Outcome::InUse | Outcome::Unknown) | None => None,
    }
}

/// What it means, for people; `None` where there was no connection.
pub(super) fn text(provider: Provider, outcome: Option<Outcome>) -> String {
    match outcome {
        None => "There was nothing to revoke.".to_owned(),
        Some(Outcome::Withdrawn) => format!("{provider} has withdrawn our access."),
        Some(Outcome::NotOffered) => format!(
            "We have deleted our access. {provider} lets only you withdraw the permission itself, in your account's settings."
        ),
        Some(Outcome::InUse) => format!(
            "We have deleted our access. The permission at {provider} stays, because another connection uses the same account."
        ),
        Some(Outcome::Unknown) => format!(
            "We have deleted our access. The permission at {provider} stays, because another connection may use the same account. You can withdraw it in your account's settings."
        ),
        Some(Outcome::Unconfirmed) => format!(
            "We have disconnected {provider}, but it did not confirm that the permission is withdrawn. We keep asking for a week; you can withdraw it in your account's settings at once."
        ),
    }
}
