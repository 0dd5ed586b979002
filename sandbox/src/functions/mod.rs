//! The functions by the names of their binaries: the same handlers the deployed binaries run, or those
//! binaries themselves.

mod packaged;

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::Arc;

use futures::future::BoxFuture;
use jiff::Timestamp;
use lambda_http::Request;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::app::App;
use shared::lambda::{respond, until};
use shared::model::error::{Error, Result};
use shared::platform::http::Http;
use shared::platform::response::IntoResponse;
use shared::words::Text;

use crate::gateway::{Handler, in_process};

/// A function of a schedule: its event and its deadline in, its report out.
pub type Scheduled =
    Arc<dyn Fn(Value, Timestamp) -> BoxFuture<'static, Result<Value>> + Send + Sync>;

/// A function that waits for the parts it works with.
type Unbound<T> = Box<dyn FnOnce(App) -> T>;

/// All functions.
pub struct Functions {
    /// Those that answer HTTP requests.
    pub http: BTreeMap<String, Handler>,
    /// Those that a schedule fires.
    pub scheduled: BTreeMap<String, Scheduled>,
}

impl Functions {
    /// In this process. Each works with the parts that `apps` has for it by name: as deployed, no
    /// function knows what another has cached, nor may do what another may.
    pub fn embedded(apps: &BTreeMap<String, App>) -> Self {
        Self { http: http(apps), scheduled: scheduled(apps) }
    }

    /// These, with `packages` in the place of those that they are of.
    pub fn with(mut self, packages: &Packages, http: &Http) -> Self {
        let package = |name: &String| {
            let packaged = packages.of.as_ref().is_none_or(|of| of.contains(name));
            packaged.then(|| packaged::Function::new(name.clone(), http, &packages.url))
        };
        let on_request: Vec<_> = self.http.keys().filter_map(package).collect();
        let on_schedule: Vec<_> = self.scheduled.keys().filter_map(package).collect();
        self.http.extend(on_request.into_iter().map(packaged::Function::on_request));
        self.scheduled.extend(on_schedule.into_iter().map(packaged::Function::on_schedule));
        self
    }
}

/// Functions as `cargo lambda build` made them.
#[derive(Clone, Debug)]
pub struct Packages {
    /// The Invoke API that they are behind (`http://127.0.0.1:9000`), which `cargo lambda watch` is.
    pub url: String,
    /// Which functions, by name; all without.
    pub of: Option<BTreeSet<String>>,
}

/// Every function that a schedule or the stream fires.
fn scheduled(apps: &BTreeMap<String, App>) -> BTreeMap<String, Scheduled> {
    let functions: [(_, Unbound<Scheduled>); 7] = [
        ("announce", on_schedule(announce::handle)),
        ("redeliver", on_schedule(redeliver::handle)),
        ("refresh-tokens", on_schedule(refresh_tokens::handle)),
        ("snapshot-statistics", on_schedule(snapshot_statistics::handle)),
        ("start-plans", on_schedule(start_plans::handle)),
        ("sync-calendar", on_schedule(sync_calendar::handle)),
        ("watch-calendars", on_schedule(watch_calendars::handle)),
    ];
    bound(functions, apps)
}

/// Every function that answers HTTP requests.
fn http(apps: &BTreeMap<String, App>) -> BTreeMap<String, Handler> {
    let functions: [(_, Unbound<Handler>); 28] = [
        ("ats-events", handler(ats_events::handle)),
        ("auth-url", handler(auth_url::handle)),
        ("booking-links", handler(booking_links::handle)),
        ("bookings", handler(bookings::handle)),
        ("calendar-notification", handler(calendar_notification::handle)),
        ("callback", handler(callback::handle)),
        ("available-slots", handler(available_slots::handle)),
        ("delete-event", handler(delete_event::handle)),
        ("list-events", handler(list_events::handle)),
        ("update-event", handler(update_event::handle)),
        ("create-event", handler(create_event::handle)),
        ("choose-organization", handler(choose_organization::handle)),
        ("delete-post", handler(delete_post::handle)),
        ("disconnect", handler(disconnect::handle)),
        ("feeds", handler(feeds::handle)),
        ("list-posts", handler(list_posts::handle)),
        ("offers", handler(offers::handle)),
        ("organizations", handler(organizations::handle)),
        ("plans", handler(plans::handle)),
        ("post-statistics", handler(post_statistics::handle)),
        ("preferences", handler(preferences::handle)),
        ("preview", handler(preview::handle)),
        ("publish-job", handler(publish_job::handle)),
        ("status", handler(status::handle)),
        ("template", handler(template::handle)),
        ("zoom-events", handler(zoom_events::handle)),
        ("slack-events", handler(slack_events::handle)),
        ("slack-notifications", handler(slack_notifications::handle)),
    ];
    bound(functions, apps)
}

fn bound<T, const N: usize>(
    functions: [(&str, Unbound<T>); N],
    apps: &BTreeMap<String, App>,
) -> BTreeMap<String, T> {
    let with_parts = |(name, function): (&str, Unbound<T>)| {
        Some((name.to_owned(), function(apps.get(name)?.clone())))
    };
    functions.into_iter().filter_map(with_parts).collect()
}

fn on_schedule<H, E, F, R>(handle: H) -> Unbound<Scheduled>
where
    H: Fn(App, E, Timestamp) -> F + Copy + Send + Sync + 'static,
    E: DeserializeOwned + Send,
    F: Future<Output = Result<R>> + Send,
    R: Serialize + Send,
{
    let run = move |app: App, event, deadline| async move {
        let malformed =
            |_| Error::InvalidRequest(Text::new("field-unreadable").with("field", "event"));
        let event = serde_json::from_value(event).map_err(malformed)?;
        let report = until(&app, deadline, handle(app.clone(), event, deadline)).await?;
        serde_json::to_value(report).map_err(|_| Error::Internal)
    };
    Box::new(move |app| {
        Arc::new(move |event, deadline| Box::pin(run(app.clone(), event, deadline)))
    })
}

fn handler<H, F, R>(handle: H) -> Unbound<Handler>
where
    H: Fn(App, Request) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<R>> + Send,
    R: IntoResponse + Send,
{
    Box::new(move |app| {
        in_process(move |request| {
            let app = app.clone();
            async move { respond(&app, &handle, request).await }
        })
    })
}
