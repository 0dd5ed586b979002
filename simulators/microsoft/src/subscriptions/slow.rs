//! What Graph does with endpoints that are slow ("Receive change notifications through webhooks", text of April
//! 2026): judged by host, so that one slow customer costs all of them.

use std::collections::HashMap;

use http::Uri;
use jiff::{SignedDuration, Timestamp};

/// How far back answers are looked at, and how long notifications are held or dropped.
const WINDOW: SignedDuration = SignedDuration::from_mins(10);
/// Fewer answers than this say nothing (an older text: "after 100 notifications").
const ENOUGH: usize = 100;
const SLOW: SignedDuration = SignedDuration::from_secs(3);
/// Of so many percent, the endpoint is slow.
const SLOW_SHARE: usize = 10;
const LATE: SignedDuration = SignedDuration::from_secs(10);
/// Of so many percent, its notifications are dropped.
const LATE_SHARE: usize = 15;

/// What becomes of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    /// It is sent.
    Open,
    /// It is sent at this time.
    Held(Timestamp),
    /// It is dropped.
    Shut,
}

/// How each host has answered lately.
#[derive(Default)]
pub(super) struct Slow {
    answers: HashMap<String, Vec<(Timestamp, SignedDuration)>>,
    shut: HashMap<String, Timestamp>,
}

impl Slow {
    pub(super) fn gate(&mut self, address: &str, now: Timestamp) -> Gate {
        let host = host(address);
        if self.shut.get(&host).is_some_and(|until| now < *until) {
            return Gate::Shut;
        }
        let answers = self.answers.entry(host.clone()).or_default();
        answers.retain(|(at, _)| now.duration_since(*at) < WINDOW);
        let beyond = |limit: SignedDuration, percent: usize| {
            let count = answers.iter().filter(|(_, took)| *took >= limit).count();
            answers.len() >= ENOUGH && count * 100 > answers.len() * percent
        };
        let later = now.saturating_add(WINDOW).unwrap_or(now);
        if beyond(LATE, LATE_SHARE) {
            self.shut.insert(host, later);
            return Gate::Shut;
        }
        if beyond(SLOW, SLOW_SHARE) { Gate::Held(later) } else { Gate::Open }
    }

    pub(super) fn note(&mut self, address: &str, now: Timestamp, took: SignedDuration) {
        self.answers.entry(host(address)).or_default().push((now, took));
    }
}

fn host(address: &str) -> String {
    let url: Option<Uri> = address.parse().ok();
    url.and_then(|url| Some(url.authority()?.to_string())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOOK: &str = "https://api.example/a";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + seconds).unwrap()
    }

    fn answered(share: usize, took: i64) -> Slow {
        let mut slow = Slow::default();
        for number in 0..100 {
            let took = if number < share { took } else { 0 };
            slow.note(HOOK, at(0), SignedDuration::from_secs(took));
        }
        slow
    }

    #[test]
    fn more_than_a_tenth_above_three_seconds_is_slow_for_ten_minutes() {
        assert_eq!(answered(10, 3).gate(HOOK, at(1)), Gate::Open);
        let mut slow = answered(11, 3);
        assert_eq!(slow.gate("https://api.example/b", at(1)), Gate::Held(at(601)), "all of a host");
        assert_eq!(slow.gate("https://other.example/a", at(1)), Gate::Open);
        assert_eq!(slow.gate(HOOK, at(600)), Gate::Open);
    }

    #[test]
    fn more_than_fifteen_percent_above_ten_seconds_are_dropped_for_ten_minutes() {
        assert_eq!(answered(15, 10).gate(HOOK, at(1)), Gate::Held(at(601)));
        let mut slow = answered(16, 10);
        assert_eq!(slow.gate(HOOK, at(599)), Gate::Shut);
        assert_eq!(slow.gate(HOOK, at(1198)), Gate::Shut);
        assert_eq!(slow.gate(HOOK, at(1199)), Gate::Open);
    }

    #[test]
    fn a_few_answers_say_nothing() {
        let mut slow = Slow::default();
        slow.note(HOOK, at(0), SignedDuration::from_secs(60));
        assert_eq!(slow.gate(HOOK, at(1)), Gate::Open);
    }
}
