//! What is asked for, and the changes it means.

use jiff::Timestamp;
use serde::Deserialize;
use shared::model::error::{Error, Result};
use shared::model::interview::{Changes, When, attendees, text, zone_name};
use shared::model::provider::CalendarProvider;
use shared::model::warning::{Shortened, Warning};
use shared::store::ScheduledEvent;
use shared::words::Text;

/// The request; what is left out stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    title: Option<String>,
    description: Option<String>,
    location: Option<String>,
    start_time: Option<String>,
    end_time: Option<String>,
    timezone: Option<String>,
    candidate_timezone: Option<String>,
    attendees: Option<Vec<String>>,
}

impl Body {
    /// The changes, checked and cleaned; local times are in the zone of the interview where none is named.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] naming the field, or where nothing is to change.
    pub(super) fn changes(&self, known: &ScheduledEvent, now: Timestamp) -> Result<Changes> {
        let changes = Changes {
            title: self.title.as_deref().map(text::title).transpose()?,
            description: self.description.as_deref().map(text::description),
            location: self.location.as_deref().map(text::line),
            when: self.when(&known.timezone, now)?,
            attendees: self.attendees.as_deref().map(attendees).transpose()?,
            candidate_zone: zone_name("candidate_timezone", self.candidate_timezone.as_deref())?,
        };
        if changes.is_empty() {
            return Err(Error::InvalidRequest(Text::new("nothing-to-change")));
        }
        Ok(changes)
    }

    /// What was shortened of what was asked for, to become these changes in `provider`'s calendar.
    pub(super) fn warnings(&self, kept: &Changes, provider: CalendarProvider) -> Vec<Warning> {
        let texts = [
            (Shortened::Title, self.title.as_deref(), kept.title.as_deref()),
            (Shortened::Description, self.description.as_deref(), kept.description.as_deref()),
            (Shortened::Location, self.location.as_deref(), kept.location.as_deref()),
        ];
        text::shortened(provider, texts)
    }

    /// Half a new time is none: whether the other end moves with it is not ours to guess.
    fn when(&self, own_zone: &str, now: Timestamp) -> Result<Option<When>> {
        let invalid = |field: &str, other: &str| {
            let text = Text::new("field-needed").with("field", field).with("other", other);
            Err(Error::InvalidRequest(text))
        };
        let zone = (self.timezone.as_deref(), own_zone);
        match (&self.start_time, &self.end_time) {
            (Some(start), Some(end)) => When::parse(start, end, zone, now).map(Some),
            (Some(_), None) => invalid("end_time", "start_time"),
            (None, Some(_)) => invalid("start_time", "end_time"),
            (None, None) if self.timezone.is_some() => invalid("start_time", "timezone"),
            (None, None) => Ok(None),
        }
    }
}
