//! All meetings, and how many calls each host has made today.

use std::collections::HashMap;

use jiff::Timestamp;

use super::meeting::{Details, Meeting};
use crate::account::Account;

/// Above 32 bits, as Zoom's are.
const FIRST: i64 = 92_674_392_836;
const STEP: i64 = 1_000_003;

/// Every meeting that was not deleted.
#[derive(Default)]
pub struct Meetings {
    all: Vec<Meeting>,
    made: i64,
    calls: HashMap<(&'static str, i64), u32>,
}

impl Meetings {
    /// A new meeting of `host`.
    pub fn add(&mut self, host: &'static Account, details: Details, now: Timestamp) -> Meeting {
        let meeting = Meeting::new(FIRST + self.made * STEP, host, details, now);
        self.made += 1;
        self.all.push(meeting.clone());
        meeting
    }

    /// The meeting of this id, or of this uuid.
    pub fn find(&mut self, name: &str) -> Option<&mut Meeting> {
        let is_it = |meeting: &&mut Meeting| meeting.id.to_string() == name || meeting.uuid == name;
        self.all.iter_mut().find(is_it)
    }

    /// Deletes the meeting `id`.
    pub fn remove(&mut self, id: i64) -> Option<Meeting> {
        let at = self.all.iter().position(|meeting| meeting.id == id)?;
        Some(self.all.remove(at))
    }

    /// The meetings of `host`, in the order in which they were made.
    pub fn of<'a>(&'a self, host: &'a Account) -> impl Iterator<Item = &'a Meeting> {
        self.all.iter().filter(move |meeting| meeting.host == host)
    }

    /// Counts a call of `host` on `day`; how many there are with it.
    pub fn count_call(&mut self, host: &'static Account, day: i64) -> u32 {
        let calls = self.calls.entry((host.id, day)).or_default();
        *calls += 1;
        *calls
    }
}
