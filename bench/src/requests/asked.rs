//! What the measured functions are asked: events of `events/`, in the name of a person.

use sandbox::world::World;
use serde_json::{Value, json};

use crate::Result;

/// The functions that are measured, each for a way of working: it reads the table; it reads a calendar; it writes a
/// post; it writes an interview.
pub(super) const FUNCTIONS: [&str; 4] =
    ["status", "available-slots", "publish-job", "create-event"];
/// The person who asks, in the ATS's sample data.
const PERSON: i64 = 1;

/// The event of `events/` for `function`, which asks for the `n`th time: for something new each time, where something
/// is made.
pub(super) fn event(world: &World, function: &str, n: usize) -> Result<String> {
    let path = format!("{}/../events/{function}.json", env!("CARGO_MANIFEST_DIR"));
    let mut event: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let token = world.ats.token(PERSON).ok_or("unknown person")?;
    let headers = event.get_mut("headers").and_then(Value::as_object_mut).ok_or("no headers")?;
    headers.remove("idempotency-key");
    headers.insert("authorization".to_owned(), format!("Bearer {token}").into());
    let changes = match function {
        "publish-job" => json!({"custom_message": format!("Nous recrutons ({n}).")}),
        "create-event" => json!({"title": format!("Entretien {n}")}),
        _ => json!({}),
    };
    let body = event.get("body").and_then(Value::as_str).unwrap_or("null");
    let mut body: Value = serde_json::from_str(body)?;
    if let (Some(body), Some(changes)) = (body.as_object_mut(), changes.as_object()) {
        body.extend(changes.clone());
    }
    if !body.is_null()
        && let Some(place) = event.get_mut("body")
    {
        *place = body.to_string().into();
    }
    Ok(event.to_string())
}

/// Whether the function has done what it was asked: its answer is one of API Gateway's, and a success.
pub(super) fn is_success(answer: &str) -> bool {
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    let status = answer.get("statusCode").and_then(Value::as_u64);
    status.is_some_and(|status| (200..300).contains(&status))
}
