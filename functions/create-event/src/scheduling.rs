//! One interview: claim, make the event, record (F3, F4, F31).

use icu_normalizer::ComposingNormalizerBorrowed;
use jiff::SignedDuration;
use serde_json::json;
use shared::app::App;
use shared::connection::Maker;
use shared::model::account::noted;
use shared::model::error::{Error, Result};
use shared::model::fault::{Fault, ProviderError};
use shared::model::interview::{Booking, Content, Event, Interview, Link, Meeting, Room};
use shared::model::ledger::{Claim, content_hash, request_key};
use shared::model::warning::Warning;
use shared::people::employer::Employer;
use shared::platform::random;
use shared::scheduling::calendar::{Created, Session};
use shared::scheduling::interviewers::Interviewer;
use shared::scheduling::organizer::Organizer;
use shared::scheduling::room::{Host, Made, Wanted};
use shared::store::{
    Ending, EventState, Invitation, InvitationKey, ScheduledEvent, Traces, in_turn, insist,
};

use crate::glance::{self, Glance};

/// Within this time a repeated request is a double click and is answered without asking the calendar.
const DOUBLE_CLICK: SignedDuration = SignedDuration::from_mins(1);

/// What to schedule.
pub(super) struct Order {
    pub(super) application_id: i64,
    /// As it was asked for; its title is empty where none was given.
    pub(super) asked: Interview,
    /// As it is sent.
    pub(super) interview: Interview,
    /// The addresses whose calendars may be readable.
    pub(super) guests: Vec<String>,
    pub(super) interviewers: Vec<Interviewer>,
    pub(super) wants_meeting: bool,
    /// What makes a room beside the calendar, where one is wanted there.
    pub(super) host: Option<Host>,
    pub(super) idempotency_key: Option<String>,
}

impl Order {
    /// What is asked for, as one text: equal for whatever means the same, however it is spelt. The zone
    /// is how people read the time, and no other time; accents are the same in one character or in two
    /// (UAX #15). What we add ourselves may change with the offer, and counts for nothing.
    fn content(&self) -> String {
        let composed =
            |text: &str| ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned();
        let asked = Interview {
            title: composed(&self.asked.title),
            location: composed(&self.asked.location),
            description: composed(&self.asked.description),
            ..self.asked.clone()
        };
        let content = content(&asked).fingerprint();
        match self.host {
            None => json!([content, asked.description, self.wants_meeting]).to_string(),
            Some(_) => json!([content, asked.description, "zoom"]).to_string(),
        }
    }
}

fn content(interview: &Interview) -> Content {
    let Interview { title, location, when, attendees, .. } = interview;
    let guests: Vec<_> = attendees.iter().map(|one| one.email.as_str()).collect();
    Content::new(title, location, Some(when.span), &guests)
}

/// Schedules one order in one calendar.
pub(super) struct Scheduler<'a> {
    app: &'a App,
    employer: Employer,
    session: &'a Session,
    order: &'a Order,
    content_hash: String,
    key: InvitationKey,
}

/// An interview that is in the calendar.
pub(super) struct Scheduled {
    pub(super) event: ScheduledEvent,
    /// Who is busy then.
    pub(super) glance: Glance,
    /// What is to be told of its room.
    pub(super) warnings: Vec<Warning>,
}

impl<'a> Scheduler<'a> {
    pub(super) fn new(
        app: &'a App,
        employer: Employer,
        session: &'a Session,
        order: &'a Order,
    ) -> Self {
        let content_hash = content_hash(&order.content());
        let key = request_key(order.idempotency_key.as_deref(), &content_hash);
        let (company_id, provider) = (session.company_id(), session.provider());
        let key = InvitationKey { company_id, provider, application_id: order.application_id, key };
        Self { app, employer, session, order, content_hash, key }
    }

    /// The event, made now or by an earlier request that was the same, and who is busy then.
    pub(super) async fn schedule(&self) -> Result<Scheduled> {
        let looking = glance::look(self.app, self.employer, self.session, self.order);
        let (claim, glance) = tokio::join!(self.claim(), looking);
        let claim = claim?;
        let span = self.order.interview.when.span;
        let mut glance = match &claim {
            Claim::Granted(row) if row.attempt == 1 => glance,
            // It may be in the calendars already.
            Claim::Granted(_) => glance.without(span),
            // It is: what stood in its way was told when it was made.
            _ => glance.without(span).silenced(),
        };
        let (event, warnings) = match (claim, glance.refusal()) {
            (Claim::Granted(row), Some(refusal)) => {
                (self.made(row, Err(refusal)).await?, Vec::new())
            }
            (claim, _) => self.settled(claim).await?,
        };
        Ok(Scheduled { event, glance, warnings })
    }

    async fn settled(
        &self,
        mut claim: Claim<Invitation, Traces>,
    ) -> Result<(ScheduledEvent, Vec<Warning>)> {
        if let Claim::Settled(Traces::Done(row)) = claim {
            if let Some(event) = self.earlier(&row).await? {
                return Ok((event, Vec::new()));
            }
            self.leave(row.room.as_ref()).await;
            claim = self.app.store.claim_again(&self.key, *row, self.first_attempt()?).await?;
        }
        match claim {
            Claim::Granted(row) => self.make(row).await,
            Claim::Reused => Err(Error::IdempotencyKeyReused),
            Claim::Busy | Claim::Settled(Traces::Done(_)) => Err(Error::InProgress),
            Claim::Settled(Traces::Elsewhere(event)) => Err(self.elsewhere(&event)),
            Claim::Settled(Traces::Unreadable) => Ok((self.recovered().await?, Vec::new())),
        }
    }

    /// Waits while another request is at the same interview, to give the same answer (F31).
    async fn claim(&self) -> Result<Claim<Invitation, Traces>> {
        in_turn(|| async {
            let row = self.first_attempt()?;
            let now = row.started_at;
            self.app.store.claim_invitation(&self.key, row, now).await
        })
        .await
    }

    fn first_attempt(&self) -> Result<Invitation> {
        let nonce = u64::from_be_bytes(random::bytes()?);
        let (user_id, now) = (self.session.user_id(), self.app.clock.now());
        let row = Invitation::new(user_id, &self.content_hash, nonce, now);
        let room = self.order.host.as_ref().map(|_| Booking::Open);
        Ok(Invitation { room, ..row.of(self.unconfirmed()) })
    }

    /// What `row` scheduled, as the calendar has it; `None` where it was cancelled since and is wanted
    /// again. The same key always gets the same answer.
    async fn earlier(&self, row: &Invitation) -> Result<Option<ScheduledEvent>> {
        let Some(id) = &row.event_id else { return Ok(None) };
        let InvitationKey { company_id, provider, .. } = self.key;
        let known = self.app.store.event(company_id, provider, id).await?;
        let version = known.as_ref().map_or(0, |known| known.version);
        let known = known.or_else(|| row.interview.clone());
        let has_key = self.order.idempotency_key.is_some();
        let is_double_click = !row.is_older(DOUBLE_CLICK, self.app.clock.now());
        let is_answer = |known: &ScheduledEvent| {
            has_key || (is_double_click && known.state == EventState::Scheduled)
        };
        if let Some(known) = known.as_ref().filter(|known| is_answer(known)) {
            return Ok(Some(self.session.with_url(known.clone())));
        }
        let stands = known.filter(|known| known.state != EventState::Cancelled);
        if let Some(known) = &stands {
            if known.organizer != self.session.owner() {
                return self.of_another(known.clone()).await;
            }
            if let Maker::Other(_) = self.session.maker(known.account.as_ref()) {
                return Err(self.elsewhere(known));
            }
        }
        let found = self.session.call(|calendar| async move { calendar.find(id).await }).await?;
        let Some(event) = found else { return Ok(None) };
        let room = row.room.as_ref().and_then(Booking::room);
        let event = ScheduledEvent { version, ..self.scheduled(&event, row.generation, room) };
        self.note("interview", || self.app.store.put_event(company_id, &event)).await;
        Ok(Some(event))
    }

    /// An interview that was asked for before and stands in another calendar of the company than this request
    /// would use: there it stays, and there it is looked for. `None` where it is gone.
    async fn of_another(&self, known: ScheduledEvent) -> Result<Option<ScheduledEvent>> {
        let session = Session::of_organizer(self.app, self.employer, &known).await?;
        if let Maker::Other(_) = session.maker(known.account.as_ref()) {
            return Err(self.elsewhere(&known));
        }
        let id = known.event_id.as_str();
        let found = session.call(|calendar| async move { calendar.find(id).await }).await?;
        let Some(event) = found else { return Ok(None) };
        let event = known.seen(&event);
        self.note("interview", || self.app.store.put_event(self.key.company_id, &event)).await;
        Ok(Some(event))
    }

    /// The interview of a row that can't be read, where it stands in the calendar. Where it does not, another
    /// account may have made it: nothing is made that might be there twice, and the row is left alone (F35).
    async fn recovered(&self) -> Result<ScheduledEvent> {
        let name = &self.key.event_key();
        let found =
            self.session.call(|calendar| async move { calendar.named(name, 0).await }).await?;
        let Order { interview, idempotency_key, .. } = self.order;
        let is_it = |found: &Event| {
            let is_asked_for = idempotency_key.is_none() || found.content == content(interview);
            found.is_organizer && is_asked_for
        };
        let found = found.filter(is_it).ok_or(Error::OutcomeUnknown(self.key.provider.into()))?;
        let InvitationKey { company_id, provider, .. } = self.key;
        let known = self.app.store.event(company_id, provider, &found.id).await?;
        let version = known.map_or(0, |known| known.version);
        let event = ScheduledEvent { version, ..self.scheduled(&found, 0, None) };
        self.note("interview", || self.app.store.put_event(company_id, &event)).await;
        Ok(event)
    }

    /// The event is there or not whatever becomes of the two records. Each is tried as often as new tokens
    /// are (F8); from what is noted of the request, the interview is listed and found where both fail (F36).
    async fn make(&self, row: Invitation) -> Result<(ScheduledEvent, Vec<Warning>)> {
        let (row, made) = self.with_room(row).await?;
        let room = made.as_ref().map(|made| &made.room);
        let (created, ()) = tokio::join!(self.create(row.generation, room), async {
            if room.is_some() {
                self.note("room", || self.app.store.note_room(&self.key, &row)).await;
            }
        });
        let event = self.made(row, created).await?;
        Ok((event, made.map(|made| made.warnings).unwrap_or_default()))
    }

    /// Records what came of the attempt of `row`.
    async fn made(
        &self,
        row: Invitation,
        created: Result<Created, ProviderError>,
    ) -> Result<ScheduledEvent> {
        let room = row.room.as_ref().and_then(Booking::room).cloned();
        let event = created
            .as_ref()
            .map(|created| self.scheduled(&created.event, created.generation, room.as_ref()));
        let row = match &event {
            // Nobody would find it.
            Err(error) if is_certain(error, &row) => self.without_room(row).await,
            _ => row,
        };
        let ending = match &event {
            Ok(event) => Ending::Scheduled(Box::new(event.clone())),
            Err(error) if is_open(error) => Ending::Unknown,
            Err(_) => Ending::Refused,
        };
        let (store, key) = (&self.app.store, &self.key);
        let event_put = async {
            if let Ok(event) = &event {
                self.note("interview", || store.put_event(key.company_id, event)).await;
            }
        };
        let record = || store.record_invitation(key, row.clone(), ending.clone());
        let used = async {
            if let (Some(host), true) = (&self.order.host, event.is_ok()) {
                host.note_use().await;
            }
        };
        tokio::join!(event_put, self.note("outcome of scheduling", record), used);
        let event = event.ok();
        created?;
        event.ok_or(Error::Internal)
    }

    /// `row` with its room beside the calendar, made before the event, where one is wanted.
    async fn with_room(&self, row: Invitation) -> Result<(Invitation, Option<Made>)> {
        let Some(host) = &self.order.host else { return Ok((row, None)) };
        if let Some(Booking::Made(room)) = &row.room {
            let made = Made { room: room.clone(), warnings: Vec::new() };
            return Ok((row, Some(made)));
        }
        let Interview { title, when, .. } = &self.order.interview;
        let wanted = Wanted {
            topic: title,
            span: when.span,
            key: &self.key.event_key().id(row.generation),
            may_be_there: row.attempt > 1,
        };
        match host.make(wanted).await {
            Ok(made) => {
                host.audit("make_room", &Ok(()));
                Ok((row.held_in(made.room.clone()), Some(made)))
            }
            Err(error) => {
                let room = row.room.clone().filter(|_| is_open(&error));
                let row = Invitation { room, ..row };
                let error = host.error(error);
                let record =
                    || self.app.store.record_invitation(&self.key, row.clone(), Ending::Refused);
                self.note("outcome of making a room", record).await;
                let result = Err(error);
                host.audit::<()>("make_room", &result);
                result.map(|()| (row, None))
            }
        }
    }

    /// `row` once its room is deleted; where that fails, the next attempt uses it.
    async fn without_room(&self, row: Invitation) -> Invitation {
        match self.leave(row.room.as_ref()).await {
            true => Invitation { room: None, ..row },
            false => row,
        }
    }

    /// Deletes a room that no event leads to; whether there is none.
    async fn leave(&self, booking: Option<&Booking>) -> bool {
        let room = booking.and_then(Booking::room);
        let Some((host, room)) = self.order.host.as_ref().zip(room) else { return true };
        let is_its =
            host.connection().account.as_ref().is_some_and(|own| own.id == room.account_id);
        is_its && host.remove(room).await.is_ok()
    }

    async fn create(&self, generation: u32, room: Option<&Room>) -> Result<Created, ProviderError> {
        let key = &self.key.event_key();
        let Order { interview, wants_meeting, .. } = self.order;
        let location =
            room.map_or_else(|| interview.location.clone(), |room| room.place(&interview.location));
        let interview = &Interview { location, ..interview.clone() };
        let wants_meeting = &(*wants_meeting && room.is_none());
        self.session
            .call(|calendar| async move {
                let with_meeting = *wants_meeting && calendar.offers_meetings().await?;
                calendar.create(interview, key, generation, with_meeting).await
            })
            .await
    }

    async fn note<T, W>(&self, what: &'static str, write: impl Fn() -> W)
    where
        W: Future<Output = Result<T>>,
    {
        if let Err(error) = insist(write).await {
            let InvitationKey { company_id, provider, application_id, .. } = self.key;
            tracing::error!(
                alarm = "record_failed",
                code = error.code(),
                what,
                company_id,
                provider = provider.key(),
                application_id,
                "what was done was not recorded"
            );
        }
    }

    fn scheduled(&self, event: &Event, generation: u32, room: Option<&Room>) -> ScheduledEvent {
        let draft = self.unconfirmed().held_in(room.cloned());
        let (event_id, state) = (event.id.clone(), EventState::Scheduled);
        ScheduledEvent { event_id, generation, state, ..draft.seen(event) }
    }

    /// The interview before the calendar has it.
    fn unconfirmed(&self) -> ScheduledEvent {
        let Order { interview, application_id, wants_meeting, .. } = self.order;
        let span = interview.when.span;
        ScheduledEvent {
            provider: self.key.provider,
            account: self.session.account(),
            organizer: self.session.owner(),
            organizer_label: self.session.connection().holder.email.as_deref().map(noted),
            event_id: String::new(),
            application_id: *application_id,
            user_id: self.session.user_id(),
            changed_by: None,
            title: interview.title.clone(),
            start: span.start,
            end: span.end,
            timezone: interview.when.zone.clone(),
            meeting: Meeting::of(*wants_meeting, &Link::Absent),
            room: None,
            event_url: None,
            etag: String::new(),
            fingerprint: String::new(),
            generation: 0,
            state: EventState::Unconfirmed,
            version: 0,
        }
    }

    /// `event` is another account's, or may be; whose, where the caller may know it (S47).
    fn elsewhere(&self, event: &ScheduledEvent) -> Error {
        let account = Organizer::of(event, self.employer).account().map(str::to_owned);
        Error::OtherAccount { provider: self.key.provider.into(), account }
    }
}

/// Whether no event of the request of `row` stands anywhere: it was refused for what it is, or was never sent
/// before.
fn is_certain(error: &ProviderError, row: &Invitation) -> bool {
    !is_open(error) && (row.attempt == 1 || error.fault == Fault::Rejected)
}

/// Whether the event may stand all the same: only a refusal of the request itself tells that it does not.
fn is_open(error: &ProviderError) -> bool {
    let is_server_s = error.status.is_some_and(|status| status >= 500);
    error.fault == Fault::OutcomeUnknown || is_server_s
}
