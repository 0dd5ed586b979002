//! The time that this process has been at work, as Linux tells it.

use std::time::Duration;

use jiff::SignedDuration;

/// Linux counts in hundredths of a second for whoever asks (`USER_HZ`).
const TICK: i64 = 10;

/// By all threads up to now; zero where the system doesn't say.
pub(crate) fn time() -> SignedDuration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name may hold anything: what is counted comes behind it ("proc_pid_stat(5)", fields 14 and 15).
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    let ticks: i64 = fields.skip(11).take(2).filter_map(|field| field.parse::<i64>().ok()).sum();
    SignedDuration::from_millis(ticks * TICK)
}

/// By all threads of the process `id` up to now, to the nanosecond; zero where the system doesn't say.
pub(crate) fn of(id: u32) -> Duration {
    let threads = std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    // The first field is the time on a processor ("Scheduler Statistics", Linux).
    let times = threads.filter_map(|thread| {
        let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split_whitespace().next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(times.sum())
}
