//! The JSON object of a create or update request.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::details::Details;
use super::fault::Fault;
use super::html;

/// Properties a client may send, handled one by one.
const HANDLED: [&str; 6] = [
    "body",
    "transactionId",
    "isOnlineMeeting",
    "onlineMeetingProvider",
    "recurrence",
    "singleValueExtendedProperties",
];

/// Properties only Exchange writes; sent back by a client, they are ignored.
const READ_ONLY: [&str; 26] = [
    "@odata.context",
    "@odata.etag",
    "@odata.type",
    "bodyPreview",
    "cancelledOccurrences",
    "changeKey",
    "createdDateTime",
    "hasAttachments",
    "iCalUId",
    "id",
    "isCancelled",
    "isDraft",
    "isOrganizer",
    "lastModifiedDateTime",
    "locations",
    "onlineMeeting",
    "onlineMeetingUrl",
    "organizer",
    "originalEndTimeZone",
    "originalStart",
    "originalStartTimeZone",
    "responseStatus",
    "seriesMasterId",
    "type",
    "webLink",
    "uid",
];

/// What a client sent to create or change an event, its property names checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent(Map<String, Value>);

/// A single-value extended property.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Such as `String {guid} Name name`.
    pub id: String,
    pub value: String,
}

impl Mark {
    /// Whether its id has the form of a named text ("Outlook extended properties").
    fn is_named(&self) -> bool {
        let guid = self.id.strip_prefix("String {").and_then(|rest| rest.split_once("} Name "));
        guid.is_some_and(|(guid, name)| {
            let hex = |c: char| c.is_ascii_hexdigit() || c == '-';
            guid.len() == 36 && guid.chars().all(hex) && !name.is_empty()
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    #[serde(default)]
    content_type: ContentType,
    #[serde(default)]
    content: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum ContentType {
    #[default]
    #[serde(alias = "Text")]
    Text,
    #[serde(alias = "HTML")]
    Html,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Provider {
    Unknown,
    SkypeForBusiness,
    SkypeForConsumer,
    TeamsForBusiness,
}

impl Sent {
    /// The object, where every name is a property of `microsoft.graph.event`; recurring events are
    /// beyond the simulator and refused.
    pub fn checked(object: Map<String, Value>) -> Result<Self, Fault> {
        let details = Details::names();
        let known = |name: &String| {
            details.contains(name)
                || HANDLED.contains(&name.as_str())
                || READ_ONLY.contains(&name.as_str())
        };
        if let Some(name) = object.keys().find(|name| !known(name)) {
            return Err(Fault::unreadable(format!(
                "The property '{name}' does not exist on type 'microsoft.graph.event'. Make sure to only use \
                 property names that are defined by the type."
            )));
        }
        if object.get("recurrence").is_some_and(|recurrence| !recurrence.is_null()) {
            return Err(Fault::property("The simulator keeps single events only."));
        }
        Ok(Self(object))
    }

    /// `details` with the sent ones laid over them.
    pub fn details(&self, details: &Details) -> Result<Details, Fault> {
        details.overlaid(&self.0)
    }

    /// Whether the property was sent.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The id that makes a create repeatable.
    pub fn transaction_id(&self) -> Option<&str> {
        self.0.get("transactionId").and_then(Value::as_str)
    }

    /// The extended properties, `(id, value)`; 400 where one is malformed.
    pub fn marks(&self) -> Result<Vec<Mark>, Fault> {
        let sent = self.0.get("singleValueExtendedProperties").filter(|sent| !sent.is_null());
        let marks = sent.map(Vec::<Mark>::deserialize).transpose().map_err(|error| {
            Fault::unreadable(format!("Cannot read the extended properties: {error}."))
        })?;
        let marks = marks.unwrap_or_default();
        match marks.iter().find(|mark| !mark.is_named()) {
            Some(mark) => Err(Fault::bad_request(
                "ErrorInvalidProperty",
                format!(
                    "PropertyId values may only be in one of the following formats: '{}'.",
                    mark.id
                ),
            )),
            None => Ok(marks),
        }
    }

    /// The filtered HTML of `body`, where it was sent.
    pub fn body(&self) -> Result<Option<String>, Fault> {
        let Some(body) = self.0.get("body").filter(|body| !body.is_null()) else { return Ok(None) };
        let body = Body::deserialize(body).map_err(|error| {
            Fault::unreadable(format!("Cannot read the property 'body': {error}."))
        })?;
        Ok(Some(match body.content_type {
            ContentType::Text => html::escape(&body.content),
            ContentType::Html => html::filter(&body.content),
        }))
    }

    /// Whether a Teams meeting is asked for, by the flag or by naming the provider; 400 for a flag
    /// or provider of another kind.
    pub fn wants_teams(&self) -> Result<bool, Fault> {
        let unreadable =
            |error| Fault::unreadable(format!("Cannot read the online meeting: {error}."));
        let read = |name| self.0.get(name).filter(|value| !value.is_null());
        let flag =
            read("isOnlineMeeting").map(bool::deserialize).transpose().map_err(unreadable)?;
        let provider = read("onlineMeetingProvider")
            .map(Provider::deserialize)
            .transpose()
            .map_err(unreadable)?;
        Ok(match provider {
            Some(Provider::SkypeForBusiness | Provider::SkypeForConsumer) => false,
            Some(Provider::TeamsForBusiness) => flag.unwrap_or(true),
            Some(Provider::Unknown) | None => flag.unwrap_or(false),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sent(value: Value) -> Result<Sent, Fault> {
        Sent::checked(value.as_object().unwrap().clone())
    }

    #[test]
    fn a_name_the_type_does_not_have_is_refused() {
        let fault = sent(json!({ "summary": "x" })).unwrap_err();
        assert_eq!(fault.code, "RequestBodyRead");
        assert!(fault.message.starts_with("The property 'summary' does not exist"));
    }

    #[test]
    fn an_event_as_read_can_be_sent_back() {
        assert!(
            sent(json!({ "id": "x", "@odata.etag": "y", "organizer": {}, "subject": "z" })).is_ok()
        );
    }

    #[test]
    fn text_becomes_html_and_html_is_filtered() {
        let body = |kind: &str| {
            let sent = sent(
                json!({ "body": { "contentType": kind, "content": "<b>x</b><script>y</script>" } }),
            );
            sent.unwrap().body().unwrap().unwrap()
        };
        assert_eq!(body("HTML"), "<b>x</b>");
        assert_eq!(body("html"), "<b>x</b>");
        assert_eq!(body("text"), "&lt;b&gt;x&lt;/b&gt;&lt;script&gt;y&lt;/script&gt;");
    }

    #[test]
    fn teams_is_wanted_by_flag_or_by_provider() {
        let wants = |value| sent(value).unwrap().wants_teams();
        assert_eq!(wants(json!({ "isOnlineMeeting": true })), Ok(true));
        assert_eq!(wants(json!({ "onlineMeetingProvider": "teamsForBusiness" })), Ok(true));
        assert_eq!(
            wants(json!({ "isOnlineMeeting": true, "onlineMeetingProvider": "skypeForBusiness" })),
            Ok(false)
        );
        assert!(wants(json!({ "isOnlineMeeting": "yes" })).is_err());
        assert!(wants(json!({ "onlineMeetingProvider": "zoom" })).is_err());
    }
}
