//! An event as clients write it (discovery document, schema `Event`): the fields they may set.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::moment::EventDateTime;

/// The writable part of an event. What is not listed here is ignored, as Google does.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// Chosen by the client on insert; see [`check::id`](super::check::id).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The start, inclusive.
    pub start: Option<EventDateTime>,
    /// The end, exclusive.
    pub end: Option<EventDateTime>,
    /// `confirmed` where it is left out.
    pub status: Option<Status>,
    /// Must not be lower than the stored one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence: Option<u32>,
    /// A request for a conference, or the conference the event has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference_data: Option<ConferenceData>,
    /// What is stored as it is.
    #[serde(flatten)]
    pub details: Details,
}

/// The fields that are stored and answered as they are.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Details {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// May contain HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Free text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// An id of the colour table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color_id: Option<String>,
    /// Whether the event blocks time; it does where this is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transparency: Option<Transparency>,
    /// Who sees the details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// Whom the event is with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attendees: Option<Vec<Attendee>>,
    /// Reminders of the calendar's owner only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminders: Option<Reminders>,
    /// Properties for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended_properties: Option<ExtendedProperties>,
    /// Default `true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guests_can_invite_others: Option<bool>,
    /// Default `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guests_can_modify: Option<bool>,
    /// Default `true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guests_can_see_other_guests: Option<bool>,
    /// RRULE lines: refused, because the simulator does not expand them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<Vec<String>>,
}

/// Whether the event takes place.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// It does.
    #[default]
    Confirmed,
    /// Perhaps.
    Tentative,
    /// It was deleted.
    Cancelled,
}

/// Whether the event blocks time.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Transparency {
    /// Busy.
    Opaque,
    /// Available.
    Transparent,
}

/// Who sees the details of an event.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Visibility {
    /// As the calendar says.
    Default,
    /// Every reader of the calendar.
    Public,
    /// Attendees only.
    Private,
    /// The same, in an older word.
    Confidential,
}

/// One guest.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attendee {
    /// Required; RFC 5322.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Whether the guest is optional.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional: Option<bool>,
    /// A note of the guest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The answer.
    #[serde(default)]
    pub response_status: Response,
}

/// A guest's answer.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Response {
    /// None yet.
    #[default]
    NeedsAction,
    /// No.
    Declined,
    /// Perhaps.
    Tentative,
    /// Yes.
    Accepted,
}

/// Reminders of one event.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reminders {
    /// The calendar's own apply; excludes `overrides`.
    #[serde(default)]
    pub use_default: bool,
    /// At most five.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Vec<Reminder>>,
}

/// One reminder.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Reminder {
    /// By what.
    pub method: Option<ReminderMethod>,
    /// How long before the start: 0 to 40320 minutes.
    pub minutes: Option<i64>,
}

/// By what a reminder comes.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ReminderMethod {
    /// A mail.
    Email,
    /// A window.
    Popup,
}

/// Properties for programs, by name.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct ExtendedProperties {
    /// Of this copy of the event.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub private: BTreeMap<String, String>,
    /// Of every guest's copy.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shared: BTreeMap<String, String>,
}

/// What a client says about the conference.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConferenceData {
    /// Asks for a new room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_request: Option<CreateRequest>,
    /// Names an existing room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference_id: Option<String>,
}

/// Asks for a new room.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateRequest {
    /// A value equal to that of the previous request is ignored.
    pub request_id: Option<String>,
    /// The kind of room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference_solution_key: Option<SolutionKey>,
}

/// The kind of a conference.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct SolutionKey {
    /// `hangoutsMeet` is the only one that can be made.
    #[serde(rename = "type")]
    pub kind: Option<String>,
}
