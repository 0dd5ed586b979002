//! Whom our app is registered for, and with which permissions; knobs of the whole simulator.
//!
//! - `GET /_application`: `{"sign_in_audience":"AzureADandPersonalMicrosoftAccount","permissions":["openid",…]}`.
//! - `PUT /_application`: the same object with another audience or other permissions; what is left out is as
//!   at first.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::directory::{self, Tenant};

/// The registration's changeable half; clones share it.
#[derive(Clone, Default)]
pub struct Application(Arc<Mutex<Settings>>);

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
struct Settings {
    sign_in_audience: Audience,
    permissions: Vec<String>,
}

impl Default for Settings {
    /// As `docs/operations.md` has the app registered.
    fn default() -> Self {
        let permissions = "openid profile email offline_access User.Read Calendars.ReadWrite \
                           Calendars.Read.Shared";
        let permissions = permissions.split_ascii_whitespace().map(str::to_owned).collect();
        Self { sign_in_audience: Audience::default(), permissions }
    }
}

/// `signInAudience` of an app registration.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum Audience {
    /// Accounts of `acme.ci`, where the app is registered.
    #[serde(rename = "AzureADMyOrg")]
    MyOrganization,
    /// Accounts of any company or school.
    #[serde(rename = "AzureADMultipleOrgs")]
    Organizations,
    /// Those and personal accounts.
    #[default]
    #[serde(rename = "AzureADandPersonalMicrosoftAccount")]
    Everyone,
}

impl Application {
    /// Who may sign in to the app.
    pub fn audience(&self) -> Audience {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).sign_in_audience
    }

    /// Its API permissions: what `.default` stands for.
    pub fn permissions(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).permissions.clone()
    }

    /// The tenant it is registered in.
    pub fn home(&self) -> Option<&'static Tenant> {
        directory::tenant("acme.ci")
    }
}

/// The routes above.
pub fn router(application: Application) -> Router {
    Router::new().route("/_application", get(show).put(replace)).with_state(application)
}

async fn show(State(application): State<Application>) -> Json<Settings> {
    Json(application.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

async fn replace(
    State(application): State<Application>,
    Json(settings): Json<Settings>,
) -> Json<Settings> {
    application.0.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&settings);
    Json(settings)
}
