//! A router served on a free port for the length of a test.

use std::net::Ipv4Addr;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::wire::{Control, bind, serve};

/// A free port of this machine, taken before what will answer there is made: a simulator is told its origin.
pub struct Port {
    /// `http://127.0.0.1:{port}`.
    pub origin: String,
    listener: TcpListener,
}

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

impl Port {
    /// Takes one.
    pub async fn take() -> Self {
        let listener = bind((Ipv4Addr::LOCALHOST.into(), 0), "a test", "--port").await;
        let listener = listener.expect("some port is free");
        let address = listener.local_addr().expect("a listener has an address");
        Self { origin: format!("http://{address}"), listener }
    }

    /// Serves `router` here.
    pub fn serve(self, router: Router) -> Served {
        let (stop, shutdown) = watch::channel(false);
        self.serve_until(router, stop, shutdown)
    }

    fn serve_until(
        self,
        router: Router,
        stop: watch::Sender<bool>,
        shutdown: watch::Receiver<bool>,
    ) -> Served {
        let control = Control::default();
        let ended = serve(self.listener, router, control.clone(), shutdown);
        Served { url: self.origin, control, stop, ended }
    }
}

impl Served {
    /// On any free port.
    pub async fn start(router: Router) -> Self {
        Port::take().await.serve(router)
    }

    /// On any free port, for a router that listens to the same signal.
    pub async fn start_until(
        router: Router,
        stop: watch::Sender<bool>,
        shutdown: watch::Receiver<bool>,
    ) -> Self {
        Port::take().await.serve_until(router, stop, shutdown)
    }
}
