//! The takers of feeds: what each must be told of an offer, and how old it may be.

use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Offer, Shortcoming, day};

/// Who takes a feed, by the form it takes it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    Indeed,
    Jooble,
    Adzuna,
    Careerjet,
    /// Anybody else: Indeed's form is what most read, so ours is that with more said and less asked.
    Generic,
}

/// Jooble takes what was published or updated within less than 45 days; a day is kept for the way. By days, so that a
/// feed changes at midnight and at no other time of its own.
const JOOBLE_DAYS: i32 = 44;
/// Adzuna takes no shorter description ("Adzuna XML specifications"), in characters as a reader finds them.
pub(super) const ADZUNA_LENGTH: usize = 100;

impl Profile {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Indeed, Self::Jooble, Self::Adzuna, Self::Careerjet, Self::Generic];

    /// The name in addresses and answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Indeed => "indeed",
            Self::Jooble => "jooble",
            Self::Adzuna => "adzuna",
            Self::Careerjet => "careerjet",
            Self::Generic => "generic",
        }
    }

    /// The profile of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    pub(super) fn shortcomings(self, offer: &Offer, now: Timestamp) -> Vec<Shortcoming> {
        let content = &offer.content;
        let asked = [
            (content.title.is_none(), Shortcoming::Title),
            (content.company.is_none() && self.asks_company(), Shortcoming::Company),
            (content.description.is_empty(), Shortcoming::Description),
            (self.is_too_short(offer), Shortcoming::Length),
            (!self.knows_place(offer), Shortcoming::Place),
            (content.country.is_none() && self.asks_country(), Shortcoming::Country),
            (self.is_too_old(offer, now), Shortcoming::Age),
        ];
        asked.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
    }

    const fn asks_company(self) -> bool {
        match self {
            Self::Indeed | Self::Adzuna | Self::Careerjet | Self::Jooble => true,
            Self::Generic => false,
        }
    }

    const fn asks_country(self) -> bool {
        match self {
            Self::Indeed | Self::Careerjet => true,
            Self::Jooble | Self::Adzuna | Self::Generic => false,
        }
    }

    /// Indeed shows offers by town; the others by what the company wrote.
    const fn knows_place(self, offer: &Offer) -> bool {
        match self {
            Self::Indeed => offer.content.town.is_some(),
            Self::Jooble | Self::Adzuna => {
                offer.content.place.is_some() || offer.content.country.is_some()
            }
            Self::Careerjet | Self::Generic => true,
        }
    }

    /// What no markup adds to counts. A text that is none lacks more than length.
    fn is_too_short(self, offer: &Offer) -> bool {
        let read = |line: &str| line.trim().trim_start_matches("• ").chars().count();
        match self {
            Self::Adzuna => {
                let length: usize = offer.content.description.lines().map(read).sum();
                (1..ADZUNA_LENGTH).contains(&length)
            }
            Self::Indeed | Self::Jooble | Self::Careerjet | Self::Generic => false,
        }
    }

    fn is_too_old(self, offer: &Offer, now: Timestamp) -> bool {
        match self {
            Self::Jooble => {
                let last = day(offer.updated_at).saturating_add(JOOBLE_DAYS.days());
                day(now) >= last
            }
            Self::Indeed | Self::Adzuna | Self::Careerjet | Self::Generic => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::offer;
    use super::*;

    #[test]
    fn each_profile_leaves_out_what_its_taker_refuses_and_says_why() {
        let now = offer(1).since;
        for profile in Profile::ALL {
            assert_eq!(Profile::parse(profile.name()), Some(profile));
            assert_eq!(offer(1).shortcomings(profile, now), []);
        }
        assert_eq!(Profile::parse("linkedin"), None);
        let mut short = offer(1);
        short.content.description = format!("• {}\n• {}", "a".repeat(50), "é".repeat(49));
        assert_eq!(short.shortcomings(Profile::Adzuna, now), [Shortcoming::Length]);
        assert_eq!(short.shortcomings(Profile::Jooble, now), []);
        short.content.description.push('.');
        assert_eq!(short.shortcomings(Profile::Adzuna, now), []);
        let mut remote = offer(1);
        (remote.content.place, remote.content.town) = (None, None);
        assert_eq!(remote.shortcomings(Profile::Indeed, now), [Shortcoming::Place]);
        assert_eq!(remote.shortcomings(Profile::Jooble, now), []);
        remote.content.country = None;
        assert_eq!(
            remote.shortcomings(Profile::Indeed, now),
            [Shortcoming::Place, Shortcoming::Country]
        );
        assert_eq!(remote.shortcomings(Profile::Jooble, now), [Shortcoming::Place]);
        assert_eq!(remote.shortcomings(Profile::Generic, now), []);
        remote.content.title = None;
        assert_eq!(remote.shortcomings(Profile::Generic, now), [Shortcoming::Title]);
    }

    #[test]
    fn jooble_is_told_nothing_that_is_45_days_old() {
        let offer = offer(1);
        let at = |text: &str| text.parse().unwrap();
        assert_eq!(offer.shortcomings(Profile::Jooble, at("2027-01-05T23:59:59Z")), []);
        let old = [Shortcoming::Age];
        assert_eq!(offer.shortcomings(Profile::Jooble, at("2027-01-06T00:00:00Z")), old);
        assert_eq!(offer.shortcomings(Profile::Indeed, at("2027-02-11T00:00:00Z")), []);
    }
}
