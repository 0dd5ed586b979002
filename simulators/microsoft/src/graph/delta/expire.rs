//! `POST /_calendars/{account}/expire`: every link that was given for the account's calendar is refused from now
//! on, with 410 and a `Location`, or with 400 where the knob `delta_reset_as_400` says so.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use http::StatusCode;

use crate::Microsoft;
use crate::directory::{self, Person};

/// How often each person's links were declared invalid; clones share it.
#[derive(Clone, Default)]
pub struct Expiries(Arc<Mutex<HashMap<&'static str, u32>>>);

impl Expiries {
    /// The number of the links that are good.
    pub fn of(&self, person: &Person) -> u32 {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.get(person.id).copied().unwrap_or(0)
    }
}

/// 204, or 404 for an unknown account.
pub async fn expire(State(microsoft): State<Microsoft>, Path(account): Path<String>) -> StatusCode {
    let Some(person) = directory::person(&account) else { return StatusCode::NOT_FOUND };
    let mut counts = microsoft.expiries.0.lock().unwrap_or_else(PoisonError::into_inner);
    *counts.entry(person.id).or_default() += 1;
    StatusCode::NO_CONTENT
}
