//! The memory of a process, as Linux tells it.

/// The most this process ever had resident, in kB; 0 where the system doesn't say.
pub(crate) fn peak() -> u64 {
    peak_of("self")
}

/// The same of the process `id`.
pub(crate) fn peak_of(id: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
