//! How somebody is at a time, and times that suit.

use serde::{Deserialize, Serialize};

use super::Span;
use crate::words::Text;

/// How a person is; read in Graph's words (`freeBusyStatus`), answered in ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case", deserialize = "camelCase"))]
pub enum Availability {
    /// Has time.
    Free,
    /// Has perhaps no time.
    Tentative,
    /// Has no time.
    Busy,
    /// Is away.
    #[serde(rename(serialize = "out_of_office", deserialize = "oof"))]
    OutOfOffice,
    /// Works somewhere else, and has time.
    WorkingElsewhere,
    /// The calendar can't be read: this is not "free".
    #[serde(other)]
    Unknown,
}

/// A time that suits.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// When.
    pub span: Span,
    /// How likely everybody can come, 0 to 100: the mean of free 100, unknown 49, busy 0.
    pub confidence: f64,
    /// How each person asked for is then, in the order asked.
    pub attendees: Vec<Availability>,
}

impl Availability {
    /// How much it stands in the way: the more, the larger.
    pub(super) const fn weight(self) -> u8 {
        match self {
            Self::Free => 0,
            Self::WorkingElsewhere => 1,
            Self::Tentative => 2,
            Self::Unknown => 3,
            Self::Busy => 4,
            Self::OutOfOffice => 5,
        }
    }

    /// Free, busy or unknown, as of somebody who is to be there: perhaps is no.
    #[must_use]
    pub const fn plain(self) -> Self {
        match self {
            Self::Free | Self::WorkingElsewhere => Self::Free,
            Self::Tentative | Self::Busy | Self::OutOfOffice => Self::Busy,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Whether an interview at that time is out of the question.
    pub fn is_absent(self) -> bool {
        matches!(self, Self::Busy | Self::OutOfOffice)
    }
}

impl Suggestion {
    /// Why this time, for people.
    pub fn reason(&self) -> Text {
        let is_free = |status: &Availability| {
            matches!(status, Availability::Free | Availability::WorkingElsewhere)
        };
        if self.attendees.iter().all(is_free) {
            Text::new("everybody-free")
        } else if self.attendees.contains(&Availability::Tentative) {
            Text::new("somebody-tentative")
        } else {
            Text::new("nobody-busy")
        }
    }
}
