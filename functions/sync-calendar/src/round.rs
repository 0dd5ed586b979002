//! One round over a calendar: its pages, and then the interviews that are asked for whatever they name.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::model::interview::{Next, Place, Reading};
use shared::model::provider::CalendarProvider;
use shared::scheduling::calendar::Session;
use shared::store::{EventState, ScheduledEvent};

use crate::cursor::Cursor;
use crate::interview::{Looked, Stop, look, needs_look};
use crate::pace::after;

/// When an interview that a request is changing is looked at again: no request takes longer.
const BUSY: SignedDuration = SignedDuration::from_secs(40);
/// When one is asked for again of which a calendar said nothing that could be believed, and for how long.
const UNCLEAR: SignedDuration = SignedDuration::from_mins(5);
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);

/// A round under way.
pub(crate) struct Round<'a> {
    pub(crate) app: &'a App,
    pub(crate) session: &'a Session,
    /// The interviews of the calendar.
    pub(crate) events: &'a [ScheduledEvent],
    /// From when on nothing new is begun.
    pub(crate) last_start: Timestamp,
    /// Changes that were found.
    pub(crate) changes: usize,
}

/// How far a step has come.
#[derive(Debug)]
pub(crate) enum Step {
    /// Another page is to be read.
    Page,
    /// The round is done.
    Done,
    /// There is no time left for the rest.
    Late,
}

impl Round<'_> {
    /// Reads the next page at `cursor`, or asks for what is left once all are read. What `cursor` says then may
    /// be stored.
    ///
    /// # Errors
    /// [`Stop`], after which `cursor` says where to go on as well.
    pub(crate) async fn step(&mut self, cursor: &mut Cursor) -> Result<Step, Stop> {
        if self.is_late() {
            return Ok(Step::Late);
        }
        if cursor.is_listed {
            return self.ask_for_the_rest(cursor).await;
        }
        let place = &cursor.place;
        let read = self.session.call(|calendar| async move { calendar.read(place).await }).await;
        let page = match read.map_err(Stop::Provider)? {
            Reading::Page(page) => page,
            Reading::Forgotten => {
                let was_full = cursor.place.is_full();
                // All that is known is compared, and nothing is taken for deleted that is not listed (F40).
                *cursor = cursor.forgotten(self.events, self.app.clock.now());
                // One that forgets at once what it gives is left alone for a while.
                return if was_full { Err(Stop::Forgetful) } else { Ok(Step::Page) };
            }
        };
        let named: BTreeSet<&str> = page.ids.iter().map(String::as_str).collect();
        let removed: BTreeSet<&str> = page.removed.iter().map(String::as_str).collect();
        let now = self.app.clock.now();
        // Where all that are followed are asked for afterwards, what is named is asked for now only if it is not.
        let is_asked_later =
            |event: &ScheduledEvent| cursor.asks_for_all && event.followed_until() > now;
        let named = self.events.iter().filter(|event| named.contains(event.event_id.as_str()));
        let named = named.filter(|event| !is_asked_later(event)).collect();
        if !self.ask_for(named, cursor, &removed).await? {
            return Ok(Step::Late);
        }
        cursor.asked = None;
        match page.next {
            Next::Page(place) => cursor.place = place,
            Next::Round(place) => {
                cursor.place = place;
                cursor.is_listed = true;
            }
        }
        Ok(Step::Page)
    }

    /// After the pages, so that what changes meanwhile is in the next round's.
    async fn ask_for_the_rest(&mut self, cursor: &mut Cursor) -> Result<Step, Stop> {
        let now = self.app.clock.now();
        let rest = self
            .events
            .iter()
            .filter(|event| event.followed_until() > now)
            .filter(|event| {
                cursor.asks_for_all
                    || needs_look(event, cursor.last_began)
                    || is_untold(event, &cursor.place)
            })
            .collect();
        let is_done = self.ask_for(rest, cursor, &BTreeSet::new()).await?;
        Ok(if is_done { Step::Done } else { Step::Late })
    }

    /// Looks at those of `events` that were not asked for yet, some of which the calendar's list tells to be `removed`;
    /// whether there was time for all. A page is read again by whoever goes on with it, but not asked for again: a
    /// calendar that is slow would never be read to the end.
    async fn ask_for(
        &mut self,
        mut events: Vec<&ScheduledEvent>,
        cursor: &mut Cursor,
        removed: &BTreeSet<&str>,
    ) -> Result<bool, Stop> {
        events.sort_by(|one, other| one.event_id.cmp(&other.event_id));
        for event in events {
            let id = event.event_id.as_str();
            if !cursor.is_before(id) {
                continue;
            }
            if self.is_late() {
                return Ok(false);
            }
            if let Some(at) = self.look(event, removed.contains(id)).await? {
                cursor.again(at);
            }
            cursor.asked = Some(event.event_id.clone());
        }
        Ok(true)
    }

    /// Looks at `event`, which the calendar's list tells to be gone where it `is_removed`; when that is to be done again.
    async fn look(
        &mut self,
        event: &ScheduledEvent,
        is_removed: bool,
    ) -> Result<Option<Timestamp>, Stop> {
        let now = self.app.clock.now();
        let is_hopeless =
            event.unseen_since.is_some_and(|since| now.duration_since(since) > PATIENCE);
        Ok(match look(self.app, self.session, event.clone(), is_removed).await? {
            Looked::Same => None,
            Looked::Changed => {
                self.changes += 1;
                None
            }
            Looked::Busy => Some(after(now, BUSY)),
            Looked::Unclear if is_hopeless => None,
            Looked::Unclear => Some(after(now, UNCLEAR)),
        })
    }

    fn is_late(&self) -> bool {
        self.app.clock.now() >= self.last_start
    }
}

/// Whether the calendar does not tell of `event`, since it lies beyond what was asked for. Google is asked for
/// all that ends later than its window begins.
fn is_untold(event: &ScheduledEvent, place: &Place) -> bool {
    let is_beyond = event.start >= place.window.until;
    event.state == EventState::Scheduled && is_beyond && event.provider == CalendarProvider::Outlook
}
