//! A panic as a line of the log, which the runbook's filters find.

use std::panic;

/// From now on a panic is a line of level `ERROR` that says where it happened. Its text is left out: it
/// may quote what was being read.
pub fn report_panics() {
    panic::set_hook(Box::new(|panic| {
        let location = panic.location().map(ToString::to_string);
        tracing::error!(alarm = "panicked", location, "the function panicked");
    }));
}
