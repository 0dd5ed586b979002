//! What somebody says of an offer at a board.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use shared::model::advert::{Board, State, address};
use shared::model::error::{Error, Result};
use shared::words::Text;

use crate::body::last_day;

/// The request.
#[derive(Debug, Deserialize)]
pub(crate) struct Body {
    /// How far it is.
    state: State,
    /// The offer's page at the board, of one that is posted.
    #[serde(default)]
    url: Option<String>,
    /// Its last day there, as `2026-12-31`, of one that is posted.
    #[serde(default)]
    ends_on: Option<String>,
}

/// The same, once it makes sense.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(super) state: State,
    pub(super) url: Option<String>,
    pub(super) ends_on: Option<Date>,
}

impl Said {
    /// What `body`, which came at `now`, says of an offer at `board`.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] for an address that is no page of the board, a last day that is none, and either
    /// with a state that has none.
    pub(crate) fn read(body: Body, board: Board, now: Timestamp) -> Result<Self> {
        let Body { state, url, ends_on } = body;
        if state == State::Posted {
            let url = address(url.as_deref().unwrap_or_default(), board)?;
            let ends_on = ends_on.map(|text| last_day(&text, now)).transpose()?;
            return Ok(Self { state, url: Some(url), ends_on });
        }
        let alone = |field: &'static str| {
            Error::InvalidRequest(Text::new("advert-only-posted").with("field", field))
        };
        match (url, ends_on) {
            (None, None) => Ok(Self { state, url: None, ends_on: None }),
            (Some(_), _) => Err(alone("url")),
            (None, Some(_)) => Err(alone("ends_on")),
        }
    }
}
