//! What is special about each provider; the same capability has the same file name.

pub mod classification;
pub mod linkedin;

mod google;
mod microsoft;

use crate::config::Config;
use crate::oauth::{Metadata, Scopes};
use crate::provider::Provider;

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

/// The first scope that was asked for and not granted, in the provider's way of naming scopes (S13).
pub fn missing_scope(provider: Provider, asked: &Scopes, granted: &Scopes) -> Option<String> {
    let canonical = match provider {
        Provider::LinkedIn => str::to_owned,
        Provider::GoogleCalendar => google::canonical_scope,
        Provider::OutlookCalendar => microsoft::canonical_scope,
    };
    asked.missing_in(granted, canonical).map(str::to_owned)
}
