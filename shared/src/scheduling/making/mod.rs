//! One interview, whoever asks for it: claim, make the event, record (F3, F4, F31).

mod attempt;
mod earlier;
mod glance;
mod order;
mod party;
mod record;
mod room;

use crate::app::App;
use crate::model::error::{Error, Result};
use crate::model::interview::Booking;
use crate::model::ledger::{Claim, content_hash, request_key};
use crate::model::warning::Warning;
use crate::people::employer::Employer;
use crate::platform::random;
use crate::scheduling::calendar::Session;
use crate::scheduling::organizer::Organizer;
use crate::store::{Hold, Invitation, InvitationKey, Involved, ScheduledEvent, Traces, in_turn};

pub use self::glance::Glance;
pub use self::order::Order;
pub use self::party::{candidate, inviting, party, readable};

/// Schedules one order in one calendar.
pub struct Scheduler<'a> {
    app: &'a App,
    employer: Employer,
    session: &'a Session,
    order: &'a Order,
    content_hash: String,
    key: InvitationKey,
}

/// An interview that is in the calendar.
pub struct Scheduled {
    pub event: ScheduledEvent,
    /// Who is busy then.
    pub glance: Glance,
    /// What is to be told of its room.
    pub warnings: Vec<Warning>,
}

impl<'a> Scheduler<'a> {
    /// For `employer`, with the connection of `session`.
    #[must_use]
    pub fn new(app: &'a App, employer: Employer, session: &'a Session, order: &'a Order) -> Self {
        let content_hash = content_hash(&order.content());
        let key = request_key(order.idempotency_key.as_deref(), &content_hash);
        let (company_id, provider) = (session.company_id(), session.provider());
        let key = InvitationKey { company_id, provider, application_id: order.application_id, key };
        Self { app, employer, session, order, content_hash, key }
    }

    /// The event, made now or by an earlier request that was the same, and who is busy then.
    ///
    /// # Errors
    /// The calendar's and the room's refusals; another request that is at it, or had other content; outages.
    pub async fn schedule(&self) -> Result<Scheduled> {
        let looking = glance::look(self.app, self.employer, self.session, self.order);
        let first = self.first_attempt()?;
        let (claim, mut glance) = tokio::join!(self.claim(&first), looking);
        let claim = match claim {
            Ok(claim) => claim,
            Err(error) => {
                self.take_back(&first).await;
                return Err(error);
            }
        };
        let span = self.order.interview.when.span;
        let refusal = glance.refusal();
        let is_first = matches!(&claim, Claim::Granted(row) if row.attempt == 1);
        let glance = match &claim {
            Claim::Granted(_) if is_first => glance,
            // It may be in the calendars already.
            Claim::Granted(_) => glance.without(span),
            // It is: what stood in its way was told when it was made.
            _ => glance.without(span).silenced(),
        };
        let is_offered = glance.offers_meetings();
        let settling = async {
            match (claim, refusal) {
                (Claim::Granted(row), Some(refusal)) => {
                    // A first attempt has made no room yet.
                    let room = row.room.clone().filter(|_| row.attempt > 1);
                    let row = Invitation { room, ..row };
                    Ok((self.made((row, false), Err(refusal)).await?, Vec::new()))
                }
                (claim, _) => self.settled(claim, is_offered).await,
            }
        };
        let (settled, held) = tokio::join!(settling, self.held(is_first));
        let (event, warnings) = settled?;
        let organizer = Involved::organized_by(&self.session.calendar(self.employer.company_id));
        let glance = glance.held(self.order, (&organizer, &held));
        Ok(Scheduled { event, glance, warnings })
    }

    /// What candidates are being given. It is looked at after the claim, and they look at claims after they hold their
    /// hour: one of the two sees the other. Only a first attempt (`is_first`) tells of it.
    async fn held(&self, is_first: bool) -> Vec<Hold> {
        if !is_first || self.employer.actor().is_candidate() {
            return Vec::new();
        }
        // It is a warning; the interview is made all the same.
        let (store, nobody_else) = (&self.app.store, Involved::default());
        store.held(self.employer.company_id, &nobody_else).await.unwrap_or_default()
    }

    async fn settled(
        &self,
        mut claim: Claim<Invitation, Traces>,
        is_offered: bool,
    ) -> Result<(ScheduledEvent, Vec<Warning>)> {
        if let Claim::Settled(Traces::Done(row)) = claim {
            if let Some(event) = self.earlier(&row).await? {
                return Ok((event, Vec::new()));
            }
            claim = self.app.store.claim_again(&self.key, *row, self.first_attempt()?).await?;
        }
        match claim {
            Claim::Granted(row) => self.make(row, is_offered).await,
            Claim::Reused => Err(Error::IdempotencyKeyReused),
            Claim::Busy | Claim::Settled(Traces::Done(_)) => Err(Error::InProgress),
            Claim::Settled(Traces::Elsewhere(event)) => Err(self.elsewhere(&event)),
            Claim::Settled(Traces::Unreadable) => Ok((self.recovered().await?, Vec::new())),
        }
    }

    /// Waits while another request is at the same interview, to give the same answer (F31).
    async fn claim(&self, first: &Invitation) -> Result<Claim<Invitation, Traces>> {
        in_turn(|| async {
            let now = self.app.clock.now();
            let row = Invitation { started_at: now, ..first.clone() };
            self.app.store.claim_invitation(&self.key, row, now).await
        })
        .await
    }

    /// Takes the claim of `first` back where it was written and its answer lost: nothing was made under it, and nobody
    /// needs to wait for it.
    async fn take_back(&self, first: &Invitation) {
        if let Err(error) = self.app.store.take_back(&self.key, first.nonce).await {
            tracing::warn!(code = error.code(), "a claim that came to nothing ends by itself");
        }
    }

    fn first_attempt(&self) -> Result<Invitation> {
        let nonce = u64::from_be_bytes(random::bytes()?);
        let (user_id, now) = (self.session.user_id(), self.app.clock.now());
        let row = Invitation::new(user_id, &self.content_hash, nonce, now);
        let room = self.order.host.as_ref().map(|host| Booking::Open(host.id()));
        Ok(Invitation { room, ..row.of(self.unconfirmed()) })
    }

    /// `event` is another account's, or may be; whose, where the caller may know it (S47).
    fn elsewhere(&self, event: &ScheduledEvent) -> Error {
        let account = Organizer::of(event, self.employer).account().map(str::to_owned);
        Error::OtherAccount { provider: self.key.provider.into(), account }
    }
}
