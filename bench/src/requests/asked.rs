//! What the measured functions are asked: events of `events/`, in the name of a person.

use jiff::SignedDuration;
use sandbox::world::World;
use serde_json::{Map, Value, json};
use shared::connection::Address;
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;

use crate::Result;

/// The functions that are measured, each for a way of working: it reads the table; it reads a calendar; it writes a
/// post; it writes an interview; it notes what Graph says, which drops addresses that answer slowly.
pub(super) const FUNCTIONS: [&str; 5] =
    ["status", "available-slots", "publish-job", "create-event", NOTIFIED];
const NOTIFIED: &str = "calendar-notification";
/// The name in the address that Graph notifies, and the secret that it was given.
const ADDRESS: &str = "0123456789abcdef0123456789abcdef";
const SECRET: &str = "what Graph was given";
/// The person who asks, in the ATS's sample data.
const PERSON: i64 = 1;

/// A picture of the ATS's sample data is that of this job.
const PICTURED: i64 = 7;

/// What a program is asked.
#[derive(Clone, Copy)]
pub(super) struct Question {
    /// Whose event it is, and whose rights it has.
    pub(super) function: &'static str,
    /// Whether what it publishes has a picture.
    pub(super) has_picture: bool,
}

impl Question {
    pub(super) const fn of(function: &'static str) -> Self {
        Self { function, has_picture: false }
    }
}

/// A calendar in Outlook is watched, so that what Graph says of it is believed and noted.
pub(super) async fn watch(world: &World) -> Result<()> {
    let (store, now) = (&world.app.store, world.clock.now());
    let id = ConnectionId::of_company(1, CalendarProvider::Outlook);
    let address = Address {
        id,
        secret: Address::secret_of(&SECRET.to_owned().into()),
        channel_id: None,
        expires_at: now + SignedDuration::from_hours(24),
    };
    store.begin_watch(id, now).await?;
    Ok(store.open_address(&Address::hash_of(ADDRESS), &address).await?)
}

/// The event of `events/` for `question`, which is asked for the `n`th time: for something new each time, where
/// something is made.
pub(super) fn event(world: &World, question: Question, n: usize) -> Result<String> {
    let function = question.function;
    let path = format!("{}/../events/{function}.json", env!("CARGO_MANIFEST_DIR"));
    let mut event: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let token = world.ats.token(PERSON).ok_or("unknown person")?;
    let headers = event.get_mut("headers").and_then(Value::as_object_mut).ok_or("no headers")?;
    headers.remove("idempotency-key");
    headers.insert("authorization".to_owned(), format!("Bearer {token}").into());
    let message = format!("Nous recrutons ({n}).");
    let changes = match function {
        "publish-job" if question.has_picture => {
            json!({"custom_message": message, "job_id": PICTURED})
        }
        "publish-job" => json!({"custom_message": message}),
        "create-event" => json!({"title": format!("Entretien {n}")}),
        _ => json!({}),
    };
    if function == NOTIFIED {
        event.as_object_mut().ok_or("no event")?.extend(notification());
    }
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

/// What Graph's notification of a change has instead of Google's.
fn notification() -> Map<String, Value> {
    let item = json!({
        "subscriptionId": "7f105c7d-2dc5-4530-97cd-4e7ae6534c07", "clientState": SECRET,
        "changeType": "updated", "resource": "Users/fatou/Events/AAMk",
    });
    let address = json!({"provider": "outlook", "watch": ADDRESS});
    let body = json!({ "value": [item] }).to_string();
    Map::from_iter([("pathParameters".to_owned(), address), ("body".to_owned(), body.into())])
}

/// Whether the function has done what it was asked: its answer is one of API Gateway's, and a success. With a picture
/// it warns of nothing, since a post without its picture is a success too.
pub(super) fn is_success(question: Question, answer: &str) -> bool {
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    let status = answer.get("statusCode").and_then(Value::as_u64);
    let body = answer.get("body").and_then(Value::as_str).unwrap_or_default();
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let warnings = body.get("warnings").and_then(Value::as_array);
    let is_whole = !question.has_picture || warnings.is_none_or(Vec::is_empty);
    status.is_some_and(|status| (200..300).contains(&status)) && is_whole
}
