//! `x-zm-signature`: `v0=` and the hex HMAC-SHA256 of `v0:{timestamp}:{body}`.

use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign};
use data_encoding::HEXLOWER;

use crate::WEBHOOK_SECRET_TOKEN;

/// The signature of `body` at `timestamp`, in seconds.
pub fn signature(timestamp: i64, body: &str) -> String {
    format!("v0={}", hmac(&format!("v0:{timestamp}:{body}")))
}

/// The same key serves for the handshake.
pub(super) fn hmac(text: &str) -> String {
    let key = Key::new(HMAC_SHA256, WEBHOOK_SECRET_TOKEN.as_bytes());
    HEXLOWER.encode(sign(&key, text.as_bytes()).as_ref())
}
