//! An interview as its calendar has it.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::address::folded;
use super::{Changes, Link, Reply, Span, text};

/// An event, as the provider answered it.
#[derive(Clone, Debug)]
pub struct Event {
    /// The provider's id of it.
    pub id: String,
    /// Names this version of it; changes with every edit and every guest's answer.
    pub etag: String,
    /// Where its organizer opens it.
    pub url: Option<String>,
    /// Its video link.
    pub link: Link,
    /// What a person may have changed in the calendar.
    pub content: Content,
    /// Whether the calendar it was read in is its organizer's; a guest's copy is no event of ours.
    pub is_organizer: bool,
    /// Its days, of one that a person made last whole days: the first, and the first after it.
    pub days: Option<(Date, Date)>,
    /// Whether a person made a series of it; it is the first of that then.
    pub is_series: bool,
    /// Who is invited, and what they answered; without its organizer, and without rooms.
    pub replies: Vec<Reply>,
    /// The whole answer, for the provider's own module.
    pub(crate) source: Value,
}

/// What a calendar knows of an id.
#[derive(Clone, Debug)]
pub enum Sight {
    /// The event stands there.
    There(Box<Event>),
    /// It stood there and was deleted.
    Deleted,
    /// Nothing: it was deleted and forgotten, or it never was in this calendar.
    Absent,
}

impl Event {
    /// When it is, on the clocks of `zone` where it lasts whole days; `None` where that can't be read.
    pub fn span(&self, zone: &str) -> Option<Span> {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let at = |day: Date| day.to_zoned(zone.clone()).ok().map(|day| day.timestamp());
        let days =
            || self.days.map(|(first, after)| Some(Span { start: at(first)?, end: at(after)? }));
        self.content.span.or_else(|| days().flatten())
    }
}

impl Sight {
    /// The event, where it stands.
    pub fn event(self) -> Option<Event> {
        match self {
            Self::There(event) => Some(*event),
            Self::Deleted | Self::Absent => None,
        }
    }
}

/// What a person may change in the calendar, and we too. The description is left out: Outlook
/// rewrites it on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub title: String,
    /// The place.
    pub location: String,
    /// The time; `None` for an all-day event, which only a person makes of it.
    pub span: Option<Span>,
    /// The guests' addresses in one spelling, in order.
    pub attendees: Vec<String>,
}

impl Content {
    /// The content with `attendees` in the order that makes equal guest lists equal, and with texts as far as they are
    /// fit to be kept and shown: one line each, bounded, without control characters.
    pub fn new(title: &str, location: &str, span: Option<Span>, attendees: &[&str]) -> Self {
        let mut attendees: Vec<_> = attendees.iter().map(|email| folded(email)).collect();
        attendees.sort_unstable();
        attendees.dedup();
        Self { title: text::line(title), location: text::line(location), span, attendees }
    }

    /// This content after `changes`.
    #[must_use]
    pub fn after(&self, changes: &Changes) -> Self {
        let attendees: Vec<&str> = match &changes.attendees {
            Some(attendees) => attendees.iter().map(|one| one.email.as_str()).collect(),
            None => self.attendees.iter().map(String::as_str).collect(),
        };
        Self::new(
            changes.title.as_ref().unwrap_or(&self.title),
            changes.location.as_ref().unwrap_or(&self.location),
            changes.when.as_ref().map(|when| when.span).or(self.span),
            &attendees,
        )
    }

    /// A hash by which a change is noticed without storing who is invited.
    pub fn fingerprint(&self) -> String {
        let Self { title, location, span, attendees } = self;
        let times = span.map(|span| [span.start.to_string(), span.end.to_string()]);
        let text = json!([title, location, times, attendees]).to_string();
        HEXLOWER.encode(digest(&SHA256, text.as_bytes()).as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_and_case_of_guests_is_no_change() {
        let one = Content::new("t", "l", None, &["b@x.ci", "A@x.ci"]);
        let other = Content::new("t", "l", None, &["a@x.ci", "b@X.ci"]);
        assert_eq!(one.fingerprint(), other.fingerprint());
        assert_ne!(one.fingerprint(), Content::new("t", "l", None, &["a@x.ci"]).fingerprint());
    }
}
