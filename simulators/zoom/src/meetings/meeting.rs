//! A meeting, and how the API shows it.

use data_encoding::BASE64;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use simulator_kit::oauth::random;

use crate::account::Account;

/// What lists show of an agenda, in characters.
const LISTED_AGENDA: usize = 250;

/// What rooms and telephones type instead of a passcode.
const NUMBERS: &str = "123456";

/// What a client says of a meeting.
#[derive(Clone, Debug)]
pub struct Details {
    /// What it is called.
    pub topic: String,
    /// 2: scheduled; the others that a client may name are kept as they are.
    pub kind: i64,
    /// When it begins; `None` for an instant one.
    pub start: Option<Timestamp>,
    /// In minutes.
    pub duration: i64,
    /// The zone it is thought of in.
    pub zone: String,
    /// Free text.
    pub agenda: String,
    /// The passcode.
    pub password: String,
    /// Whatever was set of the settings.
    pub settings: Map<String, Value>,
}

/// How far a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nobody has begun it.
    Waiting,
    /// Its host has.
    Started,
}

/// One meeting.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// More than 32 bits.
    pub id: i64,
    /// Names one occurrence.
    pub uuid: String,
    /// Whose it is.
    pub host: &'static Account,
    /// What a client said.
    pub details: Details,
    /// How far it is.
    pub status: Status,
    /// When it was made.
    pub created_at: Timestamp,
    /// What lets in whoever has the link.
    pub pwd: String,
}

impl Meeting {
    /// A new one.
    pub fn new(id: i64, host: &'static Account, details: Details, created_at: Timestamp) -> Self {
        let uuid = BASE64.encode(random::text(16).as_bytes());
        let (status, pwd) = (Status::Waiting, random::text(32));
        Self { id, uuid, host, details, status, created_at, pwd }
    }

    /// Where guests join: it holds the passcode.
    pub fn join_url(&self, origin: &str) -> String {
        format!("{origin}/j/{}?pwd={}", self.id, self.pwd)
    }

    /// As `POST` and `GET` answer it, with the host's own link, whose `zak` signs its bearer in as the host.
    pub fn whole(&self, origin: &str) -> Value {
        let mut value = self.listed(origin);
        let settings = self.details.settings.clone();
        let zak = format!("zak-{}", random::text(120));
        let more = json!({
            "agenda": self.details.agenda,
            "host_email": self.host.email,
            "status": match self.status { Status::Waiting => "waiting", Status::Started => "started" },
            "password": self.details.password,
            // Of rooms' and of telephones' own, which are numbers.
            "h323_password": NUMBERS,
            "pstn_password": NUMBERS,
            "encrypted_password": self.pwd,
            "start_url": format!("{origin}/s/{}?zak={zak}", self.id),
            "settings": settings,
            "pre_schedule": false,
        });
        if let (Some(members), Value::Object(more)) = (value.as_object_mut(), more) {
            members.extend(more);
        }
        value
    }

    /// As lists show it.
    pub fn listed(&self, origin: &str) -> Value {
        let Details { topic, kind, start, duration, zone, agenda, .. } = &self.details;
        json!({
            "uuid": self.uuid,
            "id": self.id,
            "host_id": self.host.user_id,
            "topic": topic,
            "type": kind,
            "start_time": start.map(utc),
            "duration": duration,
            "timezone": zone,
            "agenda": agenda.chars().take(LISTED_AGENDA).collect::<String>(),
            "created_at": utc(self.created_at),
            "join_url": self.join_url(origin),
        })
    }
}

/// `2026-12-01T10:00:00Z`.
pub fn utc(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
