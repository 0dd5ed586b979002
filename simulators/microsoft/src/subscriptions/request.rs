//! The subscription of a request, and what Graph refuses of it.

use http::Uri;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};
use simulator_kit::outgoing;

use crate::directory::Person;
use crate::outlook::fault::Fault;

/// The properties of `microsoft.graph.subscription`.
const PROPERTIES: [&str; 14] = [
    "applicationId",
    "changeType",
    "clientState",
    "creatorId",
    "encryptionCertificate",
    "encryptionCertificateId",
    "expirationDateTime",
    "id",
    "includeResourceData",
    "latestSupportedTlsVersion",
    "lifecycleNotificationUrl",
    "notificationQueryOptions",
    "notificationUrl",
    "notificationUrlAppId",
];

const CHANGES: [&str; 3] = ["created", "updated", "deleted"];
const CLIENT_STATE_LIMIT: usize = 128;
/// What is asked for below this is raised to it.
const LEAST: SignedDuration = SignedDuration::from_mins(45);
/// The page of limits says 10,080; Outlook's own refusal, as seen, says this.
const MOST: SignedDuration = SignedDuration::from_mins(10_070);

/// What is asked for, its property names checked.
pub(super) struct Asked(Map<String, Value>);

impl Asked {
    /// 400 for a name that the type does not have.
    pub(super) fn checked(object: Map<String, Value>) -> Result<Self, Fault> {
        let known = |name: &str| {
            name == "resource" || name.starts_with("@odata.") || PROPERTIES.contains(&name)
        };
        match object.keys().find(|name| !known(name)) {
            Some(name) => Err(Fault::unreadable(format!(
                "The property '{name}' does not exist on type 'microsoft.graph.subscription'. Make sure to only \
                 use property names that are defined by the type."
            ))),
            None => Ok(Self(object)),
        }
    }

    /// 400 where anything but these was sent.
    pub(super) fn only(&self, names: &[&str]) -> Result<(), Fault> {
        let other =
            |name: &&String| !name.starts_with("@odata.") && !names.contains(&name.as_str());
        match self.0.keys().find(other) {
            Some(name) => Err(invalid(format!("{name} cannot be updated."))),
            None => Ok(()),
        }
    }

    /// The changes, in the order of [`CHANGES`].
    pub(super) fn change_types(&self) -> Result<Vec<&'static str>, Fault> {
        let text = needed("changeType", self.text("changeType")?)?;
        let words: Vec<_> = text.split(',').map(str::trim).collect();
        if let Some(word) = words.iter().find(|word| !CHANGES.contains(word)) {
            return Err(invalid(format!("Invalid 'changeType' attribute: '{word}'.")));
        }
        Ok(CHANGES.into_iter().filter(|change| words.contains(change)).collect())
    }

    /// The resource as it was sent: `person`'s events.
    pub(super) fn resource(&self, person: &Person) -> Result<String, Fault> {
        let resource = needed("resource", self.text("resource")?)?;
        let path = resource.trim_start_matches('/').to_ascii_lowercase();
        let path = path.replace(&format!("users/{}", person.oid), "me");
        let path = path.replace(&format!("users/{}", person.email), "me");
        if matches!(path.as_str(), "me/events" | "me/calendar/events") {
            return Ok(resource.to_owned());
        }
        Err(invalid(format!("The resource '{resource}' is none of this simulator's.")))
    }

    pub(super) fn client_state(&self) -> Result<Option<String>, Fault> {
        let state = self.text("clientState")?;
        if state.is_some_and(|state| state.chars().count() > CLIENT_STATE_LIMIT) {
            let message = "The maximum length for clientState is 128 characters.";
            return Err(invalid(message.to_owned()));
        }
        Ok(state.map(str::to_owned))
    }

    /// Until when, counted from `now`; none where it was not sent.
    pub(super) fn expires(&self, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
        let Some(text) = self.text("expirationDateTime")? else { return Ok(None) };
        let at = instant(text)
            .ok_or_else(|| invalid(format!("Invalid expirationDateTime: '{text}'.")))?;
        if at <= now {
            return Err(invalid("The expiration time must be in the future.".to_owned()));
        }
        let minutes = MOST.as_mins();
        if at.duration_since(now) > MOST {
            let message =
                format!("Subscription expiration can only be {minutes} minutes in the future.");
            return Err(Fault::bad_request("ExtensionError", message));
        }
        Ok(Some(at.max(now.saturating_add(LEAST).unwrap_or(at))))
    }

    /// A URL that may be sent to; none where it was not sent.
    pub(super) fn url(&self, name: &str) -> Result<Option<String>, Fault> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let url = text.parse::<Uri>().ok().filter(|url| url.host().is_some());
        let good = url.is_some_and(|url| {
            url.scheme_str() == Some("https") || outgoing::is_this_machine(&url)
        });
        match good {
            true => Ok(Some(text.to_owned())),
            false => {
                Err(invalid(format!("The {name} must be a URL that starts with https: '{text}'.")))
            }
        }
    }

    /// Notifications that hold the event itself are encrypted, which this simulator has not.
    pub(super) fn no_resource_data(&self) -> Result<(), Fault> {
        match self.0.get("includeResourceData") {
            None | Some(Value::Null | Value::Bool(false)) => Ok(()),
            Some(_) => Err(invalid(
                "encryptionCertificate and encryptionCertificateId are required for resource data."
                    .to_owned(),
            )),
        }
    }

    fn text(&self, name: &str) -> Result<Option<&str>, Fault> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Fault::unreadable(format!("Cannot read the property '{name}'."))),
        }
    }
}

/// 400 in Graph's words where the property was not sent.
pub(super) fn needed<T>(name: &str, sent: Option<T>) -> Result<T, Fault> {
    sent.ok_or_else(|| invalid(format!("{name} is a required property for subscription creation")))
}

/// 400 `ValidationError`.
pub(super) fn invalid(message: String) -> Fault {
    Fault::bad_request("ValidationError", message)
}

/// With an offset, or in UTC.
fn instant(text: &str) -> Option<Timestamp> {
    let plain = || TimeZone::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok();
    text.parse().ok().or_else(plain)
}
