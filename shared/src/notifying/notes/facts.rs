//! What a note tells of: an event as it was told, and what only the interview's own row knows.

use jiff::Timestamp;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::model::advert::{Board, Reminder};
use crate::model::booking;
use crate::model::delivery::Delivery;
use crate::model::error::Result;
use crate::model::notes::NoteKind;
use crate::model::plan::{PlanKey, Reason};
use crate::model::provider::{CalendarProvider, Provider};
use crate::store::{NotedInterview, ScheduledEvent};
use crate::vault::{Context, Sealed, VaultError};

/// What a page's URN begins with.
const PAGE: &str = "urn:li:organization:";

/// An event, as far as notes read it.
#[derive(Debug, Deserialize)]
pub(super) struct Told {
    #[serde(rename = "type")]
    pub(super) kind: String,
    data: Data,
}

#[derive(Debug, Deserialize)]
struct Data {
    #[serde(default)]
    owner: Option<String>,
    #[serde(default)]
    provider: Option<Provider>,
    #[serde(default)]
    ends_at: Option<Timestamp>,
    #[serde(default)]
    job_id: Option<i64>,
    #[serde(default)]
    outcome: Option<String>,
    #[serde(default)]
    application_id: Option<i64>,
    #[serde(default)]
    event_id: Option<String>,
    #[serde(default)]
    is: Option<When>,
    #[serde(default)]
    was: Option<When>,
    #[serde(default)]
    guest: Option<Answerer>,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    plan_id: Option<String>,
    #[serde(default)]
    board: Option<String>,
    #[serde(default)]
    reason: Option<String>,
}

/// Who has answered, and what.
#[derive(Debug, Deserialize)]
struct Answerer {
    role: String,
    response: String,
}

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct When {
    pub start: Timestamp,
    pub end: Timestamp,
}

/// Who is met, and about which offer; sealed beside the interview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// The candidate's name, as somebody wrote it.
    pub name: Option<String>,
    /// The offer's title.
    pub position: Option<String>,
}

/// What a note tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Interview(InterviewFact),
    /// What became of a post of an offer.
    Offer {
        job_id: i64,
        /// Whether it may be online although it failed.
        is_unclear: bool,
        /// What was planned, where it was.
        planned: Option<PlannedFact>,
    },
    /// What is to be done at a board about an offer.
    Advert {
        board: Board,
        reminder: Reminder,
    },
    /// A connection that ends, at an instant where that is still to come.
    Connection {
        provider: Provider,
        ends_at: Option<Timestamp>,
    },
    /// A booking link that offers nothing any more.
    Booking {
        /// The application at the ATS.
        application_id: i64,
        /// Why; `None` where nobody has chosen in time.
        reason: Option<booking::Reason>,
    },
}

/// What a note tells of a planned post that was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlannedFact {
    /// The offer's title.
    pub title: String,
    /// Why.
    pub reason: Reason,
}

/// What a note tells of an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct InterviewFact {
    /// The application at the ATS.
    pub application_id: i64,
    pub is: When,
    /// When it was to be, of one that was moved.
    pub was: Option<When>,
    pub guest: Guest,
    /// In whose calendar it stands, recognisable and no address.
    pub organizer: Option<String>,
    /// What somebody who is invited has answered.
    pub answer: Option<Answer>,
    /// Whether that is the candidate.
    pub is_candidate: bool,
}

/// What a guest can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Accepted,
    Declined,
    Tentative,
}

impl Told {
    /// The event of `delivery`; `None` where it makes no sense.
    pub(super) fn read(delivery: &Delivery) -> Option<Self> {
        serde_json::from_str(&delivery.body).ok()
    }

    /// Whether it is about something of the company's, and not a person's own connection, what is planned on the own
    /// profile alone, or a post that failed there: who pressed or planned is told, and nobody else can act (S47).
    pub(super) fn is_the_company_s(&self) -> bool {
        let is_on_page = |author: &String| author.starts_with(PAGE);
        let is_private = self.kind == "offer.publication_failed"
            && !self.data.author.as_ref().is_none_or(is_on_page);
        !is_private && self.data.owner.as_ref().is_none_or(|owner| owner == "company")
    }

    /// Under what one note stands for all that have the same cause; `None` where each is told by itself. A job that
    /// is closed ends all that is planned of it, and a connection that is dead all that goes by it.
    pub(super) fn cause(&self) -> Option<String> {
        let plan_id = self.data.plan_id.as_ref()?;
        let reason = self.plan_reason()?;
        let job_id = self.data.job_id?;
        Some(match reason {
            Reason::JobClosed | Reason::JobUpdated => format!("{}#{job_id}", reason.name()),
            Reason::PlannerLeft
            | Reason::Disconnected
            | Reason::Late
            | Reason::Quota
            | Reason::NotConnected
            | Reason::ReauthorizationRequired
            | Reason::UnknownOrganization
            | Reason::PermissionDenied
            | Reason::ProviderUnavailable => reason.name().to_owned(),
            Reason::InProgress
            | Reason::NotOwner
            | Reason::ContentRefused
            | Reason::OutcomeUnknown => format!("{}#{plan_id}", reason.name()),
        })
    }

    fn plan_reason(&self) -> Option<Reason> {
        let reason = self.data.reason.clone()?;
        serde_json::from_value(reason.into()).ok()
    }

    /// The interview that it is about.
    pub(super) fn interview(&self) -> Option<NotedInterview> {
        let provider = self.data.provider.and_then(CalendarProvider::of)?;
        let event_id = self.data.event_id.clone()?;
        Some(NotedInterview { provider, event_id })
    }

    /// What a note of `kind` tells of it; `None` where there is nothing that readers would notice.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`], of the table or of what opens the candidate's name:
    /// a note is not sent without, but later.
    pub(super) async fn fact(
        &self,
        app: &App,
        company_id: i64,
        kind: NoteKind,
    ) -> Result<Option<Fact>> {
        let Data { provider, ends_at, job_id, outcome, .. } = &self.data;
        Ok(match kind {
            NoteKind::InterviewScheduled
            | NoteKind::InterviewMoved
            | NoteKind::InterviewCancelled
            | NoteKind::GuestAnswered => {
                self.interview_fact(app, company_id).await?.map(Fact::Interview)
            }
            NoteKind::OfferPublished | NoteKind::OfferRemoved | NoteKind::OfferFailed => {
                let is_unclear = outcome.as_deref() == Some("unknown");
                let planned = match &self.data.plan_id {
                    None => None,
                    Some(id) => match self.planned_fact(app, company_id, id).await? {
                        // What was erased is told of nowhere.
                        None => return Ok(None),
                        planned => planned,
                    },
                };
                job_id.map(|job_id| Fact::Offer { job_id, is_unclear, planned })
            }
            NoteKind::AdvertReminder => {
                let board = self.data.board.as_deref().and_then(Board::parse);
                let reminder = self.data.reason.as_deref().and_then(Reminder::parse);
                board.zip(reminder).map(|(board, reminder)| Fact::Advert { board, reminder })
            }
            NoteKind::ConnectionAttention => {
                let is_over = self.kind == "connection.needs_reauthorization";
                let ends_at = ends_at.filter(|_| !is_over);
                provider.map(|provider| Fact::Connection { provider, ends_at })
            }
            NoteKind::BookingEnded => {
                let reason = self.data.reason.as_deref().and_then(booking::Reason::parse);
                let application_id = self.data.application_id;
                application_id.map(|application_id| Fact::Booking { application_id, reason })
            }
        })
    }

    async fn planned_fact(
        &self,
        app: &App,
        company_id: i64,
        id: &str,
    ) -> Result<Option<PlannedFact>> {
        let Some((key, reason)) = PlanKey::parse(company_id, id).zip(self.plan_reason()) else {
            return Ok(None);
        };
        let plan = app.store.plan(&key).await?;
        Ok(plan.map(|plan| PlannedFact { title: plan.title, reason }))
    }

    async fn interview_fact(&self, app: &App, company_id: i64) -> Result<Option<InterviewFact>> {
        let Data {
            application_id: Some(application_id), is: Some(is), was, guest: answerer, ..
        } = &self.data
        else {
            return Ok(None);
        };
        // Times that readers see in their own zone anyway.
        if was.is_some_and(|was| was == *is) {
            return Ok(None);
        }
        let Some(NotedInterview { provider, event_id }) = self.interview() else { return Ok(None) };
        // What was erased is told of nowhere.
        let Some(row) = app.store.event(company_id, provider, &event_id).await? else {
            return Ok(None);
        };
        let guest = guest(app, company_id, &row).await?;
        let organizer = organizer(row);
        Ok(Some(InterviewFact {
            application_id: *application_id,
            is: *is,
            was: *was,
            guest,
            organizer,
            answer: answerer.as_ref().and_then(|guest| Answer::parse(&guest.response)),
            is_candidate: answerer.as_ref().is_none_or(|guest| guest.role == "candidate"),
        }))
    }
}

impl Guest {
    /// This, sealed for the interviews of `company_id`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`] where the key service is out of reach.
    pub async fn seal(&self, app: &App, company_id: i64) -> Result<Sealed> {
        let context = Context::guests(company_id);
        let key = app.vault.data_key(context).await?;
        let plaintext = serde_json::to_vec(self).unwrap_or_default();
        Ok(app.vault.seal(&key, context, &plaintext)?)
    }

    const fn unknown() -> Self {
        Self { name: None, position: None }
    }
}

impl Answer {
    fn parse(response: &str) -> Option<Self> {
        Some(match response {
            "accepted" => Self::Accepted,
            "declined" => Self::Declined,
            "tentative" => Self::Tentative,
            _ => return None,
        })
    }
}

async fn guest(app: &App, company_id: i64, row: &ScheduledEvent) -> Result<Guest> {
    let Some(sealed) = &row.sealed_guest else { return Ok(Guest::unknown()) };
    match app.vault.open(sealed, Context::guests(company_id)).await {
        Ok(plaintext) => {
            let read = serde_json::from_slice(plaintext.expose_secret());
            Ok(read.unwrap_or(Guest::unknown()))
        }
        Err(VaultError::Unavailable) => Err(VaultError::Unavailable.into()),
        // Nobody ever opens it: the rest of the note is told all the same.
        Err(VaultError::Broken) => {
            tracing::error!(company_id, "what notes say of a guest can't be opened");
            Ok(Guest::unknown())
        }
    }
}

/// By whom colleagues recognise whose calendar it is in.
fn organizer(row: ScheduledEvent) -> Option<String> {
    row.organizer_label.or(row.account.map(|account| account.label))
}
