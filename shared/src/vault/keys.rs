//! What a vault remembers for a while, so that a busy connection costs few calls of KMS.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretSlice;

use crate::platform::clock::Clock;

/// How long a decrypted data key is kept, so that a busy connection costs one `Decrypt` in five minutes.
const KEY_LIFE: SignedDuration = SignedDuration::from_mins(5);
/// How many decrypted data keys are kept at most.
const KEYS_KEPT: usize = 256;
/// How long a new data key tells which KMS key the configured name leads to.
const NAME_LIFE: SignedDuration = SignedDuration::from_hours(1);

/// Data keys in clear, and the KMS key in use; cheap to clone, all clones are one.
#[derive(Clone)]
pub(super) struct Keys {
    clock: Clock,
    kept: Arc<Mutex<Kept>>,
    current: Arc<Mutex<Option<(String, Timestamp)>>>,
}

/// Decrypted data keys by their encrypted form, and until when they are kept.
type Kept = HashMap<Vec<u8>, (SecretSlice<u8>, Timestamp)>;

impl Keys {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, kept: Arc::default(), current: Arc::default() }
    }

    /// The data key whose encrypted form this is, if it is still kept.
    pub(super) fn get(&self, encrypted: &[u8]) -> Option<SecretSlice<u8>> {
        let kept = self.kept.lock().ok()?;
        let (key, until) = kept.get(encrypted)?;
        (*until > self.clock.now()).then(|| key.clone())
    }

    /// Keeps a data key, if there is room.
    pub(super) fn keep(&self, encrypted: &[u8], key: &SecretSlice<u8>) {
        let Ok(mut kept) = self.kept.lock() else { return };
        let now = self.clock.now();
        kept.retain(|_, (_, until)| *until > now);
        if kept.len() < KEYS_KEPT {
            kept.insert(encrypted.to_vec(), (key.clone(), after(now, KEY_LIFE)));
        }
    }

    /// Notes the ARN of the KMS key that a new data key was protected by.
    pub(super) fn learn_current(&self, arn: &str) {
        let Ok(mut current) = self.current.lock() else { return };
        *current = Some((arn.to_owned(), after(self.clock.now(), NAME_LIFE)));
    }

    /// Whether new data keys are known to be protected by this KMS key.
    pub(super) fn is_current(&self, arn: &str) -> bool {
        let Ok(current) = self.current.lock() else { return false };
        let now = self.clock.now();
        current.as_ref().is_some_and(|(known, until)| *until > now && known == arn)
    }
}

fn after(now: Timestamp, life: SignedDuration) -> Timestamp {
    now.saturating_add(life).unwrap_or(now)
}
