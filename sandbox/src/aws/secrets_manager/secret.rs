//! A secret: its versions, and the labels that say which is which.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::aws::blob::Blob;
use crate::aws::refusal::Refusal;

/// The label of the version that is in use.
pub(super) const CURRENT: &str = "AWSCURRENT";

/// The label of the version that was in use before.
pub(super) const PREVIOUS: &str = "AWSPREVIOUS";

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Secret {
    pub(super) name: String,
    /// Ends in the name, a hyphen and six random characters.
    pub(super) arn: String,
    pub(super) description: Option<String>,
    pub(super) created: Timestamp,
    pub(super) changed: Timestamp,
    /// By version id.
    pub(super) versions: BTreeMap<String, Version>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Version {
    pub(super) value: SecretValue,
    pub(super) stages: BTreeSet<String>,
    pub(super) created: Timestamp,
}

/// A secret is text or bytes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum SecretValue {
    #[serde(rename = "SecretString")]
    Text(String),
    #[serde(rename = "SecretBinary")]
    Bytes(Blob),
}

impl SecretValue {
    /// The value of a request, which gives it in one of two fields: 1 to 65536 bytes.
    pub(super) fn from_either(
        text: Option<String>,
        bytes: Option<Blob>,
    ) -> Result<Option<Self>, Refusal> {
        let value = match (text, bytes) {
            (None, None) => return Ok(None),
            (Some(text), None) => Self::Text(text),
            (None, Some(bytes)) => Self::Bytes(bytes),
            (Some(_), Some(_)) => {
                let message =
                    "You can't specify both a binary secret value and a string secret value.";
                return Err(Refusal::new("InvalidParameterException", message));
            }
        };
        let length = match &value {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.0.len(),
        };
        match length {
            1..=65536 => Ok(Some(value)),
            _ => Err(Refusal::validation("a secret value has from 1 to 65536 bytes")),
        }
    }
}

impl Secret {
    /// The id and the version that carries a label.
    pub(super) fn labelled(&self, stage: &str) -> Option<(&String, &Version)> {
        self.versions.iter().find(|(_, version)| version.stages.contains(stage))
    }

    /// Adds a version and moves its labels to it; `AWSCURRENT` leaves `AWSPREVIOUS` behind.
    pub(super) fn add(&mut self, id: String, version: Version) {
        let becomes_current = version.stages.contains(CURRENT);
        let was_current = self.labelled(CURRENT).map(|(id, _)| id.clone());
        for other in self.versions.values_mut() {
            other.stages.retain(|stage| !version.stages.contains(stage));
        }
        self.changed = version.created;
        self.versions.insert(id, version);
        if let Some(was_current) = was_current.filter(|_| becomes_current) {
            self.make_previous(&was_current);
        }
    }

    fn make_previous(&mut self, id: &str) {
        for (other, version) in &mut self.versions {
            match other == id {
                true => version.stages.insert(PREVIOUS.to_owned()),
                false => version.stages.remove(PREVIOUS),
            };
        }
    }
}
