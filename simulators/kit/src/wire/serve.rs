//! Serving a router over HTTP/1.1 with our own accept loop: `axum::serve` cannot drop a connection.

use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;

use super::control::Control;
use super::front::Front;

/// How long requests under way may take to finish once the server is told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// How long to wait before accepting again where that failed.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves `router` and the routes of `control` on `listener`.
///
/// It stops when `shutdown` becomes true or its sender is dropped: idle connections close at once,
/// requests under way have five seconds to finish, then the task ends.
pub fn serve(
    listener: TcpListener,
    router: Router,
    control: Control,
    shutdown: watch::Receiver<bool>,
) -> JoinHandle<()> {
    tokio::spawn(accept(listener, Front::new(router, control), shutdown))
}

async fn accept(listener: TcpListener, front: Front, shutdown: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stopped(shutdown.clone()) => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(converse(stream, front.clone(), shutdown.clone()));
                }
                // The client is gone, or too many files are open.
                Err(_) => tokio::time::sleep(PAUSE).await,
            },
            // Finished connections are forgotten as they finish.
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    let finished = async { while connections.join_next().await.is_some() {} };
    // Whatever outlives the grace is aborted with the set.
    let _ = timeout(GRACE, finished).await;
}

/// Answers the requests of one connection, one after the other.
async fn converse(stream: TcpStream, front: Front, shutdown: watch::Receiver<bool>) {
    let service = service_fn(|request| front.clone().answer(request));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    // A connection that ends in an error was dropped by a fault or by the client: both are usual.
    let _ = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopped(shutdown) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
}

/// Ends when the signal is given or nobody is left to give it.
async fn stopped(mut shutdown: watch::Receiver<bool>) {
    let _ = shutdown.wait_for(|stop| *stop).await;
}
