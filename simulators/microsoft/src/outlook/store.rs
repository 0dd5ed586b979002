//! Every mailbox, behind one lock; each method is one whole transaction.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::change::{Change, Kind};
use super::event::{self, Event};
use super::fault::Fault;
use super::id::{self, Ids};
use super::mail::{self, Mail, Occasion};
use super::sent::Sent;
use super::{Item, Policy, teams};
use crate::directory::Person;

#[derive(Default)]
pub(super) struct Store {
    pub(super) mailboxes: HashMap<&'static str, Vec<Event>>,
    pub(super) mails: Vec<Mail>,
    pub(super) transactions: HashMap<(&'static str, String), (Sent, Ids)>,
    /// What happened since somebody was told.
    pub(super) changes: Vec<Change>,
    serial: u64,
    version: u64,
}

impl Store {
    pub(super) fn find(&self, item: Item<'_>) -> Result<&Event, Fault> {
        id::check(item.id)?;
        let mailbox = self.mailboxes.get(item.owner.id).map(Vec::as_slice).unwrap_or_default();
        let meant =
            |event: &&Event| !event.is_deleted && event.ids.answers_to(item.id, item.immutable);
        mailbox.iter().find(meant).ok_or_else(Fault::not_found)
    }

    /// Lays what was sent over the event; attendees' copies follow the organizer's.
    pub(super) fn change(
        &mut self,
        item: Item<'_>,
        sent: &Sent,
        policy: Policy,
        now: Timestamp,
    ) -> Result<Event, Fault> {
        let before = self.current(item)?;
        let details = sent.details(&before.details)?;
        let (details, span) = event::settled(details, &before.organizer, &before.details)?;
        let body = sent.body()?.unwrap_or_else(|| before.body.clone());
        let mut after = Event { details, span, body, ..before.clone() };
        let dropped = |url: &String| before.is_organizer && !teams::has_block(&after.body, url);
        if after.join_url.as_ref().is_some_and(dropped) {
            after.join_url = None;
        } else if after.join_url.is_none()
            && before.is_organizer
            && policy.teams_allowed
            && sent.wants_teams()?
        {
            self.go_online(&mut after, item.owner);
        }
        Ok(self.replace(before, after, now))
    }

    /// Moves the event as a hand drags it.
    pub(super) fn drag(
        &mut self,
        item: Item<'_>,
        by: SignedDuration,
        now: Timestamp,
    ) -> Result<Event, Fault> {
        let before = self.current(item)?;
        let span = event::shifted(before.span, by)?;
        let details = event::moved(before.details.clone(), span);
        let after = Event { details, span, ..before.clone() };
        Ok(self.replace(before, after, now))
    }

    /// Moves the event to Deleted Items; the organizer's attendees are told, in `comment`'s words.
    pub(super) fn delete(
        &mut self,
        item: Item<'_>,
        comment: &str,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let before = self.current(item)?;
        let is_cancelled = before.is_organizer && before.is_meeting();
        let after = Event { is_deleted: true, is_cancelled, ..before };
        let after = self.store(after, now);
        if after.is_cancelled {
            self.tell(
                &after,
                mail::to_all(&after, &Occasion::Cancellation(comment.to_owned())),
                now,
            );
        }
        Ok(())
    }

    /// The stored version; 412 where the client has seen another.
    fn current(&self, item: Item<'_>) -> Result<Event, Fault> {
        let event = self.find(item)?;
        match item.if_match {
            Some(etag) if etag != "*" && etag != event.etag() => Err(Fault::stale()),
            _ => Ok(event.clone()),
        }
    }

    fn replace(&mut self, before: Event, after: Event, now: Timestamp) -> Event {
        let after = self.store(after, now);
        if after.is_organizer {
            self.tell(&after, mail::notices(&before, &after), now);
        }
        after
    }

    /// Puts a new version in the place of the old one.
    pub(super) fn store(&mut self, event: Event, now: Timestamp) -> Event {
        let event = Event { version: self.next_version(), modified: now, ..event };
        let kind = if event.is_deleted { Kind::Deleted } else { Kind::Updated };
        for (mailbox, events) in &mut self.mailboxes {
            for held in events.iter_mut().filter(|held| held.ids == event.ids) {
                *held = event.clone();
                self.changes.push(Change::of(mailbox, held, kind));
            }
        }
        event
    }

    pub(super) fn mailbox(&mut self, owner: &Person) -> &mut Vec<Event> {
        self.mailboxes.entry(owner.id).or_default()
    }

    pub(super) fn next_serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    pub(super) fn version(&self) -> u64 {
        self.version
    }

    pub(super) fn next_version(&mut self) -> u64 {
        self.version += 1;
        self.version
    }
}
