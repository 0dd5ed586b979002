//! Standard Webhooks: how an event is signed, and how one that comes is verified.
//!
//! <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>: the
//! signature is HMAC-SHA256 over `{id}.{timestamp}.{body}`, in base64 after `v1,`; there may be several.

use std::fmt;

use aws_lc_rs::hmac;
use data_encoding::BASE64;
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};

/// The header with the event's id, which is the same each time it is sent.
pub const ID: &str = "webhook-id";
/// The header with the second of the sending.
pub const TIMESTAMP: &str = "webhook-timestamp";
/// The header with the signatures.
pub const SIGNATURE: &str = "webhook-signature";

/// What keys begin with.
const PREFIX: &str = "whsec_";
/// How long a key is, in bytes.
const KEY_LENGTH: std::ops::RangeInclusive<usize> = 24..=64;
/// How far an event's second may be from ours.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);
/// The longest id that is believed, in bytes.
const ID_LIMIT: usize = 128;
/// The version of the scheme.
const VERSION: &str = "v1";

/// The current key and, while it is being rotated, the previous one.
pub struct Keys(Vec<hmac::Key>);

impl Keys {
    /// The keys as they are written: base64 of 24 to 64 bytes, with `whsec_` before it or without. `None`
    /// where one is no such key; an empty previous one is none.
    pub fn of(current: &SecretString, previous: Option<&SecretString>) -> Option<Self> {
        let previous = previous.filter(|key| !key.expose_secret().is_empty());
        std::iter::once(current).chain(previous).map(key).collect::<Option<_>>().map(Self)
    }

    /// The value of [`SIGNATURE`] for the event `id`, sent at `at` with this `body`: one for each key.
    pub fn sign(&self, id: &str, at: Timestamp, body: &[u8]) -> String {
        let signed = signed_text(id, &at.as_second().to_string(), body);
        let one = |key| format!("{VERSION},{}", BASE64.encode(hmac::sign(key, &signed).as_ref()));
        self.0.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    /// The id of an event that came with `headers` at `now`, where one of its signatures is of one of the
    /// keys and it was sent within five minutes of that; `None` otherwise, whatever the reason (S56).
    pub fn verify<'a>(
        &self,
        headers: &'a HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Option<&'a str> {
        let text = |name: &str| {
            let mut values = headers.get_all(name).iter();
            let value = values.next()?.to_str().ok()?;
            values.next().is_none().then_some(value)
        };
        let (id, told) = (text(ID)?, text(TIMESTAMP)?);
        // A full stop would make one signed text of two events.
        let is_id = |byte: u8| byte.is_ascii_graphic() && byte != b'.';
        if !(1..=ID_LIMIT).contains(&id.len()) || !id.bytes().all(is_id) {
            return None;
        }
        let sent = told.bytes().all(|byte| byte.is_ascii_digit()).then(|| told.parse().ok())??;
        let age = now.duration_since(Timestamp::from_second(sent).ok()?);
        let signed = signed_text(id, told, body);
        let signatures = text(SIGNATURE)?.split(' ').filter_map(|one| one.split_once(','));
        let signatures = signatures.filter(|(version, _)| *version == VERSION);
        let mut tags = signatures.filter_map(|(_, tag)| BASE64.decode(tag.as_bytes()).ok());
        let is_ours =
            tags.any(|tag| self.0.iter().any(|key| hmac::verify(key, &signed, &tag).is_ok()));
        (is_ours && age.abs() <= WINDOW).then_some(id)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keys").field(&self.0.len()).finish()
    }
}

fn key(written: &SecretString) -> Option<hmac::Key> {
    let written = written.expose_secret();
    let bytes = BASE64.decode(written.strip_prefix(PREFIX).unwrap_or(written).as_bytes()).ok()?;
    KEY_LENGTH.contains(&bytes.len()).then(|| hmac::Key::new(hmac::HMAC_SHA256, &bytes))
}

fn signed_text(id: &str, timestamp: &str, body: &[u8]) -> Vec<u8> {
    [id.as_bytes(), b".", timestamp.as_bytes(), b".", body].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEY: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    const OTHER: &str = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    const BODY: &str =
        r#"{"type":"interview.scheduled","timestamp":"2026-11-25T09:46:40Z","data":{"id":"1"}}"#;

    fn keys(current: &str, previous: Option<&str>) -> Keys {
        let previous = previous.map(SecretString::from);
        Keys::of(&current.into(), previous.as_ref()).unwrap()
    }

    fn at() -> Timestamp {
        Timestamp::from_second(1_795_600_000).unwrap()
    }

    fn headers(id: &str, second: &str, signature: &str) -> HeaderMap {
        let pairs = [(ID, id), (TIMESTAMP, second), (SIGNATURE, signature)];
        pairs
            .into_iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn s50_the_signature_is_that_of_the_published_scheme() {
        let signature = keys(KEY, None).sign("evt_1", at(), BODY.as_bytes());
        assert_eq!(signature, "v1,Vlr6fJ3RAxGZXU/lJ+Z+kQcSRPs5vhNIc2ONen0P1/Q=");
    }

    #[test]
    fn s56_what_was_signed_is_verified_during_a_rotation_and_by_nobody_else_s_key() {
        let signature = keys(KEY, Some(OTHER)).sign("evt_1", at(), BODY.as_bytes());
        let headers = headers("evt_1", "1795600000", &format!("v2,x {signature}"));
        for key in [keys(KEY, None), keys(OTHER, None), keys(OTHER, Some(KEY))] {
            assert_eq!(key.verify(&headers, BODY.as_bytes(), at()), Some("evt_1"));
        }
        let stranger = keys("whsec_eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=", None);
        assert_eq!(stranger.verify(&headers, BODY.as_bytes(), at()), None);
    }

    #[test]
    fn s56_a_stale_an_early_and_an_altered_event_are_refused() {
        let keys = keys(KEY, None);
        let signature = keys.sign("evt_1", at(), BODY.as_bytes());
        let good = headers("evt_1", "1795600000", &signature);
        let verify = |headers: &HeaderMap, body: &str, shift: i64| {
            keys.verify(headers, body.as_bytes(), at() + SignedDuration::from_secs(shift)).is_some()
        };
        assert!(verify(&good, BODY, 300) && verify(&good, BODY, -300));
        assert!(!verify(&good, BODY, 301) && !verify(&good, BODY, -301));
        assert!(!verify(&good, &BODY.replace('1', "2"), 0));
        assert!(!verify(&headers("evt_2", "1795600000", &signature), BODY, 0));
        assert!(!verify(&headers("evt_1", "1795600001", &signature), BODY, 0));
        assert!(!verify(&headers("evt_1", "+1795600000", &signature), BODY, 0));
        for missing in [ID, TIMESTAMP, SIGNATURE] {
            let mut part = good.clone();
            part.remove(missing);
            assert!(!verify(&part, BODY, 0), "{missing}");
            let mut twice = good.clone();
            twice.append(missing.parse::<http::HeaderName>().unwrap(), good[missing].clone());
            assert!(!verify(&twice, BODY, 0), "{missing}");
        }
    }

    #[test]
    fn a_key_is_base64_of_24_to_64_bytes() {
        let is_key = |text: &str| Keys::of(&text.into(), None).is_some();
        assert!(is_key(KEY) && is_key(&KEY[6..]) && is_key(&"A".repeat(64)));
        assert!(
            !is_key("")
                && !is_key("whsec_")
                && !is_key("whsec_c2hvcnQ=")
                && !is_key(&"A".repeat(88))
        );
        assert_eq!(keys(KEY, Some("")).0.len(), 1);
        assert!(Keys::of(&KEY.into(), Some(&"broken".into())).is_none());
    }

    proptest! {
        #[test]
        fn s56_no_header_makes_it_panic(id in "[ -~]*", second in "[ -~]*", signature in "[ -~]*") {
            let headers = headers(&id, &second, &signature);
            prop_assert!(keys(KEY, None).verify(&headers, b"", at()).is_none());
        }
    }
}
