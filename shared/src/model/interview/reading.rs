//! How far a calendar was read, page by page, and what a page names. Pure.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where reading a calendar's changes goes on. It holds a provider's token, and is stored sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What of the calendar is read.
    pub window: Window,
    /// Where the round began; absent in a full one, which names all there is and not what has changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The page that is next in the round; absent where that is its first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// Which events are read. It stays what it was when the calendar was first read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Those that end later.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub since: Timestamp,
    /// Those that begin earlier.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub until: Timestamp,
}

/// What a calendar answers to the question for changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Page(Page),
    /// It has forgotten the place: only a full round tells what has changed.
    Forgotten,
}

/// A page of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The ids of events that are there, have changed, or may be gone. Nothing else of them is kept, since
    /// most are nobody's business, and what is told of them may be late: whoever knows an id asks for it.
    pub ids: Vec<String>,
    /// Those of them that are told to be gone: a second witness, where the event itself is not found.
    pub removed: Vec<String>,
    pub next: Next,
}

/// What comes after a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another page of this round.
    Page(Place),
    /// Nothing: the next round begins here.
    Round(Place),
}

impl Place {
    /// The beginning of a full round.
    pub const fn beginning(window: Window) -> Self {
        Self { window, after: None, page: None }
    }

    /// Whether the round names all there is.
    pub const fn is_full(&self) -> bool {
        self.after.is_none()
    }

    /// Whether it is asked for by what the calendar has given, which that may refuse because it has forgotten it.
    pub const fn is_given(&self) -> bool {
        self.after.is_some() || self.page.is_some()
    }

    /// The page of this round that is named `page`.
    #[must_use]
    pub fn page(&self, page: String) -> Self {
        Self { page: Some(page), ..self.clone() }
    }

    /// The round that begins `after` what this one has told.
    #[must_use]
    pub fn round(&self, after: String) -> Self {
        Self { window: self.window, after: Some(after), page: None }
    }
}
