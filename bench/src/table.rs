//! The measurements as a table, and how they grow.

use std::time::Duration;

use jiff::SignedDuration;

/// One number of connections.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) connections: i64,
    pub(crate) due: u64,
    pub(crate) renewed: u64,
    pub(crate) time: SignedDuration,
    /// Of it, what the function's processes were on a processor.
    pub(crate) busy: Duration,
    /// Calls: reads of the due index, leases and writes, `Decrypt`, `GenerateDataKey`, token endpoint.
    pub(crate) queries: usize,
    pub(crate) writes: usize,
    pub(crate) kms: usize,
    pub(crate) kms_new: usize,
    pub(crate) refreshes: usize,
    /// Of the function's process at its peak, in kB.
    pub(crate) memory: u64,
}

impl Row {
    /// Of the function's processor, in milliseconds; the start of a process is outside.
    fn busy_per_renewal(&self) -> f64 {
        self.busy.as_secs_f64() * 1_000.0 / ratio(self.renewed, 1)
    }

    fn per_second(&self) -> f64 {
        ratio(self.renewed, 1) / self.time.as_secs_f64()
    }

    /// Without the reads of the index and the one data key an hour, which belong to a run.
    fn calls_per_renewal(&self) -> f64 {
        ratio(self.writes + self.kms + self.refreshes, self.renewed)
    }
}

/// Prints a Markdown table; the ratios are to the row above.
pub(crate) fn print(rows: &[Row]) {
    println!(
        "| connections | due | renewed | seconds | renewals/s | processor per renewal | calls per renewal | reads of the index | new data keys | peak memory |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for row in rows {
        let Row { connections, due, renewed, queries, kms_new, .. } = row;
        let (seconds, speed) = (row.time.as_secs_f64(), row.per_second());
        let (calls, busy) = (row.calls_per_renewal(), row.busy_per_renewal());
        let memory = ratio(row.memory, 1024);
        println!(
            "| {connections} | {due} | {renewed} | {seconds:.1} | {speed:.0} | {busy:.2} ms | {calls:.2} | {queries} | {kms_new} | {memory:.1} MB |"
        );
    }
    for pair in rows.windows(2) {
        let [small, large] = pair else { continue };
        println!(
            "\n{} to {} connections: {:.1} times the due ones, {:.1} times the time, {:.2} times the memory.",
            small.connections,
            large.connections,
            ratio(large.due, small.due),
            large.time.as_secs_f64() / small.time.as_secs_f64(),
            ratio(large.memory, small.memory),
        );
    }
}

/// Counts are far below what a float holds exactly.
fn ratio<A: TryInto<u32>, B: TryInto<u32>>(part: A, whole: B) -> f64 {
    let number = |count: Option<u32>| f64::from(count.unwrap_or(u32::MAX));
    number(part.try_into().ok()) / number(whole.try_into().ok())
}
