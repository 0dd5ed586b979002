//! Taking up again what was given up: all of it, or a company's.

use jiff::Timestamp;
use shared::app::App;
use shared::model::error::Result;

use crate::Retry;

/// How many events wait again. What is not reached until `last_start` stays given up, for the next command.
pub(crate) async fn take_up(app: &App, retry: Retry, last_start: Timestamp) -> Result<usize> {
    let now = app.clock.now();
    let mut count = 0;
    loop {
        let rows = match retry {
            Retry::Everybody(false) => return Ok(count),
            Retry::Everybody(true) => app.store.given_up(now).await?,
            Retry::Company { company_id } => app.store.given_up_of(company_id).await?,
        };
        let before = count;
        for row in &rows {
            if app.clock.now() >= last_start {
                return Ok(count);
            }
            count += usize::from(app.store.take_up(row, now).await?);
        }
        // What can't be taken up is found again and again.
        if count == before {
            return Ok(count);
        }
    }
}
