//! The part of a processor that a function has: Lambda gives it by memory. Linux's control groups give it here, where
//! this process may write them.

use std::fs::{create_dir, remove_dir, write};
use std::io;
use std::path::{Path, PathBuf};

/// Where both versions of groups are, the first with a directory for each thing that it limits.
const GROUPS: &str = "/sys/fs/cgroup";
/// A whole processor is that of so many megabytes ("Configure Lambda function memory").
const WHOLE: u64 = 1_769;
/// Microseconds.
const PERIOD: u64 = 20_000;

/// A group of processes that share a part of a processor; it is removed with this.
pub(super) struct Quota {
    group: PathBuf,
    is_second: bool,
}

impl Quota {
    /// A group that is not limited yet.
    ///
    /// # Errors
    /// Where there are no groups, or this process may not make one.
    pub(super) fn new() -> io::Result<Self> {
        let is_second = Path::new(GROUPS).join("cgroup.controllers").exists();
        let root = Path::new(GROUPS).join(if is_second { "" } else { "cpu" });
        let group = root.join(format!("bench-{}", std::process::id()));
        match create_dir(&group) {
            // The last program is still ending in it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => made?,
        }
        let quota = Self { group, is_second };
        quota.limit(None)?;
        Ok(quota)
    }

    /// Takes the process `id` in, with its threads.
    pub(super) fn take(&self, id: u32) -> io::Result<()> {
        write(self.group.join("cgroup.procs"), id.to_string())
    }

    /// Gives what Lambda gives with `megabytes`; a whole processor and more where there are none, as while it starts.
    pub(super) fn limit(&self, megabytes: Option<u64>) -> io::Result<()> {
        let part = megabytes.map(|megabytes| PERIOD * megabytes / WHOLE);
        if self.is_second {
            let part = part.map_or_else(|| "max".to_owned(), |part| part.to_string());
            return write(self.group.join("cpu.max"), format!("{part} {PERIOD}"));
        }
        write(self.group.join("cpu.cfs_period_us"), PERIOD.to_string())?;
        let part = part.map_or_else(|| "-1".to_owned(), |part| part.to_string());
        write(self.group.join("cpu.cfs_quota_us"), part)
    }
}

impl Drop for Quota {
    fn drop(&mut self) {
        // Whoever is in it still keeps it, and the next run makes one of its own.
        let _ = remove_dir(&self.group);
    }
}
