//! The functions by the names of their binaries: the same handlers the deployed binaries run.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use lambda_http::Request;
use shared::app::App;
use shared::error::Result;
use shared::lambda::respond;
use shared::response::IntoResponse;

use crate::gateway::Handler;

/// Every function that answers HTTP requests, working with `app`.
pub fn http(app: &App) -> BTreeMap<String, Handler> {
    [
        ("auth-url", handler(app, auth_url::handle)),
        ("callback", handler(app, callback::handle)),
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
