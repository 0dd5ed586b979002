//! An event that a calendar says to have, and may not show everywhere yet.

use std::time::Duration;

use crate::model::fault::ProviderError;
use crate::model::interview::Sight;
use crate::platform::deadline;

/// How long is waited between looks.
const PAUSES: [Duration; 2] = [Duration::from_millis(250), Duration::from_millis(500)];

/// What `look` finds, which is asked again for a moment as long as it finds nothing.
///
/// # Errors
/// The look's.
pub(super) async fn shown<F>(look: impl Fn() -> F) -> Result<Sight, ProviderError>
where
    F: Future<Output = Result<Sight, ProviderError>>,
{
    for pause in PAUSES {
        match look().await? {
            Sight::Absent if deadline::pause(pause).await.is_ok() => {}
            sight => return Ok(sight),
        }
    }
    look().await
}
