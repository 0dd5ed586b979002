//! Storing a connection, over whatever stands in its place.

use shared::app::App;
use shared::connecting::withdrawal;
use shared::connection::Connection;
use shared::model::error::{Error, Result};
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::platform::random;
use shared::store::{Save, Stored, Unreadable};

use crate::standing::{self, Consent};

/// How often a write that lost a race is decided anew.
const TRIES: usize = 5;

/// A connection that is stored.
pub(super) struct Connected {
    pub(super) connection: Connection,
    /// The one of another account that stood in its place.
    pub(super) replaced: Option<Connection>,
}

/// One versioned write. What was written in between is read and judged again: the newest consent wins
/// (F25), and another account only takes the place of a connection that must be reconnected anyway (B22).
pub(super) async fn save(
    app: &App,
    connection: Connection,
    replace: bool,
    consent: Consent<'_>,
) -> Result<Connected> {
    if let Some(provider) = CalendarProvider::of(connection.id.provider) {
        // Before it is stored, so that none is stored that nobody watches.
        let ConnectionId { company, owner, .. } = connection.id;
        let id = ConnectionId { company, owner, provider };
        app.store.want_watch(id, app.clock.now()).await?;
        let saved = save_over(app, connection, replace, consent).await?;
        // What was watched with another grant is made anew; at its next renewal where this is not noted.
        if app.store.review_watch(id, app.clock.now()).await.is_err() {
            tracing::warn!("a calendar's channel is not made anew at once");
        }
        return Ok(saved);
    }
    save_over(app, connection, replace, consent).await
}

async fn save_over(
    app: &App,
    connection: Connection,
    replace: bool,
    consent: Consent<'_>,
) -> Result<Connected> {
    for _ in 0..TRIES {
        let old = match app.store.connection(connection.id).await? {
            Stored::Nothing => None,
            Stored::Known(old) => Some(old),
            // What can't be read can't be kept either; this consent mends it (F16).
            Stored::Unreadable(seen) => match mend(app, &connection, &seen, consent).await? {
                Save::Saved => return Ok(Connected { connection, replaced: None }),
                Save::Lost => continue,
            },
        };
        let seen = old.as_ref().map(|old| old.version);
        let next = connection.clone().succeeding(old.as_ref());
        let replaced = old.filter(|old| !connection.continues(old));
        if let Some(old) = &replaced
            && !replace
            && !old.must_be_reconnected(app.clock.now())
        {
            return Err(Error::AccountMismatch(connection.id.provider));
        }
        // Before it goes, so that it is not forgotten; the schedule withdraws it within minutes.
        if let Some(old) = &replaced {
            withdrawal::remember(app, old).await?;
        }
        if store(app, &next, seen, consent).await? == Save::Saved {
            if let Some(old) = &replaced {
                give_up(app, old).await;
            }
            return Ok(Connected { connection: next, replaced });
        }
    }
    Err(Error::StorageUnavailable)
}

/// Writes the connection, and that it holds its account where that can be held by one only.
async fn store(
    app: &App,
    next: &Connection,
    seen: Option<u64>,
    consent: Consent<'_>,
) -> Result<Save> {
    let account = next.account.as_ref().filter(|_| standing::is_alone(next.id.provider));
    let Some(account) = account else { return app.store.save(next, seen).await };
    let former = standing::former(app, next.id, account, consent).await?;
    let nonce = u64::from_be_bytes(random::bytes()?);
    app.store.save_holding(next, seen, former.as_ref(), nonce).await
}

async fn mend(
    app: &App,
    next: &Connection,
    seen: &Unreadable,
    consent: Consent<'_>,
) -> Result<Save> {
    let account = next.account.as_ref().filter(|_| standing::is_alone(next.id.provider));
    if let Some(account) = account {
        let former = standing::former(app, next.id, account, consent).await?;
        let nonce = u64::from_be_bytes(random::bytes()?);
        // A holder that can't be read holds nothing, should this break off.
        if app.store.hold(next, former.as_ref(), nonce).await? == Save::Lost {
            return Ok(Save::Lost);
        }
    }
    app.store.mend(next, seen).await
}

/// What was replaced holds its account no longer.
async fn give_up(app: &App, old: &Connection) {
    let account = old.account.as_ref().filter(|_| standing::is_alone(old.id.provider));
    if let Some(account) = account
        && let Err(error) = app.store.release(old.id, &account.id).await
    {
        tracing::warn!(code = error.code(), "an account was not given up");
    }
}
