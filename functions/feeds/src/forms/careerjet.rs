//! Careerjet's form ("Feed specification" of its partners' pages).

use shared::model::error::Result;
use shared::model::offer::{Contract, Offer};

use crate::sheet::{Sheet, description};
use crate::xml::Xml;

/// Counts the changes of this form.
pub(super) const VERSION: u32 = 2;

pub(super) fn write(xml: &mut Xml, sheet: &Sheet<'_>) -> Result<()> {
    xml.element("jobs", |xml| sheet.offers.iter().try_for_each(|offer| job(xml, sheet, offer)))
}

fn job(xml: &mut Xml, sheet: &Sheet<'_>, offer: &Offer) -> Result<()> {
    let content = &offer.content;
    xml.element("job", |xml| {
        xml.text("id", &offer.job_id.to_string())?;
        xml.known("title", content.title.as_deref())?;
        xml.text("url", &sheet.link(offer))?;
        xml.element("location", |xml| {
            xml.known("city", content.town.as_deref())?;
            // A region is no address: where a town is known, that is all that is told.
            xml.known("region", content.place.as_deref().filter(|_| content.town.is_none()))?;
            xml.known("country", content.country.as_deref())
        })?;
        xml.known("company", content.company.as_deref())?;
        // Its `company_url` is the company's own site, which the ATS does not know.
        xml.text("description", &description(offer))?;
        xml.known("contract_type", content.contract.and_then(contract_type))?;
        xml.known("working_hours", content.contract.and_then(working_hours))?;
        xml.known("salary", content.salary.as_deref())?;
        xml.text("apply_url", &sheet.link(offer))
    })
}

const fn contract_type(contract: Contract) -> Option<&'static str> {
    match contract {
        Contract::FullTime | Contract::PartTime => None,
        Contract::Contract => Some("contract"),
        Contract::Temporary => Some("temporary"),
        Contract::Internship => Some("training"),
    }
}

const fn working_hours(contract: Contract) -> Option<&'static str> {
    match contract {
        Contract::FullTime => Some("full-time"),
        Contract::PartTime => Some("part-time"),
        Contract::Contract | Contract::Temporary | Contract::Internship => None,
    }
}
