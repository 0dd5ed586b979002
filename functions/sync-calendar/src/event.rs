//! What starts a run: records of the table's stream, or the schedule, which says which shards to look at. Nothing
//! else in the payload counts (S44).

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;
use shared::model::error::{Error, Result};
use shared::store::WATCH_SHARDS;
use shared::words::Text;

/// See the module. A record of the stream is never shown.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Event {
    Stream {
        #[serde(rename = "Records")]
        records: Vec<Value>,
    },
    Schedule(Schedule),
}

/// `{}` reads everything that is due, `{"shards": [0, 1]}` a part of it.
#[derive(Debug, Default, Deserialize)]
pub struct Schedule {
    #[serde(default)]
    shards: Option<Vec<u8>>,
}

impl Schedule {
    /// The shards to look at, each once.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] where one doesn't exist, or none is named.
    pub(crate) fn shards(&self) -> Result<BTreeSet<u8>> {
        let Some(named) = &self.shards else { return Ok((0..WATCH_SHARDS).collect()) };
        let shards: BTreeSet<u8> = named.iter().copied().collect();
        if shards.is_empty() || shards.iter().any(|shard| *shard >= WATCH_SHARDS) {
            let text = Text::new("shards-unknown").with("last", i64::from(WATCH_SHARDS - 1));
            return Err(Error::InvalidRequest(text));
        }
        Ok(shards)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s44_only_shards_that_exist_are_taken_from_the_payload() {
        let shards = |text: &str| match serde_json::from_str(text).ok()? {
            Event::Stream { .. } => None,
            Event::Schedule(schedule) => Some(schedule.shards().ok()?.len()),
        };
        assert_eq!(shards("{}"), Some(16));
        assert_eq!(shards(r#"{"shards":[3,1,3],"company_id":7}"#), Some(2));
        for text in [r#"{"shards":[]}"#, r#"{"shards":[16]}"#, r#"{"shards":"0"}"#] {
            assert_eq!(shards(text), None, "{text}");
        }
    }
}
