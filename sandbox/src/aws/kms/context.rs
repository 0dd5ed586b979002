//! The encryption context: what a ciphertext is bound to.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The most bytes that the names and values of a context may have together.
///
/// AWS publishes no figure for cryptographic operations; ours keeps mistakes small.
const LARGEST: usize = 8192;

/// Pairs of non-secret strings, whose order does not matter.
#[derive(Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub(super) struct EncryptionContext(BTreeMap<String, String>);

impl TryFrom<BTreeMap<String, String>> for EncryptionContext {
    type Error = &'static str;

    fn try_from(pairs: BTreeMap<String, String>) -> Result<Self, Self::Error> {
        if pairs.iter().any(|(name, value)| name.is_empty() || value.is_empty()) {
            return Err("an encryption context has no empty names or values");
        }
        if pairs.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > LARGEST {
            return Err("an encryption context has at most 8192 bytes");
        }
        Ok(Self(pairs))
    }
}

impl EncryptionContext {
    /// The pairs in the order of their names, each string after its length (4 bytes, big endian), so
    /// that no two contexts have the same bytes.
    pub(super) fn canonical(&self) -> Vec<u8> {
        let strings = self.0.iter().flat_map(|(name, value)| [name, value]);
        strings
            .flat_map(|string| {
                let length = u32::try_from(string.len()).unwrap_or(u32::MAX).to_be_bytes();
                length.into_iter().chain(string.bytes())
            })
            .collect()
    }
}
