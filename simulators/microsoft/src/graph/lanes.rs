//! Graph's limit of four calls at a time to one mailbox from one app.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Calls at once to one mailbox (Graph, "Service-specific throttling limits").
const LIMIT: usize = 4;

/// The calls under way to each mailbox; clones share them.
#[derive(Clone, Default)]
pub struct Lanes(Arc<Mutex<HashMap<&'static str, Arc<Semaphore>>>>);

impl Lanes {
    /// A place for one call, given back when dropped; none while four are taken.
    pub fn enter(&self, account: &'static str) -> Option<OwnedSemaphorePermit> {
        let mut lanes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lane = lanes.entry(account).or_insert_with(|| Arc::new(Semaphore::new(LIMIT)));
        Arc::clone(lane).try_acquire_owned().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_call_to_one_mailbox_waits_for_a_place() {
        let lanes = Lanes::default();
        let mut taken: Vec<_> = (0..4).map(|_| lanes.enter("fatou").unwrap()).collect();
        assert!(lanes.enter("fatou").is_none());
        assert!(lanes.enter("marc").is_some());
        taken.pop();
        assert!(lanes.enter("fatou").is_some());
    }
}
