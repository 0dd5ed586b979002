//! What a caller may want to know although all went well.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::account_limit::AccountLimit;
use crate::model::provider::Provider;
use crate::words::{Argument, Text};

/// A stable code and a text for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// `text_shortened`, `card_shortened`, `picture_left_out`, `template_unusable`, `scope_not_granted`,
    /// `calendar_missing`, `rooms_unavailable`, `conflict`, `connection_ends`, `room_ends_early`,
    /// `room_may_be_doubled`, `room_not_moved` or `room_left`.
    pub code: &'static str,
    /// What happened, and what can be done.
    pub detail: Text,
}

/// What may be too long for where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortened {
    /// A message that was written for one post.
    Message,
    /// An interview's title.
    Title,
    /// The description of an offer or of an interview.
    Description,
    /// An interview's location.
    Location,
}

impl Warning {
    /// What did not fit what `provider` keeps.
    pub fn text_shortened(what: Shortened, provider: Provider) -> Self {
        let detail = match what {
            Shortened::Message => Text::new("text_shortened-message"),
            Shortened::Title => Text::new("text_shortened-title"),
            Shortened::Description => Text::new("text_shortened-description"),
            Shortened::Location => Text::new("text_shortened-location"),
        };
        Self { code: "text_shortened", detail: detail.with("provider", provider) }
    }

    /// Something can't be done with a connection, told in `detail`, that was asked for when it was made.
    pub const fn scope_not_granted(detail: Text) -> Self {
        Self { code: "scope_not_granted", detail }
    }

    /// What an account of `provider` can't do, whatever was granted.
    pub fn account_limit(limit: AccountLimit, provider: Provider) -> Self {
        Self { code: limit.code(), detail: limit.text(provider) }
    }

    /// Somebody who is to be there has something else then; `detail` says who.
    pub const fn conflict(detail: Text) -> Self {
        Self { code: "conflict", detail }
    }

    /// A room of `provider` ends before its interview, since nothing is paid for its host.
    pub fn room_ends_early(provider: Provider) -> Self {
        let detail = Text::new("room_ends_early").with("provider", provider);
        Self { code: "room_ends_early", detail }
    }

    /// After an unclear answer of `provider` a second room may exist.
    pub fn room_may_be_doubled(provider: Provider) -> Self {
        let detail = Text::new("room_may_be_doubled").with("provider", provider);
        Self { code: "room_may_be_doubled", detail }
    }

    /// An interview was changed, and its room at `provider` could not be.
    pub fn room_not_moved(provider: Provider) -> Self {
        let detail = Text::new("room_not_moved").with("provider", provider);
        Self { code: "room_not_moved", detail }
    }

    /// An interview was cancelled, and its room stays at `provider`.
    pub fn room_left(provider: Provider) -> Self {
        let detail = Text::new("room_left").with("provider", provider);
        Self { code: "room_left", detail }
    }

    /// The link card shows the beginning of a text only.
    pub const fn card_shortened() -> Self {
        Self { code: "card_shortened", detail: Text::new("card_shortened") }
    }

    /// The standard text stands in for the company's own, because of `problem`.
    pub fn template_unusable(problem: Text) -> Self {
        let detail = Text::new("template_unusable").with("problem", problem);
        Self { code: "template_unusable", detail }
    }

    /// The connection to `provider` ends at `end`, before what is planned by it.
    pub fn connection_ends(provider: Provider, end: Timestamp) -> Self {
        let detail = Text::new("connection_ends").with("provider", provider);
        Self { code: "connection_ends", detail: detail.with("until", Argument::Moment(end)) }
    }

    /// The post goes without its picture, because of `reason`.
    pub fn picture_left_out(reason: Text) -> Self {
        let detail = Text::new("picture_left_out").with("reason", reason);
        Self { code: "picture_left_out", detail }
    }
}
