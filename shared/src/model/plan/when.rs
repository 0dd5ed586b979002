//! When a post is to go. Pure.

use jiff::{SignedDuration, Timestamp};

use super::later;
use crate::model::error::{Error, Result};
use crate::model::interview as time;
use crate::words::{Argument, Text};

/// A plan's post goes this long after it was made at the soonest, so that there is time to take it back.
const SOONEST: SignedDuration = SignedDuration::from_mins(5);
/// And at the latest this long after it was made, however often it is moved: what the ATS said is that old then.
const LATEST: SignedDuration = SignedDuration::from_hours(90 * 24);

/// When a post is to go, as a request says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// In whole seconds.
    pub at: Timestamp,
    /// An IANA name, spelled as the database spells it.
    pub zone: String,
}

impl When {
    /// Reads `publish_at`, an instant with an offset or a local time of the `named` zone, of the `usual` one where
    /// none is named, for a plan made at `planned_at`.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] naming the field: no time, no zone, a local time that clocks skip, one that is
    /// too far away.
    pub fn parse(
        publish_at: &str,
        (named, usual): (Option<&str>, &str),
        planned_at: Timestamp,
    ) -> Result<Self> {
        let zone = zone(named, usual)?;
        let at = time::instant("publish_at", publish_at, &zone)?;
        let end = later(planned_at, LATEST);
        if at > end {
            return Err(refused(Text::new("publish-too-far").with("until", Argument::Moment(end))));
        }
        Ok(Self { at, zone })
    }

    /// This, where it is far enough from `now` to be planned.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`].
    pub fn ahead_of(self, now: Timestamp) -> Result<Self> {
        if self.at < later(now, SOONEST) {
            return Err(refused(Text::new("publish-too-soon")));
        }
        Ok(self)
    }

    /// Whether `publish_at` names the instant of `other`.
    pub fn is_same(publish_at: &str, other: &Self) -> bool {
        time::instant("publish_at", publish_at, &other.zone).is_ok_and(|at| at == other.at)
    }
}

/// The zone that is `named`, or the `usual` one, as the database spells it.
///
/// # Errors
/// [`Error::InvalidRequest`] where the database has no such zone.
pub fn zone(named: Option<&str>, usual: &str) -> Result<String> {
    let named = named.map(str::trim).filter(|name| !name.is_empty()).unwrap_or(usual);
    let zone = time::zone(Some(named))?;
    Ok(zone.iana_name().unwrap_or(usual).to_owned())
}

fn refused(text: Text) -> Error {
    Error::InvalidRequest(text.with("field", "publish_at"))
}
