//! The subscription's state.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::send::Outcome;
use super::{MISSES, RETRIES, REVALIDATION};

/// Where events go, whether it was proved that they may, and what became of them.
pub(super) struct Endpoint {
    pub(super) url: String,
    /// When the next handshake is due; `None` before the first.
    next: Option<Timestamp>,
    misses: u32,
    waiting: Vec<Waiting>,
    delivered: Vec<Value>,
}

/// An event that is to be sent.
#[derive(Clone)]
pub(super) struct Waiting {
    pub(super) body: String,
    pub(super) first: Timestamp,
    pub(super) tries: usize,
}

impl Endpoint {
    pub(super) const fn at(url: String) -> Self {
        Self { url, next: None, misses: 0, waiting: Vec::new(), delivered: Vec::new() }
    }

    pub(super) fn shown(&self) -> Value {
        json!({
            "url": self.url,
            "disabled": self.is_disabled(),
            "misses": self.misses,
            "waiting": self.waiting.len(),
            "deliveries": self.delivered,
        })
    }

    /// Where to send to, unless nothing is sent any more.
    pub(super) fn open(&self) -> Option<String> {
        (!self.is_disabled()).then(|| self.url.clone())
    }

    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        !self.is_disabled() && self.next.is_none_or(|next| next <= now)
    }

    /// Takes what is to be sent again by `now`.
    pub(super) fn take_due(&mut self, now: Timestamp) -> Vec<Waiting> {
        let (due, later) = self.waiting.drain(..).partition(|waiting| waiting.is_due(now));
        self.waiting = later;
        due
    }

    pub(super) fn validated(&mut self, is_valid: bool, now: Timestamp) {
        self.misses = if is_valid { 0 } else { self.misses + 1 };
        let after = self.next.unwrap_or(now);
        self.next = after.saturating_add(REVALIDATION).ok();
    }

    /// Only what broke on the other side, or on the way, is sent again.
    pub(super) fn note(&mut self, waiting: Waiting, outcome: Outcome) {
        let (status, is_again) = match outcome {
            Outcome::Answered(status, _) => (Some(status.as_u16()), status.is_server_error()),
            Outcome::Lost => (None, true),
        };
        let event = serde_json::from_str::<Value>(&waiting.body).unwrap_or_default();
        let tries = waiting.tries + 1;
        self.delivered.push(json!({"event": event.get("event"), "status": status, "try": tries}));
        if is_again && waiting.tries < RETRIES.len() {
            self.waiting.push(Waiting { tries, ..waiting });
        }
    }

    const fn is_disabled(&self) -> bool {
        self.misses >= MISSES
    }
}

impl Waiting {
    fn is_due(&self, now: Timestamp) -> bool {
        let after = RETRIES.get(self.tries.saturating_sub(1)).copied().unwrap_or_default();
        self.first.saturating_add(SignedDuration::from_mins(after)).is_ok_and(|at| at <= now)
    }
}
