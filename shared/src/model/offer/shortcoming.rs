//! Why a feed leaves an offer out.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::LIMIT;
use super::profile::ADZUNA_LENGTH;
use crate::words::Text;

/// What an offer lacks, or has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcoming {
    /// No title can be seen.
    Title,
    /// No company's name.
    Company,
    /// No text.
    Description,
    /// A text that is shorter than the taker takes.
    Length,
    /// No place, or none that a town is found in.
    Place,
    /// No country's code.
    Country,
    /// It has not changed for longer than the taker takes.
    Age,
    /// The feed is full.
    Room,
}

impl Shortcoming {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Title => "title_missing",
            Self::Company => "company_missing",
            Self::Description => "description_missing",
            Self::Length => "description_short",
            Self::Place => "place_missing",
            Self::Country => "country_missing",
            Self::Age => "too_old",
            Self::Room => "feed_full",
        }
    }

    /// What is told to people.
    pub fn text(self) -> Text {
        match self {
            Self::Title => Text::new("offer-lacks-title"),
            Self::Company => Text::new("offer-lacks-company"),
            Self::Description => Text::new("offer-lacks-description"),
            Self::Length => Text::new("offer-lacks-length").with("limit", counted(ADZUNA_LENGTH)),
            Self::Place => Text::new("offer-lacks-place"),
            Self::Country => Text::new("offer-lacks-country"),
            Self::Age => Text::new("offer-too-old"),
            Self::Room => Text::new("offer-lacks-room").with("limit", counted(LIMIT)),
        }
    }
}

fn counted(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// Code and text.
impl Serialize for Shortcoming {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_struct("Shortcoming", 2)?;
        members.serialize_field("code", self.code())?;
        members.serialize_field("detail", &self.text())?;
        members.end()
    }
}
