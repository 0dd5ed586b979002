//! Requests to a function that has answered before.

use std::time::Duration;

use super::instructions::instructions;
use super::process::{Running, Surroundings, median, milliseconds};
use super::quota::Quota;
use super::subject::Subject;
use crate::{Result, cpu, memory};

pub(super) const HEAD: &str = "| warm | with 128 MB's part of a processor | 256 MB's | 512 MB's | at work | instructions | peak memory |\n|---|---|---|---|---|---|---|";
/// The column of the instructions, counted from the name.
pub(super) const INSTRUCTIONS: usize = 5;
/// How many requests are measured with each part.
const REQUESTS: usize = 50;
const MEGABYTES: [u64; 3] = [128, 256, 512];

/// A row of the table: medians, and of what the processor has to do the mean.
pub(super) async fn measure(subject: &Subject, here: Surroundings<'_>) -> Result<String> {
    let quota = Quota::new().ok();
    let mut running = Running::start(subject, here, quota.as_ref()).await?;
    for _ in 0..2 {
        running.ask().await?;
    }
    let busy = cpu::of(running.id()?);
    let mut medians = Vec::new();
    for megabytes in MEGABYTES {
        medians.push(milliseconds(with(&mut running, quota.as_ref(), megabytes).await?));
    }
    let asked = u32::try_from(REQUESTS * MEGABYTES.len())?;
    let busy = milliseconds((cpu::of(running.id()?) - busy) / asked);
    let memory = memory::peak_of(&running.id()?.to_string()) / 1000;
    running.end().await?;
    let counted = instructions(subject, here).await.unwrap_or_else(|_| "–".to_owned());
    let (name, medians) = (&subject.name, medians.join(" | "));
    Ok(format!("| `{name}` | {medians} | {busy} | {counted} | {memory} MB |"))
}

/// The median with what `megabytes` give; without groups, with a whole processor.
async fn with(
    running: &mut Running<'_>,
    quota: Option<&Quota>,
    megabytes: u64,
) -> Result<Duration> {
    if let Some(quota) = quota {
        quota.limit(Some(megabytes))?;
    }
    let mut times = Vec::new();
    for _ in 0..REQUESTS {
        times.push(running.ask().await?.0);
    }
    Ok(median(times))
}
