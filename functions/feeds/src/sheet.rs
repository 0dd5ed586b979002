//! What a form is filled in with.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use shared::model::error::{Error, Result};
use shared::model::offer::{Offer, Profile, html};

/// A feed's content, before it has a form.
pub(crate) struct Sheet<'a> {
    pub(crate) profile: Profile,
    pub(crate) offers: &'a [&'a Offer],
    /// When anything in it changed last.
    pub(crate) modified: Timestamp,
    /// The frontend's origin.
    pub(crate) site: &'a str,
}

impl Sheet<'_> {
    /// Where candidates read the offer and apply, with what tells that page where they come from.
    pub(crate) fn link(&self, offer: &Offer) -> String {
        format!("{}?utm_source={}", page(self.site, offer), self.profile.name())
    }
}

/// The offer's page, as posts link to it.
pub(crate) fn page(site: &str, offer: &Offer) -> String {
    format!("{site}/offres/{}", offer.job_id)
}

/// The offer's text as HTML of a few elements.
pub(crate) fn description(offer: &Offer) -> String {
    html(&offer.content.description)
}

/// The offer's place as somebody wrote it; its country's code where nobody did.
pub(crate) fn place(offer: &Offer) -> Option<&str> {
    let content = &offer.content;
    content.place.as_deref().or(content.country.as_deref())
}

/// `Mon, 23 Nov 2026 09:00:00 GMT`.
pub(crate) fn rfc_822(at: Timestamp) -> Result<String> {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&at).map_err(|_| Error::Internal)
}

/// `23.11.2026`, in UTC.
pub(crate) fn dotted(at: Timestamp) -> String {
    at.strftime("%d.%m.%Y").to_string()
}

/// `2026-11-23T09:00:00Z`.
pub(crate) fn iso_8601(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
