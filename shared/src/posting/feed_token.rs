//! What opens a company's feed: 256 bits in its address.
//!
//! A token is derived from a key of ours, the company and a random number, so that the table holds a hash of it
//! and the number, and a copy of the table opens no feed. The feed itself is found by the hash alone: no text of
//! a token is compared, so no time tells how much of a guess was right.

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use secrecy::{ExposeSecret, SecretString};

use crate::model::error::Result;
use crate::platform::random;

/// A token of 32 bytes, as 43 letters.
const LENGTH: usize = 43;
/// What tells it from whatever else the key derives: a code verifier's state has no colon.
const PURPOSE: &str = "feed:";

/// The token of a feed.
#[derive(Clone)]
pub struct FeedToken(SecretString);

impl FeedToken {
    /// base64url(HMAC-SHA256(`key`, `feed:{company}:{nonce}`)).
    pub fn derive(key: &SecretString, company_id: i64, nonce: &str) -> Self {
        let key = Key::new(HMAC_SHA256, key.expose_secret().as_bytes());
        let tag = sign(&key, format!("{PURPOSE}{company_id}:{nonce}").as_bytes());
        Self(BASE64URL_NOPAD.encode(tag.as_ref()).into())
    }

    /// The token that an address holds; `None` for what can be none.
    pub fn parse(text: &str) -> Option<Self> {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        (text.len() == LENGTH && text.bytes().all(is_letter)).then(|| Self(text.into()))
    }

    /// The number that makes a company's next token another one.
    ///
    /// # Errors
    /// [`crate::model::error::Error::Internal`] without randomness.
    pub fn nonce() -> Result<String> {
        Ok(HEXLOWER.encode(&random::bytes::<16>()?))
    }

    /// SHA-256 in hex: what is stored.
    pub fn hash(&self) -> String {
        HEXLOWER.encode(digest(&SHA256, self.0.expose_secret().as_bytes()).as_ref())
    }

    /// As it stands in an address.
    pub fn value(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for FeedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FeedToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s53_a_token_is_256_bits_that_neither_company_nor_number_tell() {
        let key = SecretString::from("0123456789abcdef0123456789abcdef");
        let token = FeedToken::derive(&key, 1, "a");
        assert_eq!(token.value().len(), LENGTH);
        for other in [FeedToken::derive(&key, 2, "a"), FeedToken::derive(&key, 1, "b")] {
            assert_ne!(token.value(), other.value());
        }
        assert_eq!(FeedToken::parse(token.value()).unwrap().hash(), token.hash());
        assert!(!format!("{token:?}").contains(token.value()));
        for text in ["", "a", &"a".repeat(44), &"é".repeat(43), &format!("{}/", "a".repeat(42))] {
            assert!(FeedToken::parse(text).is_none(), "{text}");
        }
    }
}
