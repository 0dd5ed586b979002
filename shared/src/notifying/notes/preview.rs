//! Each kind of notes as it would look, for whoever chooses.

use jiff::{SignedDuration, Timestamp};

use super::facts::{Answer, Fact, Guest, InterviewFact, When};
use super::message::{self, Readers};
use crate::model::advert::{Board, Reminder};
use crate::model::notes::NoteKind;
use crate::model::provider::Provider;
use crate::providers::slack::Message;
use crate::words::Text;

/// What `kind` is called, and a note of it about nobody, as if it were `now`.
pub fn preview(kind: NoteKind, readers: Readers<'_>, now: Timestamp) -> (Text, Message) {
    (message::name(kind), message::message(kind, &example(kind, readers, now), readers))
}

fn example(kind: NoteKind, readers: Readers<'_>, now: Timestamp) -> Fact {
    let interview = || {
        let start = now.saturating_add(SignedDuration::from_hours(48)).unwrap_or(now);
        let end = |at: Timestamp| at.saturating_add(SignedDuration::from_hours(1)).unwrap_or(at);
        let was = (kind == NoteKind::InterviewMoved).then_some(When { start: now, end: end(now) });
        let position = Some(Text::new("note-example-position").say(readers.language));
        Fact::Interview(InterviewFact {
            application_id: 1,
            is: When { start, end: end(start) },
            was,
            guest: Guest { name: Some("Awa Koné".to_owned()), position },
            organizer: Some("re… (exemple.ci)".to_owned()),
            answer: (kind == NoteKind::GuestAnswered).then_some(Answer::Declined),
            is_candidate: true,
        })
    };
    match kind {
        NoteKind::InterviewScheduled
        | NoteKind::InterviewMoved
        | NoteKind::InterviewCancelled
        | NoteKind::GuestAnswered => interview(),
        NoteKind::OfferPublished | NoteKind::OfferRemoved | NoteKind::OfferFailed => {
            Fact::Offer { job_id: 1, is_unclear: false, planned: None }
        }
        NoteKind::AdvertReminder => {
            Fact::Advert { board: Board::EmploiCi, reminder: Reminder::StillThere }
        }
        NoteKind::ConnectionAttention => {
            Fact::Connection { provider: Provider::LinkedIn, ends_at: None }
        }
        NoteKind::BookingEnded => Fact::Booking { application_id: 1, reason: None },
    }
}
