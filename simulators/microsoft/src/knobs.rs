//! What a person turns on one account, beside the [`TokenKnobs`] every provider has.
//!
//! `PATCH /_accounts/fatou` with, for example,
//! `{"transaction_conflict_status":409,"throttled":{"retry_after":7,"times":2},"aadsts":50173}`.

use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::directory::{self, Person};
use super::identity::aadsts;
use simulator_kit::oauth::{Account, Knobs, Roster, TokenKnobs};

/// The knobs of one Microsoft account.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct MicrosoftKnobs {
    /// Those every provider has.
    #[serde(flatten)]
    pub tokens: TokenKnobs,
    /// Status of `ErrorDuplicateTransactionId`.
    pub transaction_conflict_status: ConflictStatus,
    /// Whether the calendar lists `teamsForBusiness`.
    pub teams_allowed: bool,
    /// Refuses the next Graph calls with 429.
    pub throttled: Option<Throttled>,
    /// What the token endpoint answers instead of tokens, until set to `null`.
    pub aadsts: Option<Number>,
    /// Whether scopes come back as `https://graph.microsoft.com/Calendars.ReadWrite`.
    pub scope_prefix: bool,
    /// Whether the person needs an administrator for calendar permissions.
    pub needs_admin_consent: bool,
    /// How long each Graph call takes, in milliseconds; concurrent calls beyond four are refused.
    pub latency_ms: u32,
    /// Whether each notification for the account also holds an item of somebody else's subscription.
    pub foreign_items: bool,
    /// Whether a delta link that is no good any more is refused with 400 and not with 410.
    pub delta_reset_as_400: bool,
    /// So many seconds after it was made, an event is neither found by its id nor listed.
    pub shows_after_seconds: u32,
}

/// The two statuses reported for `ErrorDuplicateTransactionId`.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "u16", into = "u16")]
pub enum ConflictStatus {
    /// 400, in code written against the real API.
    #[default]
    BadRequest,
    /// 409, in several imitations.
    Conflict,
}

/// A number of the table in [`aadsts`].
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Number(u32);

/// How the next Graph calls are refused.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Throttled {
    /// `Retry-After` in seconds.
    pub retry_after: u32,
    /// How many calls.
    pub times: u32,
}

impl Knobs for MicrosoftKnobs {
    fn tokens(&mut self) -> &mut TokenKnobs {
        &mut self.tokens
    }
}

impl MicrosoftKnobs {
    /// Takes one refusal, counting down; the wait in seconds.
    pub fn take_throttling(&mut self) -> Option<u32> {
        let throttled = self.throttled.as_mut().filter(|throttled| throttled.times > 0)?;
        throttled.times -= 1;
        let wait = throttled.retry_after;
        if throttled.times == 0 {
            self.throttled = None;
        }
        Some(wait)
    }
}

/// Everyone of the directory with the knobs as they are at first.
pub fn roster() -> Roster<MicrosoftKnobs> {
    Roster::new(directory::people().iter().map(account).collect())
}

fn account(person: &Person) -> Account<MicrosoftKnobs> {
    let knobs = MicrosoftKnobs {
        teams_allowed: person.teams_allowed,
        scope_prefix: true,
        needs_admin_consent: person.tenant.needs_admin_consent,
        ..MicrosoftKnobs::default()
    };
    let label = format!("{} <{}>", person.name, person.email);
    Account { id: person.id.into(), label, kind: kind(person), knobs }
}

/// What is special about the account, in a few words.
pub fn kind(person: &Person) -> String {
    let sort = if person.is_work() { "work" } else { "personal" };
    let mailbox = if person.has_mailbox { "" } else { ", no mailbox" };
    let teams = if person.has_mailbox && !person.teams_allowed { ", no Teams" } else { "" };
    let admin = if person.tenant.needs_admin_consent { ", needs admin consent" } else { "" };
    format!("{sort}{mailbox}{teams}{admin}")
}

impl From<ConflictStatus> for StatusCode {
    fn from(status: ConflictStatus) -> Self {
        match status {
            ConflictStatus::BadRequest => Self::BAD_REQUEST,
            ConflictStatus::Conflict => Self::CONFLICT,
        }
    }
}

impl TryFrom<u16> for ConflictStatus {
    type Error = &'static str;

    fn try_from(status: u16) -> Result<Self, Self::Error> {
        match status {
            400 => Ok(Self::BadRequest),
            409 => Ok(Self::Conflict),
            _ => Err("the status is 400 or 409"),
        }
    }
}

impl From<ConflictStatus> for u16 {
    fn from(status: ConflictStatus) -> Self {
        StatusCode::from(status).as_u16()
    }
}

impl TryFrom<u32> for Number {
    type Error = &'static str;

    fn try_from(number: u32) -> Result<Self, Self::Error> {
        aadsts::situation(number)
            .map(|_| Self(number))
            .ok_or("the number is not in the AADSTS table")
    }
}

impl From<Number> for u32 {
    fn from(number: Number) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::*;

    fn turned(knobs: Value) -> Result<Value, ()> {
        let changes: Map<String, Value> = knobs.as_object().unwrap().clone();
        let account = roster().adjust("marc", changes).map_err(|_| ())?;
        Ok(serde_json::to_value(account.knobs).unwrap())
    }

    #[test]
    fn knobs_start_as_the_person_is() {
        let marc = turned(json!({})).unwrap();
        assert_eq!((&marc["teams_allowed"], &marc["scope_prefix"]), (&json!(false), &json!(true)));
        assert_eq!(roster().find("nadia").unwrap().kind, "work, no mailbox");
        assert!(roster().knobs("ibrahim").needs_admin_consent);
    }

    #[test]
    fn a_knob_takes_only_what_microsoft_could_answer() {
        let knobs = json!({ "transaction_conflict_status": 409, "aadsts": 50173, "rotate_refresh_tokens": true });
        let turned_knobs = turned(knobs.clone()).unwrap();
        for (name, value) in knobs.as_object().unwrap() {
            assert_eq!(&turned_knobs[name], value);
        }
        for wrong in [
            json!({ "transaction_conflict_status": 418 }),
            json!({ "aadsts": 1 }),
            json!({ "throttled": { "retry_after": 7 } }),
            json!({ "unheard_of": 1 }),
        ] {
            assert!(turned(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
