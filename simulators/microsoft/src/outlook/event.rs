//! One item of one mailbox's calendar.

use jiff::{SignedDuration, Timestamp};

use super::attendee::{self, EmailAddress, Status};
use super::details::Details;
use super::fault::Fault;
use super::id::{self, Ids};
use super::moment::Moment;
use super::sent::Mark;
use super::zone::Zone;

/// An appointment or meeting as one mailbox holds it; attendees hold copies of their own.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its names in this mailbox.
    pub ids: Ids,
    /// Counts every change in the world; the etag is made from it.
    pub version: u64,
    /// When it was made.
    pub created: Timestamp,
    /// When it last changed.
    pub modified: Timestamp,
    /// The client's own id, where it sent one.
    pub transaction_id: Option<String>,
    /// Its extended properties, which no answer shows unasked.
    pub marks: Vec<Mark>,
    /// The meeting's name in every mailbox.
    pub ical_uid: String,
    /// Who invites.
    pub organizer: EmailAddress,
    /// Whether this mailbox is the organizer's.
    pub is_organizer: bool,
    /// What the mailbox's owner has answered, `organizer` where they invite.
    pub response: Status,
    /// What its owner wrote.
    pub details: Details,
    /// Start and end.
    pub span: Span,
    /// Filtered HTML without the document around it.
    pub body: String,
    /// Join link, where it is a Teams meeting.
    pub join_url: Option<String>,
    /// Called off by its organizer.
    pub is_cancelled: bool,
    /// Moved to Deleted Items, where the calendar no longer finds it.
    pub is_deleted: bool,
}

/// A stretch of time, its end not included.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Span {
    /// First instant.
    pub start: Timestamp,
    /// First instant after it.
    pub end: Timestamp,
}

impl Span {
    /// From `start` to `end`; none where it ends before it starts.
    pub fn new(start: Timestamp, end: Timestamp) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// Whether both have an instant in common; an empty span has its only one.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end
            && other.start < self.end.max(self.start + SignedDuration::from_nanos(1))
    }

    /// How long it is.
    pub fn duration(&self) -> SignedDuration {
        self.start.duration_until(self.end)
    }
}

impl Event {
    /// `@odata.etag`.
    pub fn etag(&self) -> String {
        format!("W/\"{}\"", self.change_key())
    }

    /// `changeKey`.
    pub fn change_key(&self) -> String {
        id::change_key(self.version)
    }

    /// Whether anybody is invited.
    pub fn is_meeting(&self) -> bool {
        !self.details.attendees.is_empty()
    }

    /// Whether it still stands in the calendar.
    pub fn is_live(&self) -> bool {
        !self.is_deleted && !self.is_cancelled
    }

    /// How long ago it was made at `now`.
    pub fn age(&self, now: Timestamp) -> SignedDuration {
        now.duration_since(self.created)
    }
}

/// `details` as Exchange accepts them from this organizer, and the time they mean.
///
/// 400 where start or end is missing, the end is before the start, an all-day event is not from
/// midnight to midnight, or an attendee has no address.
pub fn settled(
    mut details: Details,
    organizer: &EmailAddress,
    before: &Details,
) -> Result<(Details, Span), Fault> {
    let (Some(start), Some(end)) = (&details.start, &details.end) else {
        return Err(Fault::property(
            "At least one property failed validation: start and end are required.",
        ));
    };
    let span = Span::new(start.instant()?, end.instant()?).ok_or_else(|| {
        Fault::property("At least one property failed validation: the start is after the end.")
    })?;
    if details.is_all_day && !(is_midnight(start) && is_midnight(end) && span.start < span.end) {
        return Err(Fault::property(
            "The Event.Start property for an all-day event needs to be set to midnight.",
        ));
    }
    details.attendees = attendee::settled(details.attendees, organizer, &before.attendees)?;
    Ok((details, span))
}

/// `details` moved to another time, in the zones they were written in.
pub fn moved(details: Details, span: Span) -> Details {
    let shown = |at, old: &Option<Moment>| {
        let zone = old.as_ref().and_then(|old| Zone::named(&old.time_zone).ok());
        Some(Moment::of(at, &zone.unwrap_or_else(Zone::utc)))
    };
    let (start, end) = (shown(span.start, &details.start), shown(span.end, &details.end));
    Details { start, end, ..details }
}

/// `span` so much later.
pub fn shifted(span: Span, by: SignedDuration) -> Result<Span, Fault> {
    let shift = |at: Timestamp| {
        at.checked_add(by).map_err(|_| Fault::property("The time is out of range."))
    };
    Ok(Span { start: shift(span.start)?, end: shift(span.end)? })
}

fn is_midnight(moment: &Moment) -> bool {
    let time = moment.date_time.split_once('T').map_or("", |(_, time)| time);
    time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(date_time: &str) -> Option<Moment> {
        Some(Moment { date_time: date_time.into(), time_zone: "UTC".into() })
    }

    fn settle(start: &str, end: &str, is_all_day: bool) -> Result<Span, Fault> {
        let details =
            Details { start: moment(start), end: moment(end), is_all_day, ..Details::default() };
        settled(details, &EmailAddress::default(), &Details::default()).map(|(_, span)| span)
    }

    #[test]
    fn an_event_does_not_end_before_it_starts() {
        assert!(settle("2026-12-01T10:00:00", "2026-12-01T10:00:00", false).is_ok());
        let fault = settle("2026-12-01T10:00:00", "2026-12-01T09:59:59", false).unwrap_err();
        assert_eq!(fault.code, "ErrorPropertyValidationFailure");
    }

    #[test]
    fn an_all_day_event_goes_from_midnight_to_midnight() {
        assert!(settle("2026-12-01T00:00:00", "2026-12-02T00:00:00", true).is_ok());
        assert!(settle("2026-12-01T00:00:00", "2026-12-01T12:00:00", true).is_err());
        assert!(settle("2026-12-01T00:00:00", "2026-12-01T00:00:00", true).is_err());
    }

    #[test]
    fn a_start_and_an_end_are_required() {
        let fault =
            settled(Details::default(), &EmailAddress::default(), &Details::default()).unwrap_err();
        assert_eq!(fault.code, "ErrorPropertyValidationFailure");
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let span = |start, end| Span::new(at(start), at(end)).unwrap();
        assert!(span(0, 10).overlaps(&span(9, 20)));
        assert!(!span(0, 10).overlaps(&span(10, 20)));
        assert!(span(5, 5).overlaps(&span(0, 10)));
    }
}
