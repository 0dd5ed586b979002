//! Bringing a note to its channel. A moved or cancelled interview changes its first note, and answers in that
//! one's thread.

use std::time::Duration;

use super::facts::{Fact, Told};
use super::message::{Readers, message};
use super::workspace::Workspace;
use super::{choice, wanted};
use crate::app::App;
use crate::model::delivery::{Delivery, Sink};
use crate::model::error::{Error, Result};
use crate::model::fault::{Fault, ProviderError};
use crate::model::notes::{ChannelTrouble, ChosenChannel, NoteKind};
use crate::notifying::delivery::{Failure, Pace};
use crate::platform::metrics;
use crate::providers::slack::{Message, Posted, Slack, is_closed, is_unknown, trouble};
use crate::store::{Noted, NotedInterview, StandsFor};

/// How long Slack may take for one call of an event that has just happened.
const AT_ONCE: Duration = Duration::from_secs(3);
/// How often a note is posted of which it stays open whether it is in the channel: Slack's answer was lost, or our own
/// note of it. After that it counts as told: each time may be one more.
const POSTS: u32 = 2;
/// How often one is sent in its turn that is refused in words which nobody knows: those behind it wait meanwhile.
const REFUSED: u32 = 4;

/// What became of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::notifying) enum Sent {
    /// It is in the channel.
    Told,
    /// Nobody wants it, or only a person can make way for it: `status` says so, and it does not wait.
    Dropped,
}

/// A note on its way.
struct Note<'a> {
    app: &'a App,
    workspace: Workspace,
    pace: Pace,
    chosen: &'a ChosenChannel,
    kind: NoteKind,
    interview: Option<NotedInterview>,
    /// What it stands for with all that has the same cause.
    cause: Option<String>,
    /// How often it was posted before with an open end.
    begun: u32,
}

/// Tells of the event of `delivery`.
///
/// # Errors
/// [`Error::StorageUnavailable`]; the inner one where the note is to be sent again.
pub(in crate::notifying) async fn send(
    app: &App,
    delivery: &Delivery,
    pace: Pace,
) -> Result<Result<Sent, Failure>> {
    const LATER: Failure = Failure::passing(None);
    let Some((chosen, kind)) = wanted(app, delivery).await? else { return Ok(Ok(Sent::Dropped)) };
    let begun = match app.store.noted(delivery).await? {
        Noted::Begun(begun) if begun < POSTS => begun,
        Noted::Begun(_) | Noted::Told => return Ok(Ok(Sent::Told)),
    };
    let Some(told) = Told::read(delivery) else { return Ok(Ok(Sent::Dropped)) };
    let cause = told.cause();
    if let Some(cause) = &cause
        && app.store.is_cause_noted(delivery.company, cause, app.clock.now()).await?
    {
        return Ok(Ok(Sent::Dropped));
    }
    let opened = match pace {
        Pace::AtOnce => Workspace::at_once(app, delivery.company).await,
        Pace::InTurn { .. } => Workspace::of_company(app, delivery.company, None).await.map(Some),
    };
    let workspace = match opened {
        Ok(Some(workspace)) => workspace,
        // New tokens take their time, which the events behind would wait for.
        Ok(None) => return Ok(Err(LATER)),
        // Whoever has to connect again learns from `status` what happened meanwhile.
        Err(Error::NotConnected(_) | Error::ReauthorizationRequired(_)) => {
            return Ok(Ok(Sent::Dropped));
        }
        Err(Error::Throttled { retry_after, .. }) => return Ok(Err(Failure::passing(retry_after))),
        Err(error) => {
            tracing::warn!(code = error.code(), "a note could not be sent");
            return Ok(Err(LATER));
        }
    };
    let fact = match told.fact(app, delivery.company, kind).await {
        Ok(Some(fact)) => fact,
        Ok(None) => return Ok(Ok(Sent::Dropped)),
        // A note says who is met, or comes later.
        Err(_) => return Ok(Err(LATER)),
    };
    let interview = told.interview();
    let chosen = &chosen;
    let note = Note { app, workspace, pace, chosen, kind, interview, cause, begun };
    // During an outage nothing is posted whose last end is open: each time would count, and be one more.
    if begun > 0
        && let Err(error) = note.call(|slack| async move { slack.workspace().await }).await
    {
        return note.conclude(delivery, Err(error.repeatable())).await;
    }
    let Some(sent) = note.send(delivery, &fact).await? else { return Ok(Ok(Sent::Dropped)) };
    note.conclude(delivery, sent).await
}

impl Note<'_> {
    /// Posts the note, and notes that, before and afterwards; `None` where the company was erased.
    async fn send(
        &self,
        delivery: &Delivery,
        fact: &Fact,
    ) -> Result<Option<Result<(), ProviderError>>> {
        let readers = Readers {
            language: choice::language(self.app, delivery.company).await?,
            are_many: match self.are_many(fact).await {
                Ok(are_many) => are_many,
                Err(error) => return Ok(Some(Err(error))),
            },
            frontend_url: &self.app.config.frontend_url,
        };
        let first = match &self.interview {
            Some(interview) => self.app.store.first_note(delivery.company, interview).await?,
            None => None,
        };
        // Of another channel, it is nobody's first any more.
        let first = first.filter(|first| first.channel == self.chosen.channel_id);
        let note = message(self.kind, fact, readers);
        if !self.begin(delivery, self.begun.saturating_add(1)).await? {
            return Ok(None);
        }
        let posted = match self.tell(fact, readers, &note, first.as_ref()).await {
            Ok(posted) => posted,
            Err(error) => {
                // It is not there, for all that this time has done.
                if error.fault != Fault::OutcomeUnknown {
                    self.begin(delivery, self.begun).await?;
                }
                return Ok(Some(Err(error)));
            }
        };
        let is_first = posted.is_first && self.interview.is_some();
        let first = self.interview.as_ref().filter(|_| is_first).zip(Some(&posted.posted));
        let standing = StandsFor { first, cause: self.cause.as_deref() };
        self.app.store.note(delivery, standing, self.app.clock.now()).await?;
        Ok(Some(Ok(())))
    }

    /// Notes that it is about to be posted for the time that `times` counts; see [`crate::store::Store::begin_note`].
    async fn begin(&self, delivery: &Delivery, times: u32) -> Result<bool> {
        self.app.store.begin_note(delivery, times, self.app.clock.now()).await
    }

    async fn tell(
        &self,
        fact: &Fact,
        readers: Readers<'_>,
        note: &Message,
        first: Option<&Posted>,
    ) -> Result<InChannel, ProviderError> {
        if let Some(first) = first
            && self.follow(fact, readers, first).await?
        {
            let is_loud = self.kind == NoteKind::InterviewCancelled;
            match self.post(note, Some(&first.ts), is_loud).await {
                Ok(posted) => return Ok(InChannel { posted, is_first: false }),
                Err(error) if is_closed(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(InChannel { posted: self.post(note, None, false).await?, is_first: true })
    }

    /// Brings an interview's first note up to date; `false` where it is not there any more.
    async fn follow(
        &self,
        fact: &Fact,
        readers: Readers<'_>,
        first: &Posted,
    ) -> Result<bool, ProviderError> {
        let (kind, fact) = match (self.kind, fact) {
            (NoteKind::InterviewMoved, Fact::Interview(interview)) => {
                let interview = super::facts::InterviewFact { was: None, ..interview.clone() };
                (NoteKind::InterviewScheduled, Fact::Interview(interview))
            }
            (NoteKind::InterviewCancelled, fact) => (NoteKind::InterviewCancelled, fact.clone()),
            // What a guest answers changes nothing in it.
            _ => return Ok(true),
        };
        let message = &message(kind, &fact, readers);
        let updated = self.call(|slack| async move { slack.update(first, message).await }).await;
        // A change that was made is made again without harm.
        match updated.map_err(ProviderError::repeatable) {
            Ok(()) => Ok(true),
            Err(error) if is_closed(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn post(
        &self,
        note: &Message,
        thread: Option<&str>,
        is_loud: bool,
    ) -> Result<Posted, ProviderError> {
        let channel = self.chosen.channel_id.as_str();
        let post = |slack: Slack| async move { slack.post(channel, note, thread, is_loud).await };
        self.call(post).await
    }

    /// Whether others than its invited members read the channel, now: who shares it later tells nobody here. Where
    /// that can't be asked, they do.
    async fn are_many(&self, fact: &Fact) -> Result<bool, ProviderError> {
        let is_named = match fact {
            Fact::Interview(interview) => interview.guest.name.is_some(),
            Fact::Offer { .. }
            | Fact::Advert { .. }
            | Fact::Connection { .. }
            | Fact::Booking { .. } => false,
        };
        if self.chosen.is_open || !is_named {
            return Ok(true);
        }
        let id = self.chosen.channel_id.as_str();
        let channel = self.call(|slack| async move { slack.channel(id).await }).await;
        match channel.map_err(ProviderError::repeatable) {
            Ok(channel) => Ok(channel.is_open()),
            Err(error) if error.fault == Fault::Permission => Ok(true),
            Err(error) => Err(error),
        }
    }

    async fn call<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(Slack) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        match self.pace {
            Pace::AtOnce => self.workspace.call_within(AT_ONCE, call).await,
            Pace::InTurn { .. } => self.workspace.call(call).await,
        }
    }

    /// What it means how the note was `sent`.
    async fn conclude(
        &self,
        delivery: &Delivery,
        sent: Result<(), ProviderError>,
    ) -> Result<Result<Sent, Failure>> {
        let company_id = delivery.company;
        let now = self.app.clock.now();
        let error = match sent {
            Ok(()) => {
                if self.chosen.trouble.is_some() {
                    self.app.store.note_trouble(company_id, self.chosen, None, now).await?;
                }
                self.workspace.note_use().await;
                return Ok(Ok(Sent::Told));
            }
            Err(error) => error,
        };
        tracing::warn!(company_id, %error, "a note was not taken");
        if let Some(trouble) = trouble(&error) {
            self.app.store.note_trouble(company_id, self.chosen, Some(trouble), now).await?;
            return Ok(Ok(Sent::Dropped));
        }
        let doubts = self.pace.doubts();
        Ok(match (error.fault, self.pace) {
            (Fault::GrantGone(_), Pace::InTurn { .. }) => Ok(Sent::Dropped),
            (Fault::Rejected, _) => {
                let code = error.code;
                tracing::error!(alarm = "note_refused", company_id, code, "a note is malformed");
                metrics::record(("Sink", Sink::Slack.key()), &[("NotesRefused", 1)], now);
                Ok(Sent::Dropped)
            }
            (Fault::Throttled(retry_after), _) => Err(Failure::passing(retry_after)),
            (Fault::OutcomeUnknown, _) if self.begun.saturating_add(1) >= POSTS => Ok(Sent::Told),
            (Fault::OutcomeUnknown, _) => Err(Failure::DOUBTFUL),
            _ if is_unknown(&error) && doubts >= REFUSED => {
                let trouble = Some(ChannelTrouble::Refused);
                self.app.store.note_trouble(company_id, self.chosen, trouble, now).await?;
                Ok(Sent::Dropped)
            }
            _ if is_unknown(&error) => Err(Failure::DOUBTFUL),
            _ => Err(Failure::passing(None)),
        })
    }
}

/// A note in the channel.
struct InChannel {
    posted: Posted,
    /// Whether later notes of its interview follow this one.
    is_first: bool,
}
