//! What a person changed in the calendar, as it is answered.

use jiff::Timestamp;
use serde::Serialize;
use shared::model::interview::local;
use shared::store::{Happened, What};

#[derive(Debug, Serialize)]
pub(crate) struct Change {
    /// When it was seen there.
    at: Timestamp,
    what: What,
    /// When the interview was to begin and end until then, of one that was moved; with the offset of its zone.
    was_start_time: Option<String>,
    was_end_time: Option<String>,
}

impl Change {
    /// Of `happened` to an interview of this zone.
    pub(super) fn new(happened: &Happened, timezone: &str) -> Self {
        Self {
            at: happened.at,
            what: happened.what,
            was_start_time: happened.was.map(|was| local(was.start, timezone)),
            was_end_time: happened.was.map(|was| local(was.end, timezone)),
        }
    }
}
