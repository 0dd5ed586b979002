//! `PATCH .../events/{eventId}`: `events.patch`, and `PUT`: `events.update`.

use axum::extract::State;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::draft::{Attendee, Draft};
use super::edit::Edit;
use super::event::Event;
use crate::Google;
use crate::account::Account;
use crate::body::{Body, typed};
use crate::error::ApiError;

/// Merges the body into the event (RFC 7396): arrays are replaced whole, nulls clear. A guest may
/// only answer the invitation, unless guests may modify the event.
pub async fn patch(
    State(google): State<Google>,
    edit: Edit,
    Body(changes): Body<Map<String, Value>>,
) -> Result<Response, ApiError> {
    let (editor, writing) = (edit.editor, edit.writing);
    edit.apply(&google, "patch", |event| {
        if !event.may_be_changed_by(editor) {
            return Ok(event.answered(editor.email, &own_answer(editor, changes)?, writing.now));
        }
        event.revise(merged(event, changes)?, writing)
    })
}

/// Replaces the event by the body: what is left out returns to its default.
pub async fn update(
    State(google): State<Google>,
    edit: Edit,
    Body(draft): Body<Draft>,
) -> Result<Response, ApiError> {
    let (editor, writing) = (edit.editor, edit.writing);
    edit.apply(&google, "update", |event| {
        if !event.may_be_changed_by(editor) {
            return Err(ApiError::not_organizer());
        }
        event.revise(draft, writing)
    })
}

fn merged(event: &Event, changes: Map<String, Value>) -> Result<Draft, ApiError> {
    let mut whole = json!(event.draft());
    merge(&mut whole, Value::Object(changes));
    typed(whole)
}

/// JSON Merge Patch (RFC 7396, section 2).
fn merge(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let Value::Object(target) = target else { return };
    for (key, value) in patch {
        if value.is_null() {
            target.remove(&key);
        } else {
            merge(target.entry(key).or_insert(Value::Null), value);
        }
    }
}

/// The guest's own entry, in a body that changes nothing else.
fn own_answer(editor: &Account, mut changes: Map<String, Value>) -> Result<Attendee, ApiError> {
    let guests = changes.remove("attendees").filter(|_| changes.is_empty());
    let guests: Vec<Attendee> = typed(guests.ok_or_else(ApiError::not_organizer)?)?;
    let own = guests.into_iter().find(|guest| guest.is(editor));
    own.ok_or_else(ApiError::not_organizer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_replaces_arrays_and_clears_nulls() {
        let mut target = json!({"a": [1, 2], "b": {"c": 1, "d": 2}, "e": "x"});
        merge(&mut target, json!({"a": [3], "b": {"c": null}, "e": null, "f": {"g": null}}));
        assert_eq!(target, json!({"a": [3], "b": {"d": 2}, "f": {}}));
    }
}
