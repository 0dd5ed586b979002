//! Envelope encryption of tokens: a KMS data key per connection, AES-256-GCM, one encryption context.
//!
//! KMS alone would not do: `kms:Encrypt` stops at 4096 bytes and two tokens can exceed that.
//! The encryption context says whose tokens they are and is bound twice, by KMS to the data key and as
//! additional authenticated data to the tokens, so that a ciphertext moved to another item opens
//! nowhere (S27).
//!
//! Sealed bytes, lengths big-endian:
//! `0x01 | u16 length | key ARN | u16 length | encrypted data key | 12-byte nonce | ciphertext and 16-byte tag`.

mod context;
mod envelope;
mod keys;

use aws_lc_rs::aead::{AES_256_GCM, Nonce, RandomizedNonceKey};
use aws_sdk_kms::Client;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::DataKeySpec;
use futures::FutureExt;
use secrecy::{ExposeSecret, SecretSlice};
use thiserror::Error;

use crate::model::error::Error;
use crate::platform::clock::Clock;
use crate::platform::metrics;
pub use context::Context;
use envelope::Envelope;
pub use envelope::Sealed;
use keys::Keys;

/// How KMS says that a key is disabled, waits to be deleted (or for its material), or is gone.
/// <https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html>
const KEY_STATES: [&str; 3] =
    ["DisabledException", "KMSInvalidStateException", "NotFoundException"];

/// Seals and opens what must not be stored in clear.
#[derive(Clone)]
pub struct Vault {
    kms: Client,
    key_id: String,
    keys: Keys,
    clock: Clock,
}

/// Why something can't be sealed or opened.
#[derive(Debug, Error)]
pub enum VaultError {
    /// KMS is throttled, denied or out of reach: nothing is known about the ciphertext (F12).
    #[error("KMS is not available")]
    Unavailable,
    /// The ciphertext, its context or its format is wrong: waiting won't mend it (F16).
    #[error("the sealed tokens can't be opened")]
    Broken,
}

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Unavailable => Self::StorageUnavailable,
            VaultError::Broken => Self::Internal,
        }
    }
}

/// A data key in both its forms.
pub struct DataKey {
    envelope: Envelope,
    plaintext: SecretSlice<u8>,
}

impl Vault {
    /// A vault whose new data keys are protected by the KMS key `key_id`.
    pub fn new(kms: Client, key_id: &str, clock: Clock) -> Self {
        Self { kms, key_id: key_id.to_owned(), keys: Keys::new(clock.clone()), clock }
    }

    /// A new data key for `context`: one `kms:GenerateDataKey`.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`].
    pub async fn data_key(&self, context: Context) -> Result<DataKey, VaultError> {
        let request =
            self.kms.generate_data_key().key_id(&self.key_id).key_spec(DataKeySpec::Aes256);
        let answer =
            request.set_encryption_context(Some(context.map())).send().boxed().await.map_err(
                |error| {
                    let code = error.as_service_error().and_then(|error| error.meta().code());
                    tracing::error!(code, "kms:GenerateDataKey failed");
                    self.tell_of_key(code);
                    VaultError::Unavailable
                },
            )?;
        let (Some(key_id), Some(encrypted), Some(plaintext)) =
            (answer.key_id, answer.ciphertext_blob, answer.plaintext)
        else {
            return Err(VaultError::Unavailable);
        };
        let envelope = Envelope { key_id, encrypted_data_key: encrypted.into_inner() };
        let plaintext = plaintext.into_inner().into();
        self.keys.keep(&envelope.encrypted_data_key, &plaintext);
        self.keys.learn_current(&envelope.key_id);
        Ok(DataKey { envelope, plaintext })
    }

    /// The key to seal with again what was sealed with `key`: the same one, without a call, unless
    /// the configured name leads to another KMS key by now (S30). Where the name leads is learnt from
    /// new data keys, of which there is one an hour for it; `DescribeKey` would need a right that no
    /// encryption context can narrow (S29). Without KMS `key` is good enough: a later renewal moves it.
    pub async fn current_key(&self, key: DataKey, context: Context) -> DataKey {
        if self.keys.is_current(&key.envelope.key_id) {
            return key;
        }
        self.data_key(context).await.unwrap_or(key)
    }

    /// Seals `plaintext` under `key` with a fresh nonce.
    ///
    /// # Errors
    /// [`VaultError::Broken`] where the key is not a 256-bit key.
    pub fn seal(
        &self,
        key: &DataKey,
        context: Context,
        plaintext: &[u8],
    ) -> Result<Sealed, VaultError> {
        let cipher = cipher(&key.plaintext)?;
        let mut bytes = plaintext.to_vec();
        let nonce = cipher
            .seal_in_place_append_tag(context.aad(), &mut bytes)
            .map_err(|_| VaultError::Broken)?;
        key.envelope.seal(nonce.as_ref(), &bytes)
    }

    /// Opens what was sealed for `context`: at most one `kms:Decrypt`.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn open(
        &self,
        sealed: &Sealed,
        context: Context,
    ) -> Result<SecretSlice<u8>, VaultError> {
        self.open_with_key(sealed, context).await.map(|(plaintext, _)| plaintext)
    }

    /// Like [`Vault::open`], with the data key, to seal the next tokens with.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn open_with_key(
        &self,
        sealed: &Sealed,
        context: Context,
    ) -> Result<(SecretSlice<u8>, DataKey), VaultError> {
        let (key, nonce, ciphertext) = self.unwrap_key(sealed, context).await?;
        let nonce = Nonce::try_assume_unique_for_key(&nonce).map_err(|_| VaultError::Broken)?;
        let mut bytes = ciphertext;
        let plaintext = cipher(&key.plaintext)?
            .open_in_place(nonce, context.aad(), &mut bytes)
            .map_err(|_| VaultError::Broken)?;
        Ok((plaintext.to_vec().into(), key))
    }

    async fn unwrap_key(
        &self,
        sealed: &Sealed,
        context: Context,
    ) -> Result<(DataKey, Vec<u8>, Vec<u8>), VaultError> {
        let (envelope, nonce, ciphertext) = Envelope::parse(sealed)?;
        let plaintext = match self.keys.get(&envelope.encrypted_data_key) {
            Some(plaintext) => plaintext,
            None => self.decrypt(&envelope, context).await?,
        };
        Ok((DataKey { envelope, plaintext }, nonce, ciphertext))
    }

    async fn decrypt(
        &self,
        envelope: &Envelope,
        context: Context,
    ) -> Result<SecretSlice<u8>, VaultError> {
        let blob = Blob::new(envelope.encrypted_data_key.clone());
        let request = self.kms.decrypt().key_id(&envelope.key_id).ciphertext_blob(blob);
        let answer =
            request.set_encryption_context(Some(context.map())).send().boxed().await.map_err(
                |error| {
                    let service = error.as_service_error();
                    let code = service.and_then(|error| error.meta().code());
                    tracing::error!(code, "kms:Decrypt failed");
                    self.tell_of_key(code);
                    let is_broken = service.is_some_and(|error| {
                        error.is_invalid_ciphertext_exception()
                            || error.is_incorrect_key_exception()
                    });
                    if is_broken { VaultError::Broken } else { VaultError::Unavailable }
                },
            )?;
        let plaintext: SecretSlice<u8> =
            answer.plaintext.ok_or(VaultError::Unavailable)?.into_inner().into();
        self.keys.keep(&envelope.encrypted_data_key, &plaintext);
        Ok(plaintext)
    }

    /// Tells an operator where KMS refuses for the state of the key itself, by the `code` of its refusal.
    fn tell_of_key(&self, code: Option<&str>) {
        if code.is_some_and(|code| KEY_STATES.contains(&code)) {
            metrics::key_unusable(self.clock.now());
        }
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

fn cipher(key: &SecretSlice<u8>) -> Result<RandomizedNonceKey, VaultError> {
    RandomizedNonceKey::new(&AES_256_GCM, key.expose_secret()).map_err(|_| VaultError::Broken)
}
