//! Opening what the old backend encrypted: Fernet (github.com/fernet/spec) under a key that
//! PBKDF2-HMAC-SHA256 derives from its `ENCRYPTION_KEY`.
//!
//! Only LinkedIn's tokens were encrypted, and not from the beginning; the others are in clear.

use std::num::NonZeroU32;

use aws_lc_rs::cipher::{AES_128, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::{hmac, pbkdf2};
use data_encoding::BASE64URL;
use secrecy::{ExposeSecret, SecretSlice, SecretString};

/// Of the old backend's `encryption.py`.
const SALT: &[u8] = b"intowork-secret-encryption-v1";
const ITERATIONS: NonZeroU32 = NonZeroU32::new(480_000).unwrap();
/// How any Fernet token begins: version 0x80 and the first bytes of a time before the year 2106.
const HEAD: &str = "gAAAAA";
/// Version and time.
const HEADER: usize = 9;
const IV: usize = 16;
const TAG: usize = 32;

/// The two halves of a Fernet key.
pub(crate) struct Fernet {
    signing: hmac::Key,
    encryption: SecretSlice<u8>,
}

impl Fernet {
    /// The key of the old backend, whose `ENCRYPTION_KEY` is `secret`. Takes a fraction of a second, as it is meant to.
    pub(crate) fn derive(secret: &SecretString) -> Self {
        let mut key = [0; 32];
        let secret = secret.expose_secret().as_bytes();
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, ITERATIONS, SALT, secret, &mut key);
        Self::new(&key)
    }

    fn new(key: &[u8; 32]) -> Self {
        let (signing, encryption) = key.split_at(16);
        let signing = hmac::Key::new(hmac::HMAC_SHA256, signing);
        Self { signing, encryption: encryption.to_vec().into() }
    }

    /// A token as it is sent to its provider: in clear already, or opened; `None` where it is encrypted
    /// under another key, or damaged.
    pub(crate) fn plain(&self, stored: &SecretString) -> Option<SecretString> {
        if !stored.expose_secret().starts_with(HEAD) {
            return Some(stored.clone());
        }
        let plain = self.open(stored.expose_secret())?;
        let is_sendable = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_graphic());
        is_sendable.then(|| plain.into())
    }

    fn open(&self, token: &str) -> Option<String> {
        let bytes = BASE64URL.decode(token.as_bytes()).ok()?;
        let (signed, tag) = bytes.split_at_checked(bytes.len().checked_sub(TAG)?)?;
        hmac::verify(&self.signing, signed, tag).ok()?;
        let (iv, ciphertext) = signed.get(HEADER..)?.split_at_checked(IV)?;
        let key = UnboundCipherKey::new(&AES_128, self.encryption.expose_secret()).ok()?;
        let key = PaddedBlockDecryptingKey::cbc_pkcs7(key).ok()?;
        let iv = FixedLength::<IV>::try_from(iv).ok()?;
        let mut bytes = ciphertext.to_vec();
        let plain = key.decrypt(&mut bytes, DecryptionContext::Iv128(iv)).ok()?;
        String::from_utf8(plain.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The specification's own example (`verify.json`).
    const KEY: &str = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
    const TOKEN: &str = "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

    fn specified() -> Fernet {
        Fernet::new(&BASE64URL.decode(KEY.as_bytes()).unwrap().try_into().unwrap())
    }

    fn plain(fernet: &Fernet, token: &str) -> Option<String> {
        fernet.plain(&token.into()).map(|plain| plain.expose_secret().to_owned())
    }

    #[test]
    fn the_specification_s_example_opens() {
        assert_eq!(plain(&specified(), TOKEN).as_deref(), Some("hello"));
    }

    #[test]
    fn what_the_old_backend_wrote_opens_with_its_key_only() {
        // By its own `encrypt_value`, where ENCRYPTION_KEY is "the-old-backend's-key".
        const WRITTEN: &str = "gAAAAABrA5A37tHH3YZ6_WPirQbK64rEqKl8eBjGSHLvMjbAPGEme5_zJRedcEsglbj6gi461fuSj0DIQOAhirX2sMbmoNA6IzkvCOmYlsF13ozwJ4OjmTs=";
        let old = Fernet::derive(&"the-old-backend's-key".into());
        assert_eq!(plain(&old, WRITTEN).as_deref(), Some("AQX-linkedin-token"));
        assert_eq!(plain(&specified(), WRITTEN), None);
    }

    #[test]
    fn what_is_in_clear_stays_as_it_is() {
        assert_eq!(plain(&specified(), "ya29.a0Af").as_deref(), Some("ya29.a0Af"));
    }

    #[test]
    fn what_is_damaged_does_not_open() {
        for length in 0..TOKEN.len() {
            assert!(specified().open(&TOKEN[..length]).is_none(), "{length}");
        }
        let mut bytes = BASE64URL.decode(TOKEN.as_bytes()).unwrap();
        for index in 0..bytes.len() {
            bytes[index] ^= 1;
            assert!(specified().open(&BASE64URL.encode(&bytes)).is_none(), "{index}");
            bytes[index] ^= 1;
        }
    }
}
