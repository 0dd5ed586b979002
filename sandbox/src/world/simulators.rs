//! The providers' simulators: a line for each, and what a world keeps of each.

use std::collections::BTreeMap;
use std::ops::Index;

use serde::{Deserialize, Serialize};
use shared::model::provider::Provider;
use simulator_kit::Simulator;

/// Who plays `provider`, and on which port a person finds it.
pub const fn simulator(provider: Provider) -> (Simulator, u16) {
    match provider {
        Provider::LinkedIn => (simulator_linkedin::SIMULATOR, 8002),
        Provider::GoogleCalendar => (simulator_google::SIMULATOR, 8003),
        Provider::OutlookCalendar => (simulator_microsoft::SIMULATOR, 8004),
        Provider::Zoom => (simulator_zoom::SIMULATOR, 8007),
        Provider::Slack => (simulator_slack::SIMULATOR, 8008),
    }
}

/// One `T` for each simulator.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(try_from = "BTreeMap<Provider, T>")]
pub struct Simulators<T>(BTreeMap<Provider, T>);

impl<T> Simulators<T> {
    /// What `of` makes for each.
    pub fn each(of: impl Fn(Provider) -> T) -> Self {
        Self(Provider::ALL.into_iter().map(|provider| (provider, of(provider))).collect())
    }

    /// The same where it may fail: the first error.
    pub(super) async fn try_each<E>(of: impl AsyncFn(Provider) -> Result<T, E>) -> Result<Self, E> {
        let mut all = BTreeMap::new();
        for provider in Provider::ALL {
            all.insert(provider, of(provider).await?);
        }
        Ok(Self(all))
    }

    /// All of them, by provider.
    pub fn iter(&self) -> impl Iterator<Item = (Provider, &T)> {
        self.0.iter().map(|(provider, value)| (*provider, value))
    }

    /// All of them, given away.
    pub(super) fn into_iter(self) -> impl Iterator<Item = (Provider, T)> {
        self.0.into_iter()
    }
}

impl<T: Default> Default for Simulators<T> {
    fn default() -> Self {
        Self::each(|_| T::default())
    }
}

impl<T> TryFrom<BTreeMap<Provider, T>> for Simulators<T> {
    type Error = String;

    fn try_from(values: BTreeMap<Provider, T>) -> Result<Self, String> {
        match Provider::ALL.into_iter().find(|provider| !values.contains_key(provider)) {
            Some(provider) => Err(format!("{provider} is missing")),
            None => Ok(Self(values)),
        }
    }
}

impl<T> Index<Provider> for Simulators<T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "no provider is missing, however it was made")]
    fn index(&self, provider: Provider) -> &T {
        &self.0[&provider]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_misses_no_provider() {
        let ports = Simulators::each(|provider| simulator(provider).1);
        let text = serde_json::to_string(&ports).unwrap();
        let read: Simulators<u16> = serde_json::from_str(&text).unwrap();
        assert_eq!(read[Provider::OutlookCalendar], 8004);
        let error = serde_json::from_str::<Simulators<u16>>(r#"{"linkedin":8002}"#).unwrap_err();
        assert!(error.to_string().contains("Google Calendar is missing"), "{error}");
    }
}
