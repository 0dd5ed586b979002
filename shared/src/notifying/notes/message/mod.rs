//! A note as Slack shows it ("Block Kit"). Pure.
//!
//! What people wrote stands in `plain_text`, where nothing is markup, and escaped in the text for
//! notifications (S51). Nothing leads anywhere but to the ATS.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::facts::{Answer, Fact, InterviewFact, When};
use crate::model::advert::{Board, Reminder};
use crate::model::booking::Reason;
use crate::model::language::Language;
use crate::model::notes::NoteKind;
use crate::model::text::line;
use crate::providers::slack::{Message, markup};
use crate::words::{Argument, Text};

/// What Slack takes of a header, of a field and of a button, in characters.
const HEADER: usize = 150;
const FIELD: usize = 2_000;
const BUTTON: usize = 75;
/// What is shown of a name or a title.
const NAME: usize = 150;
/// What is said in a notification.
const SHORT: usize = 120;

/// For whom a note is written.
#[derive(Clone, Copy, Debug)]
pub struct Readers<'a> {
    pub language: Language,
    /// Whether others than the channel's invited members may read it.
    pub are_many: bool,
    /// Where the ATS is.
    pub frontend_url: &'a str,
}

/// The note of `kind` about `fact`.
pub(super) fn message(kind: NoteKind, fact: &Fact, readers: Readers<'_>) -> Message {
    let say = |text: Text| text.say(readers.language);
    let title = say(title(kind, fact));
    let (fields, path) = match fact {
        Fact::Interview(interview) => {
            let path = format!("/dashboard/applications/{}", interview.application_id);
            (interview_fields(interview, readers), path)
        }
        Fact::Offer { job_id, planned, .. } => {
            let position = say(Text::new("note-position"));
            let field =
                |title: &str| plain(&format!("{position}\n{}", markup::plain(title, NAME)), FIELD);
            let fields = planned.iter().map(|planned| field(&planned.title)).collect();
            (fields, format!("/offres/{job_id}"))
        }
        Fact::Advert { .. } => (Vec::new(), "/dashboard/integrations#boards".to_owned()),
        Fact::Connection { .. } => (Vec::new(), "/dashboard/integrations".to_owned()),
        Fact::Booking { application_id, .. } => {
            (Vec::new(), format!("/dashboard/applications/{application_id}"))
        }
    };
    let mut blocks = vec![json!({"type": "header", "text": plain(&title, HEADER)})];
    if !fields.is_empty() {
        blocks.push(json!({"type": "section", "fields": fields}));
    }
    for more in explanation(kind, fact) {
        blocks.push(json!({"type": "section", "text": plain(&say(more), FIELD)}));
    }
    let open = plain(&say(Text::new("note-open")), BUTTON);
    let url = format!("{}{path}", readers.frontend_url);
    let button = json!({"type": "button", "text": open, "url": url, "action_id": "open"});
    blocks.push(json!({"type": "actions", "elements": [button]}));
    Message { text: short(&title, fact, readers), blocks: Value::Array(blocks) }
}

fn title(kind: NoteKind, fact: &Fact) -> Text {
    match (kind, fact) {
        (NoteKind::InterviewMoved, Fact::Interview(interview)) => match interview.was {
            Some(was) if was.start == interview.is.start && was.end < interview.is.end => {
                Text::new("note-interview-longer")
            }
            Some(was) if was.start == interview.is.start => Text::new("note-interview-shorter"),
            _ => Text::new("note-interview-moved"),
        },
        (NoteKind::GuestAnswered, Fact::Interview(interview)) => answered(interview),
        (NoteKind::ConnectionAttention, Fact::Connection { provider, ends_at: Some(_) }) => {
            Text::new("note-connection-expiring").with("provider", *provider)
        }
        (NoteKind::ConnectionAttention, Fact::Connection { provider, ends_at: None }) => {
            Text::new("note-connection-ended").with("provider", *provider)
        }
        (NoteKind::OfferFailed, Fact::Offer { is_unclear: true, .. }) => {
            Text::new("note-offer-unclear")
        }
        (_, Fact::Advert { board, reminder }) => at_board(*board, *reminder),
        (NoteKind::BookingEnded, Fact::Booking { reason: None, .. }) => {
            Text::new("note-booking-expired")
        }
        (NoteKind::BookingEnded, Fact::Booking { reason: Some(_), .. }) => {
            Text::new("note-booking-stopped")
        }
        (kind, _) => name(kind),
    }
}

fn at_board(board: Board, reminder: Reminder) -> Text {
    let text = match reminder {
        Reminder::NotPosted => Text::new("note-advert-not-posted"),
        Reminder::Expired => Text::new("note-advert-expired"),
        Reminder::StillThere => Text::new("note-advert-still-there"),
    };
    text.with("board", board.form().name)
}

fn answered(interview: &InterviewFact) -> Text {
    match (interview.answer, interview.is_candidate) {
        (Some(Answer::Accepted), true) => Text::new("note-guest-accepted"),
        (Some(Answer::Declined), true) => Text::new("note-guest-declined"),
        (Some(Answer::Tentative), true) => Text::new("note-guest-tentative"),
        (None, true) => Text::new("note-guest-answered"),
        (Some(Answer::Accepted), false) => Text::new("note-invited-accepted"),
        (Some(Answer::Declined), false) => Text::new("note-invited-declined"),
        (Some(Answer::Tentative), false) => Text::new("note-invited-tentative"),
        (None, false) => Text::new("note-invited-answered"),
    }
}

/// What a kind of notes is called.
pub(super) const fn name(kind: NoteKind) -> Text {
    match kind {
        NoteKind::InterviewScheduled => Text::new("note-interview-scheduled"),
        NoteKind::InterviewMoved => Text::new("note-interview-moved"),
        NoteKind::InterviewCancelled => Text::new("note-interview-cancelled"),
        NoteKind::GuestAnswered => Text::new("note-guest-answered"),
        NoteKind::OfferPublished => Text::new("note-offer-published"),
        NoteKind::OfferRemoved => Text::new("note-offer-removed"),
        NoteKind::OfferFailed => Text::new("note-offer-failed"),
        NoteKind::AdvertReminder => Text::new("note-advert-reminder"),
        NoteKind::ConnectionAttention => Text::new("note-connection-attention"),
        NoteKind::BookingEnded => Text::new("note-booking-ended"),
    }
}

/// What is to be done, where something is.
fn explanation(kind: NoteKind, fact: &Fact) -> Vec<Text> {
    match (kind, fact) {
        (NoteKind::OfferFailed, Fact::Offer { is_unclear: true, .. }) => {
            vec![Text::new("note-offer-look-there")]
        }
        (NoteKind::OfferFailed, Fact::Offer { planned: Some(planned), .. }) => {
            vec![planned.reason.text(), Text::new("note-offer-look-at-plans")]
        }
        (NoteKind::OfferFailed, Fact::Offer { planned: None, .. }) => {
            vec![Text::new("note-offer-look-here")]
        }
        (_, Fact::Advert { board, reminder }) => vec![reminder.text(*board)],
        (NoteKind::ConnectionAttention, Fact::Connection { ends_at: Some(end), .. }) => {
            vec![Text::new("note-connection-until").with("end", Argument::Day(*end))]
        }
        (NoteKind::ConnectionAttention, Fact::Connection { ends_at: None, .. }) => {
            vec![Text::new("note-connection-again")]
        }
        (NoteKind::BookingEnded, Fact::Booking { reason, .. }) => vec![match reason {
            None => Text::new("note-booking-again"),
            Some(Reason::JobClosed) => Text::new("note-booking-job-closed"),
            Some(Reason::ApplicationWithdrawn) => Text::new("note-booking-withdrawn"),
            Some(Reason::EmployerLeft) => Text::new("note-booking-employer-left"),
            Some(Reason::ConnectionEnded) => Text::new("note-booking-connection"),
            Some(Reason::CalendarUnreadable) => Text::new("note-booking-unreadable"),
        }],
        _ => Vec::new(),
    }
}

/// Who, about what, when, and in whose calendar.
fn interview_fields(interview: &InterviewFact, readers: Readers<'_>) -> Vec<Value> {
    let say = |text: Text| text.say(readers.language);
    let of_name = |label: Text, name: Option<String>| {
        let name = name.filter(|name| !name.is_empty())?;
        Some(plain(&format!("{}\n{}", say(label), markup::plain(&name, NAME)), FIELD))
    };
    let of_time = |label: Text, at: Timestamp| {
        let otherwise = say(Text::new("note-moment").with("at", Argument::Moment(at)));
        let date = markup::date(at, "{date_short_pretty} {time}", &otherwise);
        json!({"type": "mrkdwn", "text": format!("*{}*\n{date}", say(label))})
    };
    let InterviewFact { guest, is, was, organizer, .. } = interview;
    let moved = was.filter(|was| was.start != is.start);
    let minutes = was.map(|_| say(Text::new("note-minutes").with("minutes", minutes(*is))));
    [
        of_name(Text::new("note-candidate"), candidate(interview, readers.are_many)),
        of_name(Text::new("note-position"), guest.position.clone()),
        Some(of_time(Text::new("note-when"), is.start)),
        moved.map(|was| of_time(Text::new("note-before"), was.start)),
        of_name(Text::new("note-length"), minutes),
        of_name(Text::new("note-organizer"), organizer.clone()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn minutes(when: When) -> i64 {
    when.end.duration_since(when.start).as_mins()
}

/// The candidate's name; where many read, the first name with an initial, and no address.
fn candidate(interview: &InterviewFact, are_many: bool) -> Option<String> {
    let name = line(interview.guest.name.as_deref()?);
    if !are_many {
        return Some(name);
    }
    // "Traoré, Ibrahim" is turned round.
    let name = match name.split_once(',') {
        Some((surname, first)) => format!("{first} {surname}"),
        None => name,
    };
    let is_between = |c: char| c.is_whitespace() || c == '_';
    let mut words = name.split(is_between).filter(|word| !word.is_empty() && !word.contains('@'));
    let first = words.next()?.to_owned();
    // A number is no name, and a word without letters none either.
    let first = Some(first).filter(|first| first.chars().any(char::is_alphabetic))?;
    let initial = words.next_back().and_then(|word| word.chars().find(|c| c.is_alphabetic()));
    Some(match initial {
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
        None => first,
    })
}

/// What notifications and screen readers say.
fn short(title: &str, fact: &Fact, readers: Readers<'_>) -> String {
    let about = match fact {
        Fact::Interview(interview) => {
            let who = candidate(interview, readers.are_many);
            let what = interview.guest.position.clone();
            [who, what].into_iter().flatten().map(|part| markup::escaped(&part, SHORT)).collect()
        }
        Fact::Offer { planned: Some(planned), .. } => vec![markup::escaped(&planned.title, SHORT)],
        Fact::Offer { planned: None, .. }
        | Fact::Advert { .. }
        | Fact::Booking { .. }
        | Fact::Connection { .. } => Vec::new(),
    };
    let title = markup::escaped(title, HEADER);
    [vec![title], about].concat().join(" · ")
}

fn plain(text: &str, limit: usize) -> Value {
    // Lines of our own stay: only what people wrote is one line.
    let text: String = text.chars().take(limit).collect();
    json!({"type": "plain_text", "text": text})
}

#[cfg(test)]
mod tests;
