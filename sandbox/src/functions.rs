//! The functions by the names of their binaries: the same handlers the deployed binaries run, or those
//! binaries themselves.

mod packaged;

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
use shared::http::Http;
use shared::lambda::respond;
use shared::response::IntoResponse;

use crate::gateway::template::Template;
use crate::gateway::{Handler, in_process};

/// A function of a schedule: its event and its deadline in, its report out.
pub type Scheduled =
    Arc<dyn Fn(Value, Timestamp) -> BoxFuture<'static, Result<Value>> + Send + Sync>;

/// All functions.
pub struct Functions {
    /// Those that answer HTTP requests.
    pub http: BTreeMap<String, Handler>,
    /// Those that a schedule fires.
    pub scheduled: BTreeMap<String, Scheduled>,
}

impl Functions {
    /// In this process, working with `app`.
    pub fn embedded(app: &App) -> Self {
        Self { http: http(app), scheduled: scheduled(app) }
    }

    /// The functions of `template` as `cargo lambda build` made them, behind the Invoke API at `url`
    /// (`http://127.0.0.1:9000`), which `cargo lambda watch` is.
    pub fn packaged(template: &Template, http: &Http, url: &str) -> Self {
        let functions = template.functions.iter().map(|function| function.name.clone());
        let functions = functions.map(|name| packaged::Function::new(name, http, url));
        Self {
            http: functions.clone().map(packaged::Function::on_request).collect(),
            scheduled: functions.map(packaged::Function::on_schedule).collect(),
        }
    }
}

/// Every function that a schedule fires, working with `app`.
fn scheduled(app: &App) -> BTreeMap<String, Scheduled> {
    [
        ("refresh-tokens", on_schedule(app, refresh_tokens::handle)),
        ("snapshot-statistics", on_schedule(app, snapshot_statistics::handle)),
    ]
    .into_iter()
    .map(|(name, function)| (name.to_owned(), function))
    .collect()
}

/// Every function that answers HTTP requests, working with `app`.
fn http(app: &App) -> BTreeMap<String, Handler> {
    [
        ("auth-url", handler(app, auth_url::handle)),
        ("callback", handler(app, callback::handle)),
        ("available-slots", handler(app, available_slots::handle)),
        ("delete-event", handler(app, delete_event::handle)),
        ("list-events", handler(app, list_events::handle)),
        ("update-event", handler(app, update_event::handle)),
        ("create-event", handler(app, create_event::handle)),
        ("choose-organization", handler(app, choose_organization::handle)),
        ("delete-post", handler(app, delete_post::handle)),
        ("disconnect", handler(app, disconnect::handle)),
        ("list-posts", handler(app, list_posts::handle)),
        ("organizations", handler(app, organizations::handle)),
        ("post-statistics", handler(app, post_statistics::handle)),
        ("preview", handler(app, preview::handle)),
        ("publish-job", handler(app, publish_job::handle)),
        ("status", handler(app, status::handle)),
        ("template", handler(app, template::handle)),
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
    in_process(move |request| {
        let app = app.clone();
        async move { respond(&app, &handle, request).await }
    })
}
