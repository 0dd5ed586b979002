//! A key: its life, and the versions of its material.

use data_encoding::HEXLOWER_PERMISSIVE;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::aws::blob::Blob;
use crate::aws::random;
use crate::aws::refusal::Refusal;
use crate::aws::{ACCOUNT, REGION};

/// A symmetric encryption key.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Key {
    /// A UUID.
    pub(super) id: String,
    description: String,
    created: Timestamp,
    pub(super) enabled: bool,
    /// When it ceases to exist, where that is scheduled.
    pub(super) deletion: Option<Timestamp>,
    /// 32 bytes each. The last one encrypts; a rotation adds one and keeps the others readable.
    materials: Vec<Blob>,
}

/// Where a key stands in its life, in KMS's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) enum KeyState {
    Enabled,
    Disabled,
    PendingDeletion,
    /// Deleted: KMS knows it no more.
    Gone,
}

impl Key {
    /// A new, enabled key.
    pub(super) fn generate(description: String, created: Timestamp) -> Result<Self, Refusal> {
        let id = random::uuid()?;
        let materials = vec![Blob(random::vec(32)?)];
        Ok(Self { id, description, created, enabled: true, deletion: None, materials })
    }

    /// `arn:aws:kms:…:key/{id}`.
    pub(super) fn arn(&self) -> String {
        format!("arn:aws:kms:{REGION}:{ACCOUNT}:key/{}", self.id)
    }

    /// The id as the 16 bytes that stand in ciphertexts.
    pub(super) fn id_bytes(&self) -> Option<[u8; 16]> {
        HEXLOWER_PERMISSIVE.decode(self.id.replace('-', "").as_bytes()).ok()?.try_into().ok()
    }

    pub(super) fn state(&self, now: Timestamp) -> KeyState {
        match self.deletion {
            Some(deletion) if deletion <= now => KeyState::Gone,
            Some(_) => KeyState::PendingDeletion,
            None if self.enabled => KeyState::Enabled,
            None => KeyState::Disabled,
        }
    }

    /// Refuses a key that is about to be deleted ("Key states of AWS KMS keys").
    pub(super) fn ensure_not_pending(&self, now: Timestamp) -> Result<(), Refusal> {
        match self.state(now) {
            KeyState::PendingDeletion | KeyState::Gone => {
                let message = format!("{} is pending deletion.", self.arn());
                Err(Refusal::new("KMSInvalidStateException", message))
            }
            KeyState::Enabled | KeyState::Disabled => Ok(()),
        }
    }

    /// Refuses a key that may not encrypt or decrypt now.
    pub(super) fn ensure_usable(&self, now: Timestamp) -> Result<(), Refusal> {
        self.ensure_not_pending(now)?;
        match self.enabled {
            true => Ok(()),
            false => Err(Refusal::new("DisabledException", format!("{} is disabled.", self.arn()))),
        }
    }

    /// The newest material and its version.
    pub(super) fn current(&self) -> Option<(u32, &[u8])> {
        let version = u32::try_from(self.materials.len().checked_sub(1)?).ok()?;
        Some((version, self.material(version)?))
    }

    pub(super) fn material(&self, version: u32) -> Option<&[u8]> {
        Some(&self.materials.get(usize::try_from(version).ok()?)?.0)
    }

    /// Encrypts with new material from now on.
    pub(super) fn rotate(&mut self) -> Result<(), Refusal> {
        self.materials.push(Blob(random::vec(32)?));
        Ok(())
    }

    /// The `KeyMetadata` of `CreateKey` and `DescribeKey`.
    pub(super) fn metadata(&self, now: Timestamp) -> Value {
        let mut metadata = json!({
            "AWSAccountId": ACCOUNT,
            "KeyId": self.id,
            "Arn": self.arn(),
            "Description": self.description,
            "CreationDate": self.created.as_second(),
            "Enabled": self.state(now) == KeyState::Enabled,
            "KeyState": self.state(now),
            "KeyUsage": "ENCRYPT_DECRYPT",
            "KeySpec": "SYMMETRIC_DEFAULT",
            "CustomerMasterKeySpec": "SYMMETRIC_DEFAULT",
            "EncryptionAlgorithms": ["SYMMETRIC_DEFAULT"],
            "KeyManager": "CUSTOMER",
            "Origin": "AWS_KMS",
            "MultiRegion": false,
        });
        if let (Some(deletion), Some(fields)) = (self.deletion, metadata.as_object_mut()) {
            fields.insert("DeletionDate".to_owned(), deletion.as_second().into());
        }
        metadata
    }
}
