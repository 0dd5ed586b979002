//! An account at a provider.

use serde::{Deserialize, Serialize};

/// How many characters of an address are noted before its domain, but never all.
const SHOWN: usize = 2;

/// The account at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The provider's stable id of it: LinkedIn and Google `sub`, Microsoft `tid.oid`; never an e-mail address.
    pub id: String,
    /// What the person would recognise: a name or an address.
    pub label: String,
}

impl Account {
    /// This account as it is noted beside what it made: recognisable, and no address.
    #[must_use]
    pub fn noted(&self) -> Self {
        Self { id: self.id.clone(), label: noted(&self.label) }
    }
}

/// `label` as it is noted beside what somebody made: recognisable, and no address.
pub fn noted(label: &str) -> String {
    match label.rsplit_once('@') {
        Some((local, domain)) => {
            let shown = SHOWN.min(local.chars().count().saturating_sub(1));
            format!("{}… ({domain})", local.chars().take(shown).collect::<String>())
        }
        None => label.to_owned(),
    }
}
