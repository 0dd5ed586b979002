//! The functions by the names of their binaries: the same handlers the deployed binaries run.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use futures::future::BoxFuture;
use jiff::Timestamp;
use lambda_http::Request;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::app::App;
use shared::error::{Error, Result};
use shared::lambda::respond;
use shared::response::IntoResponse;

use crate::gateway::Handler;

/// A function of a schedule: its event and its deadline in, its report out.
pub type Scheduled =
    Arc<dyn Fn(Value, Timestamp) -> BoxFuture<'static, Result<Value>> + Send + Sync>;

/// Every function that a schedule fires, working with `app`.
pub fn scheduled(app: &App) -> BTreeMap<String, Scheduled> {
    BTreeMap::from([("refresh-tokens".to_owned(), on_schedule(app, refresh_tokens::handle))])
}

/// Every function that answers HTTP requests, working with `app`.
pub fn http(app: &App) -> BTreeMap<String, Handler> {
    [
        ("auth-url", handler(app, auth_url::handle)),
        ("callback", handler(app, callback::handle)),
        ("disconnect", handler(app, disconnect::handle)),
        ("publish-job", handler(app, publish_job::handle)),
        ("status", handler(app, status::handle)),
    ]
    .into_iter()
    .map(|(name, handler)| (name.to_owned(), handler))
    .collect()
}

fn on_schedule<H, E, F, R>(app: &App, handle: H) -> Scheduled
where
    H: Fn(App, E, Timestamp) -> F + Copy + Send + Sync + 'static,
    E: DeserializeOwned + Send,
    F: Future<Output = Result<R>> + Send,
    R: Serialize + Send,
{
    let app = app.clone();
    Arc::new(move |event, deadline| {
        let app = app.clone();
        Box::pin(async move {
            let malformed = |error: serde_json::Error| Error::InvalidRequest(error.to_string());
            let event = serde_json::from_value(event).map_err(malformed)?;
            let report = handle(app, event, deadline).await?;
            serde_json::to_value(report).map_err(|_| Error::Internal)
        })
    })
}

fn handler<H, F, R>(app: &App, handle: H) -> Handler
where
    H: Fn(App, Request) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<R>> + Send,
    R: IntoResponse + Send,
{
    let app = app.clone();
    Arc::new(move |request| {
        let app = app.clone();
        Box::pin(async move { respond(&app, &handle, request).await })
    })
}
