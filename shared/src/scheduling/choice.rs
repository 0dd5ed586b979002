//! The interview that a candidate chooses with a booking link, as a request of the ledger of interviews.

use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::model::booking::State;
use crate::model::error::{Error, Result};
use crate::model::interview::Span;
use crate::model::ledger::request_key;
use crate::people::employer::Employer;
use crate::scheduling::calendar::{Reached, Session};
use crate::scheduling::finding::find_out;
use crate::scheduling::guests;
use crate::store::{Booked, EventState, InvitationKey, Known, Link, LinkKey, ScheduledEvent};
use crate::vault::{Context, Sealed};

/// Who has a booking link, and what their invitation says: what the ATS answered when it was made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub email: String,
    #[serde(default)]
    pub name: Option<String>,
    pub description: String,
    pub location: String,
}

impl Candidate {
    /// This, sealed in the name of the guests of `company`.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn seal(&self, app: &App, company: i64) -> Result<Sealed> {
        let key = guests::key(app, company).await.ok_or(Error::StorageUnavailable)?;
        let plaintext = serde_json::to_vec(self).map_err(|_| Error::Internal)?;
        Ok(app.vault.seal(&key, Context::guests(company), &plaintext)?)
    }

    /// The candidate of `link`.
    ///
    /// # Errors
    /// [`Error::Internal`] where nobody can tell any more; [`Error::StorageUnavailable`].
    pub async fn of(app: &App, company: i64, link: &Link) -> Result<Self> {
        let sealed = link.sealed_candidate.as_ref().ok_or(Error::Internal)?;
        let opened = app.vault.open(sealed, Context::guests(company)).await?;
        serde_json::from_slice(opened.expose_secret()).map_err(|_| Error::Internal)
    }
}

/// What makes the newest choice with `link` a request of its own, however often it is sent.
pub fn idempotency_key(key: &LinkKey, link: &Link) -> String {
    format!("booking:{}:{}", key.id, link.number)
}

/// The key of that request in the ledger.
pub fn request(key: &LinkKey, link: &Link) -> InvitationKey {
    InvitationKey {
        company_id: key.company,
        provider: link.provider,
        application_id: link.application_id,
        key: request_key(Some(&idempotency_key(key, link)), ""),
    }
}

/// `link` with the interview `event`, which its candidate has chosen. One that was taken back meanwhile stays so: its
/// interview stands, and the token opens nothing.
#[must_use]
pub fn booked(link: Link, event: &ScheduledEvent) -> Link {
    let span = Span { start: event.start, end: event.end };
    let booked = Some(Booked { event_id: event.event_id.clone(), span });
    let state = match link.state {
        State::Revoked => State::Revoked,
        State::Open | State::Booked | State::Cancelled | State::Expired => State::Booked,
    };
    Link { state, booked, choice: None, ..link }
}

/// `link` after a choice that broke off: its calendar is asked what came of that, and it is recorded, so that nothing
/// needs to be held any more. `None` where somebody else has changed the link meanwhile.
///
/// # Errors
/// [`crate::model::error::Error::InProgress`] while its request is under way; the calendar's refusals; outages.
pub async fn settle(app: &App, key: &LinkKey, link: Link) -> Result<Option<Link>> {
    let employer = Employer::who_offered(key.company, link.user_id);
    let (number, is_known) = (link.number, is_known(app, employer, (key, &link)).await?);
    let made = match &link.booked {
        // It stands as it stood or was moved, which its calendar has told.
        Some(_) => None,
        None => made(app, employer, &request(key, &link)).await?,
    };
    let settled = match made {
        Some(event) => booked(link, &event),
        None => Link { choice: None, ..link },
    };
    let changed = app.store.change_link(key, settled).await?;
    if changed.is_some() && is_known {
        note_held(app, key, number).await;
    }
    Ok(changed)
}

/// Leaves it to the table to tell what came of the choice `number` with the link under `key`; what can't be noted is held
/// until its end.
pub async fn note_held(app: &App, key: &LinkKey, number: u32) {
    if let Err(error) = app.store.note_held(key, number).await {
        let code = error.code();
        tracing::warn!(
            code,
            "an hour stays held for half a minute although it is known what came of it"
        );
    }
}

/// Lets go of what is held for the choice `number` with the link under `key`; what can't be is held until its end.
pub async fn let_go(app: &App, key: &LinkKey, number: u32) {
    if let Err(error) = app.store.let_go(key, number).await {
        let code = error.code();
        tracing::warn!(code, "an hour stays held for half a minute that nobody has");
    }
}

/// Whether it is known what became of the interview that was chosen before, where it was to be moved.
async fn is_known(app: &App, employer: Employer, (key, link): (&LinkKey, &Link)) -> Result<bool> {
    match app.store.booked_event(key.company, link).await? {
        Some(event) => find_out(app, employer, &event).await,
        None => Ok(true),
    }
}

/// The interview that stands because of the request under `key`.
async fn made(
    app: &App,
    employer: Employer,
    key: &InvitationKey,
) -> Result<Option<ScheduledEvent>> {
    let Some(known) = app.store.known_request(key, app.clock.now()).await? else { return Ok(None) };
    if let Known { event, request: None } = known {
        return Ok(Some(event).filter(|event| event.state == EventState::Scheduled));
    }
    let session = Session::of_organizer(app, employer, &known.event).await?;
    let reached = session.reach(known).await;
    session.audit("find_event", &reached);
    Ok(match reached? {
        Reached::There(event) => {
            app.store.put_event(key.company_id, &event).await?;
            Some(*event)
        }
        Reached::Absent { .. } => None,
    })
}
