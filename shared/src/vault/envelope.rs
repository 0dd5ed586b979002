//! The byte format of sealed tokens; stated in the parent module's header.

use serde::{Deserialize, Serialize};

use super::VaultError;

const FORMAT: u8 = 1;
const NONCE_LENGTH: usize = 12;

/// Ciphertext with all that is needed to open it but the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(#[serde(with = "serde_bytes")] Vec<u8>);

/// A data key as it is stored: encrypted, with the key that encrypted it (S30).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Envelope {
    pub(super) key_id: String,
    pub(super) encrypted_data_key: Vec<u8>,
}

impl Envelope {
    pub(super) fn seal(&self, nonce: &[u8], ciphertext: &[u8]) -> Result<Sealed, VaultError> {
        let mut bytes = vec![FORMAT];
        for part in [self.key_id.as_bytes(), &self.encrypted_data_key] {
            let length = u16::try_from(part.len()).map_err(|_| VaultError::Broken)?;
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(part);
        }
        bytes.extend_from_slice(nonce);
        bytes.extend_from_slice(ciphertext);
        Ok(Sealed(bytes))
    }

    /// The envelope, the nonce and the ciphertext.
    pub(super) fn parse(sealed: &Sealed) -> Result<(Self, Vec<u8>, Vec<u8>), VaultError> {
        parse(&sealed.0).ok_or(VaultError::Broken)
    }
}

fn parse(bytes: &[u8]) -> Option<(Envelope, Vec<u8>, Vec<u8>)> {
    let rest = bytes.strip_prefix(&[FORMAT])?;
    let (key_id, rest) = prefixed(rest)?;
    let (encrypted_data_key, rest) = prefixed(rest)?;
    let (nonce, ciphertext) = rest.split_at_checked(NONCE_LENGTH)?;
    let key_id = String::from_utf8(key_id.to_vec()).ok()?;
    let envelope = Envelope { key_id, encrypted_data_key: encrypted_data_key.to_vec() };
    Some((envelope, nonce.to_vec(), ciphertext.to_vec()))
}

fn prefixed(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_sealed_is_parsed_unchanged(key_id in ".{0,80}", key: Vec<u8>, nonce: [u8; 12], ciphertext: Vec<u8>) {
            let envelope = Envelope { key_id, encrypted_data_key: key };
            let sealed = envelope.seal(&nonce, &ciphertext).unwrap();
            prop_assert_eq!(Envelope::parse(&sealed).unwrap(), (envelope, nonce.to_vec(), ciphertext));
        }

        #[test]
        fn f16_arbitrary_bytes_are_an_error_and_no_panic(bytes: Vec<u8>) {
            let _ = Envelope::parse(&Sealed(bytes));
        }
    }
}
