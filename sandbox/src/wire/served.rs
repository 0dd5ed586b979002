//! A router served on a free port for the length of a test.

use std::net::Ipv4Addr;

use axum::Router;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{Control, bind, serve};

/// A server that stops when it is dropped.
pub(crate) struct Served {
    /// `http://127.0.0.1:{port}`.
    pub(crate) url: String,
    pub(crate) control: Control,
    pub(crate) stop: watch::Sender<bool>,
    pub(crate) ended: JoinHandle<()>,
}

impl Served {
    pub(crate) async fn start(router: Router) -> Self {
        let (stop, shutdown) = watch::channel(false);
        Self::start_until(router, stop, shutdown).await
    }

    /// For a router that listens to the same signal.
    pub(crate) async fn start_until(
        router: Router,
        stop: watch::Sender<bool>,
        shutdown: watch::Receiver<bool>,
    ) -> Self {
        let listener = bind((Ipv4Addr::LOCALHOST.into(), 0), "a test", "--port").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let control = Control::default();
        let ended = serve(listener, router, control.clone(), shutdown);
        Self { url, control, stop, ended }
    }
}
