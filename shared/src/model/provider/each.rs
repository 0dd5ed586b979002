//! Something of every provider.

use std::ops::{Index, IndexMut};

use strum::EnumCount;

use super::Provider;

/// One `T` for each provider; none is missing.
#[derive(Clone, Debug)]
pub struct Each<T>([T; Provider::COUNT]);

impl<T> Each<T> {
    /// What `of` makes for each.
    pub fn of(of: impl FnMut(Provider) -> T) -> Self {
        Self(Provider::ALL.map(of))
    }
}

impl<T> Index<Provider> for Each<T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "there is a place for each provider")]
    fn index(&self, provider: Provider) -> &T {
        &self.0[provider as usize]
    }
}

impl<T> IndexMut<Provider> for Each<T> {
    #[expect(clippy::indexing_slicing, reason = "there is a place for each provider")]
    fn index_mut(&mut self, provider: Provider) -> &mut T {
        &mut self.0[provider as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_provider_has_its_own() {
        let mut keys = Each::of(Provider::key);
        for provider in Provider::ALL {
            assert_eq!(keys[provider], provider.key());
        }
        keys[Provider::GoogleCalendar] = "another";
        assert_eq!(keys[Provider::OutlookCalendar], "outlook_calendar");
    }
}
