//! What a client sends of a meeting, refused field by field where it is wrong.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};
use simulator_kit::oauth::random;

use super::meeting::Details;
use super::zone::ZONES;
use crate::api::error::ApiError;

const TOPIC: usize = 200;
const AGENDA: usize = 2000;
const PASSWORD: usize = 10;
/// A day, in minutes.
const LONGEST: i64 = 1440;

/// The fields of a body, checked one by one.
pub(super) struct Draft {
    fields: Map<String, Value>,
    wrong: Vec<&'static str>,
}

impl Draft {
    /// # Errors
    /// 400 where the body is no JSON object.
    pub(super) fn read(body: &[u8]) -> Result<Self, ApiError> {
        let fields = serde_json::from_slice(body).map_err(|_| ApiError::json())?;
        Ok(Self { fields, wrong: Vec::new() })
    }

    /// A meeting of the zone `own`.
    pub(super) fn details(self, own: &str) -> Result<Details, ApiError> {
        let nothing = Details {
            topic: "Zoom Meeting".to_owned(),
            kind: 2,
            start: None,
            duration: 60,
            zone: own.to_owned(),
            agenda: String::new(),
            password: String::new(),
            settings: Map::new(),
        };
        let is_passworded = self.fields.get("default_password") == Some(&Value::Bool(true));
        let mut details = self.applied(nothing)?;
        if details.password.is_empty() && is_passworded {
            details.password = random::text(6).replace('_', "x");
        }
        Ok(details)
    }

    /// `details` with what the body names.
    pub(super) fn applied(mut self, mut details: Details) -> Result<Details, ApiError> {
        if let Some(topic) = self.text("topic", TOPIC) {
            details.topic = topic;
        }
        if let Some(agenda) = self.text("agenda", AGENDA) {
            details.agenda = agenda;
        }
        if let Some(password) = self.text("password", PASSWORD) {
            let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || b"@-_*".contains(&byte);
            self.check("password", password.bytes().all(is_legal));
            details.password = password;
        }
        if let Some(kind) = self.integer("type") {
            self.check("type", [1, 2, 3, 8, 10].contains(&kind));
            details.kind = kind;
        }
        if let Some(duration) = self.integer("duration") {
            self.check("duration", (1..=LONGEST).contains(&duration));
            details.duration = duration;
        }
        if let Some(zone) = self.text("timezone", TOPIC) {
            self.check("timezone", ZONES.contains(&zone.as_str()));
            details.zone = zone;
        }
        if let Some(text) = self.text("start_time", TOPIC) {
            let start = start(&text, &details.zone);
            self.check("start_time", start.is_some());
            details.start = start.or(details.start);
        }
        self.settings(&mut details.settings);
        match self.wrong.is_empty() {
            true => Ok(details),
            false => Err(ApiError::fields(&self.wrong)),
        }
    }

    /// The waiting room wins over joining before the host, and nobody is told.
    fn settings(&mut self, settings: &mut Map<String, Value>) {
        match self.fields.remove("settings") {
            None | Some(Value::Null) => {}
            Some(Value::Object(named)) => {
                let word = |name: &str, of: &[&str]| {
                    named.get(name).is_none_or(|it| it.as_str().is_some_and(|it| of.contains(&it)))
                };
                let number = |name: &str, of: &[i64]| {
                    named.get(name).is_none_or(|it| it.as_i64().is_some_and(|it| of.contains(&it)))
                };
                let flags = ["waiting_room", "join_before_host", "use_pmi", "email_notification"];
                let is_flag =
                    |name: &&str| named.get(*name).is_none_or(|it| matches!(it, Value::Bool(_)));
                let is_good = word("audio", &["both", "telephony", "voip", "thirdParty"])
                    && word("auto_recording", &["local", "cloud", "none"])
                    && number("approval_type", &[0, 1, 2])
                    && number("jbh_time", &[0, 5, 10, 15])
                    && flags.iter().all(is_flag)
                    && named.get("meeting_invitees").is_none_or(are_invitees);
                self.check("settings", is_good);
                settings.extend(named);
            }
            Some(_) => self.check("settings", false),
        }
        if settings.get("waiting_room") == Some(&Value::Bool(true)) {
            settings.insert("join_before_host".to_owned(), false.into());
        }
    }

    fn check(&mut self, name: &'static str, is_good: bool) {
        if !is_good {
            self.wrong.push(name);
        }
    }

    fn text(&mut self, name: &'static str, limit: usize) -> Option<String> {
        let value = self.fields.remove(name).filter(|value| !value.is_null())?;
        let text = value.as_str().map(str::to_owned);
        self.check(name, text.as_ref().is_some_and(|text| text.chars().count() <= limit));
        text
    }

    fn integer(&mut self, name: &'static str) -> Option<i64> {
        let value = self.fields.remove(name).filter(|value| !value.is_null())?;
        self.check(name, value.is_i64());
        value.as_i64()
    }
}

/// With `Z` UTC, without it a time of `zone`; no other offset, no fraction.
fn start(text: &str, zone: &str) -> Option<Timestamp> {
    let (text, zone) = match text.strip_suffix('Z') {
        Some(text) => (text, TimeZone::UTC),
        None => (text, TimeZone::get(zone).ok()?),
    };
    let time: DateTime = text.parse().ok()?;
    if time.strftime("%Y-%m-%dT%H:%M:%S").to_string() != text {
        return None;
    }
    Some(time.to_zoned(zone).ok()?.timestamp())
}

fn are_invitees(value: &Value) -> bool {
    let is_invitee = |one: &Value| one.get("email").is_some_and(Value::is_string);
    value.as_array().is_some_and(|all| all.iter().all(is_invitee))
}
