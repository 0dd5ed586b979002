//! The table's stream: what became of connections, posts and interviews is told to whoever does not look.
//!
//! Records of a company are worked on in their order, companies side by side. A record that can't be worked
//! on is named in the answer, and the stream begins again with it; what stands before it is done (F38).

use std::collections::BTreeMap;

use futures::stream::{self, StreamExt};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::app::App;
use shared::model::error::Result;
use shared::notifying::delivery::{Told, tell};
use shared::notifying::{Event as Happening, changes};
use shared::store::sequence_of;

/// Companies at a time.
const AT_A_TIME: usize = 8;

/// What the stream hands over. A record holds sealed tokens: it is never shown.
#[derive(Deserialize)]
pub struct Event {
    #[serde(rename = "Records")]
    records: Vec<Value>,
}

/// The records that were not worked on, for Lambda (`ReportBatchItemFailures`).
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    batch_item_failures: Vec<Failed>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Failed {
    item_identifier: String,
}

/// Tells of what `event` holds.
///
/// # Errors
/// None: what fails is named in the answer.
pub async fn handle(app: App, event: Event, _: Timestamp) -> Result<Answer> {
    let (batches, broken) = by_company(&app, &event.records);
    let told = batches.into_values().map(|batch| tell_in_order(&app, batch));
    let failed: Vec<Option<String>> =
        stream::iter(told).buffer_unordered(AT_A_TIME).collect().await;
    let failed = failed.into_iter().flatten().chain(broken);
    let failed = failed.map(|item_identifier| Failed { item_identifier });
    Ok(Answer { batch_item_failures: failed.collect() })
}

/// Events of one company in their order, each with the name of its record.
type Batch = Vec<(String, Happening)>;

/// The events of each company up to the first record that can't be read,
/// and the name of that one: what stands behind it comes again with it.
fn by_company(app: &App, records: &[Value]) -> (BTreeMap<i64, Batch>, Option<String>) {
    let mut batches: BTreeMap<_, Batch> = BTreeMap::new();
    for record in records {
        let name = sequence_of(record).unwrap_or_default();
        match app.store.change(record) {
            Ok(None) => {}
            Ok(Some(change)) => {
                let batch = batches.entry(change.company_id).or_default();
                let events = changes::events(&change).into_iter();
                batch.extend(events.map(|event| (name.to_owned(), event)));
            }
            Err(error) => {
                tracing::error!(
                    alarm = "record_unreadable",
                    record = name,
                    code = error.code(),
                    "a record of the stream can't be read"
                );
                return (batches, Some(name.to_owned()));
            }
        }
    }
    (batches, None)
}

/// Tells of a company's events until one can't be told; the name of that one's record.
async fn tell_in_order(app: &App, batch: Batch) -> Option<String> {
    for (name, event) in batch {
        let (company_id, kind) = (event.data.company_id, event.kind);
        match tell(app, &event).await {
            Ok(Told::Nobody) => {}
            Ok(told) => tracing::info!(company_id, kind, ?told, "an event was told"),
            Err(error) => {
                tracing::warn!(company_id, kind, code = error.code(), "an event was not told");
                return Some(name);
            }
        }
    }
    None
}
