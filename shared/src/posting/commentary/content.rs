//! What an offer on the boards says: the parts that a post is made of too, each by itself and in full.

use super::description::{described, sections};
use super::language;
use super::place::{is_nowhere, town};
use super::salary::{code, ends, salary};
use super::variables::{addressed, company, title};
use super::wording::{self, WorkMode};
use crate::model::country::country;
use crate::model::language::Language;
use crate::model::offer::{Content, Contract, DESCRIPTION_LIMIT, Pay};
use crate::model::text::{cut, listed};
use crate::people::ats::Job;

/// A longer title, name or place is none, in characters.
const LINE_LIMIT: usize = 200;

/// What `job` offers.
pub fn content(job: &Job) -> Content {
    let language = language(job, None);
    let place = job.location.as_deref().map(addressed);
    let place = place.filter(|place| !place.is_empty() && !is_nowhere(place));
    let mode = job.location_type.as_deref().and_then(WorkMode::of);
    let whole = described_in_full(job, language);
    Content {
        title: title(job).map(bounded),
        company: company(job).map(bounded),
        description: cut(&whole, DESCRIPTION_LIMIT, characters),
        is_shortened: characters(&whole) > DESCRIPTION_LIMIT,
        town: place.as_deref().and_then(town),
        place: place.map(bounded),
        country: job.country.as_deref().and_then(country).map(str::to_owned),
        is_remote: mode == Some(WorkMode::Remote),
        contract: job.job_type.as_deref().and_then(contract),
        pay: pay(job),
        salary: salary(job, language),
        language,
    }
}

/// The offer's text with its other parts, each below its heading, as the ATS has them.
fn described_in_full(job: &Job, language: Language) -> String {
    let described = described(job);
    let sections = sections(job, &described, language);
    format!("{}\n\n{sections}", listed(&described)).trim().to_owned()
}

fn bounded(line: String) -> String {
    cut(&line, LINE_LIMIT, characters)
}

fn characters(text: &str) -> usize {
    text.chars().count()
}

fn contract(name: &str) -> Option<Contract> {
    Some(match wording::plain(name).as_str() {
        "fulltime" => Contract::FullTime,
        "parttime" => Contract::PartTime,
        "contract" => Contract::Contract,
        "temporary" => Contract::Temporary,
        "internship" => Contract::Internship,
        _ => return None,
    })
}

/// `contract` in words of `language`.
pub fn contract_in_words(contract: Contract, language: Language) -> Option<&'static str> {
    let name = match contract {
        Contract::FullTime => "fulltime",
        Contract::PartTime => "parttime",
        Contract::Contract => "contract",
        Contract::Temporary => "temporary",
        Contract::Internship => "internship",
    };
    wording::job_type(language, name)
}

fn pay(job: &Job) -> Option<Pay> {
    let currency = code(job.currency.as_deref()?, job.country.as_deref().and_then(country))?;
    let (least, most) = ends(job);
    let is_known = least.is_some() || most.is_some();
    let period = job.salary_period.as_deref().and_then(wording::period);
    is_known.then_some(Pay { least, most, currency, period })
}
