//! The providers, a folder each, with the same files in each:
//!
//! - `profile`: what is special about it, as data
//! - `refusals`: what its words mean
//! - `account`: who connected
//! - what it is connected for: `posts`, `calendar`, or `meetings`
//!
//! [`profile()`] is the one place that goes from a provider to its folder.

pub mod google;
pub mod linkedin;
pub mod microsoft;
pub mod refusals;
pub mod scopes;
pub mod slack;
pub mod zoom;

mod profile;
mod rest;
mod shown;

pub use profile::{
    AdminConsent, Identity, Profile, Refusals, Renewal, Revocation, Spending, Standing, Touches,
    YoungRefusal,
};
pub use rest::Answer;
pub use scopes::{Feature, Opening, ScopeRules};

use crate::model::provider::Provider;
use crate::platform::clock::Clock;
use crate::platform::endpoints::Endpoints;
use crate::platform::http::Http;

/// What every call to a provider needs beside its token.
#[derive(Clone, Copy, Debug)]
pub struct Outside<'a> {
    /// Where the providers are.
    pub endpoints: &'a Endpoints,
    /// How they are set.
    pub settings: &'a Settings,
    /// The way there.
    pub http: &'a Http,
    /// The time.
    pub clock: &'a Clock,
}

/// What an operator sets of single providers.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The `LinkedIn-Version` header, `YYYYMM`.
    pub linkedin_version: String,
    /// `common`, `organizations` or a tenant's id.
    pub microsoft_tenant_id: String,
}

/// What is special about `provider`.
pub const fn profile(provider: Provider) -> &'static Profile {
    match provider {
        Provider::LinkedIn => &linkedin::PROFILE,
        Provider::GoogleCalendar => &google::PROFILE,
        Provider::OutlookCalendar => &microsoft::PROFILE,
        Provider::Zoom => &zoom::PROFILE,
        Provider::Slack => &slack::PROFILE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        let microsoft_tenant_id = "common".to_owned();
        Settings { linkedin_version: "202609".to_owned(), microsoft_tenant_id }
    }

    #[test]
    fn what_can_be_revoked_has_an_address_to_revoke_it_at() {
        for provider in Provider::ALL {
            let profile = profile(provider);
            let metadata = (profile.metadata)(&Endpoints::production(), &settings());
            let is_offered = profile.revocation.is_offered();
            assert_eq!(metadata.revocation_endpoint.is_some(), is_offered, "{provider}");
            assert!(profile.revocation.manage_url.starts_with("https://"), "{provider}");
        }
    }

    #[test]
    fn f14_every_margin_bears_two_clocks_that_differ_and_fits_in_the_token_s_life() {
        for provider in Provider::ALL {
            let Renewal { margin, token_life, .. } = profile(provider).renewal;
            assert!(
                margin.as_mins() >= 10 && token_life.is_none_or(|life| margin * 2 < life),
                "{provider}"
            );
        }
    }

    #[test]
    fn each_scope_that_is_needed_or_opens_something_may_be_asked_for() {
        for provider in Provider::ALL {
            let rules = &profile(provider).scopes;
            let opened = rules.opens.iter().flat_map(|opening| opening.enough);
            let asked = rules.asked.iter().flat_map(|any| any.iter());
            for scope in rules.identity.iter().chain(rules.needed).chain(asked).chain(opened) {
                assert!(rules.known.contains(scope), "{provider}: {scope}");
            }
            assert!(rules.asked.contains(&rules.needed), "{provider}: what is needed is asked for");
        }
    }
}
