//! What LinkedIn lets our app do: its kind and its tier; knobs of the whole simulator.
//!
//! - `GET /_application`: `{"kind":"community_management","tier":"standard","calls":{"kofi":12}}`, the calls of
//!   its last day (UTC) by member.
//! - `PUT /_application`: `{"kind":…,"tier":…}`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::errors::{ApiError, ApiResult};

/// Calls of one member a day in the Development tier.
const MEMBER_CALLS: u32 = 100;
/// Calls of the whole app a day in the Development tier.
const APP_CALLS: u32 = 500;

/// The app's registration beside its credentials; clones share it.
#[derive(Clone, Default)]
pub struct Application(Arc<Mutex<Registered>>);

#[derive(Default)]
struct Registered {
    settings: Settings,
    calls: Calls,
}

/// What a person or a test can turn.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Which products the app has.
    pub kind: Kind,
    /// How far LinkedIn lets it call.
    pub tier: Tier,
}

/// The products of an app. The Community Management API must be the only one of its app, so no app of
/// the first two kinds has the scopes of the other.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The Community Management API: pages and the member, without OpenID Connect.
    #[default]
    CommunityManagement,
    /// Sign In with LinkedIn using OpenID Connect, and Share on LinkedIn: the member only.
    SignIn,
    /// The Advertising API beside sign-in: both at once (which feed scopes it has is *recalled*).
    Advertising,
}

/// How far LinkedIn lets an app call.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// After the review.
    #[default]
    Standard,
    /// Before it: 100 calls a member and day, 500 in all, and no BATCH_GET.
    Development,
}

/// The calls of one day (UTC), by member.
#[derive(Default)]
struct Calls {
    day: Option<Date>,
    by_member: BTreeMap<&'static str, u32>,
}

impl Application {
    /// Kind and tier as they are now.
    pub(super) fn settings(&self) -> Settings {
        self.lock().settings
    }

    /// Turns kind and tier.
    pub(super) fn turn(&self, settings: Settings) {
        self.lock().settings = settings;
    }

    /// Counts a call of `member`; 429 where the tier's day is used up.
    pub(super) fn count(&self, member: &'static str, today: Date) -> ApiResult<()> {
        let mut state = self.lock();
        if state.calls.day != Some(today) {
            state.calls = Calls { day: Some(today), ..Calls::default() };
        }
        let own = state.calls.by_member.get(member).copied().unwrap_or_default();
        let all: u32 = state.calls.by_member.values().sum();
        if state.settings.tier == Tier::Development {
            let whose = match (own, all) {
                (MEMBER_CALLS.., _) => "MEMBER",
                (_, APP_CALLS..) => "APPLICATION",
                _ => "",
            };
            if !whose.is_empty() {
                return Err(used_up(whose));
            }
        }
        state.calls.by_member.insert(member, own + 1);
        Ok(())
    }

    /// 403 for a BATCH_GET of `resource` in the Development tier (which status it has is *recalled*).
    pub(super) fn allows_batches(&self, resource: &str) -> ApiResult<()> {
        match self.settings().tier {
            Tier::Standard => Ok(()),
            Tier::Development => Err(ApiError::denied(&format!("{resource}.BATCH_GET"))),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Registered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whose day it is stands in the message (the member's wording is *recalled*).
fn used_up(whose: &str) -> ApiError {
    let message =
        format!("Resource level throttle {whose} DAY limit for calls to this resource is reached.");
    ApiError::new(StatusCode::TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", message).numbered(101)
}

/// What `GET` answers.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    settings: Settings,
    calls: BTreeMap<&'static str, u32>,
}

/// The routes above.
pub(super) fn router(application: Application) -> Router {
    Router::new().route("/_application", get(show).put(replace)).with_state(application)
}

async fn show(State(application): State<Application>) -> Json<Shown> {
    let state = application.lock();
    Json(Shown { settings: state.settings, calls: state.calls.by_member.clone() })
}

async fn replace(
    State(application): State<Application>,
    Json(settings): Json<Settings>,
) -> Json<Settings> {
    application.turn(settings);
    Json(settings)
}
