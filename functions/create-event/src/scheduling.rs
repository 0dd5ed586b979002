//! One interview: claim, make the event, record (F3, F4, F31).

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use jiff::SignedDuration;
use shared::app::App;
use shared::calendar::{Created, Session};
use shared::error::{Error, Result};
use shared::fault::ProviderError;
use shared::interview::{Event, EventKey, Interview, Meeting};
use shared::random;
use shared::store::{EventState, Invitation, InvitationKey, ScheduledEvent, Turn};

/// How long a second request waits for the first: pauses of a quarter of a second, for 10 s in all.
const PAUSE: Duration = Duration::from_millis(250);
const PAUSES: usize = 40;
/// Within this time a repeated request is a double click and is answered without asking the calendar.
const DOUBLE_CLICK: SignedDuration = SignedDuration::from_mins(1);

/// What to schedule.
pub(super) struct Order {
    pub(super) application_id: i64,
    pub(super) interview: Interview,
    pub(super) wants_meeting: bool,
    /// All that was asked for, as one text.
    pub(super) content: String,
    pub(super) idempotency_key: Option<String>,
}

/// Schedules one order in one calendar.
pub(super) struct Scheduler<'a> {
    app: &'a App,
    session: &'a Session<'a>,
    order: &'a Order,
    content_hash: String,
    key: InvitationKey,
}

impl<'a> Scheduler<'a> {
    pub(super) fn new(app: &'a App, session: &'a Session<'a>, order: &'a Order) -> Self {
        let content_hash = hash("content", &order.content);
        let key = match &order.idempotency_key {
            Some(key) => hash("idempotency-key", key),
            None => content_hash.clone(),
        };
        let (company_id, provider) = (session.company_id(), session.provider());
        let key = InvitationKey { company_id, provider, application_id: order.application_id, key };
        Self { app, session, order, content_hash, key }
    }

    /// The event, made now or by an earlier request that was the same.
    pub(super) async fn schedule(&self) -> Result<ScheduledEvent> {
        let mut turn = self.claim().await?;
        if let Turn::Done(row) = turn {
            if let Some(event) = self.earlier(&row).await? {
                return Ok(event);
            }
            turn = self.app.store.claim_again(&self.key, row, self.first_attempt()?).await?;
        }
        match turn {
            Turn::Granted(row) => self.make(row).await,
            Turn::Done(_) | Turn::Busy => Err(Error::InProgress),
            Turn::Reused => Err(Error::IdempotencyKeyReused),
        }
    }

    /// Waits while another request is at the same interview, to give the same answer (F31).
    async fn claim(&self) -> Result<Turn> {
        for _ in 0..PAUSES {
            let row = self.first_attempt()?;
            let now = row.started_at;
            match self.app.store.claim_invitation(&self.key, row, now).await? {
                Turn::Busy => tokio::time::sleep(PAUSE).await,
                turn => return Ok(turn),
            }
        }
        Ok(Turn::Busy)
    }

    fn first_attempt(&self) -> Result<Invitation> {
        let nonce = u64::from_be_bytes(random::bytes()?);
        let (user_id, now) = (self.session.user_id(), self.app.clock.now());
        Ok(Invitation::new(user_id, &self.content_hash, nonce, now))
    }

    /// What `row` scheduled, as the calendar has it; `None` where it was cancelled since and is wanted
    /// again. The same key always gets the same answer.
    async fn earlier(&self, row: &Invitation) -> Result<Option<ScheduledEvent>> {
        let Some(id) = &row.event_id else { return Ok(None) };
        let InvitationKey { company_id, provider, .. } = self.key;
        let known = self.app.store.event(company_id, provider, id).await?;
        let has_key = self.order.idempotency_key.is_some();
        let is_double_click = !row.is_older(DOUBLE_CLICK, self.app.clock.now());
        let is_answer = |known: &ScheduledEvent| {
            has_key || (is_double_click && known.state == EventState::Scheduled)
        };
        if let Some(known) = known.filter(is_answer) {
            return Ok(Some(self.session.with_url(known)));
        }
        let found = self.session.with(|calendar| async move { calendar.find(id).await }).await?;
        let Some(event) = found else { return Ok(None) };
        let event = self.scheduled(&event, row.generation);
        self.put(&event).await;
        Ok(Some(event))
    }

    async fn make(&self, row: Invitation) -> Result<ScheduledEvent> {
        let created = self.create(row.generation).await;
        let made = created.as_ref().ok();
        let outcome = made.map(|created| (created.event.id.clone(), created.generation));
        let event = made.map(|created| self.scheduled(&created.event, created.generation));
        if let Some(event) = &event {
            self.put(event).await;
        }
        // The event is there or not whatever becomes of this write: the next request finds it by its id.
        if let Err(error) = self.app.store.record_invitation(&self.key, row, outcome).await {
            tracing::error!(code = error.code(), "the outcome of scheduling was not recorded");
        }
        created?;
        event.ok_or(Error::Internal)
    }

    async fn create(&self, generation: u32) -> Result<Created, ProviderError> {
        let InvitationKey { company_id, application_id, ref key, .. } = self.key;
        let key = &EventKey::new(company_id, application_id, key);
        let Order { interview, wants_meeting, .. } = self.order;
        self.session
            .with(|calendar| async move {
                let with_meeting = *wants_meeting && calendar.offers_meetings().await;
                calendar.create(interview, key, generation, with_meeting).await
            })
            .await
    }

    async fn put(&self, event: &ScheduledEvent) {
        if let Err(error) = self.app.store.put_event(self.key.company_id, event).await {
            tracing::error!(code = error.code(), "the interview was not recorded");
        }
    }

    fn scheduled(&self, event: &Event, generation: u32) -> ScheduledEvent {
        let Order { interview, application_id, wants_meeting, .. } = self.order;
        let span = interview.when.span;
        let item = ScheduledEvent {
            provider: self.key.provider,
            event_id: event.id.clone(),
            application_id: *application_id,
            user_id: self.session.user_id(),
            title: interview.title.clone(),
            start: span.start,
            end: span.end,
            timezone: interview.when.zone.clone(),
            meeting: Meeting::of(*wants_meeting, &event.link),
            event_url: None,
            etag: String::new(),
            fingerprint: String::new(),
            generation,
            state: EventState::Scheduled,
        };
        item.seen(event)
    }
}

/// SHA-256 in hex; `domain` keeps hashes of different things apart.
fn hash(domain: &str, text: &str) -> String {
    HEXLOWER.encode(digest(&SHA256, format!("{domain}:{text}").as_bytes()).as_ref())
}
