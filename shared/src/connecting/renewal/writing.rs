//! Storing new tokens over the version that was read.

use std::time::Duration;

use super::RenewalError;
use crate::app::App;
use crate::connection::Connection;
use crate::model::error::Error;
use crate::model::owner::ConnectionId;
use crate::platform::deadline;
use crate::store::{Part, Save};

/// How often a write is tried, with pauses of a twentieth of a second, doubled; the tokens are in memory
/// only meanwhile (F8).
const WRITES: u32 = 5;
const FIRST_PAUSE: Duration = Duration::from_millis(50);

/// Stores new tokens, whatever it takes within bounds: they may be the only valid ones (F8).
pub(super) async fn write_back(
    app: &App,
    old: &Connection,
    mut next: Connection,
) -> Result<Connection, RenewalError> {
    let mut seen = old.version;
    let mut pause = FIRST_PAUSE;
    for _ in 0..WRITES {
        match try_write(app, old, &next, seen).await {
            Ok(Written::Yes) => return Ok(next),
            Ok(Written::Over(version)) => {
                seen = version;
                next.version = version.wrapping_add(1);
            }
            Err(RenewalError::Failed(_)) => {
                if deadline::pause(pause).await.is_err() {
                    break;
                }
                pause *= 2;
            }
            Err(error) => return Err(error),
        }
    }
    let ConnectionId { company: company_id, owner, provider } = next.id;
    tracing::error!(
        alarm = "renewed_tokens_lost",
        company_id,
        owner_id = owner.person(),
        provider = provider.key(),
        "new tokens were not stored"
    );
    Err(RenewalError::Failed(Error::StorageUnavailable))
}

enum Written {
    Yes,
    /// Not yet: the tokens are the old ones under another version, so ours are the newest.
    Over(u64),
}

async fn try_write(
    app: &App,
    old: &Connection,
    next: &Connection,
    seen: u64,
) -> Result<Written, RenewalError> {
    if app.store.update(next, Part::Tokens, seen).await? == Save::Saved {
        return Ok(Written::Yes);
    }
    match app.store.connection(next.id).await?.known() {
        // Our own write, whose answer was lost.
        Some(stored) if stored.sealed_tokens == next.sealed_tokens => Ok(Written::Yes),
        Some(stored) if stored.sealed_tokens == old.sealed_tokens => {
            Ok(Written::Over(stored.version))
        }
        // Disconnected (F24), reconnected (F25) or renewed (F6) in the meantime.
        _ => Err(RenewalError::Superseded),
    }
}
