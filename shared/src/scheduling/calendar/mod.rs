//! A connected calendar, whichever it is: what the functions need to know of Google and Outlook.

mod hours;
mod reach;
mod session;
mod slots;

pub use crate::model::interview::{Availability, Suggestion};
pub use hours::Hours;
pub use reach::Reached;
pub use session::{Session, may_organize};
pub use slots::{WorkingHours, best, together};

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use secrecy::SecretString;

use crate::app::App;
use crate::model::account::Account;
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{
    Changes, Event, EventKey, Interview, Place, Reading, Seen, Sight, Span,
};
use crate::model::provider::CalendarProvider;
use crate::platform::endpoints::Endpoints;
use crate::providers::google::{self, GoogleCalendar};
use crate::providers::microsoft::OutlookCalendar;
use crate::store::{EventState, ScheduledEvent};

/// How often the same interview can be scheduled again after it was deleted, in one request.
const GENERATIONS: u32 = 10;

/// How many searches Outlook is asked for at most, and of how many days each is at least.
const SEARCHES: usize = 4;
const DAYS_OF_A_SEARCH: usize = 5;

/// The calendar of one connected account.
#[derive(Clone, Debug)]
pub enum Calendar {
    Google(GoogleCalendar),
    Outlook(OutlookCalendar),
}

/// When an account is not free, and others as far as it is told.
#[derive(Clone, Debug)]
pub struct Occupied {
    /// The account itself.
    pub organizer: Seen,
    /// Each person, in the order asked; `None` where their calendar can't be read.
    pub people: Vec<Option<Seen>>,
}

/// What came of making an event.
#[derive(Clone, Debug)]
pub enum Making {
    /// It is there.
    Made(Box<Created>),
    /// The calendar says that it has made the event of this generation before, and does not show it.
    Hidden(u32),
}

/// An event, and the generation of its id that is in use.
#[derive(Clone, Debug)]
pub struct Created {
    pub event: Event,
    /// See [`EventKey::id`].
    pub generation: u32,
}

/// The stored `event` with the link that its row does not hold because it names an address: made anew
/// from the connected `account`, where the event is in its calendar and its address is known.
#[must_use]
pub fn with_url(
    endpoints: &Endpoints,
    event: ScheduledEvent,
    account: Option<&Account>,
) -> ScheduledEvent {
    let is_its = |own: &&Account| event.account.as_ref().is_none_or(|noted| noted.id == own.id);
    let address = account.filter(is_its).map(|account| account.label.as_str());
    // Nobody knows whether there is anything to open.
    let is_there = event.event_url.is_none() && event.state != EventState::Unconfirmed;
    let address = address.filter(|label| label.contains('@') && is_there);
    let Some(address) = address else { return event };
    let url = match event.provider {
        CalendarProvider::Google => Some(google::event_url(endpoints, &event.event_id, address)),
        // Its links name an id, and are stored.
        CalendarProvider::Outlook => None,
    };
    ScheduledEvent { event_url: url, ..event }
}

impl Calendar {
    /// The calendar of `provider` as `access_token`'s account sees it.
    pub(crate) fn new(app: &App, provider: CalendarProvider, access_token: SecretString) -> Self {
        match provider {
            CalendarProvider::Google => {
                Self::Google(GoogleCalendar::new(app.outside(), access_token))
            }
            CalendarProvider::Outlook => {
                Self::Outlook(OutlookCalendar::new(app.outside(), access_token))
            }
        }
    }

    /// Whether to ask for a video link. Google is asked anyway, and says what came of it; Outlook is
    /// asked where its calendar allows Teams, or where that can't be found out.
    ///
    /// # Errors
    /// [`ProviderError`] where the calendar wants to be left alone: the event would be refused as well.
    pub async fn offers_meetings(&self) -> Result<bool, ProviderError> {
        match self {
            Self::Google(_) => Ok(true),
            Self::Outlook(outlook) => match outlook.makes_teams_meetings().await {
                Err(error) if matches!(error.fault, Fault::Throttled(_)) => Err(error),
                answer => Ok(answer.unwrap_or(true)),
            },
        }
    }

    /// Makes the event of `key`, or finds it where it was made before; from generation `first` on,
    /// because a deleted event keeps its id. Whether the first is known to be gone (`is_gone`) counts where the
    /// calendar does not show it.
    ///
    /// # Errors
    /// [`ProviderError`]; [`Fault::OutcomeUnknown`] where it is open whether the event exists.
    pub async fn create(
        &self,
        interview: &Interview,
        key: &EventKey,
        (first, is_gone): (u32, bool),
        with_meeting: bool,
    ) -> Result<Making, ProviderError> {
        for generation in first..first.saturating_add(GENERATIONS) {
            let id = key.id(generation);
            let sight = match self {
                Self::Google(google) => google.create(interview, &id, with_meeting).await?,
                Self::Outlook(outlook) => {
                    outlook.create(interview, (key, generation), with_meeting).await?
                }
            };
            match sight {
                Sight::There(event) => {
                    return Ok(Making::Made(Box::new(Created { event: *event, generation })));
                }
                Sight::Absent if !(is_gone && generation == first) => {
                    return Ok(Making::Hidden(generation));
                }
                Sight::Deleted | Sight::Absent => {}
            }
        }
        let provider = self.provider().into();
        Err(ProviderError { provider, fault: Fault::Rejected, status: None, code: None })
    }

    /// The event `id`; `None` where it was deleted.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn find(&self, id: &str) -> Result<Option<Event>, ProviderError> {
        match self {
            Self::Google(google) => google.find(id).await,
            Self::Outlook(outlook) => outlook.find(id).await,
        }
    }

    /// What the calendar knows of the event `id`.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn sight(&self, id: &str) -> Result<Sight, ProviderError> {
        match self {
            Self::Google(google) => google.sight(id).await,
            Self::Outlook(outlook) => outlook.sight(id).await,
        }
    }

    /// What the calendar tells at `place` of what has changed, or of all there is.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn read(&self, place: &Place) -> Result<Reading, ProviderError> {
        match self {
            Self::Google(google) => google.read(place).await,
            Self::Outlook(outlook) => outlook.read(place).await,
        }
    }

    /// The event of `key` that stands in the calendar, from generation `first` on.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn named(&self, key: &EventKey, first: u32) -> Result<Option<Event>, ProviderError> {
        match self {
            Self::Google(google) => google.named(key, first).await,
            Self::Outlook(outlook) => outlook.named(key).await,
        }
    }

    /// Changes the event, provided that it is still the `current` one.
    ///
    /// # Errors
    /// [`ProviderError`]; 412 where somebody changed it.
    pub async fn change(&self, current: &Event, changes: &Changes) -> Result<Event, ProviderError> {
        match self {
            Self::Google(google) => google.change(current, changes).await,
            Self::Outlook(outlook) => outlook.change(current, changes).await,
        }
    }

    /// Cancels the event and tells everybody invited; one that is gone already is cancelled. Whether the calendar knew
    /// of it.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn cancel(&self, id: &str) -> Result<bool, ProviderError> {
        match self {
            Self::Google(google) => google.cancel(id).await,
            Self::Outlook(outlook) => outlook.cancel(id).await,
        }
    }

    /// Times of `duration` within `windows`, which are in order, at which nobody is known to be busy;
    /// spread over the days on the clocks of `zone`.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn suggest(
        &self,
        emails: &[&str],
        windows: &[Span],
        duration: SignedDuration,
        zone: &TimeZone,
    ) -> Result<Vec<Suggestion>, ProviderError> {
        let (Some(first), Some(last)) = (windows.first(), windows.last()) else {
            return Ok(Vec::new());
        };
        let found = match self {
            Self::Outlook(outlook) => {
                let mut found = Vec::new();
                // Graph names the nearest times first: of many days the last would have none.
                for part in windows.chunks(windows.len().div_ceil(SEARCHES).max(DAYS_OF_A_SEARCH)) {
                    found.extend(outlook.meeting_times(emails, part, duration).await?);
                }
                found
            }
            Self::Google(google) => {
                let whole = Span { start: first.start, end: last.end };
                let busy = google.free_busy(emails, whole).await?;
                let people: Vec<_> =
                    busy.attendees.into_iter().map(|spans| spans.map(Seen::merged)).collect();
                together(windows, duration, &Seen::merged(busy.organizer), &people)
            }
        };
        Ok(best(found, zone))
    }

    /// When the account and the people with these addresses are not free within `window`; the account's own
    /// event `moved` is left out.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn occupied(
        &self,
        emails: &[&str],
        window: Span,
        moved: Option<&str>,
    ) -> Result<Occupied, ProviderError> {
        match self {
            Self::Google(google) => {
                let (busy, own) = tokio::try_join!(google.free_busy(emails, window), async {
                    match moved {
                        Some(id) => google.blocks(window, id).await.map(Some),
                        None => Ok(None),
                    }
                })?;
                let people = busy.attendees.into_iter().map(|spans| spans.map(Seen::merged));
                let organizer = own.unwrap_or_else(|| Seen::merged(busy.organizer));
                Ok(Occupied { organizer, people: people.collect() })
            }
            Self::Outlook(outlook) => {
                let own = outlook.blocks(window, moved);
                let (organizer, people) = tokio::try_join!(own, outlook.schedules(emails, window))?;
                Ok(Occupied { organizer, people })
            }
        }
    }

    const fn provider(&self) -> CalendarProvider {
        match self {
            Self::Google(_) => CalendarProvider::Google,
            Self::Outlook(_) => CalendarProvider::Outlook,
        }
    }
}
