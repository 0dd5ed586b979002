//! Free/busy: what occupies a mailbox, seen from outside.

use super::details::{Sensitivity, ShowAs};
use super::event::{Event, Span};

/// A stretch of a calendar that is not free.
#[derive(Clone, Debug)]
pub struct Block {
    /// How it shows.
    pub status: ShowAs,
    /// When.
    pub span: Span,
    /// What it is; withheld for private events.
    pub subject: String,
    /// Where; withheld for private events.
    pub location: String,
    /// Whether it is marked private.
    pub is_private: bool,
}

impl Block {
    /// The block of an event; none for one shown as free.
    pub fn of(event: Event) -> Option<Self> {
        let details = event.details;
        let is_private =
            matches!(details.sensitivity, Sensitivity::Private | Sensitivity::Confidential);
        let shown = |text: String| if is_private { String::new() } else { text };
        (details.show_as != ShowAs::Free).then(|| Self {
            status: details.show_as,
            span: event.span,
            subject: shown(details.subject),
            location: shown(details.location.display_name),
            is_private,
        })
    }
}

/// The status of the whole span: the weightiest of the blocks in it, free without any.
pub fn status(blocks: &[Block], span: Span) -> ShowAs {
    let within = blocks.iter().filter(|block| block.span.overlaps(&span));
    within.map(|block| block.status).max_by_key(|status| weight(*status)).unwrap_or(ShowAs::Free)
}

/// The digit of `availabilityView` (Graph reference, scheduleInformation): working elsewhere counts
/// as free.
pub fn digit(status: ShowAs) -> char {
    match status {
        ShowAs::Free | ShowAs::WorkingElsewhere | ShowAs::Unknown => '0',
        ShowAs::Tentative => '1',
        ShowAs::Busy => '2',
        ShowAs::Oof => '3',
    }
}

/// How likely someone of this status attends, in percent (Graph reference, findMeetingTimes).
pub fn confidence(status: ShowAs) -> f64 {
    match status {
        ShowAs::Free | ShowAs::WorkingElsewhere => 100.0,
        ShowAs::Unknown => 49.0,
        ShowAs::Tentative | ShowAs::Busy | ShowAs::Oof => 0.0,
    }
}

fn weight(status: ShowAs) -> u8 {
    match status {
        ShowAs::Free => 0,
        ShowAs::WorkingElsewhere => 1,
        ShowAs::Unknown => 2,
        ShowAs::Tentative => 3,
        ShowAs::Busy => 4,
        ShowAs::Oof => 5,
    }
}
