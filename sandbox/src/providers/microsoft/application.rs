//! Whom our app is registered for; a knob of the whole simulator.
//!
//! - `GET /_application`: `{"sign_in_audience":"AzureADandPersonalMicrosoftAccount"}`.
//! - `PUT /_application`: the same object with another audience.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::directory::{self, Tenant};

/// The registration's changeable half; clones share it.
#[derive(Clone, Default)]
pub struct Application(Arc<Mutex<Settings>>);

#[derive(Clone, Copy, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    sign_in_audience: Audience,
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
    Json(*application.0.lock().unwrap_or_else(PoisonError::into_inner))
}

async fn replace(
    State(application): State<Application>,
    Json(settings): Json<Settings>,
) -> Json<Settings> {
    *application.0.lock().unwrap_or_else(PoisonError::into_inner) = settings;
    Json(settings)
}
