//! All keys and aliases, and the ways to name a key.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::key::{Key, KeyState};
use crate::aws::refusal::Refusal;
use crate::aws::{ACCOUNT, REGION};

/// Every key the sandbox has made and the names they go by.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Keyring {
    /// By id. Deleted keys stay, so that their ciphertexts are told from forged ones.
    pub(super) keys: BTreeMap<String, Key>,
    /// From `alias/name` to the id of a key.
    pub(super) aliases: BTreeMap<String, String>,
}

impl Keyring {
    /// The key of a key id, key ARN, alias name or alias ARN.
    pub(super) fn by_reference(&self, reference: &str, now: Timestamp) -> Result<&Key, Refusal> {
        let resource = resource(reference)?;
        if !resource.starts_with("alias/") {
            return self.by_id(reference, now);
        }
        let missing = || not_found(format!("Alias {}{resource} is not found.", arn_prefix()));
        let id = self.aliases.get(resource).ok_or_else(missing)?;
        self.by_id(id, now)
    }

    /// The key of a key id or key ARN: all that operators' calls take.
    pub(super) fn by_id(&self, reference: &str, now: Timestamp) -> Result<&Key, Refusal> {
        let id = key_id(reference)?;
        let key = self.keys.get(id).filter(|key| key.state(now) != KeyState::Gone);
        key.ok_or_else(|| no_such_key(id))
    }

    /// As [`Keyring::by_id`], to change it.
    pub(super) fn by_id_mut(
        &mut self,
        reference: &str,
        now: Timestamp,
    ) -> Result<&mut Key, Refusal> {
        let id = key_id(reference)?;
        let key = self.keys.get_mut(id).filter(|key| key.state(now) != KeyState::Gone);
        key.ok_or_else(|| no_such_key(id))
    }
}

/// KMS's answer to a name that leads nowhere.
pub(super) fn not_found(message: String) -> Refusal {
    Refusal::new("NotFoundException", message)
}

/// What every ARN of this account's keys and aliases begins with.
pub(super) fn arn_prefix() -> String {
    format!("arn:aws:kms:{REGION}:{ACCOUNT}:")
}

fn no_such_key(id: &str) -> Refusal {
    not_found(format!("Key '{}key/{id}' does not exist", arn_prefix()))
}

/// A reference without the ARN's prefix, which must be this account's.
fn resource(reference: &str) -> Result<&str, Refusal> {
    if !reference.starts_with("arn:") {
        return Ok(reference);
    }
    let foreign = || not_found(format!("Invalid arn {reference}"));
    reference.strip_prefix(&arn_prefix()).ok_or_else(foreign)
}

fn key_id(reference: &str) -> Result<&str, Refusal> {
    let id = match reference.starts_with("arn:") {
        true => resource(reference)?.strip_prefix("key/"),
        false => Some(reference).filter(|id| !id.contains('/')),
    };
    id.ok_or_else(|| not_found(format!("Invalid keyId {reference}")))
}
