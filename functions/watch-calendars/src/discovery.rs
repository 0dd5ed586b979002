//! Calendars with interviews to come that nobody asked to be watched: interviews of before there were watches, of
//! an import, or of a person who is back after a month.
//!
//! All connections stand in the shards of the index that renewals look at. A shard of these is looked through in
//! a run every 90 minutes, and all of them in a day: a query for each company with a calendar.

use std::collections::BTreeMap;

use futures::stream::{self, StreamExt};
use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::connection::schedule::SHARDS;
use shared::model::error::Result;
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::store::Cursor;

use crate::interviews::followed_until;

/// How long it is the turn of a shard.
const TURN: SignedDuration = SignedDuration::from_mins(90);
/// The first run of a turn does the work, runs being this far apart.
const RUNS: SignedDuration = SignedDuration::from_mins(5);
/// Companies at a time.
const AT_A_TIME: usize = 8;

/// Asks for watches where some are missing in the shard whose turn it is; how many.
///
/// # Errors
/// [`shared::model::error::Error::StorageUnavailable`].
pub(crate) async fn discover(app: &App, now: Timestamp, last_start: Timestamp) -> Result<usize> {
    let Some(shard) = turn(now) else { return Ok(0) };
    let (mut found, mut cursor) = (0, Cursor::Start);
    while !matches!(cursor, Cursor::End) && app.clock.now() < last_start {
        let (page, next) = app.store.due(shard, Timestamp::MAX, cursor).await?;
        cursor = next;
        let mut companies: BTreeMap<i64, Vec<_>> = BTreeMap::new();
        for due in page {
            let ConnectionId { company, owner, provider } = due.id;
            if let Some(provider) = CalendarProvider::of(provider) {
                companies.entry(company).or_default().push(ConnectionId {
                    company,
                    owner,
                    provider,
                });
            }
        }
        let asked = companies.into_iter().map(|(company, own)| ask(app, company, own, now));
        let asked: Vec<_> = stream::iter(asked).buffer_unordered(AT_A_TIME).collect().await;
        found += asked.into_iter().sum::<Result<usize>>()?;
    }
    Ok(found)
}

/// Asks for watches of a company's calendars that have interviews to come and none yet.
async fn ask(
    app: &App,
    company_id: i64,
    calendars: Vec<ConnectionId<CalendarProvider>>,
    now: Timestamp,
) -> Result<usize> {
    let events = app.store.events(company_id, Timestamp::MIN, now).await?;
    let mut asked = 0;
    for id in calendars {
        if followed_until(&events, id, now).is_some() && app.store.channels(id).await?.is_none() {
            app.store.want_watch(id, now).await?;
            asked += 1;
        }
    }
    Ok(asked)
}

/// The shard that is looked through by a run that begins at `now`, if any.
fn turn(now: Timestamp) -> Option<u8> {
    let turns = now.as_second().div_euclid(TURN.as_secs());
    let before = (now.as_second() - RUNS.as_secs()).div_euclid(TURN.as_secs());
    let shard = u8::try_from(turns.rem_euclid(i64::from(SHARDS))).ok()?;
    (turns != before).then_some(shard)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_shard_has_one_turn_in_a_day_of_runs() {
        let midnight: Timestamp = "2026-11-23T00:01:17Z".parse().unwrap();
        let runs = (0..288).map(|run| midnight + RUNS * run);
        let turns: Vec<_> = runs.filter_map(turn).collect();
        let shards: BTreeSet<_> = turns.iter().copied().collect();
        assert_eq!((turns.len(), shards.len()), (16, usize::from(SHARDS)));
    }
}
