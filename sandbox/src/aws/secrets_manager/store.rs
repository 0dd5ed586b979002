//! All secrets, and the two ways to name one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::secret::Secret;
use crate::aws::refusal::Refusal;

/// Every secret, by name.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Store(pub(super) BTreeMap<String, Secret>);

impl Store {
    /// The secret with this name or this whole ARN. (AWS also finds some partial ARNs, and warns
    /// against them; we find none.)
    pub(super) fn secret(&self, name_or_arn: &str) -> Result<&Secret, Refusal> {
        let secret = self.0.values().find(|secret| is(secret, name_or_arn));
        secret.ok_or_else(|| not_found("Secrets Manager can't find the specified secret."))
    }

    /// As [`Store::secret`], to change it.
    pub(super) fn secret_mut(&mut self, name_or_arn: &str) -> Result<&mut Secret, Refusal> {
        let secret = self.0.values_mut().find(|secret| is(secret, name_or_arn));
        secret.ok_or_else(|| not_found("Secrets Manager can't find the specified secret."))
    }
}

/// Secrets Manager's answer to a name, version or label that leads nowhere.
pub(super) fn not_found(message: impl Into<String>) -> Refusal {
    Refusal::new("ResourceNotFoundException", message)
}

fn is(secret: &Secret, name_or_arn: &str) -> bool {
    secret.name == name_or_arn || secret.arn == name_or_arn
}
