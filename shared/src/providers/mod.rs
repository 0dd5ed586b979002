//! What is special about each provider; the same capability has the same file name.

pub mod classification;
pub mod google;
pub mod linkedin;
pub mod microsoft;
pub mod scopes;

mod rest;

use crate::config::Config;
use crate::model::provider::Provider;
use crate::oauth::{Metadata, Scopes};
use crate::platform::clock::Clock;
use crate::platform::http::Http;

/// What every call to a provider needs beside its token.
#[derive(Clone, Copy, Debug)]
pub struct Outside<'a> {
    /// Where the providers are.
    pub config: &'a Config,
    /// The way there.
    pub http: &'a Http,
    /// The time.
    pub clock: &'a Clock,
}

/// The provider's authorization server.
pub fn metadata(provider: Provider, config: &Config) -> Metadata {
    match provider {
        Provider::LinkedIn => linkedin::metadata(&config.endpoints),
        Provider::GoogleCalendar => google::metadata(&config.endpoints),
        Provider::OutlookCalendar => {
            microsoft::metadata(&config.endpoints, &config.microsoft_tenant_id)
        }
    }
}

/// The scopes to name in a refresh, where the provider wants them: what was granted, not what is asked
/// for today, which the person may never have seen.
pub fn refresh_scopes(provider: Provider, granted: &Scopes) -> Option<Scopes> {
    match provider {
        Provider::OutlookCalendar => Some(microsoft::refresh_scopes(granted)),
        Provider::LinkedIn | Provider::GoogleCalendar => None,
    }
}

/// Whether a grant of the provider always comes with a refresh token. LinkedIn gives one to approved
/// partners only.
pub const fn always_renews(provider: Provider) -> bool {
    match provider {
        Provider::LinkedIn => false,
        Provider::GoogleCalendar | Provider::OutlookCalendar => true,
    }
}
