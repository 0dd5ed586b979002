//! AWS Key Management Service: what a client of envelope encryption and an operator who rotates keys need.
//!
//! `GenerateDataKey`, `Encrypt`, `Decrypt`, `ReEncrypt`; `CreateKey`, `DescribeKey`, `EnableKey`, `DisableKey`,
//! `ScheduleKeyDeletion`, `CancelKeyDeletion`, `RotateKeyOnDemand`; `CreateAlias`, `UpdateAlias`.
//! Symmetric encryption keys only. Facts: the AWS KMS API Reference and Developer Guide.

mod aliases;
mod ciphertext;
mod context;
mod cryptography;
mod key;
mod keyring;
mod lifecycle;

#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use simulator_kit::clock::MovableClock;

use self::key::Key;
use self::keyring::Keyring;
use super::operation::{self, Outcome};
use super::persisted::Persisted;
use super::refusal::Refusal;

/// The key service of the sandbox; cheap to clone, all clones are one.
#[derive(Clone)]
pub struct Kms {
    keyring: Arc<Persisted<Keyring>>,
    clock: MovableClock,
}

impl Kms {
    /// Opens the keys in `data/kms.json`, or none in memory. The directory must exist.
    ///
    /// `clock` dates the keys and decides when a scheduled deletion has happened.
    pub fn open(data: Option<&Path>, clock: MovableClock) -> io::Result<Self> {
        Ok(Self { keyring: Arc::new(Persisted::open(data, "kms.json")?), clock })
    }

    /// Creates a key named `alias` (such as `alias/intowork`) unless there is one; gives its ARN.
    pub fn provision(&self, alias: &str) -> io::Result<String> {
        let now = self.clock.now();
        let provisioned = self.keyring.update(|keyring| {
            if let Ok(key) = keyring.by_reference(alias, now) {
                return Ok(key.arn());
            }
            let key = Key::generate(String::new(), now)?;
            let (arn, id) = (key.arn(), key.id.clone());
            keyring.keys.insert(id.clone(), key);
            aliases::create(keyring, aliases::Alias::new(alias, &id), now)?;
            Ok(arn)
        });
        provisioned.map_err(io::Error::other)
    }

    /// Performs one operation on its request document.
    pub(super) fn perform(&self, operation: &str, document: &[u8]) -> Outcome {
        match operation {
            "GenerateDataKey" => self.look(document, cryptography::generate_data_key),
            "Encrypt" => self.look(document, cryptography::encrypt),
            "Decrypt" => self.look(document, cryptography::decrypt),
            "ReEncrypt" => self.look(document, cryptography::re_encrypt),
            "DescribeKey" => self.look(document, lifecycle::describe),
            "CreateKey" => self.change(document, lifecycle::create),
            "EnableKey" => self.change(document, lifecycle::enable),
            "DisableKey" => self.change(document, lifecycle::disable),
            "ScheduleKeyDeletion" => self.change(document, lifecycle::schedule_deletion),
            "CancelKeyDeletion" => self.change(document, lifecycle::cancel_deletion),
            "RotateKeyOnDemand" => self.change(document, lifecycle::rotate),
            "CreateAlias" => self.change(document, aliases::create),
            "UpdateAlias" => self.change(document, aliases::update),
            _ => operation::unknown(operation),
        }
    }

    fn look<I: DeserializeOwned, O: Serialize>(
        &self,
        document: &[u8],
        perform: impl FnOnce(&Keyring, I, Timestamp) -> Result<O, Refusal>,
    ) -> Outcome {
        let now = self.clock.now();
        operation::run(document, |request| {
            self.keyring.read(|keyring| perform(keyring, request, now))
        })
    }

    fn change<I: DeserializeOwned, O: Serialize>(
        &self,
        document: &[u8],
        perform: impl FnOnce(&mut Keyring, I, Timestamp) -> Result<O, Refusal>,
    ) -> Outcome {
        let now = self.clock.now();
        operation::run(document, |request| {
            self.keyring.update(|keyring| perform(keyring, request, now))
        })
    }
}
