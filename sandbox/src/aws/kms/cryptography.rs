//! The operations that encrypt and decrypt.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::ciphertext::{self, UnverifiedBlob};
use super::context::EncryptionContext;
use super::key::{Key, KeyState};
use super::keyring::Keyring;
use crate::aws::blob::Blob;
use crate::aws::operation::Outcome;
use crate::aws::random;
use crate::aws::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct GenerateDataKey {
    key_id: String,
    #[serde(default)]
    encryption_context: EncryptionContext,
    key_spec: Option<DataKeySpec>,
    number_of_bytes: Option<usize>,
}

#[derive(Deserialize)]
enum DataKeySpec {
    #[serde(rename = "AES_256")]
    Aes256,
    #[serde(rename = "AES_128")]
    Aes128,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct Encrypt {
    key_id: String,
    #[serde(default)]
    encryption_context: EncryptionContext,
    plaintext: Blob,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct Decrypt {
    key_id: Option<String>,
    #[serde(default)]
    encryption_context: EncryptionContext,
    ciphertext_blob: Blob,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct ReEncrypt {
    source_key_id: Option<String>,
    #[serde(default)]
    source_encryption_context: EncryptionContext,
    ciphertext_blob: Blob,
    destination_key_id: String,
    #[serde(default)]
    destination_encryption_context: EncryptionContext,
}

/// A new data key, in plaintext and encrypted.
pub(super) fn generate_data_key(
    keyring: &Keyring,
    request: GenerateDataKey,
    now: Timestamp,
) -> Outcome {
    let length = match (&request.key_spec, request.number_of_bytes) {
        (Some(DataKeySpec::Aes256), None) => 32,
        (Some(DataKeySpec::Aes128), None) => 16,
        (None, Some(bytes @ 1..=1024)) => bytes,
        (None, Some(_)) => return Err(Refusal::validation("NumberOfBytes must be from 1 to 1024")),
        _ => return Err(Refusal::validation("Please specify either number of bytes or key spec.")),
    };
    let key = usable(keyring, &request.key_id, now)?;
    let plaintext = random::vec(length)?;
    let sealed = ciphertext::seal(key, &request.encryption_context, &plaintext)?;
    Ok(json!({
        "KeyId": key.arn(),
        "Plaintext": Blob(plaintext),
        "CiphertextBlob": Blob(sealed),
    }))
}

/// Encrypts 1 to 4096 bytes.
pub(super) fn encrypt(keyring: &Keyring, request: Encrypt, now: Timestamp) -> Outcome {
    if !(1..=4096).contains(&request.plaintext.0.len()) {
        return Err(Refusal::validation(
            "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: \
             Member must have length from 1 to 4096",
        ));
    }
    let key = usable(keyring, &request.key_id, now)?;
    let sealed = ciphertext::seal(key, &request.encryption_context, &request.plaintext.0)?;
    Ok(encrypted(key, sealed))
}

/// Decrypts what this keyring encrypted, under the same context.
pub(super) fn decrypt(keyring: &Keyring, request: Decrypt, now: Timestamp) -> Outcome {
    let (key, plaintext) = open(keyring, &request, now)?;
    Ok(json!({
        "KeyId": key.arn(),
        "Plaintext": Blob(plaintext),
        "EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
    }))
}

/// Decrypts and encrypts again, under another key or context, without showing the plaintext.
pub(super) fn re_encrypt(keyring: &Keyring, request: ReEncrypt, now: Timestamp) -> Outcome {
    let source = Decrypt {
        key_id: request.source_key_id,
        encryption_context: request.source_encryption_context,
        ciphertext_blob: request.ciphertext_blob,
    };
    let (source, plaintext) = open(keyring, &source, now)?;
    let key = usable(keyring, &request.destination_key_id, now)?;
    let sealed = ciphertext::seal(key, &request.destination_encryption_context, &plaintext)?;
    let mut answer = encrypted(key, sealed);
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("SourceKeyId".to_owned(), source.arn().into());
    }
    Ok(answer)
}

fn encrypted(key: &Key, sealed: Vec<u8>) -> Value {
    json!({
        "KeyId": key.arn(),
        "CiphertextBlob": Blob(sealed),
        "EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
    })
}

fn usable<'a>(keyring: &'a Keyring, reference: &str, now: Timestamp) -> Result<&'a Key, Refusal> {
    let key = keyring.by_reference(reference, now)?;
    key.ensure_usable(now)?;
    Ok(key)
}

fn open<'a>(
    keyring: &'a Keyring,
    request: &Decrypt,
    now: Timestamp,
) -> Result<(&'a Key, Vec<u8>), Refusal> {
    // AWS says no more than this, whatever is wrong.
    let invalid = || Refusal::new("InvalidCiphertextException", "");
    let expected = request.key_id.as_deref().map(|id| keyring.by_reference(id, now)).transpose()?;
    let blob = UnverifiedBlob::read(&request.ciphertext_blob.0).ok_or_else(invalid)?;
    let key = blob.key_id().and_then(|id| keyring.keys.get(&id)).ok_or_else(invalid)?;
    if expected.is_some_and(|expected| expected.id != key.id) {
        return Err(Refusal::new(
            "IncorrectKeyException",
            "The key ID in the request does not identify a CMK that can perform this operation.",
        ));
    }
    if key.state(now) == KeyState::Gone {
        return Err(Refusal::new(
            "AccessDeniedException",
            "The ciphertext refers to a customer master key that does not exist, does not exist in \
             this region, or you are not allowed to access.",
        ));
    }
    key.ensure_usable(now)?;
    let plaintext = blob.open(key, &request.encryption_context).ok_or_else(invalid)?;
    Ok((key, plaintext))
}
