//! A LinkedIn page, as it is stored, listed and chosen.

use serde::{Deserialize, Serialize};

/// A page the connected member may post for (B10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// The URN, `urn:li:organization:5515715`.
    pub id: String,
    /// The page's name; the URN where LinkedIn names none.
    pub name: String,
}
