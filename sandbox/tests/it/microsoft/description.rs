//! Microsoft's own description of Graph (OData CSDL), and what of a JSON document does not follow it.

use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp};
use roxmltree::{Document, Node};
use serde_json::{Value, json};

/// The part of the description that belongs to a calendar.
pub(super) struct Description(Document<'static>);

impl Description {
    pub(super) fn read() -> Self {
        Self(Document::parse(include_str!("calendar.csdl")).unwrap())
    }

    /// What of `value` is not as `kind` is described, each with its place: a property that is not
    /// declared, a value of another type, an unknown member of an enumeration, a null where none may
    /// be. `kind` is `Edm.String`, `graph.event`, an action for its parameters, or a `Collection(…)`.
    pub(super) fn problems(&self, kind: &str, value: &Value) -> Vec<String> {
        self.problems_at("", kind, value)
    }

    fn problems_at(&self, at: &str, kind: &str, value: &Value) -> Vec<String> {
        if let Some(kind) = kind.strip_prefix("Collection(") {
            return self.of_items(at, kind.trim_end_matches(')'), value);
        }
        let is_right = match self.described(kind) {
            None => is_primitive(kind, value),
            Some(node) if node.has_tag_name("EnumType") => {
                node.children().any(|member| is_member(member, value))
            }
            Some(_) => return self.of_properties(at, kind, value),
        };
        if is_right { Vec::new() } else { vec![format!("{at}: {value} is no {kind}")] }
    }

    fn of_items(&self, at: &str, kind: &str, value: &Value) -> Vec<String> {
        let Some(items) = value.as_array() else { return vec![format!("{at}: no collection")] };
        let items = items.iter().enumerate();
        let problems =
            items.flat_map(|(index, item)| self.problems_at(&format!("{at}/{index}"), kind, item));
        problems.collect()
    }

    fn of_properties(&self, at: &str, kind: &str, value: &Value) -> Vec<String> {
        let Some(fields) = value.as_object() else { return vec![format!("{at}: no object")] };
        let fields = fields.iter().filter(|(name, _)| !name.starts_with("@odata."));
        let problems = fields.flat_map(|(name, value)| {
            let at = format!("{at}/{name}");
            match self.declared(kind, name) {
                None => vec![format!("{at}: {kind} has none")],
                Some(property) if value.is_null() => match property.attribute("Nullable") {
                    Some("false") => vec![format!("{at}: never null")],
                    _ => Vec::new(),
                },
                Some(property) => self.problems_at(&at, property.attribute("Type").unwrap(), value),
            }
        });
        problems.collect()
    }

    /// The declaration of `name` in `kind` or in what it derives from.
    fn declared(&self, kind: &str, name: &str) -> Option<Node<'_, 'static>> {
        let described = self.described(kind)?;
        let base = || self.declared(described.attribute("BaseType")?, name);
        described.children().find(|node| is_declaration(*node, name)).or_else(base)
    }

    /// The element of a type of Graph's own; `None` for one of OData's.
    fn described(&self, kind: &str) -> Option<Node<'_, 'static>> {
        let name = kind.strip_prefix("graph.")?;
        let mut types = self.0.root_element().children();
        let found = types.find(|node| node.attribute("Name") == Some(name));
        Some(found.unwrap_or_else(|| panic!("{kind} is not in the extract")))
    }
}

fn is_member(node: Node<'_, '_>, value: &Value) -> bool {
    node.has_tag_name("Member") && node.attribute("Name") == value.as_str()
}

fn is_declaration(node: Node<'_, '_>, name: &str) -> bool {
    match node.attribute("Name") {
        // An action's parameters are matched without case: `getSchedule` declares `Schedules`, and
        // the reference sends both spellings.
        Some(own) if node.has_tag_name("Parameter") => own.eq_ignore_ascii_case(name),
        own => {
            let is_property =
                node.has_tag_name("Property") || node.has_tag_name("NavigationProperty");
            is_property && own == Some(name)
        }
    }
}

/// Whether `value` is of one of OData's own types ("OData JSON Format", section 7.1).
fn is_primitive(kind: &str, value: &Value) -> bool {
    match kind {
        "Edm.String" => value.is_string(),
        "Edm.Boolean" => value.is_boolean(),
        "Edm.Int32" => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        "Edm.Double" => value.is_number(),
        "Edm.DateTimeOffset" => reads_as::<Timestamp>(value),
        "Edm.Date" => reads_as::<Date>(value),
        "Edm.TimeOfDay" => reads_as::<Time>(value),
        // The parser takes "1 h" too, and OData does not.
        "Edm.Duration" => reads_as::<Span>(value) && value.as_str().unwrap().starts_with('P'),
        _ => panic!("what is {kind}?"),
    }
}

fn reads_as<T: FromStr>(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<T>().is_ok())
}

#[test]
fn what_the_description_does_not_know_is_named_with_its_place() {
    let graph = Description::read();
    let event = json!({
        "subject": "Entretien", "Subject": "Entretien", "reminderMinutesBeforeStart": "30",
        "body": {"contentType": "markdown", "content": null}, "id": null, "showAs": "busy",
        "attendees": [{"type": "required", "emailAdress": {}}], "@odata.etag": "W/\"1\"",
        "start": {"dateTime": "2026-12-01T10:00:00", "timeZone": "UTC"}, "location": "Abidjan",
    });
    assert_eq!(
        graph.problems("graph.event", &event),
        [
            "/Subject: graph.event has none",
            "/attendees/0/emailAdress: graph.attendee has none",
            "/body/contentType: \"markdown\" is no graph.bodyType",
            "/id: never null",
            "/location: no object",
            "/reminderMinutesBeforeStart: \"30\" is no Edm.Int32",
        ]
    );
    let search = json!({"maxcandidates": 5, "meetingDuration": "1 h", "room": "A"});
    assert_eq!(
        graph.problems("graph.findMeetingTimes", &search),
        ["/meetingDuration: \"1 h\" is no Edm.Duration", "/room: graph.findMeetingTimes has none",]
    );
}
