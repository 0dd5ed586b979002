//! Meeting times: which of the possible ones suit the most people.

use jiff::civil::{Weekday, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

use super::Outlook;
use super::availability::{self, Block};
use super::details::ShowAs;
use super::event::Span;
use crate::directory::Person;

/// Possible times begin on the half hour.
const STEP: SignedDuration = SignedDuration::from_mins(30);

/// What is looked for.
#[derive(Debug)]
pub struct Wish {
    /// Within these.
    pub slots: Vec<Span>,
    /// How long.
    pub duration: SignedDuration,
    /// Only Monday to Friday from 8 to 17 o'clock where the organizer lives.
    pub working_hours: bool,
    /// Whether it can be without the organizer.
    pub organizer_optional: bool,
    /// The least mean confidence over the attendees, in percent.
    pub minimum: f64,
}

/// A time that suits.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// When.
    pub span: Span,
    /// Mean over the attendees, in percent.
    pub confidence: f64,
    /// How the organizer is then.
    pub organizer: ShowAs,
    /// How each attendee is then, in the order asked.
    pub attendees: Vec<ShowAs>,
}

/// The suggestions, or why there is none (`emptySuggestionsReason`).
pub type Suggestions = Result<Vec<Suggestion>, &'static str>;

impl Outlook {
    /// Times by confidence, then by date. An attendee without a calendar that the organizer can see
    /// is none, and counts as unknown.
    pub fn suggest(
        &self,
        organizer: &Person,
        attendees: &[Option<&'static Person>],
        wish: &Wish,
    ) -> Suggestions {
        let Some(whole) = whole(&wish.slots) else { return Err("unknown") };
        let own = self.blocks(organizer, whole);
        let theirs: Vec<_> = attendees
            .iter()
            .map(|person| person.map(|person| self.blocks(person, whole)))
            .collect();
        let possible: Vec<_> =
            wish.slots.iter().flat_map(|slot| starts(*slot, wish.duration)).collect();
        let possible =
            possible.into_iter().filter(|span| !wish.working_hours || works(organizer, *span));
        let all: Vec<_> = possible.map(|span| weighed(&own, &theirs, span)).collect();
        let present = |time: &&Suggestion| {
            wish.organizer_optional || availability::confidence(time.organizer) > 0.0
        };
        let attended: Vec<_> = all.iter().filter(present).cloned().collect();
        let mut good: Vec<_> =
            attended.iter().filter(|time| time.confidence >= wish.minimum).cloned().collect();
        good.sort_by(|a, b| {
            b.confidence.total_cmp(&a.confidence).then(a.span.start.cmp(&b.span.start))
        });
        match (good.is_empty(), all.is_empty(), attended.is_empty()) {
            (false, ..) => Ok(good),
            (_, true, _) => Err("unknown"),
            (_, _, true) => Err("organizerUnavailable"),
            _ if attendees.iter().any(Option::is_none) => Err("attendeesUnavailableOrUnknown"),
            _ => Err("attendeesUnavailable"),
        }
    }
}

fn weighed(own: &[Block], theirs: &[Option<Vec<Block>>], span: Span) -> Suggestion {
    let status = |blocks: &Option<Vec<Block>>| {
        blocks.as_ref().map_or(ShowAs::Unknown, |blocks| availability::status(blocks, span))
    };
    let attendees: Vec<ShowAs> = theirs.iter().map(status).collect();
    let sum: f64 = attendees.iter().map(|status| availability::confidence(*status)).sum();
    let confidence = if attendees.is_empty() { 100.0 } else { sum / attendees.len() as f64 };
    Suggestion { span, confidence, organizer: availability::status(own, span), attendees }
}

fn whole(slots: &[Span]) -> Option<Span> {
    let start = slots.iter().map(|slot| slot.start).min()?;
    let end = slots.iter().map(|slot| slot.end).max()?;
    Some(Span { start, end })
}

/// Every stretch of `duration` in the slot that begins on a half hour.
fn starts(slot: Span, duration: SignedDuration) -> impl Iterator<Item = Span> {
    let span = move |start: Timestamp| {
        let end = start.checked_add(duration).ok()?;
        (end <= slot.end).then_some(Span { start, end })
    };
    std::iter::successors(span(rounded_up(slot.start)), move |last| {
        last.start.checked_add(STEP).ok().and_then(span)
    })
}

fn rounded_up(at: Timestamp) -> Timestamp {
    let over = at.as_second().rem_euclid(STEP.as_secs());
    let wait = if over == 0 { 0 } else { STEP.as_secs() - over };
    at.checked_add(SignedDuration::from_secs(wait)).unwrap_or(at)
}

fn works(person: &Person, span: Span) -> bool {
    let zone = TimeZone::get(person.zone).unwrap_or(TimeZone::UTC);
    let (start, end) = (span.start.to_zoned(zone.clone()), span.end.to_zoned(zone));
    let weekend = |at: &Zoned| matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday);
    start.date() == end.date()
        && !weekend(&start)
        && start.time() >= time(8, 0, 0, 0)
        && end.time() <= time(17, 0, 0, 0)
}
