//! A connection to a calendar in use: the one that somebody asks for, or the one that organizes an interview.

use super::Calendar;
use crate::app::App;
use crate::connecting::access::Read;
use crate::connecting::session;
use crate::connection::Maker;
use crate::model::error::{Error, Result};
use crate::model::fault::ProviderError;
use crate::model::owner::{ConnectionId, Owner, Whose};
use crate::model::provider::CalendarProvider;
use crate::people::employer::Employer;
use crate::providers::Feature;
use crate::store::{CalendarKey, ScheduledEvent};

/// The connection, and the calendar in its name.
pub type Session = session::Session<CalendarProvider>;

/// Reads the connections that organize most interviews at `provider` which `employer` asks for, their own and the
/// company's, while the interview itself is read.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn may_organize(
    app: &App,
    employer: Employer,
    provider: CalendarProvider,
) -> Result<Read> {
    let (own, companys) =
        (employer.own_connection(provider), employer.company_connection(provider));
    Read::both(app, own.of_any(), companys.of_any()).await
}

impl Session {
    /// The calendar that it leads to.
    pub fn calendar(&self, company: i64) -> CalendarKey {
        let id = ConnectionId { company, owner: self.owner(), provider: self.provider() };
        CalendarKey { id, account: self.account().map(|account| account.id) }
    }

    /// The calendar of `provider` that `employer` asks for: of `whose` is said, else their own where there is
    /// one, else the company's.
    ///
    /// # Errors
    /// Those of [`Session::open`].
    pub async fn of_employer(
        app: &App,
        employer: Employer,
        provider: CalendarProvider,
        whose: Option<Whose>,
    ) -> Result<Self> {
        let user_id = employer.user_id;
        match whose {
            Some(whose) => Self::open(app, employer.connection(whose, provider), employer).await,
            None => {
                let own = employer.own_connection(provider);
                let companys = employer.company_connection(provider);
                Self::open_first(app, (own, companys), user_id).await
            }
        }
    }

    /// The same, where the connections were `read` already ([`may_organize`]).
    ///
    /// # Errors
    /// Those of [`Session::open`].
    pub async fn of_employer_read(
        app: &App,
        employer: Employer,
        (provider, read): (CalendarProvider, &Read),
        whose: Option<Whose>,
    ) -> Result<Self> {
        match whose {
            Some(whose) => {
                let id = employer.connection(whose, provider);
                Self::open_read(app, (id, read), employer).await
            }
            None => Self::open_first_read(app, (provider, read), employer.user_id).await,
        }
    }

    /// The calendar that organizes `event`, for `employer` of its company, and never another one.
    ///
    /// # Errors
    /// [`Error::OrganizerUnavailable`] where it is somebody's own and can't be used; those of
    /// [`Session::open`].
    pub async fn of_organizer(
        app: &App,
        employer: Employer,
        event: &ScheduledEvent,
    ) -> Result<Self> {
        let id = employer.connection_of(event.organizer, event.provider);
        Self::organizing(app, employer, event, Self::open(app, id, employer).await)
    }

    /// The same, where the connections that may organize an interview at its provider were `read` beside it
    /// ([`may_organize`]).
    ///
    /// # Errors
    /// Those of [`Session::of_organizer`].
    pub async fn of_organizer_read(
        app: &App,
        employer: Employer,
        (event, read): (&ScheduledEvent, &Read),
    ) -> Result<Self> {
        let id = employer.connection_of(event.organizer, event.provider);
        let opened = Self::open_read(app, (id, read), employer).await;
        Self::organizing(app, employer, event, opened)
    }

    /// What `opened` is to `employer` as the organizer of `event`.
    fn organizing(
        app: &App,
        employer: Employer,
        event: &ScheduledEvent,
        opened: Result<Self>,
    ) -> Result<Self> {
        let gone = |user_id| Error::OrganizerUnavailable {
            provider: event.provider.into(),
            organizer: (user_id != employer.user_id).then(|| event.organizer_name(user_id)),
        };
        match (opened, event.organizer) {
            (
                Err(Error::NotConnected(_) | Error::ReauthorizationRequired(_)),
                Owner::Person(owner),
            ) => Err(gone(owner)),
            (Ok(session), Owner::Person(owner)) if !session.is_open(app) => Err(gone(owner)),
            // Only its owner can bring the account back that a colleague is told nothing of.
            (Ok(session), Owner::Person(owner))
                if owner != employer.user_id
                    && matches!(session.maker(event.account.as_ref()), Maker::Other(_)) =>
            {
                Err(gone(owner))
            }
            (opened, _) => opened,
        }
    }

    /// Whether whoever uses it may: see [`crate::connection::Connection::is_open_to`].
    fn is_open(&self, app: &App) -> bool {
        self.connection().is_open_to(Some(self.user_id()), app.clock.now())
    }

    /// `event` as whoever uses this has changed it, whose request is done.
    #[must_use]
    pub fn changed(&self, event: ScheduledEvent) -> ScheduledEvent {
        let event = event.changed_by(Some(self.user_id()));
        ScheduledEvent { is_candidate_s: self.actor().is_candidate(), ..event }
    }

    /// Calls the calendar; a refused token is renewed once, and the call made once more.
    ///
    /// # Errors
    /// The call's own.
    pub async fn call<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(Calendar) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        let calendar = |token| Calendar::new(&self.app, self.provider(), token);
        self.with_token(|token| call(calendar(token))).await
    }

    /// The stored `event` of this calendar as it is answered: see [`super::with_url`].
    #[must_use]
    pub fn with_url(&self, event: ScheduledEvent) -> ScheduledEvent {
        let account = self.connection().account.as_ref();
        super::with_url(&self.app.config.endpoints, event, account)
    }

    /// Whether the scopes that were granted are enough to find times that suit.
    ///
    /// # Errors
    /// [`crate::model::error::Error::ScopeNotGranted`].
    pub fn demand_times(&self) -> Result<()> {
        Feature::Times.demand(self.provider().into(), &self.connection().scopes)
    }
}
