//! What Slack sends by itself ("The Events API"): verified, then read. Pure.

use aws_lc_rs::hmac;
use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;

/// How far a signature's time may be from ours, either way.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);
/// The longest challenge that is repeated, in bytes.
const CHALLENGE_LIMIT: usize = 256;

/// What was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Repeat this, to show that the address is yours.
    Check(String),
    /// Our app was removed from a workspace, or its bot's tokens were revoked.
    Removed {
        /// The workspace's id.
        team_id: String,
        /// When.
        at: Timestamp,
    },
    /// Something else, which changes nothing here.
    Other,
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    challenge: Option<String>,
    #[serde(default)]
    team_id: Option<String>,
    #[serde(default)]
    event: Value,
    #[serde(default)]
    event_time: Option<i64>,
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
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
    is_near && hmac::verify(&key, &text, &tag).is_ok()
}

/// What a verified `body` says; `None` where it makes no sense.
pub fn read(body: &[u8]) -> Option<Event> {
    let Envelope { kind, challenge, team_id, event, event_time } =
        serde_json::from_slice(body).ok()?;
    if kind == "url_verification" {
        let is_plain = |text: &String| {
            (1..=CHALLENGE_LIMIT).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_graphic())
        };
        return challenge.filter(is_plain).map(Event::Check);
    }
    let named = event.get("type").and_then(Value::as_str).unwrap_or_default();
    let is_removal = match named {
        "app_uninstalled" => true,
        // The list holds users, not tokens: one of bots means us.
        "tokens_revoked" => {
            let bots = event.pointer("/tokens/bot").and_then(Value::as_array);
            bots.is_some_and(|bots| !bots.is_empty())
        }
        _ => false,
    };
    if !is_removal {
        return Some(Event::Other);
    }
    Some(Event::Removed {
        team_id: team_id.filter(|id| !id.is_empty())?,
        at: Timestamp::from_second(event_time?).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"type":"event_callback","team_id":"T1","api_app_id":"A1","event":{"type":"app_uninstalled"},"event_id":"Ev1","event_time":1795600000}"#;
    const SIGNATURE: &str = "v0=b4a5c6e9f910629b52d2b26644361c64bff9a529de1d052a414372210b9ceeed";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn s49_a_signature_is_good_for_its_bytes_its_time_and_five_minutes() {
        let good = ("1795600000", SIGNATURE);
        let is_signed = |told, body, now| is_signed(&"not-a-secret".into(), told, body, at(now));
        assert!(is_signed(good, BODY, 1_795_600_000));
        assert!(is_signed(good, BODY, 1_795_600_300) && is_signed(good, BODY, 1_795_599_700));
        assert!(!is_signed(good, BODY, 1_795_600_301) && !is_signed(good, BODY, 1_795_599_699));
        assert!(!is_signed(good, &BODY[1..], 1_795_600_000));
        for bad in ["", "v0=", "v0=00", &SIGNATURE[3..], &SIGNATURE.to_uppercase()] {
            assert!(!is_signed(("1795600000", bad), BODY, 1_795_600_000), "{bad}");
        }
    }

    #[test]
    fn a_removal_is_told_by_either_event_and_by_no_other() {
        let removed = Event::Removed { team_id: "T1".to_owned(), at: at(1_795_600_000) };
        assert_eq!(read(BODY), Some(removed.clone()));
        let event = |event: &str| {
            let body = format!(
                r#"{{"type":"event_callback","team_id":"T1","event":{event},"event_time":1795600000}}"#
            );
            read(body.as_bytes())
        };
        let revoked = |bots: &str| {
            event(&format!(
                r#"{{"type":"tokens_revoked","tokens":{{"oauth":["U1"],"bot":{bots}}}}}"#
            ))
        };
        assert_eq!(revoked(r#"["U2"]"#), Some(removed));
        assert_eq!(revoked("[]"), Some(Event::Other));
        assert_eq!(event(r#"{"type":"message"}"#), Some(Event::Other));
        for body in ["", "[]", "{}", r#"{"type":7}"#, r#"{"type":"url_verification"}"#] {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
        let check = br#"{"type":"url_verification","challenge":"3eZbrw1aB"}"#;
        assert_eq!(read(check), Some(Event::Check("3eZbrw1aB".to_owned())));
    }
}
