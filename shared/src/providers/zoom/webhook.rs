//! What Zoom sends by itself ("Using webhooks"): verified, then read. Pure.
//!
//! One key signs events and answers handshakes. So a handshake is answered only where its own signature
//! is good, and only for tokens that could never be the signed text of an event.

use aws_lc_rs::hmac;
use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;

/// How far a signature's time may be from ours, either way.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);
/// The longest token of a handshake that is answered, in bytes.
const TOKEN_LIMIT: usize = 64;

/// What was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Prove that you know the secret, with this token.
    Handshake(String),
    /// The user removed the app.
    Deauthorized {
        /// Zoom's id of the user.
        user_id: String,
        /// When.
        at: Timestamp,
    },
    /// Something else, which changes nothing here.
    Other,
}

#[derive(Deserialize)]
struct Envelope {
    event: String,
    #[serde(default)]
    event_ts: Option<i64>,
    #[serde(default)]
    payload: Value,
}

/// Whether `body`, as it came, was signed with `secret` at `timestamp` (seconds, as the header says it), which
/// is near `now`.
pub fn is_signed(
    secret: &SecretString,
    (timestamp, signature): (&str, &str),
    body: &[u8],
    now: Timestamp,
) -> bool {
    let at = timestamp.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let is_near = at.is_some_and(|at| now.duration_since(at).abs() <= WINDOW);
    let Some(tag) =
        signature.strip_prefix("v0=").and_then(|hex| HEXLOWER.decode(hex.as_bytes()).ok())
    else {
        return false;
    };
    let text = [b"v0:", timestamp.as_bytes(), b":", body].concat();
    is_near && hmac::verify(&key(secret), &text, &tag).is_ok()
}

/// What a verified `body` says; `None` where it makes no sense, or is a handshake that is none.
pub fn read(body: &[u8]) -> Option<Event> {
    let Envelope { event, event_ts, payload } = serde_json::from_slice(body).ok()?;
    let text = |name: &str| payload.get(name).and_then(Value::as_str).map(str::to_owned);
    Some(match event.as_str() {
        "endpoint.url_validation" => {
            Event::Handshake(text("plainToken").filter(|token| is_token(token))?)
        }
        "app_deauthorized" => Event::Deauthorized {
            user_id: text("user_id").filter(|id| !id.is_empty())?,
            at: Timestamp::from_millisecond(event_ts?).ok()?,
        },
        _ => Event::Other,
    })
}

/// The answer to a handshake.
pub fn encrypted(secret: &SecretString, token: &str) -> String {
    HEXLOWER.encode(hmac::sign(&key(secret), token.as_bytes()).as_ref())
}

fn key(secret: &SecretString) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes())
}

/// `v0:{timestamp}:{body}` has colons, and is never one.
fn is_token(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    (1..=TOKEN_LIMIT).contains(&text.len()) && text.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event_ts":1795600000000}"#;
    const SIGNATURE: &str = "v0=8f942324345c06c7f51894bcbd4b1e6c07ad636a256c63e3b602f1b2d7722722";

    fn secret() -> SecretString {
        "secretValueTest".into()
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn s49_zoom_s_own_example_of_a_handshake_is_answered_as_there() {
        assert_eq!(read(BODY), Some(Event::Handshake("qgg8vlvZRS6UYooatFL8Aw".to_owned())));
        assert_eq!(
            encrypted(&secret(), "qgg8vlvZRS6UYooatFL8Aw"),
            "70c1f2e2e6ca2d39297490d1f9142c7d701415ea8e6151f6562a08fa657a40ff"
        );
    }

    #[test]
    fn s49_a_signature_is_good_for_its_bytes_its_time_and_five_minutes() {
        let good = ("1795600000", SIGNATURE);
        let is_signed = |told, body, now| is_signed(&secret(), told, body, at(now));
        assert!(is_signed(good, BODY, 1_795_600_000));
        assert!(is_signed(good, BODY, 1_795_600_300) && is_signed(good, BODY, 1_795_599_700));
        assert!(!is_signed(good, BODY, 1_795_600_301) && !is_signed(good, BODY, 1_795_599_699));
        assert!(!is_signed(good, &BODY[1..], 1_795_600_000));
        assert!(!is_signed(("1795600001", SIGNATURE), BODY, 1_795_600_000));
        let capitals = SIGNATURE.to_uppercase();
        for bad in ["", "v0=", "v0=00", &SIGNATURE[3..], &capitals] {
            assert!(!is_signed(("1795600000", bad), BODY, 1_795_600_000), "{bad}");
        }
        assert!(!is_signed(("soon", SIGNATURE), BODY, 1_795_600_000));
    }

    #[test]
    fn s49_no_handshake_signs_an_event() {
        for token in ["v0:1795600000:{}", "", "a b", "é", &"x".repeat(65)] {
            let body = serde_json::json!({
                "event": "endpoint.url_validation", "payload": {"plainToken": token},
            });
            assert_eq!(read(body.to_string().as_bytes()), None, "{token}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_nothing() {
        for body in ["", "[]", "{}", r#"{"event":7}"#, r#"{"event":"app_deauthorized"}"#] {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
        assert_eq!(read(br#"{"event":"meeting.updated","event_ts":1}"#), Some(Event::Other));
    }
}
