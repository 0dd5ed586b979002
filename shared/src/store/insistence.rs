//! Writing what must not be lost: what is done at a provider is done, whether or not it is noted (F36).

use std::time::Duration;

use crate::model::error::Result;
use crate::platform::deadline;

/// How often a write is tried, with pauses of a twentieth of a second, doubled, as the tokens of a
/// renewal are (F8).
const WRITES: u32 = 5;
const FIRST_PAUSE: Duration = Duration::from_millis(50);

/// Tries `write` until it succeeds, within bounds. It must do no harm when it is made twice.
///
/// # Errors
/// The last one.
pub async fn insist<T, W>(write: impl Fn() -> W) -> Result<T>
where
    W: Future<Output = Result<T>>,
{
    let mut pause = FIRST_PAUSE;
    for _ in 1..WRITES {
        match write().await {
            Ok(written) => return Ok(written),
            // Once more at once, where there is no time to wait.
            Err(_) if deadline::pause(pause).await.is_err() => break,
            Err(_) => {}
        }
        pause *= 2;
    }
    write().await
}
