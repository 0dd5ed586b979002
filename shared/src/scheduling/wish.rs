//! Where somebody wants an interview to be held by video.

use crate::model::error::{Error, Result};
use crate::model::provider::{CalendarProvider, MeetingProvider, RoomProvider};
use crate::words::Text;

/// What is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct RoomWish {
    /// Where; naming one asks for a link.
    pub named: Option<RoomProvider>,
    /// Whether a link is wanted, wherever.
    pub is_wanted: bool,
}

impl RoomWish {
    /// Where the interview is to be held by video: what is asked for, else what the company `prefers`, else the
    /// room of `calendar` itself. `None` where no link is wanted.
    pub fn room(
        self,
        calendar: CalendarProvider,
        prefers: Option<RoomProvider>,
    ) -> Option<RoomProvider> {
        let preferred = prefers.filter(|room| room.host().is_some());
        let default = preferred.unwrap_or(calendar.room());
        self.named.or(self.is_wanted.then_some(default))
    }

    /// Whether only the company's preferences tell where a link is made.
    pub const fn is_open(self) -> bool {
        self.is_wanted && self.named.is_none()
    }

    /// Whether a connection beside the calendar is asked for.
    pub fn host(self) -> Option<MeetingProvider> {
        self.named.and_then(RoomProvider::host)
    }

    /// Refuses rooms of another calendar.
    ///
    /// # Errors
    /// `invalid_request` naming what is possible.
    pub fn check(self, calendar: CalendarProvider) -> Result<()> {
        let Some(room) = self.named else { return Ok(()) };
        if room.host().is_some() || room == calendar.room() {
            return Ok(());
        }
        let possible = [calendar.room(), RoomProvider::Zoom].map(RoomProvider::key).join(", ");
        let text = Text::new("expected-one-of").with("field", "meeting_provider");
        Err(Error::InvalidRequest(text.with("words", possible)))
    }
}
