//! Adverts at boards where people post by hand: whoever has something to do there is reminded.

use futures::stream::{self, StreamExt};
use jiff::Timestamp;
use shared::app::App;
use shared::connecting::adverts::look;
use shared::model::error::Result;
use shared::store::Cursor;

/// Adverts at a time.
const AT_A_TIME: usize = 8;

/// Looks at what was due at `now`, until `last_start`; how many were looked at, and how many are left.
///
/// # Errors
/// [`shared::model::error::Error::StorageUnavailable`] where the index can't be read.
pub(crate) async fn remind(
    app: &App,
    now: Timestamp,
    last_start: Timestamp,
) -> Result<(usize, usize)> {
    let (mut looked, mut left) = (0, 0);
    let mut cursor = Cursor::Start;
    loop {
        let (due, next) = app.store.due_adverts(now, cursor).await?;
        let looks = due
            .into_iter()
            .map(async |key| app.clock.now() < last_start && look(app, key).await.is_ok());
        let done: Vec<bool> = stream::iter(looks).buffer_unordered(AT_A_TIME).collect().await;
        let well = done.iter().filter(|is_done| **is_done).count();
        (looked, left) = (looked + well, left + done.len() - well);
        if matches!(next, Cursor::End) || app.clock.now() >= last_start {
            return Ok((looked, left));
        }
        cursor = next;
    }
}
