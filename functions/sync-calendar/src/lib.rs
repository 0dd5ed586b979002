//! The table's stream, and a schedule: what people change of interviews in their calendars is read there.
//!
//! A calendar's word that something changed is a mark on its watch, and the stream brings the mark here. What
//! the stream did not bring, and what no calendar has told, the schedule finds: a watch that is due is due
//! whoever asks. Each is read under a lease, in a time of its own: a mailbox that hangs delays no other.
//!
//! A calendar's list says only which events may have changed. Of these the interviews are ours, each is asked
//! for by its id, and what is answered then is compared with what we know (F40). So a list that is late, doubled
//! or names as removed what stands changes nothing, and neither does the echo of a change of ours (F41).

mod cursor;
mod event;
mod interview;
mod pace;
mod report;
mod round;
mod schedule;
mod stream;
mod watch;

use jiff::Timestamp;
use serde::Serialize;
use shared::app::App;
use shared::model::error::Result;

pub use event::Event;
pub use report::Report;
pub use stream::Failures;

/// The answer: to the stream, which records come again; to the schedule, what was done.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    Stream(Failures),
    Schedule(Report),
}

/// Reads the calendars whose marks `event` brings, or all that are due, until shortly before `deadline`.
///
/// # Errors
/// A malformed event; where the index can't be read. A calendar that fails is counted, not an error.
pub async fn handle(app: App, event: Event, deadline: Timestamp) -> Result<Answer> {
    match event {
        Event::Stream { records } => {
            Ok(Answer::Stream(stream::read(&app, &records, deadline).await))
        }
        Event::Schedule(event) => {
            let shards = event.shards()?;
            Ok(Answer::Schedule(schedule::read(&app, &shards, deadline).await?))
        }
    }
}
