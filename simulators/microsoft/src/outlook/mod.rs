//! Exchange Online as far as calendars go: mailboxes, meetings and the mails they cause. No HTTP.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use simulator_kit::clock::MovableClock;

use super::directory::Person;
use super::subscriptions::Subscriptions;

pub mod answer;
pub mod attendee;
pub mod availability;
pub mod change;
mod creation;
mod delivery;
pub mod details;
pub mod event;
pub mod fault;
pub mod html;
pub mod id;
pub mod mail;
pub mod moment;
mod seed;
pub mod sent;
mod store;
pub mod suggestion;
pub mod teams;
pub mod zone;
mod zone_names;

use answer::Answer;
use availability::Block;
use event::{Event, Span};
use fault::Fault;
use mail::Mail;
use sent::Sent;
use store::Store;

/// A handle to every mailbox; clones share them.
#[derive(Clone)]
pub struct Outlook {
    clock: MovableClock,
    store: Arc<Mutex<Store>>,
    subscriptions: Subscriptions,
}

/// An event as a request names it.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// In whose mailbox.
    pub owner: &'static Person,
    pub id: &'a str,
    /// Whether immutable ids are spoken.
    pub immutable: bool,
    /// The only version the request is meant for.
    pub if_match: Option<&'a str>,
}

/// What differs from mailbox to mailbox and from request to request.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Whether the calendar lists `teamsForBusiness`; otherwise the wish for a link is ignored.
    pub teams_allowed: bool,
    /// Status of `ErrorDuplicateTransactionId`: 400 or 409, reports differ.
    pub conflict_status: StatusCode,
    /// Whether that error names the existing event by its immutable id.
    pub immutable_ids: bool,
    /// How long after it was made an event is not shown yet.
    pub shows_after: SignedDuration,
}

impl Outlook {
    /// The mailboxes of the directory with some meetings in the days after now; `subscriptions` are told of what
    /// changes in them.
    pub fn new(clock: MovableClock, subscriptions: Subscriptions) -> Self {
        let mut store = seed::store(clock.now());
        store.changes.clear();
        Self { clock, store: Arc::new(Mutex::new(store)), subscriptions }
    }

    /// Makes an event and invites its attendees. The same `transactionId` with the same content
    /// gives the event made before; with another it is `ErrorDuplicateTransactionId`, as it is once
    /// that event was deleted.
    pub fn create(
        &self,
        owner: &'static Person,
        sent: Sent,
        policy: Policy,
    ) -> Result<Event, Fault> {
        self.write(|store, now| store.create(owner, sent, policy, now))
    }

    /// The event; 400 for what cannot be an id, 404 for none.
    pub fn find(&self, item: Item<'_>) -> Result<Event, Fault> {
        self.lock().find(item).cloned()
    }

    /// Changes what was sent and tells the attendees whom it concerns; 412 for a stale `if_match`.
    /// An attendee changes their own copy only.
    pub fn change(&self, item: Item<'_>, sent: &Sent, policy: Policy) -> Result<Event, Fault> {
        self.write(|store, now| store.change(item, sent, policy, now))
    }

    /// Moves the event by a duration, as though dragged in Outlook.
    pub fn drag(&self, item: Item<'_>, by: SignedDuration) -> Result<Event, Fault> {
        self.write(|store, now| store.drag(item, by, now))
    }

    /// Notes what a guest answers.
    pub fn answer(&self, item: Item<'_>, answer: &Answer) -> Result<Event, Fault> {
        self.write(|store, now| store.answer(item, answer, now))
    }

    /// Deletes the event; an organizer's attendees get a cancellation.
    pub fn delete(&self, item: Item<'_>) -> Result<(), Fault> {
        self.write(|store, now| store.delete(item, "", now))
    }

    /// Calls a meeting off with a message; 400 for anyone but its organizer.
    pub fn cancel(&self, item: Item<'_>, comment: &str) -> Result<(), Fault> {
        self.write(|store, now| {
            if !store.find(item)?.is_organizer {
                let message = "Your request can't be completed. You need to be an organizer to cancel a meeting.";
                return Err(Fault::bad_request("ErrorInvalidRequest", message));
            }
            store.delete(item, comment, now)
        })
    }

    /// Everything in the mailbox by start, with what is deleted or cancelled.
    pub fn events(&self, owner: &Person) -> Vec<Event> {
        let mut events = self.lock().mailboxes.get(owner.id).cloned().unwrap_or_default();
        events.sort_by_key(|event| (event.span.start, event.version));
        events
    }

    /// What changed in the mailbox after the version, or all of it, in the order of its changes; deleted items too.
    pub fn since(&self, owner: &Person, version: Option<u64>) -> Vec<Event> {
        let mut events = self.events(owner);
        events.retain(|event| version.is_none_or(|version| event.version > version));
        events.sort_by_key(|event| event.version);
        events
    }

    /// The version of the last change anywhere.
    pub fn version(&self) -> u64 {
        self.lock().version()
    }

    /// What occupies the mailbox within `span`, by start.
    pub fn blocks(&self, owner: &Person, span: Span) -> Vec<Block> {
        let live = self.events(owner).into_iter().filter(Event::is_live);
        live.filter(|event| event.span.overlaps(&span)).filter_map(Block::of).collect()
    }

    /// Mails to the address, the newest first.
    pub fn mails(&self, address: &str) -> Vec<Mail> {
        self.lock().mails.iter().rev().filter(|mail| mail.to.is(address)).cloned().collect()
    }

    /// Every address that got a mail, in alphabetical order.
    pub fn recipients(&self) -> Vec<String> {
        let store = self.lock();
        let mut addresses: Vec<_> =
            store.mails.iter().map(|mail| mail.to.address.to_lowercase()).collect();
        addresses.sort();
        addresses.dedup();
        addresses
    }

    /// Whatever changes in the mailboxes, and is told to whoever subscribed to it.
    fn write<T>(&self, act: impl FnOnce(&mut Store, Timestamp) -> T) -> T {
        let mut store = self.lock();
        let done = act(&mut store, self.clock.now());
        for change in std::mem::take(&mut store.changes) {
            self.subscriptions.changed(&change);
        }
        done
    }

    fn lock(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
