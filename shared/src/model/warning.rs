//! What a caller may want to know although all went well.

use serde::Serialize;

use crate::model::provider::Provider;

/// A stable code and a text for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// `text_shortened`, `card_shortened`, `picture_left_out` or `scope_not_granted`.
    pub code: &'static str,
    /// What happened, and what can be done.
    pub detail: String,
}

impl Warning {
    /// The text of this name did not fit what `provider` keeps.
    pub fn text_shortened(name: &str, provider: Provider) -> Self {
        let detail = format!("The {name} was too long for {provider} and has been shortened.");
        Self { code: "text_shortened", detail }
    }

    /// Something can't be done with a connection, told in `detail`, that was asked for when it was made.
    pub const fn scope_not_granted(detail: String) -> Self {
        Self { code: "scope_not_granted", detail }
    }

    /// The link card shows the beginning of a text only.
    pub fn card_shortened() -> Self {
        let detail = "The card below the post shows the beginning of the offer's title or text.";
        Self { code: "card_shortened", detail: detail.to_owned() }
    }

    /// The post goes without its picture, because of `reason`.
    pub fn picture_left_out(reason: impl std::fmt::Display) -> Self {
        let detail = format!("The picture was left out: {reason}");
        Self { code: "picture_left_out", detail }
    }
}
