//! The rules a written event must follow (discovery document, schema `Event`).

use super::draft::{Attendee, Details, ExtendedProperties, Reminders};
use crate::error::ApiError;

/// Characters of a description that Google keeps (not in the discovery document; seen in practice).
const DESCRIPTION_LIMIT: usize = 8192;
const REMINDERS_LIMIT: usize = 5;
const REMINDER_MINUTES: std::ops::RangeInclusive<i64> = 0..=40320;
/// Longer keys are dropped, longer values cut (Calendar API guide, "Extended properties").
const PROPERTY_KEY_LIMIT: usize = 44;
const PROPERTY_VALUE_LIMIT: usize = 1024;

/// A client's event id: 5 to 1024 characters of base32hex in lower case (`0-9a-v`).
pub fn id(id: &str) -> Result<(), ApiError> {
    let charset = id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'v'));
    if charset && (5..=1024).contains(&id.len()) {
        return Ok(());
    }
    Err(ApiError::invalid("Invalid resource id value."))
}

/// Checks everything but times and conference, and gives the details as they are stored.
pub fn details(details: Details) -> Result<Details, ApiError> {
    if details.recurrence.is_some() {
        return Err(ApiError::invalid("Recurring events are not part of this simulator."));
    }
    if details.description.as_ref().is_some_and(|text| text.chars().count() > DESCRIPTION_LIMIT) {
        return Err(ApiError::invalid("Invalid value for: description is too long."));
    }
    details.attendees.iter().flatten().try_for_each(attendee)?;
    details.reminders.as_ref().map_or(Ok(()), reminders)?;
    let extended_properties = details.extended_properties.map(properties);
    Ok(Details { extended_properties, ..details })
}

fn attendee(attendee: &Attendee) -> Result<(), ApiError> {
    if attendee.email.is_empty() {
        return Err(ApiError::required("Missing attendee email."));
    }
    if is_address(&attendee.email) {
        return Ok(());
    }
    Err(ApiError::invalid("Invalid attendee email."))
}

/// The unquoted form of RFC 5322's `addr-spec`, with a domain of at least two labels.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let atom = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-.".contains(&byte);
    let dotted = |text: &str| !text.split('.').any(str::is_empty);
    let label = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let sized = (1..=64).contains(&local.len()) && text.len() <= 254;
    sized
        && local.bytes().all(atom)
        && dotted(local)
        && domain.contains('.')
        && dotted(domain)
        && domain.split('.').all(label)
}

fn reminders(reminders: &Reminders) -> Result<(), ApiError> {
    let Some(overrides) = &reminders.overrides else { return Ok(()) };
    if reminders.use_default && !overrides.is_empty() {
        let reason = "cannotUseDefaultRemindersAndSpecifyOverride";
        let message = "Cannot specify both default reminders and overrides at the same time.";
        return Err(ApiError::bad_request(reason, message));
    }
    if overrides.len() > REMINDERS_LIMIT {
        return Err(ApiError::invalid("The maximum number of override reminders is 5."));
    }
    for reminder in overrides {
        if reminder.method.is_none() {
            return Err(ApiError::required("Missing reminder method."));
        }
        let minutes = reminder.minutes.ok_or_else(|| ApiError::required("Missing minutes."))?;
        if !REMINDER_MINUTES.contains(&minutes) {
            return Err(ApiError::invalid("Invalid reminder minutes value."));
        }
    }
    Ok(())
}

fn properties(mut properties: ExtendedProperties) -> ExtendedProperties {
    for map in [&mut properties.private, &mut properties.shared] {
        map.retain(|key, _| key.chars().count() <= PROPERTY_KEY_LIMIT);
        for value in map.values_mut() {
            *value = value.chars().take(PROPERTY_VALUE_LIMIT).collect();
        }
    }
    properties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_base32hex_of_five_characters_or_more() {
        assert!(id("itv7d3k2m9q0c8v5h1").is_ok());
        let uuid = "6b0c1f2e-0000-4000-8000-000000000000";
        for wrong in ["abcd", "ABCDE", "abcdw", uuid, "", &"a".repeat(1025)] {
            assert!(id(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn addresses_follow_rfc_5322() {
        for good in ["a@b.ci", "awa.kone+ats@acme-group.ci", "o'neil@example.com"] {
            assert!(is_address(good), "{good}");
        }
        for wrong in ["", "a", "a@b", "@b.ci", "a@", "a b@c.ci", "a..b@c.ci", "a@c.ci\r\nBcc: x"] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }

    #[test]
    fn long_property_keys_are_dropped_and_long_values_cut() {
        let mut given = ExtendedProperties::default();
        given.private.insert("k".repeat(45), "gone".into());
        given.private.insert("k".repeat(44), "v".repeat(2000));
        let kept = properties(given).private;
        assert_eq!(kept.len(), 1);
        assert_eq!(kept["k".repeat(44).as_str()].len(), 1024);
    }
}
