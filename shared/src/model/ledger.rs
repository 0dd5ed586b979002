//! What the ledgers have in common: a row is written before a provider is called, so that a double click, a
//! retried request and a crash after the provider accepted never do anything twice (F1 to F4, F31). Pure.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};

/// How long an attempt may be under way: longer than a function can run.
pub const ATTEMPT_LIFE: SignedDuration = SignedDuration::from_secs(35);

/// What a request may do, of which `R` is the row; `S` is what else may be the case in its ledger.
#[derive(Clone, Debug)]
pub enum Claim<R, S> {
    /// Call the provider, and record the outcome with this row.
    Granted(R),
    /// Another request is at it.
    Busy,
    /// The key was used for other content.
    Reused,
    /// What an earlier request has left.
    Settled(S),
}

/// Whether an attempt that began at `started_at` may still be under way at `now`; else it broke off.
pub fn is_under_way(started_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(started_at) < ATTEMPT_LIFE
}

/// What makes two requests the same: the client's `Idempotency-Key`, or the content where it sent none.
pub fn request_key(idempotency_key: Option<&str>, content_hash: &str) -> String {
    match idempotency_key {
        Some(key) => hash("idempotency-key", key),
        None => content_hash.to_owned(),
    }
}

/// A hash of what is asked for, by which a key that comes with other content is noticed.
pub fn content_hash(content: &str) -> String {
    hash("content", content)
}

/// SHA-256 in hex; `domain` keeps hashes of different things apart.
fn hash(domain: &str, text: &str) -> String {
    HEXLOWER.encode(digest(&SHA256, format!("{domain}:{text}").as_bytes()).as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f31_a_key_is_no_content_and_a_request_without_one_is_known_by_its_content() {
        let content = content_hash("a");
        assert_eq!(request_key(None, &content), content);
        assert_ne!(request_key(Some("a"), &content), content);
        assert_eq!(request_key(Some("a"), &content), request_key(Some("a"), "other"));
    }

    #[test]
    fn an_attempt_is_under_way_for_longer_than_a_function_can_run() {
        let at = |seconds: i64| Timestamp::from_second(1_780_000_000 + seconds).unwrap();
        assert!(is_under_way(at(0), at(34)) && !is_under_way(at(0), at(35)));
    }
}
