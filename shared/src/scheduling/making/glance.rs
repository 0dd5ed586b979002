//! Who is busy at the time of an interview that is to be made: asked beside the claim and answered before the
//! event is made, so that the event itself is no conflict. What can't be asked in time delays nothing.

use std::time::Duration;

use crate::app::App;
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Availability, Block, Seen, Span};
use crate::model::warning::Warning;
use crate::people::employer::Employer;
use crate::platform::deadline::{self, RESERVE};
use crate::scheduling::calendar::{Occupied, Session};
use crate::scheduling::interviewers::{self, Presence, Unread, View};
use crate::store::{Hold, Involved};
use crate::words::Text;

use super::Order;

/// The longest that an interview waits for it.
const TIME_BOX: Duration = Duration::from_secs(4);

/// What the calendars tell of that time.
#[derive(Debug)]
pub struct Glance {
    /// The organizing one, where it could be asked.
    organizer: Option<Seen>,
    /// Each of [`Order::guests`].
    guests: Vec<Option<Seen>>,
    /// Each of [`Order::interviewers`].
    interviewers: Vec<View>,
    /// Whether the organizing calendar makes video links, where one is wanted.
    offers_meetings: bool,
    /// Whether conflicts are told.
    is_told: bool,
    /// The organizing calendar wants to be left alone: it would refuse the interview as well (F10).
    throttled: Option<ProviderError>,
}

/// Asks the organizing calendar, and interviewers' own where it does not tell.
pub(super) async fn look(
    app: &App,
    employer: Employer,
    session: &Session,
    order: &Order,
) -> Glance {
    let looking = ask(app, employer, session, order);
    let glance = deadline::limit(TIME_BOX, RESERVE, looking).await;
    glance.unwrap_or_else(|_| Glance {
        organizer: None,
        guests: Vec::new(),
        interviewers: order.interviewers.iter().map(|_| Err(Unread::Unanswered)).collect(),
        // Where it does not, it says so.
        offers_meetings: true,
        is_told: true,
        throttled: None,
    })
}

async fn ask(app: &App, employer: Employer, session: &Session, order: &Order) -> Glance {
    let span = order.interview.when.span;
    let guests = order.guests.iter().map(String::as_str);
    let emails = guests.chain(order.interviewers.iter().map(|one| one.email.as_str()));
    let nobody = vec![None; order.guests.len() + order.interviewers.len()];
    let emails: Vec<_> = emails.collect();
    let (told, offered) =
        tokio::join!(told(session, &emails, span), offers_meetings(session, order));
    let (told, offers_meetings) = match (told, offered) {
        (Err(error), _) | (_, Err(error)) => (Err(error), true),
        (told, Ok(offered)) => (told, offered),
    };
    let (organizer, mut people, throttled) = match told {
        Ok(Some(Occupied { organizer, people })) => (Some(organizer), people, None),
        Ok(None) => (None, nobody, None),
        Err(error) => (None, nobody, Some(error)),
    };
    let of_interviewers = people.split_off(order.guests.len());
    let interviewers =
        interviewers::views(app, employer, &order.interviewers, of_interviewers, span).await;
    Glance { organizer, guests: people, interviewers, offers_meetings, is_told: true, throttled }
}

/// Whether the organizing calendar makes the link that `order` wants of it; nothing is asked where it wants none.
///
/// # Errors
/// Where it wants to be left alone.
async fn offers_meetings(session: &Session, order: &Order) -> Result<bool, ProviderError> {
    match order.wants_meeting && order.host.is_none() {
        true => session.call(|calendar| async move { calendar.offers_meetings().await }).await,
        false => Ok(false),
    }
}

/// What the organizing calendar tells; nothing where it may not or can't be asked.
///
/// # Errors
/// Where it wants to be left alone.
async fn told(
    session: &Session,
    emails: &[&str],
    span: Span,
) -> Result<Option<Occupied>, ProviderError> {
    if session.demand_times().is_err() {
        return Ok(None);
    }
    let asked = session.call(|calendar| async move { calendar.occupied(emails, span, None).await });
    match asked.await {
        Err(error) if matches!(error.fault, Fault::Throttled(_)) => Err(error),
        told => {
            Ok(told.inspect_err(|error| tracing::info!(%error, "nobody tells who is busy")).ok())
        }
    }
}

impl Glance {
    /// The same where the interview of `span` may be in the calendars already.
    pub(super) fn without(self, span: Span) -> Self {
        let without = |seen: Seen| seen.without(span);
        Self {
            organizer: self.organizer.map(without),
            guests: self.guests.into_iter().map(|seen| seen.map(without)).collect(),
            interviewers: self.interviewers.into_iter().map(|view| view.map(without)).collect(),
            ..self
        }
    }

    /// The same where candidates are being given the time of `order`: of the `organizer`, or of an interviewer.
    pub(super) fn held(mut self, order: &Order, (organizer, held): (&Involved, &[Hold])) -> Self {
        let span = order.interview.when.span;
        let is_given = |whose: &Involved| {
            held.iter().any(|hold| hold.span.overlaps(span) && hold.involved.shares(whose))
        };
        let block = Block { span, status: Availability::Busy };
        if is_given(organizer) {
            self.organizer.get_or_insert_default().blocks.push(block);
        }
        for (view, interviewer) in self.interviewers.iter_mut().zip(&order.interviewers) {
            if let (Ok(seen), true) = (view, is_given(&interviewer.involved(Involved::default()))) {
                seen.blocks.push(block);
            }
        }
        self
    }

    /// Whether the organizing calendar makes video links, as far as is known.
    pub(super) const fn offers_meetings(&self) -> bool {
        self.offers_meetings
    }

    /// The refusal that a calendar which wants to be left alone has given already.
    pub(super) const fn refusal(&mut self) -> Option<ProviderError> {
        self.throttled.take()
    }

    /// The same where no conflict is to be told.
    pub(super) fn silenced(self) -> Self {
        Self { is_told: false, ..self }
    }

    /// A warning for the organizer and each guest and interviewer of whom it is known that they are busy.
    pub fn conflicts(&self, order: &Order) -> Vec<Warning> {
        if !self.is_told {
            return Vec::new();
        }
        let span = order.interview.when.span;
        let is_busy = |seen: &Option<Seen>| {
            seen.as_ref().is_some_and(|seen| seen.status(span).plain() == Availability::Busy)
        };
        let organizer = is_busy(&self.organizer).then(|| Text::new("conflict-organizer"));
        let guests = order.guests.iter().zip(&self.guests).filter(|(_, seen)| is_busy(seen));
        let presences = self.presences(order);
        let busy = presences.iter().filter(|one| one.is_busy()).map(Presence::email);
        let people = guests.map(|(email, _)| email.as_str()).chain(busy);
        let people = people.map(|email| Text::new("conflict-person").with("email", email));
        organizer.into_iter().chain(people).map(Warning::conflict).collect()
    }

    /// How each interviewer is then.
    pub fn presences(&self, order: &Order) -> Vec<Presence> {
        let span = order.interview.when.span;
        let views = order.interviewers.iter().zip(&self.interviewers);
        views.map(|(interviewer, view)| interviewer.presence(view, span)).collect()
    }
}
