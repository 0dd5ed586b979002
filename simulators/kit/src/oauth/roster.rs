//! The people of one simulator and the knobs on each.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::StatusCode;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Knobs, TokenKnobs};

/// One person at the provider.
#[derive(Clone, Debug, Serialize)]
pub struct Account<K> {
    /// Short name used in paths and forms, such as `kofi`.
    pub id: String,
    /// Who it is, for a person to read.
    pub label: String,
    /// What is special about it, for a person to read.
    pub kind: String,
    /// How the simulator treats it.
    pub knobs: K,
}

/// Why knobs were not turned.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AdjustFault {
    /// No account has this id.
    UnknownAccount,
    /// No knob has this name.
    UnknownField(String),
    /// A knob cannot take the value; the text says why.
    Invalid(String),
}

/// A handle to the accounts of one simulator; clones share them.
#[derive(Clone)]
pub struct Roster<K>(Arc<Mutex<Vec<Account<K>>>>);

impl<K: Knobs> Roster<K> {
    /// The simulator's accounts, in the order they are shown.
    pub fn new(accounts: Vec<Account<K>>) -> Self {
        Self(Arc::new(Mutex::new(accounts)))
    }

    /// Every account with its knobs as they are now.
    pub fn list(&self) -> Vec<Account<K>> {
        self.lock().clone()
    }

    /// One account with its knobs as they are now.
    pub fn find(&self, id: &str) -> Option<Account<K>> {
        self.lock().iter().find(|account| account.id == id).cloned()
    }

    /// The knobs of one account as they are now; untouched ones for an unknown account.
    pub fn knobs(&self, id: &str) -> K {
        self.find(id).map(|account| account.knobs).unwrap_or_default()
    }

    /// The account's [`TokenKnobs`] as they are now.
    pub fn token_knobs(&self, id: &str) -> TokenKnobs {
        self.knobs(id).tokens().clone()
    }

    /// Takes the canned answer for one token request of the account, counting it down.
    pub fn take_token_error(&self, id: &str) -> Option<(StatusCode, Value)> {
        self.turn(id, |knobs| knobs.tokens().take_token_error())?
    }

    /// Lets the simulator itself turn the account's knobs, as where one is used up.
    pub fn turn<T>(&self, id: &str, change: impl FnOnce(&mut K) -> T) -> Option<T> {
        let mut accounts = self.lock();
        let account = accounts.iter_mut().find(|account| account.id == id)?;
        Some(change(&mut account.knobs))
    }

    /// Merges `changes` into the account's knobs, field by field; all or none of them.
    pub fn adjust(&self, id: &str, changes: Map<String, Value>) -> Result<Account<K>, AdjustFault> {
        let mut accounts = self.lock();
        let account = accounts.iter_mut().find(|account| account.id == id);
        let account = account.ok_or(AdjustFault::UnknownAccount)?;
        account.knobs = merged(&account.knobs, changes)?;
        Ok(account.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Account<K>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn merged<K: Knobs>(knobs: &K, changes: Map<String, Value>) -> Result<K, AdjustFault> {
    let invalid = |error: serde_json::Error| AdjustFault::Invalid(error.to_string());
    let mut fields: Map<String, Value> =
        serde_json::to_value(knobs).and_then(serde_json::from_value).map_err(invalid)?;
    for (name, value) in changes {
        match fields.get_mut(&name) {
            Some(field) => *field = value,
            None => return Err(AdjustFault::UnknownField(name)),
        }
    }
    serde_json::from_value(Value::Object(fields)).map_err(invalid)
}
