//! Subscriptions to changes of events, and what they send: Graph's `/subscriptions`.
//!
//! Beside what Graph has, and [`simulator_kit::notifications`]:
//!
//! - `GET /_subscriptions`: every subscription there was,
//!   `[{"id", "account", "changeType", "address", "expires", "state"}]`.
//! - `DELETE /_subscriptions/{id}`: it is gone, and nobody is told.
//! - `POST /_subscriptions/{id}/{event}`: `reauthorizationRequired`, `subscriptionRemoved` (it is gone) or `missed`
//!   is sent to its `lifecycleNotificationUrl`.
//! - `POST /_notifications/run`: what is due is delivered, and whoever must be is told to reauthorize.
//!
//! A notice that is not followed within a quarter of an hour pauses the subscription: what changes then is lost.

mod hands;
mod handshake;
mod item;
pub mod methods;
mod request;
mod slow;
mod subscription;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use simulator_kit::clock::MovableClock;
use simulator_kit::notifications::Notifications;
use simulator_kit::oauth::Roster;

use self::item::{Life, Told};
use self::slow::{Gate, Slow};
use self::subscription::Subscription;
use super::knobs::MicrosoftKnobs;
use super::outlook::change::Change;

pub use self::hands::router;
pub use self::item::Item;

/// How long before its end a subscription is told to be renewed (not documented).
const NEAR: SignedDuration = SignedDuration::from_mins(30);
/// How often it is told again, and how long a notice may be left unfollowed.
const AGAIN: SignedDuration = SignedDuration::from_mins(15);

/// Every subscription; clones share them.
#[derive(Clone)]
pub struct Subscriptions {
    clock: MovableClock,
    roster: Roster<MicrosoftKnobs>,
    /// What is on its way.
    pub notifications: Notifications<Item>,
    held: Arc<Mutex<Vec<Subscription>>>,
    slow: Arc<Mutex<Slow>>,
}

impl Subscriptions {
    /// None yet; `roster` has the knobs of whoever subscribes.
    pub fn new(clock: MovableClock, roster: Roster<MicrosoftKnobs>) -> Self {
        let notifications = Notifications::new(clock.clone());
        Self { clock, roster, notifications, held: Arc::default(), slow: Arc::default() }
    }

    /// Tells whoever subscribed to it of a change.
    pub fn changed(&self, change: &Change) {
        let now = self.clock.now();
        let after =
            SignedDuration::from_secs(self.notifications.faults().after_stop_seconds.into());
        for subscription in self.held().iter().filter(|held| held.hears(change, now, after)) {
            let is_accompanied = self.roster.knobs(subscription.person.id).foreign_items;
            let item = Item { is_accompanied, ..subscription.change(change) };
            self.notifications.post(&subscription.notification_url, item);
        }
    }

    /// Sends what is due, as the endpoints deserve it.
    pub async fn run(&self) {
        let _turn = self.notifications.turn().await;
        self.ask_for_reauthorization();
        loop {
            self.own_up();
            let Some(bundle) = self.notifications.due() else { return };
            let address = bundle.address().to_owned();
            let gate = self.slow().gate(&address, self.clock.now());
            let undelivered = match gate {
                Gate::Open => {
                    let delivery = self.notifications.deliver(bundle).await;
                    self.slow().note(&address, self.clock.now(), delivery.took);
                    delivery.given_up
                }
                Gate::Held(until) => {
                    self.notifications.postpone(bundle, until);
                    Vec::new()
                }
                Gate::Shut => self.notifications.drop(bundle),
            };
            self.note_missed(&undelivered);
        }
    }

    /// Tells those that are near their end, as often as is due.
    fn ask_for_reauthorization(&self) {
        let now = self.clock.now();
        for held in self.held().iter_mut().filter(|held| held.is_to_be_asked(now)) {
            self.ask(held, now);
        }
    }

    fn ask(&self, held: &mut Subscription, now: Timestamp) {
        let first = held.asked.map_or(now, |(first, _)| first);
        held.asked = Some((first, now));
        self.tell(held, Life::ReauthorizationRequired);
    }

    /// Sends an event of its life, where it has an address for that.
    fn tell(&self, held: &Subscription, life: Life) {
        if let Some(url) = &held.lifecycle_url {
            self.notifications.post(url, held.life(life));
        }
    }

    /// Notes which subscriptions a change did not reach.
    fn note_missed(&self, undelivered: &[Item]) {
        let changes = undelivered.iter().filter(|item| matches!(item.told, Told::Change(..)));
        let ids: Vec<_> = changes.map(|item| item.subscription.as_str()).collect();
        for held in self.held().iter_mut().filter(|held| ids.contains(&held.id.as_str())) {
            held.missed = true;
        }
    }

    /// Tells those that missed something, as soon as anything gets through to them again.
    fn own_up(&self) {
        let now = self.clock.now();
        for held in self.held().iter_mut().filter(|held| held.missed && held.is_live(now)) {
            let Some(url) = &held.lifecycle_url else { continue };
            if self.slow().gate(url, now) == Gate::Open {
                self.tell(held, Life::Missed);
                held.missed = false;
            }
        }
    }

    fn held(&self) -> MutexGuard<'_, Vec<Subscription>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn slow(&self) -> MutexGuard<'_, Slow> {
        self.slow.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Subscription {
    /// Whether it is told of `change`: it lives, or was ended less than `after` ago, and nothing keeps it silent.
    fn hears(&self, change: &Change, now: Timestamp, after: SignedDuration) -> bool {
        let ended = self.removed.is_some_and(|at| now.duration_since(at) >= after);
        let is_paused = self.asked.is_some_and(|(first, _)| now.duration_since(first) >= AGAIN);
        change.mailbox == self.person.id
            && self.change_types.contains(&change.kind.word())
            && now < self.expires
            && !ended
            && !is_paused
    }

    fn is_to_be_asked(&self, now: Timestamp) -> bool {
        let is_near = self.expires.duration_since(now) <= NEAR || self.asked.is_some();
        let is_due = self.asked.is_none_or(|(_, last)| now.duration_since(last) >= AGAIN);
        self.is_live(now) && self.lifecycle_url.is_some() && is_near && is_due
    }
}
