//! How an event comes to be: once per `transactionId`.

use jiff::Timestamp;

use super::attendee::{EmailAddress, Status};
use super::change::{Change, Kind};
use super::details::Details;
use super::event::{self, Event};
use super::fault::Fault;
use super::id::{self, Ids};
use super::mail::{self, Occasion};
use super::sent::Sent;
use super::store::Store;
use super::{Policy, teams};
use crate::directory::Person;

impl Store {
    /// Makes an event, or finds the one the same request made before.
    pub(super) fn create(
        &mut self,
        owner: &'static Person,
        sent: Sent,
        policy: Policy,
        now: Timestamp,
    ) -> Result<Event, Fault> {
        if let Some(earlier) = self.replayed(owner, &sent, policy, now)? {
            return Ok(earlier);
        }
        let event = self.made(owner, &sent, policy, now)?;
        if let Some(id) = sent.transaction_id() {
            self.transactions.insert((owner.id, id.to_owned()), (sent, event.ids.clone()));
        }
        self.mailbox(owner).push(event.clone());
        self.changes.push(Change::of(owner.id, &event, Kind::Created));
        self.tell(&event, mail::to_all(&event, &Occasion::Invitation), now);
        Ok(event)
    }

    fn replayed(
        &self,
        owner: &Person,
        sent: &Sent,
        policy: Policy,
        now: Timestamp,
    ) -> Result<Option<Event>, Fault> {
        let Some(id) = sent.transaction_id() else { return Ok(None) };
        let Some((first, ids)) = self.transactions.get(&(owner.id, id.to_owned())) else {
            return Ok(None);
        };
        let events = self.mailboxes.get(owner.id).into_iter().flatten();
        let made = events.filter(|event| !event.is_deleted).find(|event| event.ids == *ids);
        match made {
            Some(event) if first == sent && event.age(now) >= policy.shows_after => {
                Ok(Some(event.clone()))
            }
            _ => Err(Fault::duplicate_transaction(
                policy.conflict_status,
                ids.shown(policy.immutable_ids).to_owned(),
            )),
        }
    }

    fn made(
        &mut self,
        owner: &'static Person,
        sent: &Sent,
        policy: Policy,
        now: Timestamp,
    ) -> Result<Event, Fault> {
        let organizer = EmailAddress::of(owner);
        let details = sent.details(&Details::default())?;
        let (details, span) = event::settled(details, &organizer, &Details::default())?;
        let (body, online) = (sent.body()?.unwrap_or_default(), sent.wants_teams()?);
        let serial = self.next_serial();
        let mut event = Event {
            ids: Ids::of(serial),
            version: self.next_version(),
            created: now,
            modified: now,
            transaction_id: sent.transaction_id().map(str::to_owned),
            marks: sent.marks()?,
            ical_uid: id::ical(serial),
            organizer,
            is_organizer: true,
            response: Status::of("organizer"),
            details,
            span,
            body,
            join_url: None,
            is_cancelled: false,
            is_deleted: false,
        };
        if online && policy.teams_allowed {
            self.go_online(&mut event, owner);
        }
        Ok(event)
    }

    /// Makes it a Teams meeting: a link, and the block in the body.
    pub(super) fn go_online(&mut self, event: &mut Event, owner: &Person) {
        let url = teams::join_url(owner, self.next_serial());
        event.body = teams::with_block(&event.body, &url);
        event.join_url = Some(url);
    }
}
