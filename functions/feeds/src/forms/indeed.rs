//! Indeed's "XML feed": `<source>` with `<job>`s, dates as in RFC 822, a job known by `referencenumber`. Most
//! takers read it, so the generic form is the same and says more.

use shared::model::error::Result;
use shared::model::offer::{Contract, Offer, Profile};

use crate::sheet::{Sheet, description, iso_8601, rfc_822};
use crate::xml::Xml;

/// Counts the changes of this form; also of the generic one.
pub(super) const VERSION: u32 = 1;
/// Who makes the feed.
const PUBLISHER: &str = "IntoWork";

pub(super) fn write(xml: &mut Xml, sheet: &Sheet<'_>) -> Result<()> {
    xml.element("source", |xml| {
        xml.text("publisher", PUBLISHER)?;
        xml.text("publisherurl", sheet.site)?;
        xml.text("lastBuildDate", &rfc_822(sheet.modified)?)?;
        sheet.offers.iter().try_for_each(|offer| job(xml, sheet, offer))
    })
}

fn job(xml: &mut Xml, sheet: &Sheet<'_>, offer: &Offer) -> Result<()> {
    let content = &offer.content;
    xml.element("job", |xml| {
        xml.known("title", content.title.as_deref())?;
        xml.text("date", &rfc_822(offer.since)?)?;
        xml.text("referencenumber", &offer.job_id.to_string())?;
        xml.text("url", &sheet.link(offer))?;
        xml.known("company", content.company.as_deref())?;
        xml.known("city", content.town.as_deref())?;
        // The form has them, and the ATS knows neither.
        xml.text("state", "")?;
        xml.known("country", content.country.as_deref())?;
        xml.text("postalcode", "")?;
        xml.text("description", &description(offer))?;
        xml.known("salary", content.salary.as_deref())?;
        xml.known("jobtype", content.contract.map(kind))?;
        if sheet.profile == Profile::Generic {
            more(xml, offer)?;
        }
        Ok(())
    })
}

fn more(xml: &mut Xml, offer: &Offer) -> Result<()> {
    let content = &offer.content;
    xml.known("location", content.place.as_deref())?;
    xml.known("remotetype", content.is_remote.then_some("fully remote"))?;
    xml.text("language", content.language.tag())?;
    xml.text("updated", &iso_8601(offer.updated_at))?;
    xml.text("expirationdate", &iso_8601(offer.ends_at()))
}

const fn kind(contract: Contract) -> &'static str {
    match contract {
        Contract::FullTime => "fulltime",
        Contract::PartTime => "parttime",
        Contract::Contract => "contract",
        Contract::Temporary => "temporary",
        Contract::Internship => "internship",
    }
}
