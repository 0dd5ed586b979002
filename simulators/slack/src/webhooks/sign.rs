//! `X-Slack-Signature`: `v0=` and the hex HMAC-SHA256 of `v0:{timestamp}:{body}`.

use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign};
use data_encoding::HEXLOWER;

use crate::SIGNING_SECRET;

/// The signature of `body` at `timestamp`, in seconds.
pub fn signature(timestamp: i64, body: &str) -> String {
    let key = Key::new(HMAC_SHA256, SIGNING_SECRET.as_bytes());
    let tag = sign(&key, format!("v0:{timestamp}:{body}").as_bytes());
    format!("v0={}", HEXLOWER.encode(tag.as_ref()))
}
