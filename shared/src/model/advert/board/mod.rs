//! The boards that an offer is posted on by hand, as data: a file for each. None has a way in for programs that is
//! known, so none is pretended; nothing here is sent anywhere.
//!
//! Which fields a form has is what the board's public pages show of an offer. No board says its limits in public:
//! those here are ours, low enough for a form of its kind, and a person sees where one cut something off.

mod brightermonday;
mod emploi_ci;
mod fuzu;
mod jobberman;
mod myjobmag;

use serde::{Deserialize, Serialize};

/// A board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Board {
    Jobberman,
    #[serde(rename = "brightermonday")]
    BrighterMonday,
    EmploiCi,
    Fuzu,
    #[serde(rename = "myjobmag")]
    MyJobMag,
}

/// How an offer is entered at a board.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// What the board calls itself.
    pub name: &'static str,
    /// Where it is; no two at the same host but for different countries.
    pub sites: &'static [Site],
    /// What is copied into it, in its order.
    pub fields: &'static [Field],
    /// What a person chooses there from lists of the board's own.
    pub choices: &'static [&'static str],
}

/// A board's place in a country.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// ISO 3166's two letters.
    pub country: &'static str,
    /// What its pages' hosts are, or end with.
    pub host: &'static str,
    /// Where an employer begins.
    pub url: &'static str,
}

/// A field of a form.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// What belongs into it.
    pub what: What,
    /// What the board calls it, in the board's language.
    pub label: &'static str,
    /// In characters.
    pub limit: usize,
    /// Whether an offer without it makes no sense there.
    pub is_required: bool,
}

/// What of an offer belongs into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Title,
    Company,
    Place,
    Contract,
    Salary,
    /// The beginning of the text.
    Summary,
    /// All of the text; where the form has no field for it, how to apply too.
    Description,
    /// The last day.
    Deadline,
    /// Where candidates apply.
    HowToApply,
}

impl Board {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Jobberman, Self::BrighterMonday, Self::EmploiCi, Self::Fuzu, Self::MyJobMag];

    /// The name in addresses, answers and the table.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Jobberman => "jobberman",
            Self::BrighterMonday => "brightermonday",
            Self::EmploiCi => "emploi_ci",
            Self::Fuzu => "fuzu",
            Self::MyJobMag => "myjobmag",
        }
    }

    /// The board of this name.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|board| board.key() == key)
    }

    /// How an offer is entered there.
    pub const fn form(self) -> &'static Form {
        match self {
            Self::Jobberman => &jobberman::FORM,
            Self::BrighterMonday => &brightermonday::FORM,
            Self::EmploiCi => &emploi_ci::FORM,
            Self::Fuzu => &fuzu::FORM,
            Self::MyJobMag => &myjobmag::FORM,
        }
    }

    /// Its places, that of `country` first.
    pub fn sites(self, country: Option<&str>) -> Vec<Site> {
        let mut sites = self.form().sites.to_vec();
        sites.sort_by_key(|site| Some(site.country) != country);
        sites
    }
}

const fn needed(what: What, label: &'static str, limit: usize) -> Field {
    Field { what, label, limit, is_required: true }
}

const fn known(what: What, label: &'static str, limit: usize) -> Field {
    Field { what, label, limit, is_required: false }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use url::Url;

    use super::*;

    #[test]
    fn a_board_is_stored_and_answered_under_its_name() {
        for board in Board::ALL {
            assert_eq!(serde_json::to_value(board).unwrap(), board.key());
            assert_eq!(Board::parse(board.key()), Some(board));
        }
        assert_eq!(Board::parse("linkedin"), None);
    }

    #[test]
    fn each_form_can_be_filled_in_and_leads_to_its_own_hosts() {
        for board in Board::ALL {
            let form = board.form();
            let whats: BTreeSet<_> = form.fields.iter().map(|field| field.what).collect();
            assert_eq!(whats.len(), form.fields.len(), "{board:?} has a field twice");
            assert!(whats.contains(&What::Title) && whats.contains(&What::Description));
            for Site { host, url, country } in form.sites {
                let url = Url::parse(url).unwrap();
                assert_eq!(url.scheme(), "https");
                assert_eq!(url.host_str(), Some(format!("www.{host}").as_str()), "{board:?}");
                assert_eq!(country.len(), 2);
            }
        }
    }

    #[test]
    fn the_offer_s_country_comes_first() {
        let first = |country| Board::Jobberman.sites(country)[0].country;
        assert_eq!((first(Some("GH")), first(Some("CI")), first(None)), ("GH", "NG", "NG"));
    }
}
