//! Who calls, and what they may do.

use http::StatusCode;

use crate::directory::Person;
use crate::outlook::fault::Fault;
use simulator_kit::oauth::Access;

/// The bearer of an access token, put on the request by [`admission`](super::admission).
#[derive(Clone, Debug)]
pub struct Caller {
    /// Whose data it is.
    pub person: &'static Person,
    access: Access,
}

impl Caller {
    /// The bearer of `access`.
    pub fn new(person: &'static Person, access: Access) -> Self {
        Self { person, access }
    }

    /// May read the profile.
    pub fn reads_profile(&self) -> Result<(), Fault> {
        self.has_one_of(&["User.Read"])
    }

    /// May read the calendar, and has one.
    pub fn reads_calendar(&self) -> Result<(), Fault> {
        self.has_one_of(&["Calendars.ReadWrite", "Calendars.Read"])?;
        self.has_mailbox()
    }

    /// May change the calendar, and has one.
    pub fn writes_calendar(&self) -> Result<(), Fault> {
        self.has_one_of(&["Calendars.ReadWrite"])?;
        self.has_mailbox()
    }

    /// May ask for others' free times; company accounts only.
    pub fn reads_free_busy(&self) -> Result<(), Fault> {
        self.has_one_of(&["Calendars.ReadBasic", "Calendars.Read", "Calendars.ReadWrite"])?;
        self.works()
    }

    /// May have meeting times suggested; company accounts only. `Calendars.ReadWrite` is not among
    /// the permissions the reference lists.
    pub fn finds_meeting_times(&self) -> Result<(), Fault> {
        self.has_one_of(&["Calendars.Read.Shared", "Calendars.ReadWrite.Shared"])?;
        self.works()
    }

    fn works(&self) -> Result<(), Fault> {
        self.has_mailbox()?;
        if self.person.is_work() { Ok(()) } else { Err(Fault::no_mailbox()) }
    }

    fn has_mailbox(&self) -> Result<(), Fault> {
        if self.person.has_mailbox { Ok(()) } else { Err(Fault::no_mailbox()) }
    }

    fn has_one_of(&self, scopes: &[&str]) -> Result<(), Fault> {
        if scopes.iter().any(|scope| self.access.allows(scope)) {
            return Ok(());
        }
        let message = "Access is denied. Check credentials and try again.";
        Err(Fault::new(StatusCode::FORBIDDEN, "ErrorAccessDenied", message))
    }
}
