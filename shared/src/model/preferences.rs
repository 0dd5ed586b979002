//! What a company chose for all of its posts and invitations. Pure.

use serde::{Deserialize, Serialize};

use crate::model::language::Language;
use crate::model::provider::RoomProvider;

/// A company's choices; each has a default where nothing was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// What is written in where an offer does not tell its language; French where `None`.
    pub language: Option<Language>,
    /// How an offer's picture is shown.
    pub picture: PictureStyle,
    /// Where an interview with a video link is held; the calendar's own where `None`.
    pub meeting_provider: Option<RoomProvider>,
}

/// How a post shows the offer's picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureStyle {
    /// In full, with the link in the text, where it is large enough; else as on a card.
    #[default]
    Image,
    /// Small, on a card that leads to the offer.
    Card,
}

/// What is to change; `None` leaves a choice as it is, `Some(None)` takes it back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// See [`Preferences::language`].
    pub language: Option<Option<Language>>,
    /// See [`Preferences::picture`].
    pub picture: Option<Option<PictureStyle>>,
    /// See [`Preferences::meeting_provider`].
    pub meeting_provider: Option<Option<RoomProvider>>,
}
