//! What the schedule says: which shards to sweep. Nothing else in the payload counts (S44).

use std::collections::BTreeSet;

use serde::Deserialize;
use shared::connection::schedule::SHARDS;
use shared::model::error::{Error, Result};
use shared::words::Text;

/// `{}` sweeps everything, `{"shards": [0, 1]}` a part of it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Event {
    #[serde(default)]
    shards: Option<Vec<u8>>,
}

impl Event {
    /// The shards to sweep, each once.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] where one doesn't exist, or none is named.
    pub(crate) fn shards(&self) -> Result<BTreeSet<u8>> {
        let Some(named) = &self.shards else { return Ok((0..SHARDS).collect()) };
        let shards: BTreeSet<u8> = named.iter().copied().collect();
        if shards.is_empty() || shards.iter().any(|shard| *shard >= SHARDS) {
            let text = Text::new("shards-unknown").with("last", i64::from(SHARDS - 1));
            return Err(Error::InvalidRequest(text));
        }
        Ok(shards)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shards(text: &str) -> Option<Vec<u8>> {
        let event: Event = serde_json::from_str(text).ok()?;
        Some(event.shards().ok()?.into_iter().collect())
    }

    #[test]
    fn s44_only_shards_that_exist_are_taken_from_the_payload() {
        assert_eq!(shards("{}").unwrap().len(), 16);
        assert_eq!(shards(r#"{"shards":null}"#).unwrap().len(), 16);
        assert_eq!(shards(r#"{"shards":[3,1,3],"company_id":7}"#), Some(vec![1, 3]));
        for text in
            [r#"{"shards":[]}"#, r#"{"shards":[16]}"#, r#"{"shards":[-1]}"#, r#"{"shards":"0"}"#]
        {
            assert_eq!(shards(text), None, "{text}");
        }
    }
}
