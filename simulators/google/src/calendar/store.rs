//! Everything the calendars hold, behind one lock.

use std::collections::HashMap;

use jiff::Timestamp;

use super::event::Event;
use super::mail::{self, Mail, SendUpdates, Write};
use crate::account::Account;
use crate::channels::Channels;
use crate::error::ApiError;

/// The events of all accounts, what was mailed about them, and who wrote what.
pub struct Calendars {
    channels: Channels,
    events: Vec<Event>,
    /// Every mail, oldest first.
    pub mails: Vec<Mail>,
    /// Every write of a client, oldest first.
    pub writes: Vec<Write>,
    version: u64,
    /// How often each account's sync tokens were declared invalid.
    generations: HashMap<&'static str, u32>,
}

impl Calendars {
    /// Empty ones, of whose changes `channels` are told.
    pub fn new(channels: Channels) -> Self {
        let (events, mails, writes) = (Vec::new(), Vec::new(), Vec::new());
        Self { channels, events, mails, writes, version: 0, generations: HashMap::new() }
    }

    /// The events on the account's calendar, deleted ones included, in the order of insertion.
    pub fn of<'a>(&'a self, account: &'a Account) -> impl Iterator<Item = &'a Event> {
        self.events.iter().filter(|event| event.is_on(account))
    }

    /// One event of the account's calendar, deleted or not.
    pub fn find(&self, account: &Account, id: &str) -> Result<&Event, ApiError> {
        let event = self.events.iter().find(|event| event.id == id && event.is_on(account));
        event.ok_or_else(ApiError::not_found)
    }

    /// Keeps `event` in place of its former version, with a new etag, and gives it back.
    pub fn put(&mut self, mut event: Event, now: Timestamp) -> Event {
        event.version = self.next_version(now);
        let same = |stored: &&mut Event| stored.id == event.id && stored.owner == event.owner;
        let before = match self.events.iter_mut().find(same) {
            Some(stored) => Some(std::mem::replace(stored, event.clone())),
            None => {
                self.events.push(event.clone());
                None
            }
        };
        let was_on =
            |account: &Account| before.as_ref().is_some_and(|before| before.is_on(account));
        self.channels.changed(|account| was_on(account) || event.is_on(account));
        event
    }

    /// Makes the event `to`'s; whose it was stays as a guest who comes.
    pub fn hand_over(&mut self, event: &Event, to: &'static Account, now: Timestamp) {
        let version = self.next_version(now);
        let given = event.given(to, version, now);
        let same = |stored: &&mut Event| stored.id == event.id && stored.owner == event.owner;
        if let Some(stored) = self.events.iter_mut().find(same) {
            stored.clone_from(&given);
        }
        self.channels.changed(|account| event.is_on(account) || given.is_on(account));
    }

    /// Keeps what a client wrote with `method`, mails the guests as `send` says, and records both.
    pub fn write(
        &mut self,
        method: &'static str,
        event: Event,
        send: Option<SendUpdates>,
        now: Timestamp,
    ) -> Event {
        let before = self.find(event.owner, &event.id).ok().cloned();
        let event = self.put(event, now);
        let mails = mail::mails(before.as_ref(), &event, send, now);
        self.writes.push(Write {
            method,
            calendar: event.owner.email,
            event: event.id.clone(),
            send_updates: send,
            mailed: mails.iter().map(|mail| mail.to.clone()).collect(),
        });
        self.mails.extend(mails);
        event
    }

    /// Counts one read of the event, by which a pending room may be finished.
    pub fn poll(&mut self, account: &Account, id: &str, now: Timestamp) -> Result<Event, ApiError> {
        let mut event = self.find(account, id)?.clone();
        let Some(conference) = &mut event.conference else { return Ok(event) };
        let before = conference.clone();
        if conference.poll() {
            return Ok(self.put(Event { updated: now, ..event }, now));
        }
        if *conference != before {
            self.keep(&event);
        }
        Ok(event)
    }

    /// The version of the last change: what a sync token stands for.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How often the account's sync tokens were declared invalid.
    pub fn generation(&self, account: &Account) -> u32 {
        self.generations.get(account.id).copied().unwrap_or(0)
    }

    /// Declares every sync token of the account invalid.
    pub fn expire_sync_tokens(&mut self, account: &'static Account) {
        *self.generations.entry(account.id).or_default() += 1;
    }

    /// Replaces the event without a new etag.
    fn keep(&mut self, event: &Event) {
        let same = |stored: &&mut Event| stored.id == event.id && stored.owner == event.owner;
        if let Some(stored) = self.events.iter_mut().find(same) {
            stored.clone_from(event);
        }
    }

    /// Google's etags are twice the microseconds of the change; two changes never share one.
    fn next_version(&mut self, now: Timestamp) -> u64 {
        let doubled = u64::try_from(now.as_microsecond()).unwrap_or(0) * 2;
        self.version = doubled.max(self.version + 2);
        self.version
    }
}
