//! A router served on a free port for the length of a test.

use std::net::Ipv4Addr;

use axum::Router;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::wire::{Control, bind, serve};

/// A server that stops when it is dropped.
pub struct Served {
    /// `http://127.0.0.1:{port}`.
    pub url: String,
    /// How it fails, and what it received.
    pub control: Control,
    /// Ends it when it becomes true.
    pub stop: watch::Sender<bool>,
    /// The server itself.
    pub ended: JoinHandle<()>,
}

impl Served {
    /// On a free port of this machine.
    pub async fn start(router: Router) -> Self {
        let (stop, shutdown) = watch::channel(false);
        Self::start_until(router, stop, shutdown).await
    }

    /// For a router that listens to the same signal.
    pub async fn start_until(
        router: Router,
        stop: watch::Sender<bool>,
        shutdown: watch::Receiver<bool>,
    ) -> Self {
        #[expect(clippy::unwrap_used, reason = "a test stops where it gets no port")]
        let listener = bind((Ipv4Addr::LOCALHOST.into(), 0), "a test", "--port").await.unwrap();
        #[expect(clippy::unwrap_used, reason = "a listener has an address")]
        let url = format!("http://{}", listener.local_addr().unwrap());
        let control = Control::default();
        let ended = serve(listener, router, control.clone(), shutdown);
        Self { url, control, stop, ended }
    }
}
