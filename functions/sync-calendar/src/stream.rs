//! Marks that the stream brings. What can't be read is left to the schedule: the watch stays due. Only where our
//! own storage fails does a record come again.

use std::collections::BTreeMap;

use futures::stream::{self, StreamExt};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use shared::app::App;
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::store::{Image, Images, sequence_of};

use crate::watch;

/// Calendars at a time: those of a batch.
const AT_A_TIME: usize = 25;

/// The records that come again, for Lambda (`ReportBatchItemFailures`).
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failures {
    batch_item_failures: Vec<Failed>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Failed {
    item_identifier: String,
}

/// Reads the calendars that `records` mark, each once, side by side.
pub(crate) async fn read(app: &App, records: &[Value], deadline: Timestamp) -> Failures {
    let mut marked = BTreeMap::new();
    for record in records {
        let Some(id) = marked_by(app, record) else { continue };
        let name = sequence_of(record).unwrap_or_default();
        marked.entry(id.of_any()).or_insert_with(|| (id, name.to_owned()));
    }
    let work = marked.into_values().map(|(id, name)| async move {
        match watch::read(app, id, deadline).await {
            Ok(_) => None,
            Err(error) => {
                tracing::warn!(company_id = id.company, code = error.code(), "a mark comes again");
                Some(Failed { item_identifier: name })
            }
        }
    });
    let failed = stream::iter(work).buffer_unordered(AT_A_TIME);
    let failed: Vec<_> = failed.filter_map(|failed| async move { failed }).collect().await;
    Failures { batch_item_failures: failed }
}

/// The calendar that has spoken. What a reader writes of a watch is no mark, and a watch that can't be read is
/// begun anew by whoever claims it.
fn marked_by(app: &App, record: &Value) -> Option<ConnectionId<CalendarProvider>> {
    let Ok(Some(change)) = app.store.change(record) else { return None };
    let Images::Watch(id, old, new) = change.images else { return None };
    let Image::Known(new) = new else { return None };
    let mark = match old {
        Image::Known(old) => old.changed_at,
        // A new one is to be read from its beginning.
        Image::Nothing => return Some(id),
        Image::Unreadable => None,
    };
    (new.changed_at != mark).then_some(id)
}
