//! Adzuna's form: any well-formed XML with these names, dates as in ISO 8601.

use shared::model::error::Result;
use shared::model::offer::{Contract, Offer, Pay, Period};

use crate::sheet::{Sheet, description, iso_8601, place};
use crate::xml::Xml;

/// Counts the changes of this form.
pub(super) const VERSION: u32 = 1;

pub(super) fn write(xml: &mut Xml, sheet: &Sheet<'_>) -> Result<()> {
    xml.element("jobs", |xml| sheet.offers.iter().try_for_each(|offer| job(xml, sheet, offer)))
}

fn job(xml: &mut Xml, sheet: &Sheet<'_>, offer: &Offer) -> Result<()> {
    let content = &offer.content;
    xml.element("job", |xml| {
        xml.known("title", content.title.as_deref())?;
        xml.text("id", &offer.job_id.to_string())?;
        xml.text("url", &sheet.link(offer))?;
        xml.text("description", &description(offer))?;
        xml.known("location", place(offer))?;
        xml.known("company", content.company.as_deref())?;
        xml.text("date", &iso_8601(offer.since))?;
        if let Some((pay, period)) = content.pay.as_ref().and_then(|pay| Some((pay, pay.period?))) {
            paid(xml, pay, period)?;
        }
        match content.contract {
            Some(Contract::FullTime) => xml.text("contract_time", "full_time"),
            Some(Contract::PartTime) => xml.text("contract_time", "part_time"),
            Some(Contract::Contract | Contract::Temporary) => xml.text("contract_type", "contract"),
            Some(Contract::Internship) => xml.text("contract_type", "internship"),
            None => Ok(()),
        }
    })
}

/// A figure alone is read as a year's, so one whose period nobody knows is not told.
fn paid(xml: &mut Xml, pay: &Pay, period: Period) -> Result<()> {
    let amount = |amount: Option<u64>| amount.map(|amount| amount.to_string());
    xml.known("salary_min", amount(pay.least).as_deref())?;
    xml.known("salary_max", amount(pay.most).as_deref())?;
    xml.text("salary_currency", &pay.currency)?;
    let frequency = match period {
        Period::Hour => "hour",
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
        Period::Year => "year",
    };
    xml.text("salary_frequency", frequency)
}
