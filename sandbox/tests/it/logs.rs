//! What is logged while a test runs, by everything in its world.

use std::io;
use std::sync::{Arc, Mutex, Once};

use shared::clock::Clock;
use shared::logs::Lines;
use tracing::Level;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Layer, SubscriberExt};

/// The log of this test's thread, on which its whole world runs.
pub(crate) struct Logs {
    written: Sink,
    _guard: DefaultGuard,
}

#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Logs {
    /// Captures every line of `level` and above, as a function writes them, until it is dropped.
    pub(crate) fn capture(level: Level) -> Self {
        listen_always();
        let written = Sink::default();
        let sink = written.clone();
        let lines = Lines::new("test", Clock::system(), move || sink.clone());
        let lines = lines.with_filter(LevelFilter::from_level(level));
        let subscriber = tracing_subscriber::registry().with(lines);
        Self { written, _guard: tracing::subscriber::set_default(subscriber) }
    }

    /// Everything logged so far.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.written.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines that contain `text`.
    pub(crate) fn lines(&self, text: &str) -> Vec<String> {
        self.text().lines().filter(|line| line.contains(text)).map(str::to_owned).collect()
    }
}

/// Without a listener of the whole process, a place in the code that is first reached on a thread that
/// nobody listens to may be remembered as of no interest to anybody (tracing caches interest).
fn listen_always() {
    static LISTENER: Once = Once::new();
    LISTENER.call_once(|| {
        let listener = tracing_subscriber::fmt().with_max_level(Level::INFO).with_writer(io::sink);
        let _ = tracing::subscriber::set_global_default(listener.finish());
    });
}

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
