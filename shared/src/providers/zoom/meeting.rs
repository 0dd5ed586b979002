//! A meeting as it is asked for, and as it is kept. The host's own link (`start_url`), which signs whoever
//! has it in as the host, is not read (S52).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::model::interview::Span;
use crate::platform::lenient::needed_address;

/// What Zoom takes of a topic, in characters.
const TOPIC: usize = 200;
/// Shortest meeting, in minutes.
const SHORTEST: i64 = 1;

/// Zoom's id of a meeting: more than 32 bits.
pub type MeetingId = i64;

/// A meeting to make.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// What it is called.
    pub topic: &'a str,
    /// When it is.
    pub span: Span,
    /// What it is found by again: Zoom recognises no repeated request.
    pub key: &'a str,
}

/// A meeting that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Zoom's id of it.
    pub id: MeetingId,
    /// Where guests join; it holds the passcode.
    #[serde(deserialize_with = "needed_address")]
    pub join_url: String,
}

impl Draft<'_> {
    /// In UTC, whatever the zone people think in: Zoom does not know Abidjan, Dakar, Accra or Lagos.
    pub(super) fn body(&self) -> Value {
        json!({
            "topic": topic(self.topic),
            "type": 2,
            "start_time": start(self.span),
            "duration": minutes(self.span),
            "timezone": "UTC",
            "agenda": self.key,
            "default_password": true,
            "settings": {
                "waiting_room": true,
                "join_before_host": false,
                "approval_type": 2,
                "audio": "both",
                "auto_recording": "none",
                "use_pmi": false,
                "email_notification": false,
            },
        })
    }
}

/// What moving a meeting changes.
pub(super) fn moved(topic: Option<&str>, span: Option<Span>) -> Value {
    json!({
        "topic": topic.map(self::topic),
        "start_time": span.map(start),
        "duration": span.map(minutes),
        "timezone": span.map(|_| "UTC"),
    })
}

fn topic(text: &str) -> String {
    text.chars().take(TOPIC).collect()
}

/// `2026-12-01T10:00:00Z`.
fn start(span: Span) -> String {
    span.start.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Whole minutes; a begun one counts.
fn minutes(span: Span) -> i64 {
    let seconds = span.end.duration_since(span.start).as_secs();
    ((seconds + 59) / 60).max(SHORTEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_asked_for_in_utc_and_in_whole_minutes() {
        let span = Span {
            start: "2026-12-01T10:00:00Z".parse().unwrap(),
            end: "2026-12-01T10:44:30Z".parse().unwrap(),
        };
        let body = Draft { topic: &"é".repeat(300), span, key: "itv" }.body();
        assert_eq!(body["start_time"], "2026-12-01T10:00:00Z");
        assert_eq!((&body["timezone"], &body["duration"]), (&json!("UTC"), &json!(45)));
        assert_eq!(body["topic"].as_str().unwrap().chars().count(), 200);
    }
}
