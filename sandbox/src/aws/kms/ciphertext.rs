//! The ciphertext blob: `[1][key id: 16][material version: 4, big endian][nonce: 12][AES-256-GCM ciphertext and tag]`.
//!
//! The first 21 bytes and the canonical encryption context are the additional authenticated data.
//! (AWS's own blobs have another, unpublished layout; clients must not read either.)

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};

use super::context::EncryptionContext;
use super::key::Key;
use crate::aws::random;
use crate::aws::refusal::Refusal;

const FORMAT: u8 = 1;

/// A blob taken apart, not yet authenticated.
pub(super) struct UnverifiedBlob<'a> {
    header: &'a [u8; 21],
    nonce: &'a [u8; 12],
    sealed: &'a [u8],
}

/// Encrypts `plaintext` with the newest material of `key`.
pub(super) fn seal(
    key: &Key,
    context: &EncryptionContext,
    plaintext: &[u8],
) -> Result<Vec<u8>, Refusal> {
    let unusable = || Refusal::internal("the key has no material");
    let (version, material) = key.current().ok_or_else(unusable)?;
    let id = key.id_bytes().ok_or_else(unusable)?;
    let header = [&[FORMAT][..], &id, &version.to_be_bytes()].concat();
    let mut sealed = plaintext.to_vec();
    let nonce = RandomizedNonceKey::new(&AES_256_GCM, material)?
        .seal_in_place_append_tag(bound_to(&header, context), &mut sealed)?;
    Ok([header.as_slice(), nonce.as_ref(), &sealed].concat())
}

impl<'a> UnverifiedBlob<'a> {
    /// The parts of `blob`; none where it cannot be one.
    pub(super) fn read(blob: &'a [u8]) -> Option<Self> {
        let (header, rest) = blob.split_first_chunk()?;
        let (nonce, sealed) = rest.split_first_chunk()?;
        let read = Self { header, nonce, sealed };
        (header.first() == Some(&FORMAT)).then_some(read)
    }

    /// The id of the key it claims to be encrypted with.
    pub(super) fn key_id(&self) -> Option<String> {
        let (id, _) = self.header.get(1..)?.split_first_chunk()?;
        Some(random::in_uuid_form(*id))
    }

    /// The plaintext; none unless every byte and the context are those of [`seal`].
    pub(super) fn open(&self, key: &Key, context: &EncryptionContext) -> Option<Vec<u8>> {
        let (_, version) = self.header.split_last_chunk()?;
        let material = key.material(u32::from_be_bytes(*version))?;
        let mut opened = self.sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key(*self.nonce);
        let plaintext = RandomizedNonceKey::new(&AES_256_GCM, material)
            .ok()?
            .open_in_place(nonce, bound_to(self.header, context), &mut opened)
            .ok()?;
        Some(plaintext.to_vec())
    }
}

fn bound_to(header: &[u8], context: &EncryptionContext) -> Aad<Vec<u8>> {
    Aad::from([header, &context.canonical()].concat())
}
