//! Somebody who is invited, as the company's employers see them.

use jiff::Timestamp;
use serde::Serialize;
use shared::app::App;
use shared::model::interview::{Guest, Person, Response, Role, local};
use shared::scheduling::guests;
use shared::store::ScheduledEvent;

/// Times in RFC 3339; those of a proposal with the offset of the interview's zone.
#[derive(Debug, Serialize)]
pub(crate) struct Attendee {
    /// By which events name them.
    number: u32,
    /// `null` where it can't be told any more.
    email: Option<String>,
    name: Option<String>,
    /// `candidate`, `interviewer` or `guest`.
    role: Role,
    /// Of a colleague, the id at the ATS.
    user_id: Option<i64>,
    /// `accepted`, `declined`, `tentative` or `needs_action`.
    response: Response,
    /// What they wrote beside it.
    comment: Option<String>,
    responded_at: Option<Timestamp>,
    /// The time that they propose instead.
    proposed: Option<Proposed>,
}

#[derive(Debug, Serialize)]
struct Proposed {
    start_time: String,
    end_time: String,
}

/// Who is invited to `event` of the company; `None` where that can't be opened now.
pub(super) async fn attendees(
    app: &App,
    company_id: i64,
    event: &ScheduledEvent,
) -> Option<Vec<Attendee>> {
    let people = guests::people(&app.vault, company_id, event).await.ok()?;
    let attendee = |guest: &Guest| {
        let person = people.iter().find(|person| person.number == guest.number);
        Attendee::new(guest, person, &event.timezone)
    };
    Some(event.guests.iter().map(attendee).collect())
}

impl Attendee {
    fn new(guest: &Guest, person: Option<&Person>, timezone: &str) -> Self {
        let proposed = guest.proposed.map(|span| Proposed {
            start_time: local(span.start, timezone),
            end_time: local(span.end, timezone),
        });
        Self {
            number: guest.number,
            email: person.map(|person| person.email.clone()),
            name: person.and_then(|person| person.name.clone()),
            role: guest.role,
            user_id: guest.user_id,
            response: guest.response,
            comment: person.and_then(|person| person.comment.clone()),
            responded_at: guest.responded_at,
            proposed,
        }
    }
}
