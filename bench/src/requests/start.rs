//! From `exec` to the first answer.

use std::time::Duration;

use super::process::{Running, Surroundings, median, milliseconds};
use super::quota::Quota;
use super::subject::Subject;
use super::timeline::Bar;
use crate::Result;

pub(super) const HEAD: &str = "| start | binary | init | init, with 256 MB's part of a processor | first answer after init, with that part | over TLS: from exec to the first answer | of these, after init |\n|---|---|---|---|---|---|---|";
/// The column of the binary's size, counted from the name.
pub(super) const SIZE: usize = 1;
/// How often each is started.
const TIMES: usize = 9;
const MEGABYTES: u64 = 256;

/// What one start took: until it asked for an event, from then to its answer, and in all.
struct Start {
    init: Duration,
    first: Duration,
    whole: Duration,
}

/// A row of the table and of the picture: of each figure the median.
pub(super) async fn measure(
    subject: &Subject,
    here: Surroundings<'_>,
    far: Option<Surroundings<'_>>,
) -> Result<(String, Option<Bar>)> {
    let free = starts(subject, here, None).await?;
    let limited = starts(subject, here, Some(MEGABYTES)).await?;
    let far = match far {
        Some(far) => starts(subject, far, None).await?,
        None => Vec::new(),
    };
    let size = subject.size().map_or_else(|| "–".to_owned(), |size| format!("{size} kB"));
    let (init, held) = (of(&free, |start| start.init), of(&limited, |start| start.init));
    let (first, whole) = (of(&free, |start| start.first), of(&far, |start| start.whole));
    let after = of(&far, |start| start.first);
    let [init, held, first, said, after] = [init, held, first, whole, after]
        .map(|time| time.map_or_else(|| "–".to_owned(), milliseconds));
    let name = &subject.name;
    let row = format!("| `{name}` | {size} | {init} | {held} | {first} | {said} | {after} |");
    let ready = of(&far, |start| start.init);
    let bar = ready.zip(whole).map(|(init, answered)| Bar { name: name.clone(), init, answered });
    Ok((row, bar))
}

fn of(starts: &[Start], part: fn(&Start) -> Duration) -> Option<Duration> {
    (!starts.is_empty()).then(|| median(starts.iter().map(part).collect()))
}

/// Starts with what `megabytes` give, or else a whole processor, as Lambda gives; answers are given with what 256 MB
/// give. Nothing where this machine can't hold a process to it.
async fn starts(
    subject: &Subject,
    around: Surroundings<'_>,
    megabytes: Option<u64>,
) -> Result<Vec<Start>> {
    let Ok(quota) = Quota::new() else { return Ok(Vec::new()) };
    let mut starts = Vec::new();
    for _ in 0..TIMES {
        quota.limit(megabytes)?;
        let mut running = Running::start(subject, around, Some(&quota)).await?;
        quota.limit(Some(MEGABYTES))?;
        let (first, whole) = running.ask().await?;
        starts.push(Start { init: running.init, first, whole });
        running.end().await?;
    }
    Ok(starts)
}
