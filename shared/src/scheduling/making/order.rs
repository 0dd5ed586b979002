//! What is asked for, and what makes two requests the same.

use crate::model::interview::{Content, Interview, Party};
use crate::scheduling::interviewers::Interviewer;
use crate::scheduling::room::Host;
use crate::vault::{DataKey, Sealed};
use icu_normalizer::ComposingNormalizerBorrowed;
use serde_json::json;

/// What to schedule.
pub struct Order {
    pub application_id: i64,
    /// As it was asked for; its title is empty where none was given.
    pub asked: Interview,
    /// As it is sent.
    pub interview: Interview,
    /// The addresses whose calendars may be readable.
    pub guests: Vec<String>,
    pub interviewers: Vec<Interviewer>,
    /// All of them, as they are noted beside the interview, and what they are sealed with.
    pub party: Party,
    pub key: Option<DataKey>,
    /// The IANA zone of the candidate, where it is known: noted beside the interview, and no part of it.
    pub candidate_zone: Option<String>,
    pub wants_meeting: bool,
    /// What makes a room beside the calendar, where one is wanted there.
    pub host: Option<Host>,
    pub idempotency_key: Option<String>,
    /// What notes say of it, sealed, where the company has them.
    pub sealed_guest: Option<Sealed>,
}

impl Order {
    /// What is asked for, as one text: equal for whatever means the same, however it is spelt. The zone
    /// is how people read the time, and no other time; accents are the same in one character or in two
    /// (UAX #15). What we add ourselves may change with the offer, and counts for nothing.
    pub(super) fn content(&self) -> String {
        let composed =
            |text: &str| ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned();
        let asked = Interview {
            title: composed(&self.asked.title),
            location: composed(&self.asked.location),
            description: composed(&self.asked.description),
            ..self.asked.clone()
        };
        let content = content(&asked).fingerprint();
        match self.host {
            None => json!([content, asked.description, self.wants_meeting]).to_string(),
            Some(_) => json!([content, asked.description, "zoom"]).to_string(),
        }
    }
}

/// `interview` as the calendar shows it.
pub(super) fn content(interview: &Interview) -> Content {
    let Interview { title, location, when, attendees, .. } = interview;
    let guests: Vec<_> = attendees.iter().map(|one| one.email.as_str()).collect();
    Content::new(title, location, Some(when.span), &guests)
}
