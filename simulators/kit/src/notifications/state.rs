//! What waits, and what became of the rest.

use std::collections::VecDeque;

use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::dice::Dice;
use super::{Faults, Message};

/// How many requests are remembered, the newest.
const REMEMBERED: usize = 10_000;

/// A notification that is to be sent.
#[derive(Clone, Debug)]
pub(super) struct Waiting<M> {
    pub(super) address: String,
    pub(super) message: M,
    pub(super) due: Timestamp,
    pub(super) tries: usize,
}

pub(super) struct State<M> {
    pub(super) faults: Faults,
    dice: Dice,
    waiting: Vec<Waiting<M>>,
    sent: VecDeque<Value>,
}

impl<M: Message> State<M> {
    pub(super) fn new() -> Self {
        let (faults, dice) = (Faults::default(), Dice::of(0));
        Self { faults, dice, waiting: Vec::new(), sent: VecDeque::new() }
    }

    pub(super) fn turn(&mut self, faults: Faults) {
        if faults.seed != self.faults.seed {
            self.dice = Dice::of(faults.seed);
        }
        self.faults = faults;
    }

    /// Puts the message on its way, with what the faults make of it.
    pub(super) fn post(&mut self, address: &str, message: M, now: Timestamp) {
        let Faults { lose, double, delay_seconds, .. } = self.faults;
        if self.dice.hits(lose) {
            self.note("lost", (address, now), (0, None), &[message]);
            return;
        }
        let copies = 1 + usize::from(self.dice.hits(double));
        for _ in 0..copies {
            let late = SignedDuration::from_secs(self.dice.up_to(delay_seconds).into());
            let due = now.saturating_add(late).unwrap_or(now);
            let (address, message) = (address.to_owned(), message.clone());
            self.keep(Waiting { address, message, due, tries: 0 });
        }
    }

    pub(super) fn keep(&mut self, waiting: Waiting<M>) {
        self.waiting.push(waiting);
    }

    /// Takes the earliest that is due, and with it what may share its request.
    pub(super) fn take_due(&mut self, now: Timestamp) -> Vec<Waiting<M>> {
        // Of those that are due at once, the first that was posted comes first.
        self.waiting.sort_by_key(|waiting| waiting.due);
        let first = self.waiting.first().filter(|first| first.due <= now);
        let Some(address) = first.map(|first| first.address.clone()) else { return Vec::new() };
        let mut room = M::TOGETHER;
        self.waiting
            .extract_if(.., |waiting| {
                let is_taken = waiting.address == address && waiting.due <= now && room > 0;
                room -= usize::from(is_taken);
                is_taken
            })
            .collect()
    }

    pub(super) fn note(
        &mut self,
        outcome: &str,
        (address, now): (&str, Timestamp),
        (tries, status): (usize, Option<StatusCode>),
        messages: &[M],
    ) {
        if self.sent.len() == REMEMBERED {
            self.sent.pop_front();
        }
        self.sent.push_back(json!({
            "at": now,
            "to": address,
            "outcome": outcome,
            "status": status.map(|status| status.as_u16()),
            "try": tries,
            "messages": messages.iter().map(M::shown).collect::<Vec<_>>(),
        }));
    }

    pub(super) fn forget(&mut self) {
        self.sent.clear();
    }

    pub(super) fn shown(&self) -> Value {
        let waiting = self.waiting.iter().map(|waiting| {
            json!({"to": waiting.address, "due": waiting.due, "message": waiting.message.shown()})
        });
        json!({
            "faults": self.faults,
            "waiting": waiting.collect::<Vec<_>>(),
            "sent": self.sent,
        })
    }
}
