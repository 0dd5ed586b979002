//! What makes two requests the same event at a provider (F3, F4, F31).

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::BASE32HEX_NOPAD;

/// Bytes of the hash that are used: 160 bits, 32 characters.
const HASH_LENGTH: usize = 20;

/// Names the events of one request: the same request always names the same ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventKey(String);

impl EventKey {
    /// The key of the request `key` for an application.
    pub fn new(company_id: i64, application_id: i64, key: &str) -> Self {
        let hash = digest(&SHA256, format!("{company_id}:{application_id}:{key}").as_bytes());
        let hash: Vec<u8> = hash.as_ref().iter().copied().take(HASH_LENGTH).collect();
        Self(BASE32HEX_NOPAD.encode(&hash).to_lowercase())
    }

    /// The name that the events of all generations have in common.
    pub fn name(&self) -> String {
        format!("itv{}", self.0)
    }

    /// The id of the request's event. A provider never takes the id of a deleted event again, so
    /// scheduling anew after a cancellation counts a `generation` up from 0.
    ///
    /// Google's alphabet is `0-9a-v`, 5 to 1024 characters; Outlook's `transactionId` takes any.
    pub fn id(&self, generation: u32) -> String {
        format!("{}g{generation}", self.name())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn f3_an_id_is_one_google_takes_and_the_same_every_time(
            company: i64, application: i64, key: String, generation: u32,
        ) {
            let id = EventKey::new(company, application, &key).id(generation);
            prop_assert!((5..=1024).contains(&id.len()));
            prop_assert!(id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'v')), "{}", id);
            prop_assert_eq!(&id, &EventKey::new(company, application, &key).id(generation));
            prop_assert_ne!(&id, &EventKey::new(company, application, &key).id(generation ^ 1));
            prop_assert_ne!(&id, &EventKey::new(company ^ 1, application, &key).id(generation));
        }
    }
}
