//! The request's body (B11).

use serde::Deserialize;

/// What to publish, and where.
#[derive(Debug, Deserialize)]
pub(super) struct Body {
    /// The job's id at the ATS.
    pub(super) job_id: i64,
    /// Takes the place of the whole text but the apply link.
    #[serde(default)]
    pub(super) custom_message: Option<String>,
    /// One target; see `organization_ids`.
    #[serde(default)]
    pub(super) organization_id: Option<String>,
    /// Several targets: page URNs; `""` or `"personal"` is the connected member.
    #[serde(default)]
    pub(super) organization_ids: Option<Vec<String>>,
    /// Whether to make a new post although the same content is online already, or may be (B21).
    #[serde(default)]
    pub(super) republish: bool,
    /// When to publish; now where absent (B19). An instant with an offset, or a local time of `timezone`.
    #[serde(default)]
    pub(super) publish_at: Option<String>,
    /// An IANA name.
    #[serde(default)]
    pub(super) timezone: Option<String>,
}
