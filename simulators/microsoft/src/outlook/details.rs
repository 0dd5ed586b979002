//! The properties of an event that its owner writes.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::attendee::Attendee;
use super::fault::Fault;
use super::moment::Moment;

/// Everything of [`event`](https://learn.microsoft.com/graph/api/resources/event) that a client
/// may set and the simulator keeps as it is.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Details {
    /// What it is about.
    pub subject: String,
    /// When it begins; never none once checked.
    pub start: Option<Moment>,
    /// When it ends; never none once checked.
    pub end: Option<Moment>,
    /// Where it is.
    pub location: Location,
    /// Who is invited; the organizer is not among them.
    pub attendees: Vec<Attendee>,
    /// How it shows in free/busy.
    pub show_as: ShowAs,
    /// Midnight to midnight.
    pub is_all_day: bool,
    /// Flag of the sender.
    pub importance: Importance,
    /// Whether others may see what it is.
    pub sensitivity: Sensitivity,
    /// Whether a reminder pops up.
    pub is_reminder_on: bool,
    /// How long before the start it does.
    pub reminder_minutes_before_start: i32,
    /// Whether answers are asked for.
    pub response_requested: bool,
    /// Whether attendees may propose another time.
    pub allow_new_time_proposals: bool,
    /// Whether each attendee sees only themselves.
    pub hide_attendees: bool,
    /// Coloured labels.
    pub categories: Vec<String>,
}

/// Where an event takes place.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Location {
    /// As shown.
    pub display_name: String,
    /// Address, coordinates and the rest, kept as sent.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// `freeBusyStatus`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ShowAs {
    Unknown,
    Free,
    Tentative,
    Busy,
    Oof,
    WorkingElsewhere,
}

/// `importance`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    Normal,
    High,
}

/// `sensitivity`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Sensitivity {
    Normal,
    Personal,
    Private,
    Confidential,
}

impl Default for Details {
    fn default() -> Self {
        Self {
            subject: String::new(),
            start: None,
            end: None,
            location: Location::default(),
            attendees: Vec::new(),
            show_as: ShowAs::Busy,
            is_all_day: false,
            importance: Importance::Normal,
            sensitivity: Sensitivity::Normal,
            is_reminder_on: true,
            reminder_minutes_before_start: 15,
            response_requested: true,
            allow_new_time_proposals: true,
            hide_attendees: false,
            categories: Vec::new(),
        }
    }
}

impl Details {
    /// The names of the properties, as on the wire.
    pub fn names() -> Vec<String> {
        Self::default().fields().keys().cloned().collect()
    }

    /// These details with what was sent laid over them: only sent properties change, `attendees`
    /// is replaced whole, `null` brings the default back.
    pub fn overlaid(&self, sent: &Map<String, Value>) -> Result<Self, Fault> {
        let mut fields = self.fields();
        for (name, value) in sent {
            match fields.get_mut(name) {
                Some(_) if value.is_null() => drop(fields.remove(name)),
                Some(field) => *field = value.clone(),
                None => {}
            }
        }
        serde_json::from_value(Value::Object(fields)).map_err(|error| {
            Fault::unreadable(format!("Cannot read the values of the properties: {error}."))
        })
    }

    fn fields(&self) -> Map<String, Value> {
        serde_json::to_value(self).and_then(serde_json::from_value).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn overlaid(details: &Details, sent: Value) -> Result<Details, Fault> {
        details.overlaid(sent.as_object().unwrap())
    }

    #[test]
    fn only_what_is_sent_changes() {
        let first =
            overlaid(&Details::default(), json!({ "subject": "A", "showAs": "oof" })).unwrap();
        let second = overlaid(&first, json!({ "subject": "B" })).unwrap();
        assert_eq!(second, Details { subject: "B".into(), ..first });
    }

    #[test]
    fn null_brings_the_default_back() {
        let first = overlaid(&Details::default(), json!({ "isReminderOn": false })).unwrap();
        assert_eq!(overlaid(&first, json!({ "isReminderOn": null })), Ok(Details::default()));
    }

    #[test]
    fn another_type_or_an_unknown_member_is_unreadable() {
        for sent in [json!({ "subject": 3 }), json!({ "showAs": "asleep" })] {
            assert_eq!(overlaid(&Details::default(), sent).unwrap_err().code, "RequestBodyRead");
        }
    }
}
