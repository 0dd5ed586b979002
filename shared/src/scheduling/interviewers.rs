//! Colleagues who are to be there: found by their own connections, and asked when they are free (B20).
//!
//! What the organizing calendar can read of a person is taken from it. Of whoever comes back unknown, their
//! own connection tells, as long as they are known to be there; it tells when they are busy, and nothing else
//! (S47). What can't be read is unknown, and unknown is never free.

use futures::future::{join_all, try_join_all};
use serde::Serialize;

use crate::app::App;
use crate::connection::Connection;
use crate::model::error::{Error, Result, Sought};
use crate::model::interview::{Attendee, Availability, Seen, Span};
use crate::model::owner::ConnectionId;
use crate::model::provider::{CalendarProvider, Provider};
use crate::people::employer::Employer;
use crate::scheduling::calendar::Session;
use crate::store::{CalendarKey, Involved, Stored, Summary};
use crate::words::Text;

/// A colleague with an own calendar here.
#[derive(Clone, Debug)]
pub struct Interviewer {
    /// Their id at the ATS.
    pub user_id: i64,
    /// Their address there, by which they are invited.
    pub email: String,
    /// Their own calendars; one that can't be read is missing, and then they are not `readable`.
    calendars: Vec<Connection>,
    is_readable: bool,
}

/// Why nobody knows how somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The owner was not seen for 30 days.
    Absent,
    /// The connection has to be made again.
    Disconnected,
    /// The calendar can't be asked now.
    Unanswered,
}

impl Unread {
    /// Why a calendar is not known that was refused with `error`: what only its owner can mend does not pass by itself.
    const fn of(error: &Error) -> Self {
        match error {
            Error::NotConnected(_)
            | Error::ReauthorizationRequired(_)
            | Error::ScopeNotGranted { .. }
            | Error::PermissionDenied(_)
            | Error::BlockedByPolicy(_) => Self::Disconnected,
            _ => Self::Unanswered,
        }
    }
}

/// How an interviewer's calendar is known.
pub type View = Result<Seen, Unread>;

/// How an interviewer is at a time, as it is answered.
#[derive(Clone, Debug, Serialize)]
pub struct Presence {
    user_id: i64,
    email: String,
    /// `free`, `busy` or `unknown`.
    availability: Availability,
    /// What that is known from, for people.
    reason: Text,
}

/// The colleagues `ids` of `employer`, each with an own calendar; no provider is asked.
///
/// # Errors
/// [`Error::NotFound`] where one has none in this company; [`Error::StorageUnavailable`].
pub async fn find(app: &App, employer: Employer, ids: &[i64]) -> Result<Vec<Interviewer>> {
    try_join_all(ids.iter().map(|id| one(app, employer, *id))).await
}

async fn one(app: &App, employer: Employer, user_id: i64) -> Result<Interviewer> {
    let calendars = Provider::ALL.into_iter().filter_map(CalendarProvider::of);
    let company = employer.company_id;
    let ids = calendars.map(|one| ConnectionId::of_person(company, user_id, one).of_any());
    let found = try_join_all(ids.map(|id| app.store.connection(id))).await?;
    let is_readable = !found.iter().any(|one| matches!(one, Stored::Unreadable(_)));
    let calendars: Vec<_> = found.into_iter().filter_map(Stored::known).collect();
    let email = calendars.iter().find_map(|one| one.holder.email.clone());
    let email = email.ok_or(Error::NotFound(Sought::Interviewer))?;
    Ok(Interviewer { user_id, email, calendars, is_readable })
}

/// Whose time an interview takes that `session` organizes, whoever else is there. Whoever has connected the account of
/// its calendar as their own is.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn organizing(app: &App, session: &Session) -> Result<Involved> {
    let calendar = session.calendar(session.company_id());
    let involved = Involved::organized_by(&calendar);
    let summaries = app.store.summaries(session.company_id()).await?;
    let is_same = |own: &&Summary| {
        let account = own.account.as_ref().map(|account| &account.id);
        own.id.provider == calendar.id.provider.into() && account == calendar.account.as_ref()
    };
    let owners = summaries.iter().filter(|_| calendar.account.is_some()).filter(is_same);
    Ok(owners.filter_map(|own| own.id.owner.person()).fold(involved, Involved::with))
}

/// How each of `interviewers` is within `window`: as the organizing calendar has `told`, else as they have
/// it themselves.
pub async fn views(
    app: &App,
    employer: Employer,
    interviewers: &[Interviewer],
    told: Vec<Option<Seen>>,
    window: Span,
) -> Vec<View> {
    let told = told.into_iter().map(Some).chain(std::iter::repeat(None));
    let views = interviewers.iter().zip(told).map(|(interviewer, told)| async move {
        match told.flatten() {
            Some(seen) => Ok(seen),
            None => interviewer.view(app, employer, window).await,
        }
    });
    join_all(views).await
}

impl Interviewer {
    /// How they are invited.
    pub fn attendee(&self) -> Attendee {
        Attendee { email: self.email.clone(), name: None }
    }

    /// Whose time it takes that they are there too, with `all` others.
    #[must_use]
    pub fn involved(&self, all: Involved) -> Involved {
        self.calendars().fold(all.with(self.user_id), |all, own| all.in_calendar(&own))
    }

    fn calendars(&self) -> impl Iterator<Item = CalendarKey> {
        self.calendars.iter().filter_map(|own| {
            let ConnectionId { company, owner, provider } = own.id;
            let id = ConnectionId { company, owner, provider: CalendarProvider::of(provider)? };
            Some(CalendarKey {
                id,
                account: own.account.as_ref().map(|account| account.id.clone()),
            })
        })
    }

    /// Their own calendars within `window`, together.
    async fn view(&self, app: &App, employer: Employer, window: Span) -> View {
        if !self.is_readable {
            return Err(Unread::Disconnected);
        }
        let asked = self.calendars.iter().map(|own| read(app, employer, own, window));
        let seen = join_all(asked).await.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(seen.into_iter().fold(Seen::default(), Seen::and))
    }

    /// How they are during `span`, by their `view`.
    pub fn presence(&self, view: &View, span: Span) -> Presence {
        let availability = view.as_ref().map_or(Availability::Unknown, |seen| seen.status(span));
        let availability = availability.plain();
        let reason = match (availability, view) {
            (Availability::Free, _) => Text::new("interviewer-free"),
            (Availability::Busy, _) => Text::new("interviewer-busy"),
            (_, Err(Unread::Absent)) => Text::new("interviewer-absent"),
            (_, Err(Unread::Disconnected)) => Text::new("interviewer-disconnected"),
            (_, Err(Unread::Unanswered)) => Text::new("interviewer-unanswered"),
            (_, Ok(_)) => Text::new("interviewer-unclear"),
        };
        let reason = reason.with("email", self.email.as_str());
        Presence { user_id: self.user_id, email: self.email.clone(), availability, reason }
    }
}

impl Presence {
    /// Whether they are known to be busy.
    pub fn is_busy(&self) -> bool {
        self.availability == Availability::Busy
    }

    /// Why nobody knows how they are, where nobody does.
    pub fn doubt(&self) -> Option<Text> {
        (self.availability == Availability::Unknown).then(|| self.reason.clone())
    }

    /// Their address at the ATS.
    pub fn email(&self) -> &str {
        &self.email
    }
}

/// When the owner of the connection `own` is busy within `window`, by that connection.
async fn read(app: &App, employer: Employer, own: &Connection, window: Span) -> View {
    if !own.is_open_to(Some(employer.user_id), app.clock.now()) {
        return Err(Unread::Absent);
    }
    let provider = CalendarProvider::of(own.id.provider).ok_or(Unread::Disconnected)?;
    let id = employer.connection_of(own.id.owner, provider);
    let session = match Session::open(app, id, employer).await {
        Ok(session) => session,
        Err(error) => return Err(Unread::of(&error)),
    };
    let asked = session.call(|calendar| async move { calendar.occupied(&[], window, None).await });
    let told = asked.await.map(|occupied| occupied.organizer).map_err(Error::from);
    session.audit("read_free_busy", &told);
    told.map_err(|error| Unread::of(&error))
}
