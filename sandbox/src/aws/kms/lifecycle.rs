//! The operations on a key itself: making, pausing, rotating and deleting it.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;

use super::key::Key;
use super::keyring::Keyring;
use crate::aws::operation::Outcome;
use crate::aws::refusal::Refusal;

/// The most rotations on demand that a key may have ("RotateKeyOnDemand").
const ROTATIONS: u32 = 25;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct CreateKey {
    #[serde(default)]
    description: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct KeyReference {
    key_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct ScheduleKeyDeletion {
    key_id: String,
    pending_window_in_days: Option<i64>,
}

pub(super) fn create(keyring: &mut Keyring, request: CreateKey, now: Timestamp) -> Outcome {
    if request.description.chars().count() > 8192 {
        return Err(Refusal::validation("a description has at most 8192 characters"));
    }
    let key = Key::generate(request.description, now)?;
    let metadata = key.metadata(now);
    keyring.keys.insert(key.id.clone(), key);
    Ok(json!({ "KeyMetadata": metadata }))
}

pub(super) fn describe(keyring: &Keyring, request: KeyReference, now: Timestamp) -> Outcome {
    let key = keyring.by_reference(&request.key_id, now)?;
    Ok(json!({ "KeyMetadata": key.metadata(now) }))
}

pub(super) fn enable(keyring: &mut Keyring, request: KeyReference, now: Timestamp) -> Outcome {
    set_enabled(keyring, &request, now, true)
}

pub(super) fn disable(keyring: &mut Keyring, request: KeyReference, now: Timestamp) -> Outcome {
    set_enabled(keyring, &request, now, false)
}

/// Deletes the key in 7 to 30 days, 30 unless said otherwise.
pub(super) fn schedule_deletion(
    keyring: &mut Keyring,
    request: ScheduleKeyDeletion,
    now: Timestamp,
) -> Outcome {
    let days = request.pending_window_in_days.unwrap_or(30);
    if !(7..=30).contains(&days) {
        return Err(Refusal::validation("PendingWindowInDays must be from 7 to 30"));
    }
    let key = keyring.by_id_mut(&request.key_id, now)?;
    key.ensure_not_pending(now)?;
    let deletion = now
        .checked_add(SignedDuration::from_hours(24 * days))
        .map_err(|error| Refusal::internal(error.to_string()))?;
    key.deletion = Some(deletion);
    Ok(json!({
        "KeyId": key.arn(),
        "DeletionDate": deletion.as_second(),
        "KeyState": key.state(now),
        "PendingWindowInDays": days,
    }))
}

/// Keeps the key after all; it comes back disabled.
pub(super) fn cancel_deletion(
    keyring: &mut Keyring,
    request: KeyReference,
    now: Timestamp,
) -> Outcome {
    let key = keyring.by_id_mut(&request.key_id, now)?;
    if key.deletion.take().is_none() {
        let message = format!("{} is not pending deletion.", key.arn());
        return Err(Refusal::new("KMSInvalidStateException", message));
    }
    key.enabled = false;
    Ok(json!({ "KeyId": key.arn() }))
}

/// New material for new ciphertexts; old ones stay readable.
pub(super) fn rotate(keyring: &mut Keyring, request: KeyReference, now: Timestamp) -> Outcome {
    let key = keyring.by_id_mut(&request.key_id, now)?;
    key.ensure_usable(now)?;
    if key.current().is_some_and(|(version, _)| version >= ROTATIONS) {
        let message = "the key has been rotated on demand 25 times";
        return Err(Refusal::new("LimitExceededException", message));
    }
    key.rotate()?;
    Ok(json!({ "KeyId": key.arn() }))
}

fn set_enabled(
    keyring: &mut Keyring,
    request: &KeyReference,
    now: Timestamp,
    enabled: bool,
) -> Outcome {
    let key = keyring.by_id_mut(&request.key_id, now)?;
    key.ensure_not_pending(now)?;
    key.enabled = enabled;
    Ok(json!({}))
}
