//! An interview, whatever calendar it is kept in. Pure: no clock, no storage, no network.

mod address;
mod attendee;
mod availability;
mod event;
mod interviewers;
mod key;
mod meeting;
mod occupied;
mod party;
mod reading;
mod room;
pub mod text;
mod time;
mod turn;

pub use address::{AddressError, address, is_same};
pub use attendee::{Attendee, attendees};
pub use availability::{Availability, Suggestion};
pub use event::{Content, Event, Sight};
pub use interviewers::interviewers;
pub use key::EventKey;
pub use meeting::{Link, Meeting};
pub use occupied::{Block, Seen};
pub use party::{Guest, Party, Person, Reply, Response, Role};
pub use reading::{Next, Page, Place, Reading, Window};
pub use room::{Booking, HostId, Room};
pub use time::{DEFAULT_ZONE, Span, When, exact_instant, instant, local, zone, zone_name};
pub use turn::{Turn, is_worth_it, look_at};

/// An interview to schedule. All of it was checked and cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    /// One line.
    pub title: String,
    /// Plain text in lines; may be empty.
    pub description: String,
    /// One line; may be empty.
    pub location: String,
    /// From when to when.
    pub when: When,
    /// Who is invited, each once.
    pub attendees: Vec<Attendee>,
}

/// What is to change of an interview; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// See [`Interview::title`].
    pub title: Option<String>,
    /// See [`Interview::description`].
    pub description: Option<String>,
    /// See [`Interview::location`].
    pub location: Option<String>,
    /// See [`Interview::when`].
    pub when: Option<When>,
    /// See [`Interview::attendees`]; all of them.
    pub attendees: Option<Vec<Attendee>>,
    /// The IANA zone of the candidate, which no calendar keeps.
    pub candidate_zone: Option<String>,
}

impl Changes {
    /// Whether anything is to change that the calendar keeps.
    pub const fn concern_event(&self) -> bool {
        let Self { title, description, location, when, attendees, .. } = self;
        let is_text = title.is_some() || description.is_some() || location.is_some();
        is_text || when.is_some() || attendees.is_some()
    }

    /// Whether nothing is to change.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
