//! Point-in-time recovery: whether it is on. The emulator does not know it, and nothing is restored here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use serde_json::json;

/// What asks for it, as `X-Amz-Target` names it.
const DESCRIBE: &str = "DynamoDB_20120810.DescribeContinuousBackups";

/// On, as the template has it, until somebody switches it off; cheap to clone.
#[derive(Clone)]
pub struct Backups(Arc<AtomicBool>);

impl Default for Backups {
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl Backups {
    /// Switches point-in-time recovery on or off, as a restore leaves it.
    pub fn switch(&self, is_on: bool) {
        self.0.store(is_on, Ordering::Relaxed);
    }

    /// The answer, where it is this that is asked for.
    pub(super) fn answer(&self, headers: &HeaderMap) -> Option<Response> {
        if headers.get("x-amz-target")? != DESCRIBE {
            return None;
        }
        let status = if self.0.load(Ordering::Relaxed) { "ENABLED" } else { "DISABLED" };
        let body = json!({"ContinuousBackupsDescription": {
            "ContinuousBackupsStatus": "ENABLED",
            "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": status},
        }});
        let content_type = [(header::CONTENT_TYPE, "application/x-amz-json-1.0")];
        Some((content_type, body.to_string()).into_response())
    }
}
