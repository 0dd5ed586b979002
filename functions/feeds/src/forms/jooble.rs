//! Jooble's form: `<jobs>` with `<job id>`s, days as `DD.MM.YYYY`, nothing older than 45 days.

use shared::model::error::Result;
use shared::model::offer::{Contract, Offer};

use crate::sheet::{Sheet, description, dotted, place};
use crate::xml::Xml;

/// Counts the changes of this form.
pub(super) const VERSION: u32 = 1;

pub(super) fn write(xml: &mut Xml, sheet: &Sheet<'_>) -> Result<()> {
    xml.element("jobs", |xml| sheet.offers.iter().try_for_each(|offer| job(xml, sheet, offer)))
}

fn job(xml: &mut Xml, sheet: &Sheet<'_>, offer: &Offer) -> Result<()> {
    let content = &offer.content;
    xml.numbered("job", Some(offer.job_id), |xml| {
        xml.text("link", &sheet.link(offer))?;
        xml.known("name", content.title.as_deref())?;
        xml.known("region", place(offer))?;
        xml.text("description", &description(offer))?;
        xml.text("pubdate", &dotted(offer.since))?;
        xml.text("updated", &dotted(offer.updated_at))?;
        xml.text("expire", &dotted(offer.ends_at()))?;
        xml.known("salary", content.salary.as_deref())?;
        xml.known("company", content.company.as_deref())?;
        xml.known("jobtype", content.contract.map(kind))
    })
}

const fn kind(contract: Contract) -> &'static str {
    match contract {
        Contract::FullTime => "full-time",
        Contract::PartTime => "part-time",
        Contract::Contract => "contract",
        Contract::Temporary => "temporary",
        Contract::Internship => "internship",
    }
}
